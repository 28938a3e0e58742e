"""What has happened in an interview: facts in the past tense, without a time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from simulator.evidence.observation import Reading


class Command(StrEnum):
    """What the candidate may ask of the interview itself by a key or a slash."""

    REPEAT = "repeat"
    HINT = "hint"
    SKIP = "skip"
    END = "end"


class Departure(StrEnum):
    """Why the candidate's side went away."""

    INPUT_ENDED = "input-ended"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, slots=True)
class InterviewStarted:
    """Both sides are there."""


@dataclass(frozen=True, slots=True)
class CandidateStarted:
    """The candidate began to speak or type and holds the floor."""


@dataclass(frozen=True, slots=True)
class CandidateStopped:
    """The candidate took back what they had begun and gave the floor back without a word."""


@dataclass(frozen=True, slots=True)
class CandidateSaid:
    """The candidate said something that counts."""

    text: str
    yields: bool
    """The candidate handed the floor over with it."""
    reading: Reading
    """What the evidence reader of that day found in `text`."""


@dataclass(frozen=True, slots=True)
class CandidateCommanded:
    """The candidate asked something of the interview itself."""

    command: Command


@dataclass(frozen=True, slots=True)
class CandidateLeft:
    """No more will come from the candidate."""

    departure: Departure


@dataclass(frozen=True, slots=True)
class InterviewerFinished:
    """The interviewer's last utterance has been delivered in full."""


@dataclass(frozen=True, slots=True)
class TimePassed:
    """The moment asked for by `wake_at` has come."""


Event = (
    InterviewStarted
    | CandidateStarted
    | CandidateStopped
    | CandidateSaid
    | CandidateCommanded
    | CandidateLeft
    | InterviewerFinished
    | TimePassed
)
