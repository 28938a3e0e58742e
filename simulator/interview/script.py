"""The script's own words: how each move is worded from authored lines, never the same sentence twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256

from simulator.content.persona import Persona
from simulator.interview.conduct import LINES_REMEMBERED, Conduct

MAX_QUOTE_WORDS = 9
"""Longer quotes sound read out; the candidate knows what they said."""

SHORT_WORDS = 2
"""A reaction that comes before the answer has been understood is no longer than that."""

_UNQUOTABLE = re.compile(r"[\"“”‘?!{}\n\r\t\x00-\x1f]")
_OPENING = re.compile(r"(?:[\s,;:.\-–—…']|(?:and|but|so|or|well|um|uh)\b)+", re.IGNORECASE)
_CLOSING = re.compile(r"[\s,;:.\-–—…']+\Z")


class Script:
    """Chooses among authored wordings, by seed, what may still be said."""

    def __init__(self, persona: Persona, conduct: Conduct, seed: int) -> None:
        self._persona = persona
        self._conduct = conduct
        self._seeded = sha256(f"{seed}:".encode())
        self._choices = 0

    def line(self, lines: Sequence[str], leads: Sequence[str] = ("",), **fill: str | None) -> str | None:
        """Return one of `lines`, filled, behind one of `leads`, that keeps every rule of conduct.

        Leads are tried in order for each line. A placeholder whose value is None rules a line out; lines that
        use one are preferred where it has a value, since they show that the candidate was heard. None where
        nothing is left to say.
        """
        given = {name: value for name, value in fill.items() if value is not None}
        specific, general = _usable(tuple(lines), frozenset(given))
        self._choices += 2
        filled = [(line, _filled(line, given)) for line in specific]
        return self._drawn(self._choices - 1, filled, leads) or self._drawn(self._choices, general, leads)

    def acknowledgement(self) -> str:
        """Return a short reaction, or an empty string about every third time: people do not always react."""
        if self._draw("acknowledge") % 3 == 0:
            return ""
        return self.line(self._persona.acknowledgements) or ""

    def short_acknowledgement(self) -> str:
        """Return a reaction of a word or two, which may come again; an empty string where there is none."""
        short = [line for line in self._persona.acknowledgements if len(line.split()) <= SHORT_WORDS]
        return short[self._draw("acknowledge-at-once") % len(short)] if short else ""

    def _drawn(self, choice: int, lines: Sequence[tuple[str, str]], leads: Sequence[str]) -> str | None:
        """Return the first that may be said of lines with their wordings, in an order drawn by seed and choice."""
        if len(lines) > 1:
            lines = sorted(lines, key=lambda line: self._digest(f"{choice}:{line[0]}"))
        for _, words in lines:
            for lead in leads:
                if self._conduct.allows(words, lead):
                    return f"{lead} {words}" if lead else words
        return None

    def _draw(self, purpose: str) -> int:
        self._choices += 1
        return int.from_bytes(self._digest(f"{self._choices}:{purpose}")[:4], "big")

    def _digest(self, text: str) -> bytes:
        # Behind the seed, which is hashed once: a copy costs half of a hash from its beginning.
        digest = self._seeded.copy()
        digest.update(text.encode(errors="surrogatepass"))
        return digest.digest()


def quotable(words: str) -> str | None:
    """Return a candidate's words fit to be said back in quotation marks, or None."""
    opening = _OPENING.match(words)
    trimmed = _CLOSING.sub("", words[opening.end() :] if opening else words)
    if not 2 <= len(trimmed.split()) <= MAX_QUOTE_WORDS or _UNQUOTABLE.search(trimmed):
        return None
    return trimmed


@lru_cache(LINES_REMEMBERED)
def _usable(
    lines: tuple[str, ...], given: frozenset[str]
) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Return the lines with placeholders that can all be filled, and those without any with their words."""
    specific = tuple(line for line in lines if _placeholders(line) and _placeholders(line) <= given)
    return specific, tuple((line, _filled(line, {})) for line in lines if not _placeholders(line))


def _placeholders(line: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", line))


def _filled(line: str, values: dict[str, str]) -> str:
    """Fill placeholders; a figure that opens the line gets a capital."""
    for name, value in values.items():
        line = line.replace(f"{{{name}}}", value)
    return line[:1].upper() + line[1:]
