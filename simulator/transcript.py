"""What was said by whom and when: the only thing the grader sees of an interview."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Speaker(StrEnum):
    """The two sides of an interview."""

    CANDIDATE = "candidate"
    INTERVIEWER = "interviewer"


@dataclass(frozen=True, slots=True)
class Turn:
    """One side's contribution, verbatim."""

    speaker: Speaker
    text: str
    start: float
    """Seconds from the start of the interview."""
    end: float
    """Seconds from the start of the interview; never before `start`."""


@dataclass(frozen=True, slots=True)
class Transcript:
    """The turns of one interview in order; evidence points at them by index."""

    turns: tuple[Turn, ...]

    def candidate_turns(self) -> list[tuple[int, Turn]]:
        """Return the candidate's turns with their indices."""
        return [(i, turn) for i, turn in enumerate(self.turns) if turn.speaker is Speaker.CANDIDATE]

    def question_before(self, index: int) -> str:
        """Return what the interviewer said last before turn `index`, or an empty string."""
        for before in range(index - 1, -1, -1):
            if self.turns[before].speaker is Speaker.INTERVIEWER:
                return self.turns[before].text
        return ""
