"""The codebook's arithmetic from statuses and red flags to a verdict, with the lines that show it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from simulator.evidence.observation import Status
from simulator.grading.scorecard import Verdict

GOAL, SUCCESS, LATENCY, COST = "clarified-goal", "success-metric", "latency-target", "cost-target"
DISQUALIFYING = ("privacy-later", "accuracy-first")
"""Red flags that decide by themselves when kept to the end."""


def verdict(statuses: Mapping[str, Status], red_flags: Collection[str]) -> tuple[Verdict, tuple[str, ...]]:
    """Return the verdict and its lines of reasoning; `statuses` holds every criterion of the rubric once.

    Where it hangs on criteria that were not assessed, there is none.
    """
    unknown = [criterion for criterion, status in statuses.items() if status is Status.NOT_ASSESSED]
    if unknown:
        return _without(unknown, statuses, red_flags)
    total = len(statuses)
    met = sum(status is Status.MET for status in statuses.values())
    flags = len(set(red_flags))
    lines = [f"{met} of {total} criteria met, {flags} red flag{'' if flags == 1 else 's'}"]

    def is_met(criterion: str) -> bool:
        return statuses.get(criterion, Status.MET) is Status.MET

    def decided(result: Verdict, line: str) -> tuple[Verdict, tuple[str, ...]]:
        return result, (*lines, f"{result}: {line}")

    if not is_met(SUCCESS):
        return decided(Verdict.NO_HIRE, f"no {SUCCESS}")
    for flag in DISQUALIFYING:
        if flag in red_flags:
            return decided(Verdict.NO_HIRE, f"{flag} kept to the end")
    if met * 3 <= total:
        return decided(Verdict.NO_HIRE, f"at most a third met ({met} of {total})")
    lines.append(
        f"not {Verdict.NO_HIRE}: {SUCCESS} met, more than a third met, no {' or '.join(DISQUALIFYING)}"
    )

    lacking = [c for c in (GOAL, SUCCESS, LATENCY, COST) if not is_met(c)]
    if met * 3 >= total * 2 and not lacking and not flags:
        needed = ", ".join((GOAL, SUCCESS, LATENCY, COST))
        line = f"at least two thirds met ({met} of {total}) with {needed}; no red flag"
        return decided(Verdict.STRONG_HIRE, line)
    reasons = [f"{', '.join(lacking)} not met"] if lacking else []
    if met * 3 < total * 2:
        reasons.append(f"fewer than two thirds met ({met} of {total})")
    if flags:
        reasons.append("a red flag" if flags == 1 else f"{flags} red flags")
    lines.append(f"not {Verdict.STRONG_HIRE}: {'; '.join(reasons)}")

    if met * 2 >= total and flags <= 1:
        return decided(Verdict.HIRE, f"at least half met ({met} of {total}), at most one red flag")
    reasons = [f"fewer than half met ({met} of {total})"] if met * 2 < total else []
    if flags > 1:
        reasons.append(f"{flags} red flags")
    lines.append(f"not {Verdict.HIRE}: {'; '.join(reasons)}")
    return decided(Verdict.BORDERLINE, "none of the other rules applies")


def _without(
    unknown: Sequence[str], statuses: Mapping[str, Status], red_flags: Collection[str]
) -> tuple[Verdict, tuple[str, ...]]:
    """Return the verdict where it is the same whether `unknown` are met or not."""
    lowest, lines = verdict({**statuses, **dict.fromkeys(unknown, Status.MISSING)}, red_flags)
    highest, _ = verdict({**statuses, **dict.fromkeys(unknown, Status.MET)}, red_flags)
    told = f"not assessed: {', '.join(unknown)}"
    if lowest is highest:
        return lowest, (f"{told}; the verdict is the same with them and without", *lines)
    open_ = f"{Verdict.INSUFFICIENT_EVIDENCE}: {lowest} with none of them met, {highest} with all"
    return Verdict.INSUFFICIENT_EVIDENCE, (told, open_)
