"""What must agree across an authored file: ids, references, and what a spoken line may hold.

The checks read plain data and pass over parts of a wrong shape, so that one look finds every fault of a file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from simulator.content.authoring_error import Problem, shown, suggestion
from simulator.content.scenario import Visibility
from simulator.content.strict_yaml import Document, Path

ANY = "*"
"""In a pattern: every entry of a list."""


def scenario_problems(document: Document, criteria: list[str] | None) -> Iterator[Problem]:
    """Check a scenario against itself and the criteria of its rubric, where that could be read."""
    yield from _duplicates(document, "phases", "facts", "constraints", "probes")
    phases = _texts_of(document, "phases", ANY, "id")
    for part in ("constraints", "probes"):
        yield from _unknown(document, "phase", phases, part, ANY, "phase")
        if criteria is not None:
            yield from _unknown(document, "criterion", criteria, part, ANY, "criterion")
    facts = {
        fact["id"]: fact.get("visibility")
        for _, fact in _found(document, "facts", ANY)
        if isinstance(fact, dict) and isinstance(fact.get("id"), str)
    }
    yield from _unknown(document, "fact", facts, "constraints", ANY, "reveals", ANY)
    for place, name in _texts(document, "constraints", ANY, "reveals", ANY):
        if facts.get(name) in (Visibility.STATED, Visibility.ON_REQUEST):
            fault = f"{shown(name)} is not a hidden fact: remove it here or write `visibility: hidden` there"
            yield Problem(document.line(place), fault)
    for place, visibility in _texts(document, "constraints", ANY, "visibility"):
        if visibility in (Visibility.STATED, Visibility.ON_REQUEST):
            fault = "a constraint is a secret until it arrives: write `hidden` here, or make it a fact"
            yield Problem(document.line(place), f"{shown(visibility)}: {fault}")
    yield from _late(document)
    yield from _two_questions(document)
    yield from _lines(document, SCENARIO_LINES)


def persona_problems(document: Document) -> Iterator[Problem]:
    """Check a persona against itself; whether the criteria it presses exist is a matter of the rubric."""
    yield from _repeated(document, "presses")
    yield from _lines(document, PERSONA_LINES)


def rubric_problems(document: Document) -> Iterator[Problem]:
    """Check a rubric against itself."""
    yield from _duplicates(document, "criteria", "red_flags")
    yield from _lines(document, {})


def pressed_problems(document: Document, criteria: Iterable[str]) -> Iterator[Problem]:
    """Check that a persona presses criteria that exist."""
    yield from _unknown(document, "criterion", criteria, "presses", ANY)


@dataclass(frozen=True, slots=True)
class _Spoken:
    """What a line of the interviewer may hold."""

    questions: Callable[[str], str | None]
    """The fault in the line's question marks, or None."""
    placeholders: frozenset[str] = frozenset()
    needs: str | None = None
    """The placeholder without which the line says nothing."""
    digits: bool = True


def _none(text: str) -> str | None:
    return "holds a question, and none belongs here: make it a statement" if "?" in text else None


def _at_most_one(text: str) -> str | None:
    count = text.count("?")
    return f"asks {count} questions in one turn: keep one" if count > 1 else None


def _exactly_one(text: str) -> str | None:
    return _at_most_one(text) or (None if "?" in text else "asks nothing: add its one question")


def _one_at_the_end(text: str) -> str | None:
    return _at_most_one(text) or (
        None if text.endswith("?") else "should end in its one question: add or move it"
    )


QUOTE, FIGURE, SUM = "{quote}", "{figure}", "{sum}"

SCENARIO_LINES: dict[Path, _Spoken] = {
    ("opening",): _Spoken(_at_most_one),
    ("phases", ANY, "enter", ANY): _Spoken(_at_most_one),
    ("facts", ANY, "text"): _Spoken(_none),
    ("constraints", ANY, "text"): _Spoken(_one_at_the_end),
    ("probes", ANY, "question", ANY): _Spoken(_at_most_one),
    ("probes", ANY, "if_vague", ANY): _Spoken(_at_most_one, frozenset({QUOTE})),
    ("probes", ANY, "if_deferred", ANY): _Spoken(_at_most_one),
    ("probes", ANY, "if_number", ANY): _Spoken(_at_most_one, frozenset({FIGURE, SUM})),
}

PERSONA_LINES: dict[Path, _Spoken] = {
    ("greeting",): _Spoken(_none),
    ("acknowledgements", ANY): _Spoken(_none, digits=False),
    ("call_backs", ANY): _Spoken(_none, frozenset({QUOTE}), needs=QUOTE),
    ("cannot_say", ANY): _Spoken(_none),
    ("does_not_know", ANY): _Spoken(_none),
    ("leaves_to_you", ANY): _Spoken(_none),
    ("says_again", ANY): _Spoken(_none),
    ("rest_later", ANY): _Spoken(_none),
    ("rest_unknown", ANY): _Spoken(_none),
    ("not_yet", ANY): _Spoken(_at_most_one),
    ("takes_time", ANY): _Spoken(_none),
    ("nudges", ANY): _Spoken(_at_most_one),
    ("moves_on", ANY): _Spoken(_none),
    ("back_to_you", ANY): _Spoken(_none),
    ("interruption", "lines", ANY): _Spoken(_at_most_one),
    ("wrap_up", ANY): _Spoken(_exactly_one),
    ("more_questions", ANY): _Spoken(_at_most_one),
    ("farewell", ANY): _Spoken(_at_most_one),
}


