"""What the interview wants done: orders in the imperative, without a time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Move(StrEnum):
    """Why the interviewer says something."""

    OPEN = "open"
    PROBE = "probe"
    PRESS_VAGUE = "press-vague"
    PRESS_DEFERRAL = "press-deferral"
    CHALLENGE_NUMBER = "challenge-number"
    REVEAL_CONSTRAINT = "reveal-constraint"
    TELL_FACT = "tell-fact"
    DOES_NOT_KNOW = "does-not-know"
    GIVE_TIME = "give-time"
    REPEAT = "repeat"
    NUDGE = "nudge"
    ENTER_PHASE = "enter-phase"
    WRAP_UP = "wrap-up"
    FAREWELL = "farewell"


class EndReason(StrEnum):
    """Why an interview is over."""

    COMPLETED = "completed"
    TIME_UP = "time-up"
    CANDIDATE_ENDED = "candidate-ended"
    INPUT_ENDED = "input-ended"
    INTERRUPTED = "interrupted"


class NoticeKind(StrEnum):
    """What the program, not the interviewer, tells the candidate."""

    HINT = "hint"
    NO_HINTS = "no-hints"
    TIME_UP = "time-up"


_FOLLOW_UPS = (Move.PRESS_VAGUE, Move.PRESS_DEFERRAL, Move.CHALLENGE_NUMBER)
"""Reactions to the same answer, which a model may have understood better than the rules did."""


@dataclass(frozen=True, slots=True)
class Say:
    """Speak as the interviewer."""

    text: str
    move: Move
    subject: str
    """Id of the probe, fact, constraint or phase it is about, or an empty string."""

    @property
    def offers(self) -> tuple[Move, ...]:
        """The moves on the same subject that a language model may make, best first; the first is its own."""
        others = _FOLLOW_UPS if self.move in _FOLLOW_UPS else ()
        return (self.move, *(move for move in others if move is not self.move))


@dataclass(frozen=True, slots=True)
class Acknowledge:
    """Let the candidate hear at once that they were heard; it takes no floor and is no turn."""

    text: str


@dataclass(frozen=True, slots=True)
class Duck:
    """Lower the interviewer's voice: the candidate may be breaking in."""


@dataclass(frozen=True, slots=True)
class PauseSpeaking:
    """Fall silent at once, ready to go on."""


@dataclass(frozen=True, slots=True)
class ResumeSpeaking:
    """It was no interruption: be as loud as before, and after a pause go on from the sentence broken off."""


@dataclass(frozen=True, slots=True)
class StopSpeaking:
    """Fall silent at once, for good: the rest of the utterance is dropped."""


@dataclass(frozen=True, slots=True)
class ShowNotice:
    """Tell the candidate something outside the conversation."""

    kind: NoticeKind
    text: str


@dataclass(frozen=True, slots=True)
class EnterPhase:
    """Show that another phase has begun."""

    phase: str


@dataclass(frozen=True, slots=True)
class EndInterview:
    """Stop listening and grade."""

    reason: EndReason


Action = (
    Say
    | Acknowledge
    | Duck
    | PauseSpeaking
    | ResumeSpeaking
    | StopSpeaking
    | ShowNotice
    | EnterPhase
    | EndInterview
)
