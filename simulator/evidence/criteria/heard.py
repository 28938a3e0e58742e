"""An utterance made ready for every criterion: its words, its clauses and scope, the question before."""

from __future__ import annotations

import re
from dataclasses import dataclass

from simulator.evidence.normalise import Normalised, normalise
from simulator.evidence.scope import Scope, scoped

_BLANK = "\x00"


@dataclass(frozen=True, slots=True)
class Part:
    """A clause, by its place in the normalised words."""

    start: int
    end: int
    scope: Scope


@dataclass(frozen=True, slots=True)
class Heard:
    """What a criterion sees."""

    view: Normalised
    words: str
    """All of it, normalised."""
    standing: str
    """The same length; what the candidate does not say of this design, or takes back, is blanked."""
    question: str
    """What the interviewer said just before, normalised; empty where nothing was."""
    parts: tuple[Part, ...]

    def scope_at(self, offset: int) -> Scope | None:
        """Return the scope of the clause at a place in the normalised words."""
        for part in self.parts:
            if part.start <= offset < part.end:
                return part.scope
        return None

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch of whole clauses in the normalised words that holds `start` to `end`."""
        first = max((p.start for p in self.parts if p.start <= start), default=start)
        last = min((p.end for p in self.parts if p.end >= end), default=end)
        return first, max(last, end)


def hear(text: str, question: str = "") -> Heard:
    """Prepare `text`, said after `question`."""
    view = normalise(text)
    asked = normalise(question).text
    parts: list[Part] = []
    standing = list(view.text)
    cursor = 0
    for item in scoped(view, question):
        start = view.text.find(item.clause.text, cursor)
        if start < 0:
            continue
        end = cursor = start + len(item.clause.text)
        parts.append(Part(start, end, item.scope))
        if not item.scope.stands:
            standing[start:end] = _BLANK * (end - start)
    return Heard(view, view.text, "".join(standing), asked, tuple(parts))


def nearest(hits: list[list[re.Match[str]]], within: int) -> tuple[int, int] | None:
    """Return the shortest stretch that holds one hit of each list, or None if longer than `within`.

    No two of the hits may be the same words.
    """
    best: tuple[int, int] | None = None
    rarest = min(hits, key=len)
    others = [h for h in hits if h is not rarest]
    for anchor in rarest:
        start, end = anchor.span()
        for group in others:
            chosen = min(
                (m.span() for m in group if m.span() != anchor.span()),
                key=lambda s: max(end, s[1]) - min(start, s[0]),
                default=None,
            )
            if chosen is None:
                break
            start, end = min(start, chosen[0]), max(end, chosen[1])
        else:
            if end - start <= within and (best is None or end - start < best[1] - best[0]):
                best = (start, end)
    return best
