"""Where sentences and clauses begin and end, with or without punctuation."""

from __future__ import annotations

import re
from dataclasses import dataclass

from simulator.evidence.normalise import Normalised, normalise

_SENTENCE = re.compile(r"[^.!?]+[.!?]*")
_CLAUSE = re.compile(r"[^,;:]+[,;:]*")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text as said: `text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clause:
    """One statement, question or aside."""

    text: str
    """In the form `normalise` gives, without surrounding space; `words` for matching, never for quoting."""
    start: int
    end: int
    """`source[start:end]` is the clause as said."""
    sentence: int
    """Index of its sentence in the text."""
    asks: bool
    """It has the form of a question: a question mark, or the word order of one."""


def sentences(text: str | Normalised) -> tuple[Span, ...]:
    """Return the sentences in order, without surrounding space; together they hold every word."""
    view = normalise(text)
    return tuple(Span(*view.span(m.start(), m.end())) for m in _SENTENCE.finditer(view.text) if m.group().strip())


def clauses(text: str | Normalised) -> tuple[Clause, ...]:
    """Return the clauses in order; each lies within one sentence."""
    view = normalise(text)
    found: list[Clause] = []
    for index, sentence in enumerate(m for m in _SENTENCE.finditer(view.text) if m.group().strip()):
        for part in _CLAUSE.finditer(view.text, sentence.start(), sentence.end()):
            words = part.group().strip()
            if words:
                start, end = view.span(part.start(), part.end())
                found.append(Clause(words, start, end, index, "?" in sentence.group()))
    return tuple(found)
