"""How spoken and written words are brought to one form, with the way back to the words as said."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": ",", "\u00a0": " ", "\n": " ", "\t": " "})
_FILLER = re.compile(r",?\s*\b(?:um+|uh+|erm|hmm+)\b,?")


@dataclass(frozen=True, slots=True)
class Normalised:
    """A text in one form: lower case, straight quotes, digits for numbers, no fillers, no contractions.

    "Um, ninety-five percent, we'd pay a nickel a page" reads "95%, we would pay 5 cents a page".
    """

    source: str
    """The words as said."""
    text: str
    """The words in one form; runs of white space are one space."""
    _at: tuple[int, ...]
    """Where each piece begins in `text`."""
    _from: tuple[int, ...]
    """Where each piece begins in `source`."""
    _to: tuple[int, ...]
    """Where each piece ends in `source`; a piece of the same length maps character by character."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets in `source` of the words that `text[start:end]` stands for."""
        if start >= end or not self._at:
            at = self._place(start)[0] if self._at else 0
            return at, at
        return self._place(start)[0], self._place(end - 1)[1]

    def _place(self, index: int) -> tuple[int, int]:
        piece = max(0, bisect_right(self._at, index) - 1)
        begin = self._at[piece]
        end = self._at[piece + 1] if piece + 1 < len(self._at) else len(self.text)
        first, last = self._from[piece], self._to[piece]
        if last - first == end - begin:
            return first + min(index - begin, last - first), first + min(index - begin + 1, last - first)
        return first, last


def normalise(text: str | Normalised) -> Normalised:
    """Return `text` in one form; a text that is normalised already comes back as it is."""
    if isinstance(text, Normalised):
        return text
    lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text.translate(_QUOTES))
    parts: list[str] = []
    at: list[int] = []
    start_of: list[int] = []
    end_of: list[int] = []
    length = position = 0
    for match in [*_FILLER.finditer(lowered), None]:
        stop = match.start() if match else len(lowered)
        if stop > position:
            parts.append(lowered[position:stop])
            at.append(length)
            start_of.append(position)
            end_of.append(stop)
            length += stop - position
        position = match.end() if match else stop
    return Normalised(text, "".join(parts), tuple(at), tuple(start_of), tuple(end_of))
