"""What has happened in an interview: facts in the past tense, without a time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from simulator.evidence.observation import Reading
from simulator.interview.actions import Move


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


class Engine(StrEnum):
    """An outside program or device that an interview leans on."""

    LANGUAGE_MODEL = "language-model"
    SPEECH_TO_TEXT = "speech-to-text"
    TEXT_TO_SPEECH = "text-to-speech"
    MICROPHONE = "microphone"
    LOUDSPEAKER = "loudspeaker"
    TRACKS = "tracks"
    """The sound being kept beside the journal."""


class FailureKind(StrEnum):
    """Why an engine does not do its part; never its own words, which may hold a key or a transcript."""

    MISSING = "missing"
    """Not installed, or not on this machine."""
    KEY_REFUSED = "key-refused"
    REQUEST_REFUSED = "request-refused"
    OVERLOADED = "overloaded"
    SERVER_FAILED = "server-failed"
    UNREACHABLE = "unreachable"
    TIMED_OUT = "timed-out"
    UNUSABLE = "unusable"
    """What it gave is not what was asked for."""
    OVER_BUDGET = "over-budget"
    CRASHED = "crashed"
    LOST = "lost"
    """A device that was there and is gone."""
    DISK_FULL = "disk-full"


@dataclass(frozen=True, slots=True)
class InterviewStarted:
    """Both sides are there."""


@dataclass(frozen=True, slots=True)
class CandidateStarted:
    """The candidate began a stretch of speech, or to type."""


@dataclass(frozen=True, slots=True)
class CandidatePaused:
    """A stretch of speech gave way to silence; its words come later, or `CandidateStopped` where it had none.

    Where a stretch was cut for its length alone, `silence_s` is 0 and `CandidateStarted` comes right behind.
    """

    silence_s: float
    """How long the silence has lasted, in seconds."""


@dataclass(frozen=True, slots=True)
class CandidateStopped:
    """What the candidate had begun came to no word: a noise, or a line begun and cleared."""


@dataclass(frozen=True, slots=True)
class CandidateSaid:
    """The candidate said something that counts: the words of the earliest stretch without words, or typed."""

    text: str
    yields: bool
    """The candidate handed the floor over with it."""
    reading: Reading
    """What the evidence reader of that day found in the candidate's turn so far.

    That is what they have said since the interviewer last took their turn, the texts joined by spaces.
    """


@dataclass(frozen=True, slots=True)
class CandidateBrokeIn:
    """The candidate breaks in on the interviewer: with the first words made out, or by a key."""

    words: str
    """They come again in `CandidateSaid`; none where it was a key."""


@dataclass(frozen=True, slots=True)
class CandidateSpokeOn:
    """The candidate's voice has been heard over the interviewer's for some time; pauses do not count."""

    voice_s: float
    """How long, in seconds, since the stretch began; told again and again as it grows."""


@dataclass(frozen=True, slots=True)
class CandidateYielded:
    """The candidate handed the floor over by a key; words of what they said may still be to come."""


@dataclass(frozen=True, slots=True)
class CandidateTookBack:
    """Words were made out that the candidate does not let count: they correct them, or say it all again."""

    text: str


@dataclass(frozen=True, slots=True)
class CandidateCommanded:
    """The candidate asked something of the interview itself."""

    command: Command


@dataclass(frozen=True, slots=True)
class CandidateLeft:
    """No more will come from the candidate."""

    departure: Departure


@dataclass(frozen=True, slots=True)
class InterviewerWorded:
    """A language model worded the next part of the last `Say`, in place of its text."""

    text: str
    """One sentence or more, fit to be said."""
    move: Move
    """The move it made of those on offer."""
    addressed: tuple[str, ...]
    """Ids of the criteria that the model believes were addressed; nothing is decided by them."""


@dataclass(frozen=True, slots=True)
class InterviewerFinished:
    """The interviewer's last utterance has been delivered in full."""


@dataclass(frozen=True, slots=True)
class InterviewerCutOff:
    """The interviewer's last utterance ended before its end."""

    heard: str
    """What the candidate got to hear of it."""


@dataclass(frozen=True, slots=True)
class EngineFailed:
    """An engine does not do its part; the interview goes on without it."""

    engine: Engine
    kind: FailureKind


@dataclass(frozen=True, slots=True)
class EngineRecovered:
    """An engine that had failed does its part again."""

    engine: Engine


EngineNotice = EngineFailed | EngineRecovered


@dataclass(frozen=True, slots=True)
class ModelCalled:
    """A call to a model that words, listens or speaks ended, well or not; kept for the account."""

    model: str
    purpose: str
    """What it was for: "wording", "speech to text" or "text to speech"."""
    input_tokens: int
    output_tokens: int
    cost_usd: float | None
    """None where the price is not known."""


@dataclass(frozen=True, slots=True)
class TimePassed:
    """The moment asked for by `wake_at` has come."""


Event = (
    InterviewStarted
    | CandidateStarted
    | CandidatePaused
    | CandidateStopped
    | CandidateSaid
    | CandidateSpokeOn
    | CandidateBrokeIn
    | CandidateYielded
    | CandidateTookBack
    | CandidateCommanded
    | CandidateLeft
    | InterviewerWorded
    | InterviewerFinished
    | InterviewerCutOff
    | EngineFailed
    | EngineRecovered
    | ModelCalled
    | TimePassed
)
