"""Trains the grader's weights: a linear model with four outcomes over the named features, fitted by descent.

Run: python -m benchmarks.training   (a minute; writes simulator/evidence/criteria/weights.json)
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.corpus_examples import Example, examples
from simulator.evidence.criteria import LENSES
from simulator.evidence.criteria.decide import Scales, own_features
from simulator.evidence.criteria.heard import hear
from simulator.evidence.criteria.weights import SCALE, STATUSES, Row, Weights
from simulator.evidence.red_flags import flag_features

WEIGHTS = Path(__file__).parents[1] / "simulator" / "evidence" / "criteria" / "weights.json"
RAREST = 3
"""A feature seen in fewer examples is left out."""
SHRINK = 0.5
BLIND = 0.5
"""Share of the weight of an example read while the patterns were written that goes to a copy of it without
what the patterns saw; they would be believed more than they deserve on new words otherwise."""
ROUNDS = 80
STEP = 0.05
LEAST = 4
"""A feature whose greatest weight is below this many hundredths is not shipped."""

SEEN_BY_PATTERNS = re.compile(
    r"(?:^|\|)(?:[sr][wc]?:|rw$|rc$|rel$|asked&rel$|about2?$|about&|putoff$|(?:asked&)?shows$|excused$)"
)
"""Features that come from a criterion's own patterns."""

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Table:
    """All examples as a sparse table."""

    names: list[str]
    row: npt.NDArray[np.int64]
    column: npt.NDArray[np.int64]
    value: Floats
    outcome: npt.NDArray[np.int64]
    weight: Floats
    fold: npt.NDArray[np.int64]
    read: npt.NDArray[np.bool_]


def tabulate(given: list[Example]) -> Table:
    """Return the features of every example."""
    scales: dict[tuple[str, str], Scales] = {}
    listed: list[dict[str, float]] = []
    for example in given:
        key = example.text, example.question
        if key not in scales:
            scales[key] = Scales(hear(*key), Weights({}))
        listed.append(_features(example.criterion, scales[key]))
    counts = Counter(name for features in listed for name in features)
    names = sorted(name for name, count in counts.items() if count >= RAREST)
    place = {name: i for i, name in enumerate(names)}
    entries = [
        (i, place[n], v) for i, features in enumerate(listed) for n, v in features.items() if n in place
    ]
    row, column, value = zip(*entries, strict=True)
    return Table(
        names,
        np.array(row),
        np.array(column),
        np.array(value, dtype=np.float32),
        np.array([STATUSES.index(e.status) for e in given]),
        np.array([e.weight for e in given], dtype=np.float32),
        np.array([e.fold for e in given]),
        np.array([e.read for e in given]),
    )


def _features(criterion: str, scales: Scales) -> dict[str, float]:
    if criterion in LENSES:
        return dict(scales.weigh(LENSES[criterion]).features)
    own = flag_features(criterion, scales.words)
    return dict(own_features(criterion, own, scales.words))


def _with_blind_copies(table: Table) -> Table:
    size = len(table.outcome)
    plain = np.array([not SEEN_BY_PATTERNS.search(name) for name in table.names])
    copied = plain[table.column] & table.read[table.row]
    share = np.where(table.read, BLIND, 0.0).astype(np.float32)
    return Table(
        table.names,
        np.concatenate([table.row, table.row[copied] + size]),
        np.concatenate([table.column, table.column[copied]]),
        np.concatenate([table.value, table.value[copied]]),
        np.tile(table.outcome, 2),
        np.concatenate([table.weight * (1 - share), table.weight * share]),
        np.tile(table.fold, 2),
        np.tile(table.read, 2),
    )


def fit(table: Table, held_out: int | None = None) -> Weights:
    """Return the weights learned from all examples but those of one fold."""
    table = _with_blind_copies(table)
    used = table.fold != held_out
    inside = used[table.row]
    row, column, value = table.row[inside], table.column[inside], table.value[inside]
    size, width, kinds = len(table.outcome), len(table.names), len(STATUSES)
    target = np.eye(kinds, dtype=np.float32)[table.outcome]
    weight = np.where(used, table.weight, 0)[:, None]
    learned = np.zeros((width, kinds), dtype=np.float32)
    pace = np.zeros_like(learned)
    for turn in range(ROUNDS):
        scores = np.stack(
            [np.bincount(row, weights=value * learned[column, k], minlength=size) for k in range(kinds)],
            axis=1,
        )
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        error = (powers / powers.sum(axis=1, keepdims=True) - target) * weight
        slope = SHRINK * learned + np.stack(
            [np.bincount(column, weights=value * error[row, k], minlength=width) for k in range(kinds)],
            axis=1,
        )
        pace = slope**2 if turn == 0 else 0.95 * pace + 0.05 * slope**2
        learned = learned - STEP * (1 - turn / ROUNDS) * slope / np.sqrt(pace + 1e-8)
    whole = np.rint((learned - learned.mean(axis=1, keepdims=True)) * SCALE).astype(int)
    kept = np.abs(whole).max(axis=1) >= LEAST
    return Weights({table.names[i]: _row(whole[i].tolist()) for i in np.flatnonzero(kept)})


def _row(weights: list[int]) -> Row:
    missing, vague, deferred, met = weights
    return missing, vague, deferred, met


def main() -> int:
    """Train on everything and write the file that ships."""
    weights = fit(tabulate(examples()))
    lines = ",\n".join(
        f"{json.dumps(n)}:{json.dumps(w, separators=(',', ':'))}" for n, w in weights.table.items()
    )
    WEIGHTS.write_text("{\n" + lines + "\n}\n", encoding="utf-8")
    print(f"{len(weights.table)} features, {WEIGHTS.stat().st_size / 1e6:.2f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
