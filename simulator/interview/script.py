"""The script's own words: how each move is worded from authored lines, never the same sentence twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from hashlib import shake_128

from simulator.content.persona import Persona
from simulator.evidence.sentences import sentences
from simulator.interview.conduct import LINES_REMEMBERED, Conduct

MAX_QUOTE_WORDS = 9
"""Longer quotes sound read out; the candidate knows what they said."""

SHORT_WORDS = 2
"""A reaction that comes before the answer has been understood is no longer than that."""

_UNQUOTABLE = re.compile(r"[\"“”‘?!{}\n\r\t\x00-\x1f]")
_OPENING = re.compile(
    r"(?:[\s,;:.\-–—…']|(?:and|but|so|or|well|um|uh|hm+|okay|honestly|maybe|probably"
    r"|(?:fine|sure|right|yes|yeah|no)(?=,)|i don['’]t know"
    r"|i (?:guess|think|suppose|mean|would say)|i['’]d say|you know)\b)+",
    re.IGNORECASE,
)
"""Words that lead up to what is said, and are nobody's point."""
_CLOSING = re.compile(
    r"(?:,\s*(?:okay|ok|right|really|you know|honestly|i (?:guess|think|suppose))\b(?=[\s,;:.…]*\Z)"
    r"|[\s,;:.\-–—…'])+\Z",
    re.IGNORECASE,
)
"""The same behind it."""
_NO_POINT = re.compile(
    r"(?:since|because|which|while|although|though|unless)\b"
    r"|.*\b(?:that['’]?s|that is|this is|it['’]?s|is that|is it|good|fair|your) (?:\w+ ){0,2}question\b"
    r"|.*\byou (?:asked|said|mean|meant|told)\b"
    r"|.*(?:\bnot|n['’]t)(?: \w+)? my (?:thing|area|field|job|forte|strength|strong (?:suit|point))\b"
    r"|.*\bi(?:['’]m| am) (?:not|no) (?:the |an? )?(?:\w+ )?(?:guy|person|expert|lawyer|engineer)\b"
    r"|(?:who|what|where|when|why|how|which)(?: \w+)?"
    r" (?:do|does|did|is|are|was|were|would|should|can|could|will)\b",
    re.IGNORECASE,
)
"""Half a sentence that only gives a reason, remarks on the question or oneself, and questions to oneself."""
_HEADING = re.compile(r"\W*(?:\w+ ){0,2}\w+:\s+")
"""In front of what is said: "Riskiest assumption: ..."."""


class Script:
    """Chooses among authored wordings, by seed, what may still be said."""

    def __init__(self, persona: Persona, conduct: Conduct, seed: int) -> None:
        self._persona = persona
        self._conduct = conduct
        self._seed = seed
        self._choices = 0
        self._spent: set[str] = set()
        """What can no longer be said, as a sentence of it has been."""

    def line(self, lines: Sequence[str], leads: Sequence[str] = ("",), **fill: str | None) -> str | None:
        """Return one of `lines`, filled, behind one of `leads`, that keeps every rule of conduct.

        Leads are tried in order for each line. A placeholder whose value is None rules a line out; lines that
        use one are preferred where it has a value, since they show that the candidate was heard. None where
        nothing is left to say.
        """
        given = {name: value for name, value in fill.items() if value is not None}
        specific, general = _usable(tuple(lines), frozenset(given))
        self._choices += 2
        filled = [_filled(line, given) for line in specific]
        return self._drawn(self._choices - 1, filled, leads) or self._drawn(self._choices, general, leads)

    def acknowledgement(self) -> str:
        """Return a short reaction, or an empty string about every third time: people do not always react."""
        if self._number("acknowledge") % 3 == 0:
            return ""
        return self.line(self._persona.acknowledgements) or ""

    def short_acknowledgement(self) -> str:
        """Return a reaction of a word or two, which may come again; an empty string where there is none."""
        short = [line for line in self._persona.acknowledgements if len(line.split()) <= SHORT_WORDS]
        return short[self._number("acknowledge-at-once") % len(short)] if short else ""

    def _number(self, purpose: str) -> int:
        """Return a number that the seed and the count of choices draw."""
        self._choices += 1
        return int.from_bytes(self._chance(f"{self._choices}:{purpose}", 4), "big")

    def _chance(self, what: str, size: int) -> bytes:
        """Return bytes that the seed draws for one purpose, the same on every machine."""
        return shake_128(f"{self._seed}:{what}".encode()).digest(size)

    def _drawn(self, choice: int, lines: Sequence[str], leads: Sequence[str]) -> str | None:
        """Return the first of `lines` that may be said, in an order drawn by the choice."""
        lines = [line for line in lines if line not in self._spent]
        if len(lines) > 1:
            drawn = self._chance(str(choice), 2 * len(lines))
            order = sorted(range(len(lines)), key=lambda at: drawn[2 * at : 2 * at + 2])
            lines = [lines[at] for at in order]
        for words in lines:
            for lead in leads:
                if self._conduct.allows(words, lead):
                    return f"{lead} {words}" if lead else words
            if self._conduct.has_said_of(words):
                self._spent.add(words)
        return None


def quotable(words: str) -> str | None:
    """Return a candidate's words fit to be said back in quotation marks, one sentence at most, or None.

    Words that ask something are nobody's point.
    """
    if "?" in words:
        return None
    for sentence in sentences(words):
        heading = _HEADING.match(sentence)
        start = heading.end() if heading else 0
        opening = _OPENING.match(sentence, start)
        trimmed = _CLOSING.sub("", sentence[opening.end() if opening else start :])
        fits = 2 <= len(trimmed.split()) <= MAX_QUOTE_WORDS
        if fits and not (_UNQUOTABLE.search(trimmed) or _NO_POINT.match(trimmed)):
            return trimmed
    return None


@lru_cache(LINES_REMEMBERED)
def _usable(lines: tuple[str, ...], given: frozenset[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the lines with placeholders that can all be filled, and those without any."""
    specific = tuple(line for line in lines if _placeholders(line) and _placeholders(line) <= given)
    return specific, tuple(_filled(line, {}) for line in lines if not _placeholders(line))


def _placeholders(line: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", line))


def _filled(line: str, values: dict[str, str]) -> str:
    """Fill placeholders; a figure that opens the line gets a capital."""
    for name, value in values.items():
        line = line.replace(f"{{{name}}}", value)
    return line[:1].upper() + line[1:]
