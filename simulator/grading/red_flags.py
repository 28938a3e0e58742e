"""Which red flags a transcript shows: in one answer, by order, and not taken back later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from simulator.content.rubric import Rubric
from simulator.evidence.clauses import clauses
from simulator.evidence.criteria.sight import GOAL
from simulator.evidence.observation import Observation, Reading, Status
from simulator.evidence.position import Position
from simulator.evidence.red_flags import Sign
from simulator.grading.scorecard import Quote, RedFlagGrade
from simulator.transcript import Transcript

_GOALS = frozenset({GOAL, "success-metric", "quality-target", "latency-target", "cost-target"})
_CURED_BY = {
    "privacy-later": "privacy",
    "train-once": "feedback-loop",
    "boil-the-ocean": "scope-cut",
}
"""The criterion whose commitment, made after the flag was shown, takes the flag back."""


def red_flags(
    transcript: Transcript,
    signs: Mapping[int, Sequence[Sign]],
    readings: Mapping[int, Reading],
    held: Mapping[str, Position],
    rubric: Rubric,
) -> tuple[RedFlagGrade, ...]:
    """Return the red flags of the rubric that were shown and not taken back, in the rubric's order.

    `signs` and `readings` are those of each answer, by its turn; `held` is where they come to, by criterion.
    """
    shown: dict[str, tuple[int, int, int]] = {}
    for index, found in signs.items():
        for sign in found:
            shown.setdefault(sign.flag, (index, sign.start, sign.end))
    if (first := _architecture_first(transcript, readings)) is not None:
        index, at = first
        shown["architecture-first"] = (index, *_clause_at(transcript.turns[index].text, at))
    grades = []
    for flag in rubric.red_flags:
        if flag.id not in shown:
            continue
        index, start, end = shown[flag.id]
        cure = held.get(_CURED_BY.get(flag.id, ""))
        if cure and cure.status is Status.MET and cure.turn > index:
            continue
        turn = transcript.turns[index]
        grades.append(RedFlagGrade(flag.id, index, Quote(index, turn.start, turn.text[start:end])))
    return tuple(grades)


def _clause_at(text: str, offset: int) -> tuple[int, int]:
    """Return the span of the clause that holds the offset."""
    clause = next(clause for clause in clauses(text) if offset < clause.end)
    return clause.start, clause.end


def _is_goal(seen: Observation, text: str) -> bool:
    """Tell whether an observation names a goal or a metric; of loose talk about users only questions do."""
    if seen.criterion == GOAL and seen.status is not Status.MET:
        return any(clause.asks for clause in clauses(text[seen.start : seen.end]))
    return seen.criterion in _GOALS


def _architecture_first(transcript: Transcript, readings: Mapping[int, Reading]) -> tuple[int, int] | None:
    """Return turn and place of the first component where no goal, metric or question came before it."""
    for index in sorted(readings):
        reading = readings[index]
        text = transcript.turns[index].text
        goals = [o.start for o in reading.observations if _is_goal(o, text)]
        if reading.proposes_at is not None:
            if (goals and min(goals) < reading.proposes_at) or reading.asks:
                return None
            return index, reading.proposes_at
        if goals or reading.asks:
            return None
    return None
