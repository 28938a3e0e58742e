"""Which words only show that somebody listens."""

from __future__ import annotations

import re

_WORDS = re.compile(r"[a-z]+")
_SOUNDS = re.compile(
    r"(?:m+|m+h+m+|h+m+|uh|uhhuh|um|ah|aha|oh|okay|ok|yeah|yep|yup|yes|right|sure|alright|exactly|good|great"
    r"|cool|fine|true|indeed|absolutely|definitely)"
)
_PHRASES = re.compile(
    r"\b(?:i see|got it|gotcha|all right|of course|that makes sense|makes sense|fair enough|go on"
    r"|i understand|thank you|thanks)\b"
)
_MOST_WORDS = 4
"""More than this in one breath wants the floor, whatever the words."""


def is_backchannel(text: str) -> bool:
    """Tell whether `text` is no more than "mm-hm", "right", "okay, I see": said while the other side speaks.

    Words that make nothing at all, such as an empty string or a mark, are none.
    """
    spoken = " ".join(_WORDS.findall(text.lower().replace("'", "")))
    words = spoken.split()
    if not words or len(words) > _MOST_WORDS:
        return False
    return all(_SOUNDS.fullmatch(word) for word in _PHRASES.sub(" ", spoken).split())
