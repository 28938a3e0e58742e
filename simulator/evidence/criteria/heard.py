"""An utterance made ready for every criterion: its words, its clauses and scope, the question before."""

from __future__ import annotations

import re
from dataclasses import dataclass

from simulator.evidence.normalise import Normalised, normalise
from simulator.evidence.scope import Scope, scoped

_BLANK = "\x00"
_TOKEN = re.compile(r"[a-z']+|\d[\d,.]*|[%$€£?!]")
_TEXTBOOK = re.compile(
    r"\b(?:is called|are called|is known as|refers? to|is defined|stands for|means that|is described|"
    r"(?:there (?:is|are)|are) (?:\d+|two|three|four|five|several|various) (?:\w+ )?(?:types?|kinds?|"
    r"strategies|definitions|steps|techniques|principles|approaches|metrics|ways)|one distinguishes|"
    r"is divided into|for example|typically|in general|in the literature|text ?books?|"
    r"means (?:the|to|a|noise|it)|is when)\b"
)
_ENDINGS = (("ies", "y"), ("ing", ""), ("ed", ""), ("ly", ""), ("es", "e"), ("s", ""))


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
    textbook: int
    """How often it defines terms instead of designing."""
    stems: tuple[str, ...]
    """The words in order without their endings; every number is `#`."""
    asked: frozenset[str]
    """Criteria that the question is known to be about; where there are none, its words tell."""

    def scope_at(self, offset: int) -> Scope | None:
        """Return the scope of the clause at a place in the normalised words."""
        return next((p.scope for p in self.parts if p.start <= offset < p.end), None)

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch of whole clauses in the normalised words that holds `start` to `end`."""
        first = max((p.start for p in self.parts if p.start <= start), default=start)
        last = min((p.end for p in self.parts if p.end >= end), default=end)
        return first, max(last, end)


def hear(text: str, question: str = "", asked: frozenset[str] = frozenset()) -> Heard:
    """Prepare `text`, said after `question`, which is known to be about the criteria `asked`."""
    view = normalise(text)
    before = normalise(question).text
    parts: list[Part] = []
    standing: list[str] = []
    cursor = 0
    for item in scoped(view, question):
        start = view.text.find(item.clause.text, cursor)
        if start < 0:
            continue
        end = start + len(item.clause.text)
        parts.append(Part(start, end, item.scope))
        standing.append(view.text[cursor:start])
        standing.append(view.text[start:end] if item.scope.stands else _BLANK * (end - start))
        cursor = end
    standing.append(view.text[cursor:])
    return Heard(
        view,
        view.text,
        "".join(standing),
        before,
        tuple(parts),
        len(_TEXTBOOK.findall(view.text)),
        _stems(view.text),
        asked,
    )


def nearest(hits: list[list[re.Match[str]]], within: int) -> tuple[int, int] | None:
    """Return the shortest stretch that holds one hit of each list, or None if longer than `within`.

    The same words count for the first list that has them.
    """
    taken: set[tuple[int, int]] = set()
    places: list[tuple[int, int, int]] = []
    for group, found in enumerate(hits):
        spans = [m.span() for m in found if m.span() not in taken]
        taken.update(spans)
        places.extend((start, end, group) for start, end in spans)
    places.sort()
    last: list[tuple[int, int] | None] = [None] * len(hits)
    best: tuple[int, int] | None = None
    for start, end, group in places:
        last[group] = (start, end)
        held = [place for place in last if place]
        if len(held) == len(hits):
            stretch = min(p[0] for p in held), max(p[1] for p in held)
            length = stretch[1] - stretch[0]
            if length <= within and (best is None or length < best[1] - best[0]):
                best = stretch
    return best


def _stems(words: str) -> tuple[str, ...]:
    return tuple("#" if token[0].isdigit() else _stem(token) for token in _TOKEN.findall(words))


def _stem(word: str) -> str:
    if len(word) <= 4:
        return word
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)] + instead
            break
    return word.rstrip("e") if len(word) > 4 else word
