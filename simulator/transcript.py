"""What was said by whom and when: the only thing the grader sees of an interview."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

MOST_ASIDES = 6
"""So many turns of the interviewer are looked back over for the question that is open."""
ASIDE_WORDS = 12
"""Who asks for a moment says no more."""
_MOMENT = re.compile(
    r"\b(?:(?:a|one) (?:quick |short )?(?:sec|second|moment|minute)|let me think|hold on)\b", re.IGNORECASE
)


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
        """Return what the interviewer said last before turn `index`, or an empty string.

        Where that asks nothing and only answers a question of the candidate's, or gives them the moment they
        asked for, what they had been asked stands before it.
        """
        told: list[str] = []
        while (last := self._interviewer_before(index)) is not None:
            told.append(self.turns[last].text)
            asks = "?" in told[-1] or len(told) == MOST_ASIDES
            if asks or last == 0 or not _leaves_open(self.turns[last - 1]):
                break
            index = last
        return " ".join(reversed(told))

    def _interviewer_before(self, index: int) -> int | None:
        turns = self.turns
        return next((i for i in range(index - 1, -1, -1) if turns[i].speaker is Speaker.INTERVIEWER), None)


def _leaves_open(turn: Turn) -> bool:
    """Return whether a candidate's turn asks something back, or for time."""
    asks_for_time = len(turn.text.split()) <= ASIDE_WORDS and _MOMENT.search(turn.text) is not None
    return turn.speaker is Speaker.CANDIDATE and (asks_for_time or turn.text.rstrip().endswith("?"))
