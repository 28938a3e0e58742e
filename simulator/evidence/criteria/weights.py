"""What the labelled material taught: how much each feature speaks for each status."""

from __future__ import annotations

import json
import pkgutil
from collections.abc import Iterable, Mapping
from functools import cache
from math import exp

from simulator.evidence.observation import Status

STATUSES = (Status.MISSING, Status.VAGUE, Status.DEFERRED, Status.MET)
SCALE = 100
"""Weights are kept as whole hundredths, so that sums are exact and the same on every machine."""

Row = tuple[int, int, int, int]
Scores = tuple[float, float, float, float]
"""One number per status, in hundredths, in the order of STATUSES."""
NOTHING: Scores = (0.0, 0.0, 0.0, 0.0)


class Weights:
    """Weights by the name of the feature; `criterion|name` counts for that criterion alone."""

    def __init__(self, table: Mapping[str, Row]) -> None:
        self.table = table
        self._shared: dict[str, Row] = {}
        owned = []
        for name, row in table.items():
            criterion, bar, rest = name.partition("|")
            if bar:
                owned.append((criterion, rest, row))
            else:
                self._shared[name] = row
        self._owners = tuple(dict.fromkeys(criterion for criterion, _, _ in owned))
        at = {owner: len(STATUSES) * index for index, owner in enumerate(self._owners)}
        nothing = [0] * len(STATUSES) * len(self._owners)
        self._own: dict[str, list[int]] = {}
        for criterion, rest, row in owned:
            held = self._own.get(rest)
            if held is None:
                held = self._own[rest] = nothing.copy()
            held[at[criterion] : at[criterion] + len(STATUSES)] = row

    def shared(self, features: Mapping[str, float]) -> Scores:
        """Return the sums for features that every criterion shares."""
        return _sum((row, value) for name, value in features.items() if (row := self._shared.get(name)))

    def own(self, criterion: str, features: Mapping[str, float]) -> Scores:
        """Return the sums for features (without prefix) of one criterion alone."""
        table = self.table
        return _sum(
            (row, value) for name, value in features.items() if (row := table.get(f"{criterion}|{name}"))
        )

    def own_words(self, names: Iterable[str], value: float) -> dict[str, Scores]:
        """Return, for each criterion, the sums for features that stand for words, all of one value."""
        rows = [row for name in names if (row := self._own.get(name))]
        sums = iter([value * sum(column) for column in zip(*rows, strict=True)])
        # four numbers to each owner, in their order
        return dict(zip(self._owners, zip(sums, sums, sums, sums, strict=True), strict=False))


def _sum(weighed: Iterable[tuple[Row, float]]) -> Scores:
    a = b = c = d = 0.0
    for row, value in weighed:
        a += row[0] * value
        b += row[1] * value
        c += row[2] * value
        d += row[3] * value
    return a, b, c, d


def shares(scores: Iterable[Scores]) -> tuple[float, ...]:
    """Return the probabilities, in the order of STATUSES, that the sum of `scores` stands for."""
    totals = [sum(column) / SCALE for column in zip(*scores, strict=True)]
    top = max(totals)
    powers = [exp(total - top) for total in totals]
    return tuple(power / sum(powers) for power in powers)


@cache
def shipped() -> Weights:
    """Return the weights that come with the program, made by `benchmarks/training.py`."""
    data = pkgutil.get_data(__package__, "weights.json")
    assert data is not None, "the package lacks weights.json"
    return Weights({name: tuple(row) for name, row in json.loads(data).items()})
