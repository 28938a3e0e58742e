"""Where words that somebody else wrote down stand in what was said: only spaces and typography may differ."""

from __future__ import annotations

_TYPOGRAPHY = str.maketrans(
    {
        **dict.fromkeys("’‘ʼ´`′", "'"),
        **dict.fromkeys("“”„«»″", '"'),
        **dict.fromkeys("–—‑‐−", "-"),
        "…": "...",
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
    }
)
_EDGES = " .\"'"
"""What is put around a quote to show that it is one, and that it goes on."""


def find(quote: str, text: str) -> tuple[int, int] | None:
    """Return the offsets in `text` of its first stretch that is `quote`, or None where there is none.

    The stretch begins and ends at the ends of words, so that no word is quoted in part.
    """
    sought = _plain(quote)[0].strip(_EDGES)
    plain, places = _plain(text)
    start = plain.find(sought) if sought else -1
    while start >= 0:
        end = start + len(sought)
        if not (_joins(plain, start) or _joins(plain, end)):
            return places[start], places[end - 1] + 1
        start = plain.find(sought, start + 1)
    return None


def _plain(text: str) -> tuple[str, list[int]]:
    """Return `text` in plain typography with single spaces, and where each of its characters comes from."""
    characters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for plain in character.translate(_TYPOGRAPHY):
            shown = " " if plain.isspace() else plain
            if shown == " " and (not characters or characters[-1] == " "):
                continue
            characters.append(shown)
            places.append(place)
    return "".join(characters), places


def _joins(plain: str, place: int) -> bool:
    """Tell whether the characters before and at `place` belong to one word."""
    return 0 < place < len(plain) and plain[place - 1].isalnum() and plain[place].isalnum()
