"""How a list of words is written down: as a line of text."""

from __future__ import annotations


def word_list(text: str) -> frozenset[str]:
    """Return the words of `text`."""
    return frozenset(text.split())
