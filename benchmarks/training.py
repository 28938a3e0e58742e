"""Trains what decides: a linear model over one answer's features, and one over all answers of an interview.

Run: python -m benchmarks.training   (six minutes; writes simulator/evidence/criteria/weights.json and
simulator/grading/standing.json)

What the encoder makes of an answer is always that of an encoder trained without its fold (`encoder/folds`),
so that the models above learn how far to believe it on new words.
"""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import cache
from itertools import groupby
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from benchmarks.linear import Case, Table
from benchmarks.recogniser import Recogniser
from benchmarks.samples import (
    BIT,
    CRITERIA,
    FOLDS,
    IN_PASSING,
    UNLISTED,
    Sample,
    labels,
    samples,
    transcript_fold,
)
from simulator.content import library
from simulator.evidence.criteria import LENSES
from simulator.evidence.criteria.components import proposes_at
from simulator.evidence.criteria.decide import Scales
from simulator.evidence.criteria.sight import GOAL
from simulator.evidence.criteria.weights import Weights
from simulator.evidence.encoder import Encoder
from simulator.evidence.reader import Reader, Stretch
from simulator.evidence.red_flags import flag_features
from simulator.grading.standing import TOGETHER, Standing

ROOT = Path(__file__).parents[1]
WEIGHTS = ROOT / "simulator" / "evidence" / "criteria" / "weights.json"
STANDING = ROOT / "simulator" / "grading" / "standing.json"
ENCODER = ROOT / "simulator" / "evidence" / "encoder" / "weights.npz"
RUBRIC = library.rubric("ai-system-design")
SHRINK = 4.0
SHRINK_STANDING = 20.0
WRITTEN = 0.12
"""Share of the weight of answers written for training: near misses of each other, unlike what is said."""
ONE_IN = 8
"""Of what such an answer leaves untouched, one case in so many is taken; there are far more of them."""
PASSING = 0.25
"""Weight of a turn that does not show a red flag."""
SHOWN = {False: BIT["missing"], True: BIT["met"]}
"""A red flag counts as a criterion that is `met` where it is shown."""
HEARD = 0.3
"""Weight of an answer as a recogniser mishears it, beside itself as it was said."""
AS_HEARD = " as heard"
"""Behind the name of an interview that was misheard."""

Prepared = list[tuple[Sample, tuple[Stretch, ...]]]


@cache
def encoders() -> tuple[Encoder, ...]:
    """Return one encoder per fold, which never saw that fold."""
    whole = _arrays(ENCODER)
    folds = ROOT / "benchmarks" / "encoder" / "folds"
    return tuple(Encoder({**whole, **_arrays(folds / f"{n}.npz")}) for n in range(FOLDS))


def _arrays(path: Path) -> dict[str, np.ndarray]:
    with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as file:
        return {name: file[name] for name in file.files}


def learn(given: Sequence[Sample]) -> tuple[list[Case], Prepared]:
    """Return what single answers teach, and the interviews' answers made ready to be weighed.

    Each is read by the encoder that never saw its fold; a process reads a fold.
    """
    both = [*given, *as_heard(given)]
    folds = [[sample for sample in both if sample.fold == fold] for fold in range(FOLDS)]
    # For the processes to come: with more threads each they would fight for the cores.
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    with ProcessPoolExecutor(min(FOLDS, os.cpu_count() or 1), mp_context=get_context("spawn")) as pool:
        parts = list(pool.map(_learn, range(FOLDS), folds))
    return [case for taught, _ in parts for case in taught], [one for _, told in parts for one in told]


def as_heard(given: Iterable[Sample]) -> Iterator[Sample]:
    """Yield what a recogniser makes of what is said in interviews, and of single answers like it."""
    said = [sample for sample in given if sample.kind != "written"]
    recogniser = Recogniser([sample.text for sample in said])
    for sample in said:
        text = recogniser.hear(sample.text, "training")
        weight = {c: HEARD * weight for c, weight in sample.weight.items()}
        yield replace(sample, text=text, weight=weight, flags={}, group=sample.group + AS_HEARD)


def _learn(fold: int, given: Sequence[Sample]) -> tuple[list[Case], Prepared]:
    ready = list(_prepared(Reader(RUBRIC, weights=Weights({}), encoder=encoders()[fold]), given))
    told = [(sample, _weighed(stretches, Weights({}))) for sample, stretches in ready if sample.turn >= 0]
    return list(cases(ready)), told


