"""Where one sentence of punctuated text ends and the next begins, and when two are the same."""

from __future__ import annotations

import re

_END = re.compile(r"(?:(?<=[.!?…])|(?<=[.!?…][\"”’')\]]))\s+")
_WORD = re.compile(r"[^\W_]+")


def sentences(text: str) -> list[str]:
    """Return the sentences, each with its closing marks."""
    return [sentence for sentence in _END.split(text) if sentence]


def key(sentence: str) -> str:
    """Return the words in lower case without what stands between them: the same for the same sentence."""
    return " ".join(_WORD.findall(sentence.lower()))
