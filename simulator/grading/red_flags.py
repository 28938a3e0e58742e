"""Which red flags a transcript shows: in one answer, by order, and not taken back later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from simulator.content.rubric import Rubric
from simulator.evidence.observation import Reading, Status
from simulator.evidence.position import Positions
from simulator.evidence.red_flags import Sign
from simulator.grading.scorecard import Quote, RedFlagGrade
from simulator.transcript import Transcript

_GOALS = frozenset({"clarified-goal", "success-metric", "quality-target", "latency-target", "cost-target"})
_CURED_BY = {
    "privacy-later": "privacy",
    "train-once": "feedback-loop",
    "boil-the-ocean": "scope-cut",
    "accuracy-first": "trade-off",
}
"""The criterion whose commitment, made after the flag was shown, takes the flag back."""


def red_flags(
    transcript: Transcript,
    signs: Mapping[int, Sequence[Sign]],
    readings: Mapping[int, Reading],
    positions: Positions,
    rubric: Rubric,
) -> tuple[RedFlagGrade, ...]:
    """Return the red flags of the rubric that were shown and not taken back, in the rubric's order.

    `signs` and `readings` are those of each answer, by its turn.
    """
    shown: dict[str, tuple[int, int, int]] = {}
    for index, found in signs.items():
        for sign in found:
            shown.setdefault(sign.flag, (index, sign.start, sign.end))
    if (first := _architecture_first(readings)) is not None:
        shown["architecture-first"] = first
    grades = []
    for flag in rubric.red_flags:
        if flag.id not in shown:
            continue
        index, start, end = shown[flag.id]
        cure = positions.get(_CURED_BY.get(flag.id, ""))
        if cure and cure.status is Status.MET and cure.turn > index:
            continue
        turn = transcript.turns[index]
        grades.append(RedFlagGrade(flag.id, index, Quote(index, turn.start, turn.text[start:end])))
    return tuple(grades)


def _architecture_first(readings: Mapping[int, Reading]) -> tuple[int, int, int] | None:
    """Return turn and span of the first component where no goal, metric or question came before it."""
    for index in sorted(readings):
        reading = readings[index]
        goals: Sequence[int] = [o.start for o in reading.observations if o.criterion in _GOALS]
        if reading.proposes_at is not None:
            if (goals and min(goals) < reading.proposes_at) or reading.asks:
                return None
            return index, reading.proposes_at, reading.proposes_at + 1
        if goals or reading.asks:
            return None
    return None
