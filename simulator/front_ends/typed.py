"""Typed text as an answer: what is fit to be recorded, and what is refused."""

from __future__ import annotations

import unicodedata

from simulator.front_ends.commands import parse

MAX_ANSWER_CHARS = 20_000
"""Longer than anybody speaks in a 45-minute interview without a break (about 3,500 words)."""


class UnreadableInputError(ValueError):
    """Typed or piped text that is no answer; its `str` says in one line what is wrong with it."""


def answer_in(text: str) -> str:
    """Return typed text fit to be recorded, without surrounding space. Raises UnreadableInputError."""
    if len(text) > MAX_ANSWER_CHARS:
        raise UnreadableInputError(
            f"an answer of {len(text):,} characters; {MAX_ANSWER_CHARS:,} are the most: send it in parts"
        )
    suspects = (c for c in text if c not in "\t\n\r")
    unreadable = next((c for c in suspects if unicodedata.category(c) in {"Cc", "Cs"}), None)
    if unreadable is not None:
        raise UnreadableInputError(f"a control character (U+{ord(unreadable):04X}): answers are plain text")
    return text.strip()


def unsent_words(draft: str) -> str:
    """Return what of a line that was begun would be said; a command or unreadable text is not."""
    try:
        words = answer_in(draft)
    except UnreadableInputError:
        return ""
    return "" if parse(words) else words
