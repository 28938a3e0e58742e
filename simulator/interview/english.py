"""Whether a sentence is English: the interviewer speaks nothing else."""

from __future__ import annotations

import re
import unicodedata

from simulator.evidence.word_list import word_list

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ENGLISH = word_list(
    "a about after all am an and any are as at back be been before but by can could did do does for from get "
    "give go got had has have he her here his how i if in into is it its just know let like make me more my "
    "no not now of on one or our out over put say she so some take tell than that the their them then there "
    "they this to up us was we were what when where which who whose why will with would you your"
)
_FOREIGN = word_list(
    "aber auch auf aus bei das dem den der des durch ein eine einen einer es für haben ich ihr ist kann mit "
    "nach nicht oder sie sind über und uns von warum wie wird zu zum zur "
    "al como con cómo cuál cuánto de del el en es esta este hay la las lo los más para pero por qué quién se "
    "sería su sus un una usted y "
    "au aux avec ce cela ces c'est comment dans des du est et être il la le les mais ne nous ou où par pas "
    "pour pourquoi quel quelle qui que sont sur vous "
    "che chi ci cosa della di e è gli il mi nel non ogni perché quale quanto sono "
    "ao até com da das não nos o os pela qual quem são sem uma você "
    "dat een en hebben het hoe ik je met niet van voor waarom wat we wij ze zijn"
)
_LEAST_SHARE = 0.15
"""Of an English sentence's words, a third to a half are among those above."""
_ENOUGH_WORDS = 6
"""Shorter sentences may do without any of them: "Five cents a query, then." """


def is_english(sentence: str) -> bool:
    """Return whether a sentence is in English; names and single foreign words do not make it foreign."""
    words = [word.lower().replace("’", "'") for word in _WORD.findall(sentence)]
    letters = "".join(words)
    if sum(not _is_latin(letter) for letter in letters) * 5 > len(letters):
        return False
    english = sum(word in _ENGLISH for word in words)
    foreign = sum(
        word not in _ENGLISH and (word in _FOREIGN or not word.replace("'", "").isascii()) for word in words
    )
    if foreign > english or (foreign >= 3 and foreign * 2 > english):
        return False
    return len(words) < _ENOUGH_WORDS or english >= _LEAST_SHARE * len(words)


def _is_latin(letter: str) -> bool:
    return letter.isascii() or unicodedata.name(letter, "").startswith("LATIN")
