"""Where one sentence of punctuated text ends and the next begins, and when two are the same."""

from __future__ import annotations

import re

MOST_QUOTED = 40
"""Words beyond which a quote does not grow for the sake of being whole."""
_END = re.compile(r"(?:(?<=[.!?…])|(?<=[.!?…][\"”’')\]]))\s+")
_WORD = re.compile(r"[^\W_]+")


def sentences(text: str) -> list[str]:
    """Return the sentences, each with its closing marks."""
    return [sentence for sentence in _END.split(text) if sentence]


def key(sentence: str) -> str:
    """Return the words in lower case without what stands between them: the same for the same sentence."""
    return " ".join(_WORD.findall(sentence.lower()))


def whole_sentences(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the offsets of the sentences that `start` to `end` are part of, unless too long to be quoted."""
    before = max((mark.end() for mark in _END.finditer(text, 0, start + 1)), default=0)
    mark = _END.search(text, max(start, end - 1))
    behind = mark.start() if mark else len(text.rstrip())
    for first, last in ((start, behind), (before, end)):
        if len(text[min(first, start) : max(last, end)].split()) <= MOST_QUOTED:
            start, end = min(first, start), max(last, end)
    return start, end
