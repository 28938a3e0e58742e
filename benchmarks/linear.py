"""A linear model with four outcomes over named features; labels may leave several outcomes possible."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from simulator.evidence.criteria.weights import SCALE, STATUSES, Row, Weights

Doubles = npt.NDArray[np.float64]
RAREST = 3
"""A feature seen in fewer cases is left out."""
ROUNDS = 200
STEP = 0.05
PULL = 0.25
"""How much more than its likelihood speaks for `missing` where a label leaves it possible among others."""


@dataclass(frozen=True, slots=True)
class Case:
    """One judgement to learn from."""

    subject: str
    """The criterion or red flag."""
    features: Mapping[str, float]
    """By name; without a colon first, one part of the weight is learned for all subjects together."""
    allowed: int
    """Bits of the statuses that are possible, in the order of STATUSES."""
    weight: float
    fold: int


class Table:
    """Cases as a sparse table with a column for each feature of each subject."""

    def __init__(self, cases: Sequence[Case]) -> None:
        counts = Counter((c.subject, name) for c in cases for name in c.features)
        columns: dict[tuple[str, str], int] = {}
        row: list[int] = []
        column: list[int] = []
        value: list[float] = []
        for place, case in enumerate(cases):
            for name, number in case.features.items():
                key = case.subject, name
                if counts[key] >= RAREST:
                    row.append(place)
                    column.append(columns.setdefault(key, len(columns)))
                    value.append(number)
        self._columns = columns
        names: dict[str, int] = {}
        for subject, name in columns:
            names.setdefault(f"{subject}{name}" if name.startswith(":") else name, len(names))
        self._shared = np.array(
            [names[f"{subject}{name}" if name.startswith(":") else name] for subject, name in columns]
        )
        """By column, the part that all subjects share; a feature of one subject shares it with nobody."""
        self._row, self._column = np.array(row), np.array(column)
        self._value = np.array(value, dtype=np.float32)
        bits = 1 << np.arange(len(STATUSES))
        self._possible = (np.array([c.allowed for c in cases])[:, None] & bits) > 0
        self._weight = np.array([c.weight for c in cases], dtype=np.float32)
        self._fold = np.array([c.fold for c in cases])

    def fit(self, shrink: float, held_out: int | None = None) -> Weights:
        """Return the weights learned by descent from all cases but those of one fold."""
        kept = np.flatnonzero(self._fold != held_out)
        place = np.full(len(self._fold), -1)
        place[kept] = np.arange(len(kept))
        inside = place[self._row] >= 0
        row, column, value = place[self._row[inside]], self._column[inside], self._value[inside]
        possible, weight = self._possible[kept], self._weight[kept, None]
        open_ = (possible.sum(axis=1) > 1) & possible[:, 0]
        kinds, width, common = len(STATUSES), len(self._columns), int(self._shared.max()) + 1
        own, shared = np.zeros((width, kinds)), np.zeros((common, kinds))
        pace_own, pace_shared = np.zeros_like(own), np.zeros_like(shared)
        for turn in range(ROUNDS):
            whole = own + shared[self._shared]
            scores = _sums(row, value, whole[column], len(kept))
            powers = np.exp(scores - scores.max(axis=1, keepdims=True))
            likely = powers / powers.sum(axis=1, keepdims=True)
            target = np.where(possible, likely, 0)
            target /= np.maximum(target.sum(axis=1, keepdims=True), 1e-9)
            target[open_] = (target[open_] + PULL * np.eye(kinds)[0]) / (1 + PULL)
            pull = _sums(column, value, ((likely - target) * weight)[row], width)
            together = _sums(self._shared, np.ones(width), pull, common)
            step = STEP * (1 - turn / ROUNDS)
            own, pace_own = _stepped(own, pull + shrink * own, pace_own, step, turn)
            shared, pace_shared = _stepped(shared, together + shrink * shared, pace_shared, step, turn)
        return self._weights(own + shared[self._shared])

    def _weights(self, learned: Doubles) -> Weights:
        whole = np.rint((learned - learned.mean(axis=1, keepdims=True)) * SCALE).astype(int)
        table: dict[str, dict[str, Row]] = {}
        for (subject, name), place in self._columns.items():
            missing, vague, deferred, met = whole[place].tolist()
            if missing or vague or deferred or met:
                table.setdefault(subject, {})[name] = (missing, vague, deferred, met)
        return Weights(table)


def _sums(into: npt.NDArray[np.int64], value: npt.NDArray[np.floating], rows: Doubles, size: int) -> Doubles:
    """Return the sums of `rows`, each multiplied with its `value`, by the place that they belong to."""
    return np.stack([np.bincount(into, weights=value * column, minlength=size) for column in rows.T], axis=1)


def _stepped(
    learned: Doubles, slope: Doubles, pace: Doubles, step: float, turn: int
) -> tuple[Doubles, Doubles]:
    """Return the weights a step further down, and how steep it has been of late."""
    pace = slope**2 if turn == 0 else 0.95 * pace + 0.05 * slope**2
    return learned - step * slope / np.sqrt(pace + 1e-8), pace
