"""What the labelled material taught: how much each feature speaks for each status."""

from __future__ import annotations

import json
import pkgutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import exp

from simulator.evidence.observation import Status

STATUSES = (Status.MISSING, Status.VAGUE, Status.DEFERRED, Status.MET)
SCALE = 100
"""Weights are kept as whole hundredths, so that sums are exact and the same on every machine."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights by the name of the feature, in the order of STATUSES."""

    table: Mapping[str, tuple[int, ...]]

    def score(self, features: Iterable[tuple[str, float]]) -> list[float]:
        """Return the sum of weight times value per status, in hundredths."""
        sums = [0.0] * len(STATUSES)
        table = self.table
        for name, value in features:
            row = table.get(name)
            if row is not None:
                for i, weight in enumerate(row):
                    sums[i] += weight * value
        return sums


def shares(scores: Iterable[float]) -> tuple[float, ...]:
    """Return the probabilities that scores in hundredths stand for."""
    listed = [score / SCALE for score in scores]
    top = max(listed)
    powers = [exp(score - top) for score in listed]
    return tuple(power / sum(powers) for power in powers)


@cache
def shipped() -> Weights:
    """Return the weights that come with the program, made by `benchmarks/training.py`."""
    data = pkgutil.get_data(__package__, "weights.json")
    assert data is not None, "the package lacks weights.json"
    return Weights({name: tuple(row) for name, row in json.loads(data).items()})
