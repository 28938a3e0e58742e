"""How somebody does from interview to interview: verdicts, criteria met, net signal, what is missed most."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from simulator.content.rubric import Rubric
from simulator.evidence.observation import Status
from simulator.grading.scorecard import Scorecard, Verdict
from simulator.reporting import wording
from simulator.reporting.comparison import averages
from simulator.reporting.findings import readable
from simulator.reporting.terminal import INDENT, VERDICT_STYLES, WIDEST

FORMAT = 1
"""Version of the JSON form; raised when a field changes meaning or goes."""
MISSED_SHOWN = 8
NOT_JUDGED = "Not judged"
"""Too little was said; shorter than the verdict's own words, so that a row fits 80 columns."""
HEIGHT = 6
"""Lines of the plot."""
_EIGHTHS = " ▁▂▃▄▅▆▇█"
_PLAIN_EIGHTHS = "    #####"
BAR = 2
"""Columns of one interview in the plot, one of them between it and the next."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One graded interview."""

    recording: str
    created: str
    """ISO 8601."""
    scenario: str
    persona: str | None
    minutes: float
    verdict: Verdict
    met: int | None
    """Criteria met; None where there was too little to judge."""
    criteria: int
    red_flags: int
    net: float | None
    """Mean net signal of the answers."""


@dataclass(frozen=True, slots=True)
class Missed:
    """A criterion that was not met, over all interviews that were judged by it."""

    criterion: str
    title: str
    missed: int
    judged: int


@dataclass(frozen=True, slots=True)
class Progress:
    """All interviews, the earliest first."""

    attempts: tuple[Attempt, ...]
    missed: tuple[Missed, ...]
    """The most often missed first, by share; those never missed are not among them."""
    ungraded: tuple[str, ...]
    """Recordings without a scorecard."""


@dataclass(frozen=True, slots=True)
class Graded:
    """What an attempt is made from."""

    recording: str
    created: str
    persona: str | None
    minutes: float
    scorecard: Scorecard
    rubric: Rubric


def progress(graded: Iterable[Graded], ungraded: Iterable[str]) -> Progress:
    """Return what the scorecards tell together."""
    in_order = sorted(graded, key=lambda one: (one.created, one.recording))
    judged, missed = Counter[str](), Counter[str]()
    titles: dict[str, str] = {}
    for one in in_order:
        titles |= {criterion.id: criterion.title for criterion in one.rubric.criteria}
        if one.scorecard.verdict is Verdict.INSUFFICIENT_EVIDENCE:
            continue
        for grade in one.scorecard.criteria:
            if grade.status is not Status.NOT_ASSESSED:
                judged[grade.id] += 1
                missed[grade.id] += grade.status is not Status.MET
    often = sorted(missed, key=lambda criterion: (-missed[criterion] / judged[criterion], -missed[criterion]))
    return Progress(
        tuple(_attempt(one) for one in in_order),
        tuple(
            Missed(name, titles.get(name, name), missed[name], judged[name]) for name in often if missed[name]
        ),
        tuple(ungraded),
    )


def as_json(done: Progress) -> str:
    """Return it for programs."""
    return json.dumps({"format": FORMAT, **asdict(done)}, ensure_ascii=False, indent=2) + "\n"


def show(done: Progress, console: Console) -> None:
    """Print a table, a plot and what is missed most often."""
    width = min(console.width, WIDEST)
    console.print(Group(*_parts(done, width, plain=console.options.ascii_only)), width=width)


def _attempt(one: Graded) -> Attempt:
    card = one.scorecard
    judged = card.verdict is not Verdict.INSUFFICIENT_EVIDENCE
    return Attempt(
        recording=one.recording,
        created=one.created,
        scenario=card.scenario,
        persona=one.persona,
        minutes=round(one.minutes, 1),
        verdict=card.verdict,
        met=sum(grade.status is Status.MET for grade in card.criteria) if judged else None,
        criteria=len(card.criteria),
        red_flags=len({flag.id for flag in card.red_flags}),
        net=averages(card).net,
    )


def _parts(done: Progress, width: int, *, plain: bool) -> Iterator[RenderableType]:
    if not done.attempts:
        yield Text("No interview has been graded yet.")
    else:
        yield _indented(_table(done.attempts))
        judged = [attempt for attempt in done.attempts if attempt.met is not None]
        if len(judged) > 1:
            yield from _heading("Criteria met, from the first interview to the last")
            yield _indented(_plot(judged, width, _PLAIN_EIGHTHS if plain else _EIGHTHS))
        if done.missed:
            yield from _heading("Missed most often")
            yield _indented(_most_missed(done.missed[:MISSED_SHOWN], plain=plain))
    if done.ungraded:
        yield Text()
        count = len(done.ungraded)
        yield Text(
            f"{count} {'recording has' if count == 1 else 'recordings have'} no scorecard yet;"
            " `simulate regrade --all` makes them."
        )


def _table(attempts: Sequence[Attempt]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for name in ("Date", "Scenario", "Persona"):
        table.add_column(name, no_wrap=True)
    for name in ("Met", "Flags", "Net"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("Verdict", no_wrap=True)
    for attempt in attempts:
        style = VERDICT_STYLES[attempt.verdict]
        table.add_row(
            attempt.created[:10],
            Text(readable(attempt.scenario)),
            Text(readable(attempt.persona or "-")),
            "-" if attempt.met is None else f"{attempt.met}/{attempt.criteria}",
            "-" if attempt.met is None else f"{attempt.red_flags}",
            "-" if attempt.net is None else f"{attempt.net:.1f}",
            Text(NOT_JUDGED if attempt.met is None else wording.VERDICTS[attempt.verdict], style),
        )
    return table


def _plot(judged: Sequence[Attempt], width: int, eighths: str) -> RenderableType:
    """Return bars of the share of criteria met, coloured by verdict; the latest ones where not all fit."""
    latest = judged[-((width - INDENT - len("100% ")) // BAR) :]
    levels = [round((attempt.met or 0) / attempt.criteria * HEIGHT * 8) for attempt in latest]
    lines = []
    for row in range(HEIGHT - 1, -1, -1):
        label = {HEIGHT - 1: "100%", 0: "  0%"}.get(row, "")
        bars = [
            (eighths[max(0, min(8, level - row * 8))] + " ", VERDICT_STYLES[attempt.verdict])
            for level, attempt in zip(levels, latest, strict=True)
        ]
        lines.append(Text.assemble((f"{label:4} ", "dim"), *bars, no_wrap=True))
    return Group(*lines)


def _most_missed(missed: Sequence[Missed], *, plain: bool) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column()
    for one in missed:
        share = "#" if plain else "█"
        table.add_row(
            Text(share * max(1, round(20 * one.missed / one.judged)), "red"),
            f"{one.missed} of {one.judged}",
            Text(readable(one.title)),
        )
    return table


def _heading(text: str) -> Iterator[RenderableType]:
    yield Text()
    yield Rule(Text(text, "bold"), align="left", style="dim")


def _indented(part: RenderableType) -> RenderableType:
    return Padding(part, (0, 0, 0, INDENT), expand=False)
