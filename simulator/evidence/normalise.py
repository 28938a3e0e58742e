"""How spoken and written words are brought to one form, with the way back to the words as said."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from simulator.evidence.spoken_numbers import number_at, ordinal_at, spell
from simulator.evidence.word_list import word_list

_QUOTES = str.maketrans(
    {
        "’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'",
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
        "–": "-", "‑": "-", "‐": "-", "−": "-", "—": ";", "…": ".",
    }
)  # fmt: skip
_TOKEN = re.compile(
    r"per cent(?![^\W_])|[^\W\d_][^\W_']*(?:'[^\W_']+)*'?"
    r"|[0-9]+(?:[.,'][0-9]+|[\u00a0\u2009\u202f][0-9]{3}(?![0-9])| [0-9]{3}(?= 000)| 000(?![0-9]))*|\S"
)
_PUNCTUATION = frozenset(".,;:?!")
_PERCENT = frozenset({"per cent", "percents"})
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_THOUSANDS = re.compile(
    r"[0-9]{1,3}(?:(?:,[0-9]{3})+|(?:'[0-9]{3})+|(?:[ \u00a0\u2009\u202f][0-9]{3})+)(?:\.[0-9]+)?"
)
_CONTINENTAL = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3}){2,}|[0-9]+,[0-9]{1,2}")

_FILLER = re.compile(r"u+m+|u+h+|u+h*m+|e+r+m*|a+h+m*|h+m+|m{2,}|mhm|ehm*|äh+m*")
_COMMA_FILLERS = (("you", "know"), ("i", "mean"), ("like",), ("sort", "of"), ("kind", "of"))
_BEFORE_YOU_KNOW = word_list(
    "do did does would if whether as what how that let when before once until all will can could might may "
    "should because than n't not must"
)
_AFTER_YOU_KNOW = word_list(
    "what how that who where why which if whether the your it this them him her when of about exactly already"
)
_STUTTERED = word_list(
    "i we you it he she they the a an to of in on for and so is was with at by our this if but"
)
_BROKEN_OFF = word_list("i we the a an to of and our my but if for with")
"""Said twice with a pause between, these were broken off; "we run it, it works" is no stutter."""
_GOES_ON = word_list("i we you it he she they there and but so or because then")
"""A clause may begin with these after a filler, so the comma before the filler stays."""

_SHORT = {
    "won't": "will not", "wont": "will not", "can't": "can not", "cant": "can not", "cannot": "can not",
    "shan't": "shall not", "ain't": "is not", "aint": "is not", "let's": "let us",
    "im": "i am", "ive": "i have", "youre": "you are", "youll": "you will", "youve": "you have",
    "youd": "you would",
    "theyre": "they are", "theyll": "they will", "theyve": "they have", "theyd": "they would",
    "weve": "we have",
    "thats": "that is", "thatll": "that will", "thatd": "that would", "whats": "what is",
    "wheres": "where is",
    "hows": "how is", "whos": "who is", "theres": "there is", "therell": "there will", "heres": "here is",
    "hes": "he is", "shes": "she is", "itd": "it would", "itll": "it will",
    "wouldve": "would have", "shouldve": "should have", "couldve": "could have",
    "gonna": "going to", "wanna": "want to", "gotta": "got to", "kinda": "kind of", "sorta": "sort of",
    "dunno": "do not know", "lemme": "let me", "gimme": "give me", "cos": "because", "coz": "because",
    "cuz": "because", "'cause": "because", "'em": "them", "ok": "okay", "yep": "yes", "yup": "yes",
    "yeah": "yes",
    "nope": "no", "nah": "no", "til": "until", "alot": "a lot", "aswell": "as well",
}  # fmt: skip
_NOT = re.compile(
    r"(do|does|did|is|are|was|were|have|has|had|would|could|should|must|need|might|may|dare|ought)n'?t"
)
_TAILS = {"re": "are", "ve": "have", "ll": "will", "d": "would", "m": "am"}
_IS_OWNERS = word_list(
    "it that there here what who where how when why he she this everything nothing something somebody "
    "someone everybody everyone nobody one"
)
_AFTER_ITS = word_list(
    "a an the not just really about been only all also still too very so like called because never always "
    "already more less fine good bad okay easy hard better cheaper faster slow down free wrong right done "
    "live over under expensive cheap fast running true enough possible clear"
)
_VERBS_AFTER_ID = word_list(
    "accept add aim allow also argue ask assume be begin block build buy call choose concentrate count cut "
    "definitely design do drop expect explain fix focus get give go guess have hold insist just keep leave "
    "let like log look love make measure need never not only pick prefer probably push put rather rent run "
    "say send set ship show skip split start still store take test think track train treat try use wait "
    "want watch write"
)
"""After these "id" is "I'd", and "wed" is "we'd"; speech recognisers drop apostrophes."""
_SHORT_LETTERS = frozenset(
    {("a", "i"), ("m", "l"), ("q", "a"), ("u", "i"), ("u", "x"), ("b", "m"), ("i", "d"), ("i", "p")}
)

_UNITS = word_list("ms s sec secs seconds min mins minutes h hr hrs hours d days")
_SUFFIXES = _UNITS | {"k", "bn", "x"}
_BEFORE_NOUN = word_list("the a an this that each every user account tenant customer session")
_PERCENTILES = frozenset({"percentile", "percentiles", "centile"})


@dataclass(frozen=True, slots=True, eq=False)
class Normalised:
    """A text in one form, with the way back: lower case, digits for numbers, no contractions, no fillers.

    "Um, ninety-five percent, we'd pay a nickel a page" reads "95%, we would pay 5 cents a page";
    "p ninety five" and "95th percentile" read "p95".
    """

    source: str
    """The words as said."""
    text: str
    """The words in one form; runs of white space are one space, none at either end."""
    _at: tuple[int, ...]
    """Where each piece begins in `text`."""
    _from: tuple[int, ...]
    """Where each piece begins in `source`."""
    _to: tuple[int, ...]
    """Where each piece ends in `source`; a piece of the same length maps character by character."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets in `source` of the words that `text[start:end]` stands for."""
        while start < end and self.text[start] == " ":
            start += 1
        while start < end and self.text[end - 1] == " ":
            end -= 1
        if start >= end:
            at = self._place(start)[0] if self._at else 0
            return at, at
        return self._place(start)[0], self._place(end - 1)[1]

    def _place(self, index: int) -> tuple[int, int]:
        piece = max(0, bisect_right(self._at, index) - 1)
        begin, first, last = self._at[piece], self._from[piece], self._to[piece]
        end = self._at[piece + 1] if piece + 1 < len(self._at) else len(self.text)
        if last - first == len(self.text[begin:end].rstrip(" ")):
            at = min(first + index - begin, last - 1)
            return at, at + 1
        return first, last


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a text that say something, each with the stretch of source it stands on."""

    source: str
    words: list[str]
    starts: list[int]
    ends: list[int]

    def glued(self, at: int) -> bool:
        """Tell whether the word at `at` follows the one before it without a space."""
        return 0 < at < len(self.words) and self.starts[at] == self.ends[at - 1]

    def drop_last(self) -> None:
        """Forget the last word."""
        for column in (self.words, self.starts, self.ends):
            column.pop()

    def following(self, at: int) -> str:
        """Return the word at `at`, or an empty string past the end."""
        return self.words[at] if at < len(self.words) else ""


def normalise(text: str | Normalised) -> Normalised:
    """Return `text` in one form; a text that is normalised already comes back as it is."""
    return text if isinstance(text, Normalised) else _normalised(text)


@lru_cache(maxsize=1024)
def _normalised(text: str) -> Normalised:
    # every criterion asks for the same answer and question again
    said = _without_fillers(text)
    pieces: list[tuple[str, int, int, bool]] = []
    at = 0
    while at < len(said.words):
        form, after = _read(said, at)
        spaced = bool(pieces) and not said.glued(at)
        if pieces and pieces[-1][0][-1].isdigit():
            # "95 percent" and "95%" read alike, and so do "800ms" and "800 ms".
            spaced = form != "%" and (spaced or said.words[at] in _UNITS)
        spaced = spaced and form not in _PUNCTUATION
        pieces.append((form, said.starts[at], said.ends[after - 1], spaced))
        at = after
    return _joined(text, pieces)


def _plain(text: str) -> str:
    """Return `text` in lower case and plain characters, with every character where it was."""
    plain = text.translate(_QUOTES)
    if not plain.isascii():
        plain = "".join(_one(unicodedata.normalize("NFKC", char), char) for char in plain)
    lower = plain.lower()
    return lower if len(lower) == len(plain) else "".join(_one(char.lower(), char) for char in plain)


def _one(char: str, otherwise: str) -> str:
    # NFKC turns a non-breaking space into a plain one, and it is what joins the groups of "40 000".
    return char if len(char) == 1 and not char.isspace() else otherwise


def _form(token: str) -> str:
    """Return a token without what only dresses it: separators of thousands, invisible characters."""
    if token[0].isdigit():
        if _THOUSANDS.fullmatch(token):
            return re.sub(r"[,'\s]", "", token)
        if _CONTINENTAL.fullmatch(token):
            return token.replace(".", "").replace(",", ".")
        return token
    if token.startswith("per"):
        return "percent" if token in _PERCENT else token
    return token if token.isascii() else _INVISIBLE.sub("", token)


def _without_fillers(text: str) -> _Words:
    tokens = [match for match in _TOKEN.finditer(_plain(text)) if _form(match.group())]
    words = [_form(match.group()) for match in tokens]
    kept = _Words(text, [], [], [])
    at = 0
    while at < len(words):
        dropped = _says_nothing(words, at, text[tokens[at].start()].isupper())
        if dropped:
            at = _past_filler(words, at + dropped, kept)
            continue
        if _stutters(words[at], kept):
            at += 1
            continue
        kept.words.append(words[at])
        kept.starts.append(tokens[at].start())
        kept.ends.append(tokens[at].end())
        at += 1
    return kept


def _says_nothing(words: Sequence[str], at: int, capital: bool) -> int:
    """Return how many words from `at` on are a filler."""
    word = words[at]
    if _FILLER.fullmatch(word):
        # "ER" is a ward.
        return not (word == "er" and capital)
    for filler in _COMMA_FILLERS:
        after = at + len(filler)
        if word != filler[0] or tuple(words[at:after]) != filler:
            continue
        before = words[at - 1] if at else ","
        following = words[after] if after < len(words) else "."
        if (before == "," and following in (",", ".")) or (
            word == "you" and before not in _BEFORE_YOU_KNOW and following not in _AFTER_YOU_KNOW
        ):
            return len(filler)
    return 0


def _past_filler(words: Sequence[str], after: int, kept: _Words) -> int:
    """Step over a filler, with the commas around it unless a clause may begin after it."""
    if after < len(words) and words[after] == ",":
        after += 1
    if kept.words and kept.words[-1] == "," and (after == len(words) or words[after] not in _GOES_ON):
        kept.drop_last()
    return after


def _stutters(word: str, kept: _Words) -> bool:
    """Tell whether `word` only repeats what was said last: "to, um, to", "the the"."""
    if word not in _STUTTERED:
        return False
    if kept.words[-2:] == [word, ","] and word in _BROKEN_OFF:
        kept.drop_last()
    return kept.words[-1:] == [word]


def _read(said: _Words, at: int) -> tuple[str, int]:
    """Return the form of what stands at `at`, and the index of the word after it."""
    words = said.words
    word = words[at]
    if not word[0].isalnum():
        return word, at + 1
    rank = _percentile(words, at)
    if rank:
        return rank
    digits = word[0].isdigit()
    if digits and said.glued(at + 1) and said.following(at + 1) in ("st", "nd", "rd", "th"):
        return word + words[at + 1], at + 2
    if not (digits and said.glued(at + 1) and _is_name(said, at)):
        number = number_at(words, at)
        if number:
            return _with_suffix(said, at, *number)
    if word == "percent":
        return ("%" if at and _ends_number(words[at - 1]) else word), at + 1
    if len(word) == 1:
        return _letters(words, at) or (word, at + 1)
    return _expanded(words, at), at + 1


def _ends_number(word: str) -> bool:
    return word[-1].isdigit() or word in ("one", "half") or number_at((word,), 0) is not None


def _is_name(said: _Words, at: int) -> bool:
    """Tell a name that begins with digits ("3b", "2fa") from a number with its unit ("40k", "800ms")."""
    following = said.words[at + 1]
    return following[0].isalpha() and following not in _SUFFIXES and not _millions(said, at)


def _millions(said: _Words, at: int) -> bool:
    """Tell "4M queries" and "$1.2m" from minutes and metres."""
    if said.following(at + 1) not in ("m", "mm", "mn"):
        return False
    return said.source[said.starts[at + 1]].isupper() or (at > 0 and said.words[at - 1] in "$€£")


def _with_suffix(said: _Words, at: int, number: str, after: int) -> tuple[str, int]:
    if number.endswith(" percent"):
        return number.replace(" percent", "%"), after
    if after == at + 1 and said.glued(after) and _millions(said, at):
        return spell(float(number) * 1e6), after + 1
    return number, after


def _percentile(words: Sequence[str], at: int) -> tuple[str, int] | None:
    """Read "p ninety five" and "ninety fifth percentile" as "p95", and the bare rank as "95th"."""
    if words[at] in ("p", "percentile"):
        start = at + 1 + (words[at + 1 : at + 2] in (["-"], ["."]))
        number = number_at(words, start) if start < len(words) else None
        value = number and number[0].replace(".", "", 1).isdigit() and float(number[0])
        return (f"p{number[0]}", number[1]) if number and value and 50 <= value < 100 else None
    ordinal = ordinal_at(words, at)
    if ordinal:
        if words[ordinal[1] : ordinal[1] + 1] and words[ordinal[1]] in _PERCENTILES:
            return f"p{spell(ordinal[0])}", ordinal[1] + 1
        ending = {1: "st", 3: "rd"}.get(int(ordinal[0]) % 10, "th")
        # "twenty second" is nearly always a stretch of time.
        spoken = (
            ordinal[0] > 20 and ordinal[0] % 10 != 2 and ordinal[1] > at + 1 and not words[at][0].isdigit()
        )
        return (f"{spell(ordinal[0])}{ending}", ordinal[1]) if spoken else None
    if words[at][0].isdigit() and words[at + 1 : at + 2] and words[at + 1] in _PERCENTILES:
        return f"p{words[at]}", at + 2
    return None


def _letters(words: Sequence[str], at: int) -> tuple[str, int] | None:
    """Join letters spelled one by one: "l l m", "a p i", "q a"."""
    after = at
    while after < len(words) and len(words[after]) == 1 and words[after].isalpha() and after < at + 6:
        after += 1
    if after - at >= 3 or tuple(words[at:after]) in _SHORT_LETTERS:
        return "".join(words[at:after]), after
    return None


def _expanded(words: Sequence[str], at: int) -> str:
    """Return a word without contraction: "won't" is "will not", and so is "wont"."""
    word = words[at]
    if word in _SHORT:
        return _SHORT[word]
    if word.endswith("t") and (negated := _NOT.fullmatch(word)):
        return f"{negated.group(1)} not"
    following = words[at + 1] if at + 1 < len(words) else ""
    if word == "its" and following in _AFTER_ITS:
        return "it is"
    if (
        word in ("id", "wed")
        and following in _VERBS_AFTER_ID
        and (not at or words[at - 1] not in _BEFORE_NOUN)
    ):
        return "i would" if word == "id" else "we would"
    stem, apostrophe, tail = word.rpartition("'")
    if not apostrophe or not stem:
        return word
    if tail in _TAILS:
        return f"{stem} {_TAILS[tail]}"
    return f"{stem} is" if tail == "s" and stem in _IS_OWNERS else word


def _joined(source: str, pieces: Sequence[tuple[str, int, int, bool]]) -> Normalised:
    """Put the pieces together; neighbours that stand as they were said become one piece."""
    at: list[int] = []
    begin: list[int] = []
    end: list[int] = []
    length = 0
    parts: list[str] = []
    for text, start, stop, spaced in pieces:
        if spaced:
            parts.append(" ")
            length += 1
        as_said = at and len(text) == stop - start and end[-1] - begin[-1] == length - spaced - at[-1]
        if as_said and start - end[-1] == spaced:
            end[-1] = stop
        else:
            at.append(length)
            begin.append(start)
            end.append(stop)
        parts.append(text)
        length += len(text)
    return Normalised(source, "".join(parts), tuple(at), tuple(begin), tuple(end))
