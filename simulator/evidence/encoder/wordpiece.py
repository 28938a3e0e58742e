"""WordPiece tokens of the uncased BERT vocabulary with their places in the text; no dependency."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

UNKNOWN, CLS, SEP = "[UNK]", "[CLS]", "[SEP]"
LONGEST_WORD = 100
"""Characters; a longer run is one unknown token, so that hostile text costs linear time."""
_WORD = re.compile(
    r"(?P<hesitation>\b(?:um+|uh+m*|hm+|erm|er(?=,))\b,?)|\w+|[^\w\s]", re.IGNORECASE | re.UNICODE
)
"""A hesitation is no token: how fluently something is said is not to change what it says."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word piece: its number in the vocabulary and the characters it covers."""

    id: int
    start: int
    end: int


class WordPiece:
    """Greedy longest-match-first pieces, as BERT's uncased tokenizer cuts them."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        """Take the pieces in the order of their ids."""
        self._ids = {piece: number for number, piece in enumerate(vocabulary)}
        self.cls = self._ids[CLS]
        self.sep = self._ids[SEP]
        self._unknown = self._ids[UNKNOWN]
        self._cut: dict[str, tuple[tuple[int, int, int], ...]] = {}

    def tokens(self, text: str) -> list[Token]:
        """Return the pieces of `text` in order, with offsets into it."""
        found: list[Token] = []
        for match in _WORD.finditer(text):
            if match["hesitation"]:
                continue
            start, word = match.start(), match.group()
            for part_start, part in _parts(word):
                pieces = self._cut.get(part)
                if pieces is None:
                    pieces = self._pieces(part)
                    if len(self._cut) < 50_000:
                        self._cut[part] = pieces
                base = start + part_start
                found.extend(Token(number, base + a, base + b) for number, a, b in pieces)
        return found

    def _pieces(self, word: str) -> tuple[tuple[int, int, int], ...]:
        plain = _plain(word)
        if len(plain) != len(word):
            whole = self._match(plain)
            return tuple((number, 0, len(word)) for number, _, _ in whole)
        return self._match(plain)

    def _match(self, word: str) -> tuple[tuple[int, int, int], ...]:
        if not word:
            return ()
        if len(word) > LONGEST_WORD:
            return ((self._unknown, 0, len(word)),)
        pieces = []
        start = 0
        while start < len(word):
            end = len(word)
            while end > start:
                number = self._ids.get(("##" if start else "") + word[start:end])
                if number is not None:
                    break
                end -= 1
            else:
                return ((self._unknown, 0, len(word)),)
            pieces.append((number, start, end))
            start = end
        return tuple(pieces)


def _parts(word: str) -> list[tuple[int, str]]:
    """Split at underscores, which count as punctuation."""
    if "_" not in word:
        return [(0, word)]
    return [(m.start(), m.group()) for m in re.finditer(r"_|[^_]+", word)]


def _plain(word: str) -> str:
    """Return `word` in lower case without accents."""
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in parts if unicodedata.category(c) != "Mn")