def _lines(document: Document, spoken: dict[Path, _Spoken]) -> Iterator[Problem]:
    for place, text in _all_texts(document.data, ()):
        rule = spoken.get(tuple(ANY if isinstance(step, int) else step for step in place))
        for fault in _faults(text, rule):
            yield Problem(document.line(place), f"{shown(text)} {fault}")


def _faults(text: str, rule: _Spoken | None) -> Iterator[str]:
    allowed = rule.placeholders if rule else frozenset()
    for braces in re.findall(r"\{[^{}]*\}|[{}]", text):
        if braces not in allowed:
            instead = f"only {' and '.join(sorted(allowed))} may stand" if allowed else "no braces may stand"
            yield f"holds {shown(braces)}: {instead} here"
    if rule is None:
        return
    fault = rule.questions(text.strip())
    if fault:
        yield fault
    if rule.needs and rule.needs not in text:
        yield f"lacks {rule.needs}: put it where the candidate's words belong"
    if not rule.digits and re.search(r"\d", text):
        yield "holds a number, and none belongs here: remove it"


def _late(document: Document) -> Iterator[Problem]:
    minutes: dict[str, float] = {}
    for place, phase in _texts(document, "phases", ANY, "id"):
        for _, length in _numbers(document, *place[:-1], "minutes"):
            minutes.setdefault(phase, length)
    for place, after in _numbers(document, "constraints", ANY, "after_minutes"):
        for _, phase in _texts(document, *place[:-1], "phase"):
            if 0 < minutes.get(phase, 0) <= after:
                fault = f"phase {shown(phase)} lasts {minutes[phase]:g} minutes: let it arrive earlier"
                yield Problem(document.line(place), fault)


def _two_questions(document: Document) -> Iterator[Problem]:
    for place, phase in _found(document, "phases", ANY):
        if isinstance(phase, dict) and phase.get("invites") is not True:
            for entry, line in _texts(document, *place, "enter", ANY):
                if "?" in line:
                    fault = "asks, and a probe follows at once: make it a statement or write `invites: true`"
                    yield Problem(document.line(entry), f"{shown(line)} {fault}")


def _duplicates(document: Document, *parts: str) -> Iterator[Problem]:
    """Check that no id is given twice, in one list or in two: records name entries by their id alone."""
    first: dict[str, int] = {}
    for part in parts:
        for place, name in _texts(document, part, ANY, "id"):
            line = document.line(place)
            if name in first:
                yield Problem(line, f"the id {shown(name)} is taken on line {first[name]}: choose another")
            first.setdefault(name, line)


def _repeated(document: Document, part: str) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for place, name in _texts(document, part, ANY):
        line = document.line(place)
        if name in first:
            yield Problem(line, f"{shown(name)} is already on line {first[name]}: keep one")
        first.setdefault(name, line)


def _unknown(document: Document, kind: str, valid: Iterable[str], *pattern: str | int) -> Iterator[Problem]:
    known = list(valid)
    for place, name in _texts(document, *pattern):
        if name not in known:
            yield Problem(document.line(place), f"unknown {kind} {shown(name)}{suggestion(name, known)}")


def _texts_of(document: Document, *pattern: str | int) -> list[str]:
    return [text for _, text in _texts(document, *pattern)]


def _texts(document: Document, *pattern: str | int) -> Iterator[tuple[Path, str]]:
    return ((place, part) for place, part in _found(document, *pattern) if isinstance(part, str))


def _numbers(document: Document, *pattern: str | int) -> Iterator[tuple[Path, float]]:
    return ((place, part) for place, part in _found(document, *pattern) if type(part) in (int, float))


def _found(document: Document, *pattern: str | int) -> Iterator[tuple[Path, Any]]:
    """Find the parts that a pattern of keys and `ANY` leads to."""
    parts: list[tuple[Path, Any]] = [((), document.data)]
    for step in pattern:
        if step == ANY:
            parts = [
                ((*at, i), v) for at, part in parts if isinstance(part, list) for i, v in enumerate(part)
            ]
        elif isinstance(step, int):
            parts = [((*at, step), part[step]) for at, part in parts]
        else:
            parts = [
                ((*at, step), part[step]) for at, part in parts if isinstance(part, dict) and step in part
            ]
    yield from parts


def _all_texts(part: Any, place: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(part, str):
        yield place, part
    elif isinstance(part, dict):
        for key, value in part.items():
            yield from _all_texts(value, (*place, key))
    elif isinstance(part, list):
        for index, value in enumerate(part):
            yield from _all_texts(value, (*place, index))
