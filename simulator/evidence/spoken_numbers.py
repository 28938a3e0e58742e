"""How numbers are spoken: "two and a half thousand", "ninety nine point nine", "a tenth of a cent"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from simulator.evidence.word_list import word_list

_DIGITS = {
    "zero": 0, "nought": 0, "naught": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5,
    "six": 6, "seven": 7, "eight": 8, "nine": 9,
}  # fmt: skip
_TEENS = {
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_BIG = {
    "thousand": 1e3, "k": 1e3, "million": 1e6, "mio": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12,
}  # fmt: skip
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "fiftieth": 50, "sixtieth": 60, "seventieth": 70,
    "eightieth": 80, "ninetieth": 90,
}  # fmt: skip
_PARTS = {
    "half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10,
    "twentieth": 20, "hundredth": 100, "thousandth": 1000,
    "halves": 2, "thirds": 3, "quarters": 4, "fourths": 4, "fifths": 5, "sixths": 6, "eighths": 8,
    "tenths": 10, "twentieths": 20, "hundredths": 100, "thousandths": 1000,
}  # fmt: skip
_LARGEST = 1e15
"""Beyond it a number is noise, and a float no longer holds each integer."""

MEASURES = word_list(
    "ms millisecond milliseconds sec secs second seconds min mins minute minutes hr hrs hour hours day days "
    "week weeks fortnight fortnights month months quarter quarters year years cent cents penny pence dollar "
    "dollars buck bucks euro euros pound pounds quid franc francs rupee rupees yen percent percentage point "
    "points dozen hundred thousand million billion"
)
"""Words that a bare "one", "half a" or "a couple of" before them turns into a number."""

_LITERAL = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,9})?")
_BEFORE_POINT = word_list(
    "of under over below above at than about to is was from beyond past exceeds passes by around least most "
    "maybe roughly stays"
)
"""Words after which "point eight" is 0.8; elsewhere it may be an item of a list."""
_NOT_NUMERIC = word_list("shot trust day knowledge click width result results sum downtime touch")
"""Words after which "zero" is a part of a name."""
_VAGUE_MULTIPLES = word_list("few several many some couple")


def spell(value: float) -> str:
    """Return `value` in digits without separators or exponent, at most nine decimals."""
    if value == int(value):
        return str(int(value))
    return f"{value:.9f}".rstrip("0").rstrip(".")


def number_at(words: Sequence[str], at: int) -> tuple[str, int] | None:
    """Return the number spoken from `words[at]` on, in digits, and the index after it, or None.

    A fraction of a unit comes with the unit: "half a second" is "0.5 second".
    """
    word = words[at]
    if word in ("a", "an", "the", "one", "another", "half", "quarter") or word in _PARTS:
        return (
            _fraction(words, at)
            or _with_article(words, at)
            or (_cardinal(words, at) if word == "one" else None)
        )
    if word == "couple":
        return _couple(words, at)
    if word == "point":
        return _bare_point(words, at)
    return _fraction(words, at) or _cardinal(words, at)


def ordinal_at(words: Sequence[str], at: int) -> tuple[float, int] | None:
    """Return the rank spoken from `words[at]` on ("ninety fifth", "95th") and the index after it, or None."""
    base = 0.0
    after = at
    literal = _literal(words, at)
    if literal is not None:
        if _word(words, at + 1) in ("st", "nd", "rd", "th"):
            return literal, at + 2
        return None
    if words[at] in _TENS:
        base = _TENS[words[at]]
        after = _past_hyphen(words, at + 1)
    ending = _word(words, after)
    if ending in _ORDINALS and (base == 0 or _ORDINALS[ending] < 10):
        return base + _ORDINALS[ending], after + 1
    return None


def _word(words: Sequence[str], at: int) -> str:
    return words[at] if at < len(words) else ""


def _past_hyphen(words: Sequence[str], at: int) -> int:
    return at + 1 if _word(words, at) == "-" else at


def _literal(words: Sequence[str], at: int) -> float | None:
    word = _word(words, at)
    return float(word) if word[:1].isdigit() and _LITERAL.fullmatch(word) else None


def _small(words: Sequence[str], at: int) -> tuple[float, int] | None:
    """Return a number below 100 in words, or one in digits."""
    literal = _literal(words, at)
    if literal is not None:
        return literal, at + 1
    word = _word(words, at)
    if word in _TENS:
        following = _past_hyphen(words, at + 1)
        unit = _DIGITS.get(_word(words, following), 0)
        return (_TENS[word] + unit, following + 1) if unit else (_TENS[word], at + 1)
    value = _TEENS.get(word, _DIGITS.get(word))
    return (float(value), at + 1) if value is not None else None


def _below_thousand(words: Sequence[str], at: int) -> tuple[float, int] | None:
    """Return a number with its hundreds; "and" joins only what is smaller."""
    small = _small(words, at)
    value, after = small or (1.0, at)
    following = _past_hyphen(words, after)
    if _word(words, following) != "hundred" or value >= 100:
        return small
    value, after = value * 100, following + 1
    joined = after + 1 if _word(words, after) == "and" else _past_hyphen(words, after)
    rest = _small(words, joined)
    if rest and 0 < rest[0] < 100 and _word(words, _past_hyphen(words, rest[1])) != "hundred":
        return value + rest[0], rest[1]
    return value, after


def _year(words: Sequence[str], at: int) -> tuple[float, int] | None:
    """Return a year spoken in two halves: "twenty twenty eight", "nineteen ninety five"."""
    if words[at] not in ("twenty", "nineteen"):
        return None
    century = 2000 if words[at] == "twenty" else 1900
    rest = _small(words, at + 1) if _word(words, at + 1) in _TENS or _word(words, at + 1) in _TEENS else None
    return (century + rest[0], rest[1]) if rest else None


def _cardinal(words: Sequence[str], at: int) -> tuple[str, int] | None:
    if words[at] == "zero" and (_word(words, at + 1) == "-" or _word(words, at + 1) in _NOT_NUMERIC):
        return None
    if words[at] == "k":
        return None
    if at and words[at - 1] in _VAGUE_MULTIPLES and (words[at] in _BIG or words[at] == "hundred"):
        return None
    year = _year(words, at)
    if year:
        return spell(year[0]), year[1]
    total, after, smallest = 0.0, at, _LARGEST
    while True:
        start = after if after == at else _joined(words, after, smallest)
        part = _below_thousand(words, start)
        if part:
            part = _decimals(words, *part)
            part = _and_part(words, *part)
        value, end = part or (1.0, start)
        big_at = _past_hyphen(words, end)
        big = _BIG.get(_word(words, big_at))
        if big and big < smallest and value * big <= _LARGEST and (part or after == at):
            total, after, smallest = total + value * big, big_at + 1, big
            with_half = _and_part(words, 0.0, after)
            if with_half[1] != after:
                return spell(total + with_half[0] * big), with_half[1]
            continue
        if part and value < smallest:
            total, after = total + value, end
        break
    if after == at or (after == at + 1 and words[at] == "one" and not _one_counts(words, at)):
        return None
    dozens = _word(words, after) == "dozen"
    return spell(total * 12 if dozens else total), after + dozens


def _joined(words: Sequence[str], after: int, smallest: float) -> int:
    """Return where the number goes on after a thousand or more; "and" joins what is smaller than it."""
    if _word(words, after) != "and":
        return _past_hyphen(words, after)
    rest = _below_thousand(words, after + 1)
    return after + 1 if rest and rest[0] < smallest and _word(words, rest[1]) not in _BIG else after


def _decimals(words: Sequence[str], value: float, after: int) -> tuple[float, int]:
    """Add what follows a spoken "point": digit by digit ("nine nine") or as one number ("fifty five")."""
    if _word(words, after) != "point" or value != int(value):
        return value, after
    digits = ""
    at = after + 1
    while len(digits) < 9:
        word = _word(words, at)
        if word in ("oh", "o"):
            digits += "0"
        elif word in _DIGITS:
            digits += str(_DIGITS[word])
        elif word.isdigit() and word.isascii() and len(word) <= 4:
            digits += word
        elif not digits and (small := _small(words, at)):
            digits, at = str(int(small[0])), small[1]
            break
        else:
            break
        at += 1
    return (float(f"{int(value)}.{digits}"), at) if digits else (value, after)


def _and_part(words: Sequence[str], value: float, after: int) -> tuple[float, int]:
    """Add "and a half", "and a quarter", "and three quarters"."""
    if _word(words, after) != "and":
        return value, after
    count_word, part_word = _word(words, after + 1), _word(words, after + 2)
    if count_word in ("a", "one") and part_word in ("half", "quarter", "third"):
        return value + 1 / _PARTS[part_word], after + 3
    if count_word in ("3", "three") and part_word == "quarters":
        return value + 0.75, after + 3
    return value, after


def _one_counts(words: Sequence[str], at: int) -> bool:
    """Tell the number one from the pronoun and the article."""
    following = _word(words, at + 1)
    if following == "-":
        following = _word(words, at + 2)
    if following in MEASURES or following in ("%", "per"):
        return True
    if following in ("to", "or", "and", "in", "out", "from"):
        ahead = at + 2
        while (
            following in ("in", "out", "from")
            and ahead < at + 5
            and _word(words, ahead) in ("of", "every", "a")
        ):
            ahead += 1
        other = _word(words, ahead)
        if other == "hundred" or other in _BIG:
            return ahead > at + 2 or following in ("in", "out", "from")
        return other != "one" and (
            other in _TENS or other in _TEENS or other in _DIGITS or other[:1].isdigit()
        )
    return False


def _with_article(words: Sequence[str], at: int) -> tuple[str, int] | None:
    """Read "a hundred", "a dozen", "a couple of hundred", "a second and a half", "a nickel", "a cent"."""
    if words[at] not in ("a", "an", "one", "another"):
        return None
    following = _word(words, at + 1)
    if following in ("nickel", "dime"):
        return ("5 cents" if following == "nickel" else "10 cents"), at + 2
    if following == "couple":
        return _couple(words, at + 1)
    if following in MEASURES and following not in _BIG and following != "hundred":
        with_half = _and_part(words, 1.0, at + 2)
        if with_half[1] != at + 2:
            return f"{spell(with_half[0])} {following}", with_half[1]
    if words[at] == "another":
        return None
    if following in ("hundred", "dozen") or (following in _BIG and following != "k"):
        return ("12", at + 2) if following == "dozen" else _cardinal(words, at + 1)
    if following in ("cent", "penny", "dollar", "buck", "euro", "pound", "quid"):
        return f"1 {following}", at + 2
    return None


def _couple(words: Sequence[str], at: int) -> tuple[str, int] | None:
    """Read "a couple of hundred" and "a couple of seconds"; a couple of things stay a couple."""
    after = at + 1 + (_word(words, at + 1) == "of")
    following = _word(words, after)
    multiple = (
        100.0 if following == "hundred" else _BIG.get(following, 12.0 if following == "dozen" else None)
    )
    if multiple and following != "k":
        return spell(2 * multiple), after + 1
    return ("2", after) if following in MEASURES else None


def _fraction(words: Sequence[str], at: int) -> tuple[str, int] | None:
    """Read a part of one unit: "half a second", "a tenth of a cent", "half a million"."""
    count, part_at = 1.0, at
    if words[at] in ("a", "an", "one"):
        part_at = at + 1
    elif words[at] not in _PARTS:
        small = _small(words, at)
        if small is None:
            return None
        count, part_at = small[0], _past_hyphen(words, small[1])
    part = _PARTS.get(_word(words, part_at))
    if part is None or count >= part:
        return None
    after = part_at + 1
    if _word(words, after) == "of":
        after += 1
    elif _word(words, part_at) != "half" and part_at != at:
        return None
    unit_at = after + (_word(words, after) in ("a", "an", "one"))
    unit = _word(words, unit_at)
    if unit not in MEASURES or (unit_at == after and _word(words, part_at) != "half"):
        return None
    if unit == "quarter" or (unit_at == after and unit in ("point", "points", "percentage", "quarters")):
        return None
    value = count / part
    if unit in ("dozen", "hundred") or unit in _BIG:
        return spell(value * {"dozen": 12.0, "hundred": 100.0}.get(unit, _BIG.get(unit, 1.0))), unit_at + 1
    return f"{spell(value)} {unit}", unit_at + 1


def _bare_point(words: Sequence[str], at: int) -> tuple[str, int] | None:
    if at == 0 or words[at - 1] not in _BEFORE_POINT:
        return None
    value, after = _decimals(words, 0.0, at)
    return (spell(value), after) if after != at else None
