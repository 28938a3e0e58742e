"""The report in a terminal, from 60 columns up; nothing others wrote is taken for markup or control."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import starmap

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from simulator.grading.scorecard import Verdict
from simulator.reporting import wording
from simulator.reporting.findings import (
    Disagreement,
    Findings,
    Gap,
    HeardTwice,
    Mistake,
    Said,
    Strength,
    readable,
    told,
)
from simulator.reporting.matrix import Region

WIDEST = 100
"""Columns; longer lines are harder to read than a second line is to find."""
INDENT = 2
VERDICT_STYLES = {
    Verdict.STRONG_HIRE: "bold green",
    Verdict.HIRE: "bold green",
    Verdict.BORDERLINE: "bold yellow",
    Verdict.NO_HIRE: "bold red",
    Verdict.INSUFFICIENT_EVIDENCE: "bold",
}

MATRIX_STYLES = {Region.AXIS: "dim", Region.STRONG: "green", Region.BETWEEN: "", Region.AGAINST: "red"}


def show(findings: Findings, title: str, date: str, console: Console) -> None:
    """Print the whole report; `date` is text, empty where it is not known."""
    whole, width = Group(*_parts(findings, title, date)), min(console.width, WIDEST)
    if console.is_terminal:
        console.print(whole, width=width)
        return
    with console.capture() as captured:
        console.print(whole, width=width)
    # Lines are padded to the width, which is noise in a file or a pipe.
    console.file.write("\n".join(line.rstrip() for line in captured.get().split("\n")))


def _parts(findings: Findings, title: str, date: str) -> Iterator[RenderableType]:
    yield Text(readable(title), "bold")
    yield Text(" · ".join(filter(None, (readable(date), findings.duration))))
    yield _verdict(findings, f"{wording.VERDICT}: ")
    if findings.judged:
        yield from _section(wording.MISSED, map(_gap, findings.gaps), wording.NOTHING_MISSED)
        yield from _section(wording.MISTAKES, map(_mistake, findings.mistakes), wording.NO_MISTAKES)
        yield from _section(wording.MET, map(_strength, findings.strengths), wording.NOTHING_MET)
        if findings.not_assessed:
            yield from _section(wording.NOT_ASSESSED, (_lines(*starmap(_labelled, findings.not_assessed)),))
        if findings.agreement:
            agreement = _lines(Text(readable(findings.agreement)))
            differing = map(_disagreement, findings.disagreements)
            yield from _section(wording.DISAGREEMENTS, (agreement, *differing))
        answers = (_lines(Text(wording.SIGNAL_NOISE)), *_matrix(findings), _table(findings))
        yield from _section(wording.ANSWERS, answers)
        if findings.timing:
            notes = (wording.EARLY,) if findings.is_timed else (wording.EARLY, wording.UNTIMED)
            moments = starmap(_labelled, findings.timing)
            yield from _section(wording.TIMING, (_lines(*map(Text, notes), *moments),))
    if findings.heard_again is not None:
        yield from _section(wording.HEARD_AGAIN, _heard_again(findings.heard_again))
    measures = starmap(_labelled, findings.delivery)
    yield from _section(wording.DELIVERY, (_lines(Text(wording.MEASURED), *measures),))
    reasons = (Text(readable(line)) for line in findings.arithmetic)
    yield from _section(wording.VERDICT, (_lines(_verdict(findings), *reasons),))
    if findings.judged:
        yield from _section(
            wording.PRACTISE,
            starmap(_exercise, enumerate(findings.practise, start=1)),
            wording.NOTHING_TO_PRACTISE,
        )
    else:
        yield _lines(Text(wording.NOT_JUDGED))
    yield Text()
    yield Text(readable(findings.graded_by), "dim")
    if findings.made_by:
        yield Text(readable(findings.made_by), "dim")


def _section(heading: str, items: Iterable[RenderableType], nothing: str = "") -> Iterator[RenderableType]:
    yield Text()
    yield Rule(Text(heading, "bold"), align="left", style="dim")
    shown = list(items) or [_lines(Text(nothing))]
    for index, item in enumerate(shown):
        if index:
            yield Text()
        yield item


def _heard_again(heard: HeardTwice) -> Iterator[RenderableType]:
    yield _lines(Text(readable(heard.summary)))
    for moment, first, again in heard.passages:
        yield _entry(
            Text(moment),
            _labelled(wording.HEARD_FIRST, f"“{readable(first)}”"),
            _labelled(wording.HEARD_AGAIN, f"“{readable(again)}”"),
        )
    if heard.statuses:
        yield _entry(Text(wording.BY_THESE_WORDS), *(Text(readable(status)) for status in heard.statuses))


def _gap(gap: Gap) -> RenderableType:
    return _entry(
        Text.assemble((readable(gap.title), "bold"), f": {gap.standing}"),
        *map(_quoted, gap.said),
        _labelled(wording.ASKED_BY, gap.asked_by),
        _labelled(wording.MATTERS, gap.matters),
        _labelled(wording.ENOUGH, gap.enough),
    )


def _mistake(mistake: Mistake) -> RenderableType:
    return _entry(
        Text(readable(mistake.title), "bold red"),
        _quoted(mistake.said),
        _labelled(wording.COMMITTEE, mistake.matters),
        _labelled(wording.INSTEAD, mistake.instead),
    )


def _strength(strength: Strength) -> RenderableType:
    heading = Text.assemble((readable(strength.title), "bold"), f": {strength.raised}")
    return _entry(heading, *map(_quoted, strength.said))


def _disagreement(differing: Disagreement) -> RenderableType:
    heading = Text.assemble((readable(differing.title), "bold"), f": {differing.standing}")
    return _entry(heading, *starmap(_labelled, told(differing)))


def _exercise(number: int, gap: Gap) -> RenderableType:
    return _entry(Text(f"{number}. {readable(gap.title)}", "bold"), Text(readable(gap.practise)))


def _matrix(findings: Findings) -> Iterator[RenderableType]:
    if findings.matrix:
        rows = (
            Text.assemble(*((cell.text, MATRIX_STYLES[cell.region]) for cell in row), no_wrap=True)
            for row in findings.matrix
        )
        yield _lines(*rows, Text(wording.MATRIX, "dim"))


def _table(findings: Findings) -> RenderableType:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    names = wording.COLUMNS if findings.is_timed else wording.UNTIMED_COLUMNS
    for name in names:
        table.add_column(name, justify="left" if name in wording.COLUMNS[-2:] else "right")
    for answer in findings.answers:
        style = (
            "red"
            if answer.reading == wording.AGAINST
            else "green"
            if answer.reading == wording.STRONG
            else ""
        )
        net, reading = Text(answer.net, style), Text(answer.reading, style)
        place = (answer.number, answer.clock) if findings.is_timed else (answer.number,)
        table.add_row(*place, answer.signal, answer.noise, net, reading, Text(readable(answer.held)))
    return Padding(table, (0, 0, 0, INDENT), expand=False)


def _verdict(findings: Findings, label: str = "") -> Text:
    return Text(f"{label}{wording.VERDICTS[findings.verdict]}", VERDICT_STYLES[findings.verdict])


def _entry(heading: Text, *lines: Text) -> RenderableType:
    return _lines(heading, *(Padding(line, (0, 0, 0, INDENT), expand=False) for line in lines))


def _lines(*lines: RenderableType) -> RenderableType:
    return Padding(Group(*lines), (0, 0, 0, INDENT), expand=False)


def _labelled(label: str, text: str) -> Text:
    return Text.assemble((f"{readable(label)}: ", "dim"), readable(text))


def _quoted(said: Said) -> Text:
    return Text.assemble((f"{said.place} ", "dim"), (f"“{said.words}”", "italic"))
