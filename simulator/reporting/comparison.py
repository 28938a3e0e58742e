"""How two scorecards by one rubric differ: criteria gained and lost, red flags, signal and noise, verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean

from simulator.evidence.observation import Status
from simulator.grading.scorecard import Scorecard, Verdict

MEASURES = ("signal", "noise", "net")
"""What is measured of each answer."""


@dataclass(frozen=True, slots=True)
class Change:
    """One criterion in both."""

    criterion: str
    before: Status
    after: Status

    @property
    def is_gained(self) -> bool:
        """It was found wanting and is met now."""
        return self.after is Status.MET and self.before not in (Status.MET, Status.NOT_ASSESSED)

    @property
    def is_lost(self) -> bool:
        """It was met and is found wanting now; what could not be judged is not lost."""
        return self.before is Status.MET and self.after not in (Status.MET, Status.NOT_ASSESSED)


@dataclass(frozen=True, slots=True)
class Averages:
    """Means over the answers of one interview, one decimal; None where it was not judged."""

    signal: float | None
    noise: float | None
    net: float | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two scorecards, the earlier first."""

    verdicts: tuple[Verdict, Verdict]
    criteria: tuple[Change, ...]
    """Every criterion of the rubric in its order, changed or not."""
    flags_gone: tuple[str, ...]
    flags_come: tuple[str, ...]
    flags_kept: tuple[str, ...]
    averages: tuple[Averages, Averages]

    @property
    def changed(self) -> tuple[Change, ...]:
        """Return the criteria whose status is another."""
        return tuple(change for change in self.criteria if change.before is not change.after)

    @property
    def is_same(self) -> bool:
        """Whether statuses, red flags and verdict are what they were."""
        return (
            self.verdicts[0] is self.verdicts[1]
            and not self.changed
            and not self.flags_gone
            and not self.flags_come
        )


def incomparable(before: Scorecard, after: Scorecard) -> str:
    """Return why two scorecards cannot be compared, or an empty string."""
    one, other = before.grader, after.grader
    if one.rubric_sha256 == other.rubric_sha256:
        return ""
    if one.rubric != other.rubric:
        return f"one is graded by the rubric {one.rubric}, the other by {other.rubric}"
    hashes = f"{one.rubric_sha256[:12]}, {other.rubric_sha256[:12]}"
    return f"the rubric {one.rubric} was changed between them ({hashes})"


def compare(before: Scorecard, after: Scorecard) -> Comparison:
    """Return how they differ; ValueError where they are not by the same rubric."""
    reason = incomparable(before, after)
    if reason:
        raise ValueError(reason)
    now = {grade.id: grade.status for grade in after.criteria}
    flags, flags_now = _flags(before), _flags(after)
    return Comparison(
        verdicts=(before.verdict, after.verdict),
        criteria=tuple(Change(grade.id, grade.status, now[grade.id]) for grade in before.criteria),
        flags_gone=tuple(flag for flag in flags if flag not in flags_now),
        flags_come=tuple(flag for flag in flags_now if flag not in flags),
        flags_kept=tuple(flag for flag in flags if flag in flags_now),
        averages=(averages(before), averages(after)),
    )


def averages(scorecard: Scorecard) -> Averages:
    """Return the means over the answers; of too few to be judged there are none."""
    answers = scorecard.answers
    if not answers or scorecard.verdict is Verdict.INSUFFICIENT_EVIDENCE:
        return Averages(None, None, None)
    return Averages(*(_mean([getattr(answer, name) for answer in answers]) for name in MEASURES))


def _mean(values: Sequence[float]) -> float:
    return round(fmean(values), 1) + 0.0  # never "-0.0"


def told(difference: Comparison) -> Iterator[str]:
    """Tell in lines what is another than it was; nothing where all is the same."""
    before, after = difference.verdicts
    if before is not after:
        yield f"verdict: {before} -> {after}"
    for change in difference.changed:
        mark = "+" if change.is_gained else "-" if change.is_lost else "~"
        yield f"{mark} {change.criterion}: {change.before} -> {change.after}"
    for flag in difference.flags_gone:
        yield f"+ red flag gone: {flag}"
    for flag in difference.flags_come:
        yield f"- red flag: {flag}"


def as_json(difference: Comparison) -> dict[str, object]:
    """Return it as data for programs."""
    return {
        "verdict": {"before": difference.verdicts[0], "after": difference.verdicts[1]},
        "criteria": [
            {"id": change.criterion, "before": change.before, "after": change.after}
            for change in difference.criteria
        ],
        "gained": [change.criterion for change in difference.criteria if change.is_gained],
        "lost": [change.criterion for change in difference.criteria if change.is_lost],
        "red_flags": {
            "gone": difference.flags_gone,
            "come": difference.flags_come,
            "kept": difference.flags_kept,
        },
        "means": {
            name: {
                "before": getattr(difference.averages[0], name),
                "after": getattr(difference.averages[1], name),
            }
            for name in MEASURES
        },
    }


def _flags(scorecard: Scorecard) -> tuple[str, ...]:
    return tuple(dict.fromkeys(flag.id for flag in scorecard.red_flags))
