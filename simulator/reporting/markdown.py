"""The report as Markdown; every word that somebody else wrote is escaped and shows as it was written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import starmap

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
from simulator.reporting.matrix import as_text

_ACTIVE = re.compile(r"[\\`*_\[\]<>&|~#$@]|(?<=:)/(?=/)|(?<=www)\.")
"""What Markdown, its tables, mathematics and self-made links act on inside a line."""


def report(findings: Findings, title: str, date: str, notes: Iterable[str] = ()) -> str:
    """Return the whole report; `date` is text, empty where it is not known, and so are the `notes` on it."""
    blocks = [f"# {escaped(title)}", " · ".join(filter(None, (escaped(date), findings.duration)))]
    blocks += [f"> {escaped(note)}" for note in notes]
    blocks += [f"**{wording.VERDICT}: {wording.VERDICTS[findings.verdict]}**"]
    if findings.judged:
        blocks += [f"## {wording.MISSED}", *_gaps(findings.gaps)]
        blocks += [f"## {wording.MISTAKES}", *_mistakes(findings.mistakes)]
        blocks += [f"## {wording.MET}", *_strengths(findings.strengths)]
        if findings.not_assessed:
            reasons = (f"{escaped(title)}: {escaped(reason)}" for title, reason in findings.not_assessed)
            blocks += [f"## {wording.NOT_ASSESSED}", _items(reasons)]
        if findings.agreement:
            blocks += [f"## {wording.DISAGREEMENTS}", escaped(findings.agreement)]
            blocks += _disagreements(findings.disagreements)
        blocks += [f"## {wording.ANSWERS}", wording.SIGNAL_NOISE, *_matrix(findings), _answers(findings)]
    if findings.timing:
        timing = (f"{escaped(title)}: {value}" for title, value in findings.timing)
        blocks += [f"## {wording.TIMING}", wording.EARLY, "" if findings.is_timed else wording.UNTIMED]
        blocks += [_items(timing)]
    if findings.heard_again is not None:
        blocks += [f"## {wording.HEARD_AGAIN}", *_heard_again(findings.heard_again)]
    measures = (f"{name}: {value}" for name, value in findings.delivery)
    blocks += [f"## {wording.DELIVERY}", wording.MEASURED, _items(measures)]
    blocks += [
        f"## {wording.VERDICT}: {wording.VERDICTS[findings.verdict]}",
        _items(map(escaped, findings.arithmetic)),
    ]
    if findings.judged:
        blocks += [f"## {wording.PRACTISE}", *_exercises(findings.practise)]
    else:
        blocks += [wording.NOT_JUDGED]
    blocks += [escaped(findings.graded_by), escaped(findings.made_by)]
    return "\n\n".join(filter(None, blocks)) + "\n"


def _gaps(gaps: tuple[Gap, ...]) -> Iterator[str]:
    if not gaps:
        yield wording.NOTHING_MISSED
    for gap in gaps:
        yield f"### {escaped(gap.title)}: {gap.standing}"
        yield from map(_quoted, gap.said)
        yield _items(
            (
                _labelled(wording.ASKED_BY, gap.asked_by),
                _labelled(wording.MATTERS, gap.matters),
                _labelled(wording.ENOUGH, gap.enough),
            )
        )


def _mistakes(mistakes: tuple[Mistake, ...]) -> Iterator[str]:
    if not mistakes:
        yield wording.NO_MISTAKES
    for mistake in mistakes:
        yield f"### {escaped(mistake.title)}"
        yield _quoted(mistake.said)
        yield _items(
            (_labelled(wording.COMMITTEE, mistake.matters), _labelled(wording.INSTEAD, mistake.instead))
        )


def _strengths(strengths: tuple[Strength, ...]) -> Iterator[str]:
    if not strengths:
        yield wording.NOTHING_MET
    for strength in strengths:
        yield f"### {escaped(strength.title)}: {strength.raised}"
        yield from map(_quoted, strength.said)


def _matrix(findings: Findings) -> Iterator[str]:
    if findings.matrix:
        yield "\n".join(("```text", *map(as_text, findings.matrix), "```"))
        yield wording.MATRIX


def _disagreements(disagreements: tuple[Disagreement, ...]) -> Iterator[str]:
    for differing in disagreements:
        yield f"### {escaped(differing.title)}: {differing.standing}"
        yield _items(starmap(_labelled, told(differing)))


def _answers(findings: Findings) -> str:
    names = wording.COLUMNS if findings.is_timed else wording.UNTIMED_COLUMNS
    rows = [names, ("---:",) * (len(names) - 2) + ("---",) * 2]
    for a in findings.answers:
        place = (a.number, a.clock) if findings.is_timed else (a.number,)
        rows.append((*place, a.signal, a.noise, a.net, a.reading, escaped(a.held)))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _heard_again(heard: HeardTwice) -> Iterator[str]:
    yield escaped(heard.summary)
    for moment, first, again in heard.passages:
        yield _items(
            (
                f"{moment} {_labelled(wording.HEARD_FIRST, f'“{first}”')}",
                f"{moment} {_labelled(wording.HEARD_AGAIN, f'“{again}”')}",
            )
        )
    if heard.statuses:
        yield f"**{wording.BY_THESE_WORDS}:**"
        yield _items(map(escaped, heard.statuses))


def _exercises(gaps: tuple[Gap, ...]) -> Iterator[str]:
    if not gaps:
        yield wording.NOTHING_TO_PRACTISE
    yield "\n".join(f"{n}. {_labelled(gap.title, gap.practise)}" for n, gap in enumerate(gaps, start=1))


def _labelled(label: str, text: str) -> str:
    return f"**{escaped(label)}:** {escaped(text)}"


def _quoted(said: Said) -> str:
    return f"> {said.place} “{escaped(said.words)}”"


def _items(texts: Iterable[str]) -> str:
    return "\n".join(f"- {text}" for text in texts)


def escaped(text: str) -> str:
    """Return text on one line that Markdown shows as it is, inside a paragraph, a heading, a list or a table.

    It must not begin a line on its own, where a digit, a hyphen or a plus could make a list of it.
    """
    return _ACTIVE.sub(r"\\\g<0>", readable(text))
