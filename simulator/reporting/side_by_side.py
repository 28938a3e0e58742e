"""Two interviews beside each other in a terminal: every criterion, what was gained and lost, the verdict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from simulator.content.rubric import Rubric
from simulator.evidence.observation import Status
from simulator.reporting import wording
from simulator.reporting.comparison import MEASURES, Comparison
from simulator.reporting.findings import readable
from simulator.reporting.terminal import INDENT, VERDICT_STYLES, WIDEST

_STYLES = {Status.MET: "green", Status.VAGUE: "yellow", Status.DEFERRED: "yellow", Status.MISSING: "red"}


def show(difference: Comparison, names: tuple[str, str], rubric: Rubric, console: Console) -> None:
    """Print it; `names` say which interview is A and which is B."""
    console.print(Group(*_parts(difference, names, rubric)), width=min(console.width, WIDEST))


def _parts(difference: Comparison, names: tuple[str, str], rubric: Rubric) -> Iterator[RenderableType]:
    for letter, name, verdict in zip("AB", names, difference.verdicts, strict=True):
        yield Text.assemble(
            (f"{letter} ", "bold"),
            f"{readable(name)}: ",
            (wording.VERDICTS[verdict], VERDICT_STYLES[verdict]),
        )
    yield Text()
    yield Padding(_criteria(difference, rubric), (0, 0, 0, INDENT), expand=False)
    yield Text()
    titles = {criterion.id: criterion.title for criterion in rubric.criteria}
    flags = {flag.id: flag.title for flag in rubric.red_flags}
    gained = (titles[change.criterion] for change in difference.criteria if change.is_gained)
    lost = (titles[change.criterion] for change in difference.criteria if change.is_lost)
    yield from _listed("Gained", gained, "green")
    yield from _listed("Lost", lost, "red")
    yield from _listed("Red flags gone", (flags[flag] for flag in difference.flags_gone), "green")
    yield from _listed("New red flags", (flags[flag] for flag in difference.flags_come), "red")
    yield from _listed("Red flags in both", (flags[flag] for flag in difference.flags_kept), "red")
    yield Text()
    yield Padding(_means(difference), (0, 0, 0, INDENT), expand=False)


def _criteria(difference: Comparison, rubric: Rubric) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for name in ("Criterion", "A", "B", ""):
        table.add_column(name)
    for change in difference.criteria:
        mark = "gained" if change.is_gained else "lost" if change.is_lost else ""
        style = "bold green" if change.is_gained else "bold red"
        table.add_row(
            Text(readable(rubric.criterion(change.criterion).title)),
            *(Text(wording.STANDINGS[s], _STYLES.get(s, "")) for s in (change.before, change.after)),
            Text(mark, style),
        )
    return table


def _means(difference: Comparison) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("Mean of the answers")
    for name in "AB":
        table.add_column(name, justify="right")
    for name in MEASURES:
        means = (getattr(averages, name) for averages in difference.averages)
        table.add_row(name.capitalize(), *("-" if mean is None else f"{mean:.1f}" for mean in means))
    return table


def _listed(label: str, titles: Iterable[str], style: str) -> Iterator[RenderableType]:
    told = [readable(title) for title in titles]
    if told:
        yield Text.assemble((f"{label} ({len(told)}): ", f"bold {style}"), "; ".join(told))
