"""How far two labellings agree: kappa, precision and recall, and what of an interview they measure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from simulator.evidence.observation import Status
from simulator.grading.scorecard import Verdict

STATUSES = [str(s) for s in (Status.MET, Status.VAGUE, Status.DEFERRED, Status.MISSING)]
VERDICTS = [str(v) for v in (Verdict.NO_HIRE, Verdict.BORDERLINE, Verdict.HIRE, Verdict.STRONG_HIRE)]
"""In order."""

Pair = tuple[str, str]
"""What the label says, and what the grader says."""


def kappa(pairs: Iterable[Pair], labels: Sequence[str], quadratic: bool = False) -> float:
    """Return Cohen's kappa between two labellings; with quadratic weights `labels` is in order."""
    counted = Counter(pairs)
    total = sum(counted.values())
    size = len(labels)

    def weight(a: int, b: int) -> float:
        return ((a - b) / (size - 1)) ** 2 if quadratic else float(a != b)

    left = [sum(n for (x, _), n in counted.items() if x == label) / total for label in labels]
    right = [sum(n for (_, y), n in counted.items() if y == label) / total for label in labels]
    seen = sum(weight(labels.index(x), labels.index(y)) * n / total for (x, y), n in counted.items())
    chance = sum(weight(i, j) * left[i] * right[j] for i in range(size) for j in range(size))
    return 1.0 if chance == 0 else 1 - seen / chance


def prf(hits: int, false: int, missed: int) -> dict[str, float]:
    """Return precision, recall and F1."""
    precision = hits / (hits + false) if hits + false else 0.0
    recall = hits / (hits + missed) if hits + missed else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"precision": round(precision, 3), "recall": round(recall, 3), "f1": round(f1, 3)}


def of_met(pairs: Sequence[Pair]) -> dict[str, float]:
    """Return precision, recall and F1 of `met`."""
    return prf(
        sum(a == b == "met" for a, b in pairs),
        sum(a != "met" and b == "met" for a, b in pairs),
        sum(a == "met" and b != "met" for a, b in pairs),
    )


def mean(values: Iterable[float]) -> float:
    """Return the mean, rounded; nothing has the mean 0."""
    listed = list(values)
    return round(sum(listed) / len(listed), 3) if listed else 0.0


def is_false_accusation(label: str, given: str) -> bool:
    """Tell whether something met is called missing or deferred."""
    return label == Status.MET and given in (Status.MISSING, Status.DEFERRED)


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far a grader agrees with the labels of some transcripts."""

    kappa: float
    """Over the four statuses."""
    precision: float
    """Of `met`, as are the next two."""
    recall: float
    f1: float
    macro_f1: float
    """Mean of the criteria's F1 of `met`."""
    accusations: float
    """Things met that are called missing or deferred, a transcript."""
    assessed: float
    """Share of what there was to assess; the rest counts nowhere else."""
    criteria: Mapping[str, float]
    """F1 of `met` of each."""


def agreement(by_criterion: Mapping[str, Sequence[Pair]], transcripts: int) -> Agreement | None:
    """Return how far labels and statuses agree, or None where nothing was assessed."""
    assessed = {
        criterion: [pair for pair in pairs if pair[1] != Status.NOT_ASSESSED]
        for criterion, pairs in by_criterion.items()
    }
    pairs = [pair for group in assessed.values() for pair in group]
    if not pairs:
        return None
    met = of_met(pairs)
    f1 = {criterion: of_met(group)["f1"] for criterion, group in assessed.items()}
    return Agreement(
        kappa=round(kappa(pairs, STATUSES), 3),
        precision=met["precision"],
        recall=met["recall"],
        f1=met["f1"],
        macro_f1=mean(f1.values()),
        accusations=round(sum(is_false_accusation(*pair) for pair in pairs) / transcripts, 2),
        assessed=round(len(pairs) / sum(map(len, by_criterion.values())), 3),
        criteria=f1,
    )
