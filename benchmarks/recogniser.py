"""What a speech recogniser makes of what is said: lost and misheard words, no marks, no capitals."""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Sequence

ERRORS = 0.10
"""Share of the words that come out wrong."""
MISHEARD, LOST = 0.65, 0.25
"""Share of the errors that are another word and no word; the rest is a word too many."""

_MARKS = re.compile(r"(?<!\d)[.,:](?!\d)|(?<=\d)[.,:](?!\d)|[;!?\"()\u2014\u2013]|(?<!\w)-|-(?!\w)")
_WORD = re.compile(r"[a-z']+")
_SOUNDS = str.maketrans("bpfvcgjkqsxzdtlmnr", "111122222222334556")
_HOMOPHONES = {
    "two": "to", "to": "two", "too": "two", "for": "four", "four": "for", "eight": "ate", "one": "won",
    "cents": "sense", "cent": "sent", "query": "quarry", "queries": "quarries", "their": "there",
    "there": "their", "your": "you're", "by": "buy", "buy": "by", "would": "wood", "we're": "where",
    "new": "knew", "know": "no", "no": "know", "right": "write", "write": "right", "week": "weak",
    "weeks": "weeps", "whole": "hole", "here": "hear", "per": "purr", "price": "prize", "its": "it's",
    "fifteen": "fifty", "fifty": "fifteen", "thirty": "thirteen", "thirteen": "thirty", "15": "50",
    "sixty": "sixteen", "forty": "fourteen", "ninety": "nineteen", "50": "15", "30": "13", "90": "19",
    "60": "16", "40": "14", "will": "well", "than": "then", "then": "than", "model": "modal",
    "cache": "cash", "caches": "cashes", "site": "sight", "route": "root", "rag": "wreck",
}  # fmt: skip


def plain(text: str) -> str:
    """Return `text` as a recogniser without capitals and marks writes it."""
    return " ".join(_MARKS.sub(" ", text.lower()).split())


class Recogniser:
    """Hears one word for another that sounds like it, among the words that candidates use."""

    def __init__(self, texts: Sequence[str]) -> None:
        counts = Counter(word for text in texts for word in _WORD.findall(text.lower()))
        self._alike: dict[str, list[str]] = defaultdict(list)
        for word in sorted(counts):
            self._alike[_sound(word)].append(word)
        self._short = [word for word, _ in counts.most_common(40)]

    def hear(self, text: str, seed: str) -> str:
        """Return `text` with a tenth of its words wrong, the same each time for the same seed."""
        chance = random.Random(f"{seed} {text}")
        heard: list[str] = []
        for word in plain(text).split():
            if chance.random() >= ERRORS:
                heard.append(word)
                continue
            kind = chance.random()
            if kind < MISHEARD:
                heard.append(self._misheard(word, chance))
            elif kind >= MISHEARD + LOST:
                heard += [word, chance.choice(self._short)]
        return " ".join(heard)

    def _misheard(self, word: str, chance: random.Random) -> str:
        if word in _HOMOPHONES:
            return _HOMOPHONES[word]
        others = [other for other in self._alike[_sound(word)] if other != word]
        if others:
            return chance.choice(others)
        # Nothing sounds alike: the end of the word is swallowed.
        return word[: max(1, len(word) * 2 // 3)] if word.isalpha() else word


def _sound(word: str) -> str:
    """Return the consonants of a word by where in the mouth they are made; voice and vowels are misheard."""
    classes = re.sub(r"[^0-9]", "", word.translate(_SOUNDS))
    return re.sub(r"(.)\1+", r"\1", classes) + str(min(3, len(word) // 3))
