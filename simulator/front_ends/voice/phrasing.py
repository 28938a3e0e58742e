"""Where a text may be parted to be spoken: sentences, and in a long one the clauses."""

from __future__ import annotations

import re

LONG = 60
"""Characters of a sentence, some 4 s of speech, from which it is parted: the rest is made meanwhile."""
SHORT = 12
"""A clause of fewer characters sounds chopped off."""

_SENTENCE_ENDS = re.compile(r"""(?<=[.!?…])(["'”’)\]]*)\s+(?=["'“‘(\[]?[A-Z0-9])""")
_CLAUSE_ENDS = re.compile(r"(?<=[,;:—–])\s+")


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, verbatim but for the white space between them."""
    parts: list[str] = []
    start = 0
    for match in _SENTENCE_ENDS.finditer(text):
        parts.append(text[start : match.end(1)])
        start = match.end()
    parts.append(text[start:])
    return [part.strip() for part in parts if part.strip()]


def clauses(sentence: str) -> list[str]:
    """Return the parts of a sentence that can be spoken one after the other; joined by spaces they are it."""
    if len(sentence) < LONG:
        return [sentence]
    parts: list[str] = []
    for part in _CLAUSE_ENDS.split(sentence):
        if parts and (len(parts[-1]) < SHORT or len(part) < SHORT):
            parts[-1] += f" {part}"
        else:
            parts.append(part)
    return parts
