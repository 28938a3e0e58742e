"""How much of each answer carried: signal from commitments, noise from what stands in their place.

signal = 4 for the first commitment reached in the answer, 2 for each further one, 1 for each quantity
(at most 2), 1 for a clarifying question; at most 10.
noise = 2 for each criterion touched without a commitment (at most 6), 2 for a question of the interviewer's
left unanswered, 3 for each red flag shown, 2 for mostly repeating an earlier answer; at most 10.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from simulator.evidence.observation import Reading, Status
from simulator.grading.scorecard import AnswerGrade

_WORD = re.compile(r"[^\W_]{4,}")
REPEATED = 0.7
"""Share of an answer's longer words that an earlier answer of the candidate had too."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One candidate turn with what was read in it."""

    turn: int
    text: str
    reading: Reading
    asked: frozenset[str]
    """Criteria the interviewer had just asked about."""
    red_flags: int


def signal_noise(answers: Sequence[Answer]) -> tuple[AnswerGrade, ...]:
    """Return signal and noise of each answer, by the formula above."""
    grades = []
    known: set[str] = set()
    earlier: list[frozenset[str]] = []
    for answer in answers:
        met = [o.criterion for o in answer.reading.observations if o.status is Status.MET]
        fresh = [criterion for criterion in met if criterion not in known]
        loose = sum(o.status is not Status.MET for o in answer.reading.observations)
        vocabulary = frozenset(_WORD.findall(answer.text.lower()))
        repeats = (
            any(len(vocabulary & before) >= REPEATED * len(vocabulary) for before in earlier)
            if vocabulary
            else False
        )
        signal = (
            (4 + 2 * (len(fresh) - 1) if fresh else 0)
            + min(2, len(answer.reading.quantities))
            + answer.reading.asks
        )
        noise = (
            min(6, 2 * loose)
            + (2 if answer.asked and not answer.asked.intersection(met) else 0)
            + 3 * answer.red_flags
            + (2 if repeats else 0)
        )
        grades.append(AnswerGrade(answer.turn, float(min(10, signal)), float(min(10, noise))))
        known.update(met)
        earlier.append(vocabulary)
    return tuple(grades)