def _weighed(stretches: Iterable[Stretch], weights: Weights) -> tuple[Stretch, ...]:
    """Return the same stretches on scales that have weighed nothing yet."""
    return tuple(Stretch(s.start, Scales(s.scales.heard, weights, s.scales.encoded)) for s in stretches)


def _prepared(reader: Reader, given: Iterable[Sample]) -> Iterator[tuple[Sample, tuple[Stretch, ...]]]:
    for of_interview, part in groupby(given, key=lambda s: s.group if s.turn >= 0 else ""):
        told = list(part)
        if of_interview:
            yield from zip(told, reader.weigh_all((s.text, s.question) for s in told), strict=True)
        else:
            yield from ((s, reader.weigh(s.text, s.question)) for s in told)


def cases(ready: Prepared) -> Iterator[Case]:
    """Return what single answers teach; an answer read in several stretches teaches nothing."""
    for place, (sample, stretches) in enumerate(ready):
        if len(stretches) != 1:
            continue
        scales = stretches[0].scales
        for at, (criterion, bits) in enumerate(sample.allowed.items()):
            weight = sample.weight[criterion]
            if sample.kind == "written":
                weight *= WRITTEN
                if weight < WRITTEN * IN_PASSING:
                    if (place + at) % ONE_IN:
                        continue
                    weight *= ONE_IN * UNLISTED
            seen = scales.weigh(LENSES[criterion]).features
            yield Case(criterion, seen, bits, weight, sample.fold)
        for flag, shown in sample.flags.items():
            weight = 1.0 if shown or sample.turn < 0 else PASSING
            yield Case(flag, flag_features(flag, scales), SHOWN[shown], weight, sample.fold)


def weighed_by(ready: Prepared, weights: Mapping[int, Weights]) -> dict[str, dict[int, tuple[Stretch, ...]]]:
    """Return every transcript, turn by turn, weighed by the weights that never saw its fold."""
    told: dict[str, dict[int, tuple[Stretch, ...]]] = {}
    for sample, stretches in ready:
        told.setdefault(sample.group, {})[sample.turn] = _weighed(stretches, weights[sample.fold])
    return told


def standing_cases(told: Mapping[str, dict[int, tuple[Stretch, ...]]]) -> Iterator[Case]:
    """Return what whole interviews teach."""
    for name, weighed in told.items():
        said = name.removesuffix(AS_HEARD)
        truth, fold = labels(said), transcript_fold(said)
        together = {c: Standing(c) for c in CRITERIA if c not in truth["disputed"]}
        proposed = False
        for turn, stretches in weighed.items():
            for stretch in stretches:
                for criterion, standing in together.items():
                    standing.add(turn, stretch, too_late=proposed and criterion == GOAL)
                proposed = proposed or proposes_at(stretch.scales.heard) is not None
        for criterion, standing in together.items():
            if standing.is_touched:
                bits = BIT[truth["labels"][criterion]["status"]]
                weight = HEARD if name.endswith(AS_HEARD) else 1.0
                yield Case(TOGETHER, standing.features(), bits, weight, fold)


def write(path: Path, weights: Weights) -> None:
    """Write the file that ships."""
    subjects = []
    for subject, rows in weights.table.items():
        lines = ",\n".join(
            f" {json.dumps(name)}:{json.dumps(row, separators=(',', ':'))}" for name, row in rows.items()
        )
        subjects.append(f"{json.dumps(subject)}:{{\n{lines}\n}}")
    path.write_text("{\n" + ",\n".join(subjects) + "\n}\n", encoding="utf-8")
    print(
        f"{path.name}: {sum(map(len, weights.table.values()))} features, {path.stat().st_size / 1e6:.2f} MB"
    )


def main() -> int:
    """Train on everything and write the files that ship."""
    taught, ready = learn(samples())
    table = Table(taught)
    write(WEIGHTS, table.fit(SHRINK))
    told = weighed_by(ready, {n: table.fit(SHRINK, n) for n in range(FOLDS)})
    write(STANDING, Table(list(standing_cases(told))).fit(SHRINK_STANDING))
    return 0


if __name__ == "__main__":
    sys.exit(main())
