"""What the labelled material taught: how much each feature speaks for each status."""

from __future__ import annotations

import json
import pkgutil
from collections.abc import Mapping
from functools import cache
from math import exp, log

from simulator.evidence.observation import Status

STATUSES = (Status.MISSING, Status.VAGUE, Status.DEFERRED, Status.MET)
SCALE = 100
"""Weights are kept as whole hundredths."""

Row = tuple[int, int, int, int]
"""Weights in hundredths, in the order of STATUSES."""
_LEAST = 0.001
"""Least probability that is told from none, and from certainty."""


class Weights:
    """Weights by what is judged, a criterion or a red flag, and by the name of the feature."""

    def __init__(self, table: Mapping[str, Mapping[str, Row]]) -> None:
        self.table = table

    def shares(self, subject: str, features: Mapping[str, float]) -> tuple[float, ...]:
        """Return the probabilities of the statuses, in the order of STATUSES."""
        rows = self.table.get(subject, {})
        a = b = c = d = 0.0
        for name, value in features.items():
            row = rows.get(name)
            if row is not None:
                a += row[0] * value
                b += row[1] * value
                c += row[2] * value
                d += row[3] * value
        top = max(a, b, c, d)
        powers = [exp((total - top) / SCALE) for total in (a, b, c, d)]
        return tuple(power / sum(powers) for power in powers)


def half_log_odds(probability: float) -> float:
    """Return a probability as a feature, 0 where it is even."""
    p = min(max(probability, _LEAST), 1 - _LEAST)
    return round(log(p / (1 - p)) / 2, 2)


def parsed(data: bytes) -> Weights:
    """Return the weights of a file that `benchmarks/training.py` wrote."""
    return Weights(
        {
            subject: {name: tuple(row) for name, row in rows.items()}
            for subject, rows in json.loads(data).items()
        }
    )


@cache
def shipped() -> Weights:
    """Return the weights that come with the program."""
    data = pkgutil.get_data(__package__, "weights.json")
    assert data is not None, "the package lacks weights.json"
    return parsed(data)
