"""What is wrong with an authored file, in lines a person can act on: file, line, fault, remedy."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable
from dataclasses import dataclass

SHOWN = 60
"""Characters of an author's own text that an error repeats."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in one file."""

    line: int
    """Counted from 1."""
    text: str
    """What is wrong and what to do, in one line."""


class AuthoringError(Exception):
    """A scenario, persona or rubric cannot be used; `str` is one line, `lines` holds every fault found."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = tuple(lines)
        more = len(self.lines) - 1
        super().__init__(self.lines[0] + (f" (and {more} more: simulate check)" if more else ""))


def shown(value: object) -> str:
    """Return an author's value on one printable line, in quotes where it is text, cut where it is long."""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    if len(text) > SHOWN:
        text = text[: SHOWN - 1] + "…"
    return f'"{printable(text)}"' if isinstance(value, str) else printable(text)


def printable(text: str) -> str:
    """Return text on one line, with whatever a terminal would act on written as an escape."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def nearest(name: object, valid: Collection[str]) -> str | None:
    """Return the valid name that an unknown one most looks like, or None."""
    if not isinstance(name, str):
        return None
    return next(iter(difflib.get_close_matches(name[:100].lower(), valid, n=1, cutoff=0.5)), None)


def suggestion(name: object, valid: Iterable[str]) -> str:
    """Return the end of an error about an unknown name: the nearest valid one, else all there are."""
    known = list(valid)
    near = nearest(name, known)
    if near:
        return f'; did you mean "{near}"?'
    if len(known) > 1:
        return f"; choose from {', '.join(known)}"
    return f"; there is only {known[0]}" if known else "; there is none"
