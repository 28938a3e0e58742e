"""What a model's reply holds, read while it streams: the move it made and its utterance, by the sentence."""

from __future__ import annotations

import json
import re
from enum import Enum, auto

LONGEST_SENTENCE = 600
"""Characters after which a sentence is handed out without its end, for whoever checks it to refuse."""

_THINKING = re.compile(r"\A\s*<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL)
_FENCE = re.compile(r"\s*```\w*\s*|\s*```\s*\Z")
_END = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|vs|mr|mrs|ms|dr|st|etc|approx|no)|\b[A-Za-z])\.\Z", re.IGNORECASE
)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}


class _At(Enum):
    BEFORE = auto()
    KEY = auto()
    """Inside the object, where a key may begin."""
    IN_KEY = auto()
    VALUE = auto()
    """Behind a key, where its value may begin."""
    IN_VALUE = auto()
    """Inside a value other than the utterance."""
    IN_UTTERANCE = auto()
    AFTER = auto()


class ReplyReader:
    """Reads `{"move": ..., "addressed": [...], "utterance": "..."}` from pieces cut anywhere.

    Sentences are handed out once the move is known. What stands around the object (thinking, code fences,
    a preface) is passed over; a reply without any object is an utterance as a whole, handed out at its end.
    """

    def __init__(self) -> None:
        self.move: str | None = None
        """As the model named it; None where it has not."""
        self.addressed: tuple[str, ...] = ()
        """Criteria as the model named them."""
        self._at = _At.BEFORE
        self._before = ""
        self._key = ""
        self._value = ""
        self._depth = 0
        self._in_string = False
        self._escape = ""
        """What has come of an escape sequence, from its backslash on."""
        self._high = ""
        """The first half of a surrogate pair."""
        self._text = ""
        """Of the utterance, what has not been handed out as a sentence."""
        self._may_hand_out = False

    @property
    def is_over(self) -> bool:
        """The object has ended: nothing that comes now counts."""
        return self._at is _At.AFTER

    def feed(self, piece: str) -> list[str]:
        """Take in the next piece; return the sentences that are whole now."""
        if self._at is _At.BEFORE:
            self._before += piece
            told = _THINKING.sub("", self._before) if "{" in piece else ""
            if "{" not in told:
                return []
            self._at, piece = _At.KEY, told[told.index("{") + 1 :]
        for character in piece:
            self._read(character)
        return self._sentences()

    def end(self) -> list[str]:
        """Return the sentences left: the reply is over, or the connection."""
        if self._at is _At.BEFORE:
            self._text = _FENCE.sub("", _THINKING.sub("", self._before))
        self._may_hand_out = True
        self._at = _At.AFTER
        return self._sentences()

    # The object

    def _read(self, character: str) -> None:
        match self._at:
            case _At.KEY:
                if character == '"':
                    self._at, self._key = _At.IN_KEY, ""
                elif character == "}":
                    self._at = _At.AFTER
            case _At.IN_KEY:
                if character == '"':
                    self._at = _At.VALUE
                else:
                    self._key += character
            case _At.VALUE:
                if character == '"' and self._key == "utterance":
                    self._at = _At.IN_UTTERANCE
                elif not character.isspace() and character != ":":
                    self._at, self._value, self._depth, self._in_string = _At.IN_VALUE, "", 0, False
                    self._read(character)
            case _At.IN_VALUE:
                self._read_value(character)
            case _At.IN_UTTERANCE:
                self._read_utterance(character)
            case _:
                pass

    def _read_value(self, character: str) -> None:
        if self._in_string:
            is_escaped = self._escape == "\\"
            self._escape = "\\" if character == "\\" and not is_escaped else ""
            self._in_string = is_escaped or character != '"'
        elif character == '"':
            self._in_string = True
        elif character in "[{":
            self._depth += 1
        elif character in "]}" and self._depth:
            self._depth -= 1
        elif character in ",}" and not self._depth:
            self._keep_value()
            self._at = _At.KEY if character == "," else _At.AFTER
            return
        self._value += character

    def _keep_value(self) -> None:
        try:
            value = json.loads(self._value)
        except (ValueError, RecursionError):
            return
        if self._key == "move" and isinstance(value, str):
            self.move = value.strip().lower()
        elif self._key == "addressed" and isinstance(value, list):
            self.addressed = tuple(dict.fromkeys(name for name in value if isinstance(name, str)))

    def _read_utterance(self, character: str) -> None:
        if self._escape:
            self._escape += character
            self._end_escape()
        elif character == "\\":
            self._escape = character
        elif character == '"':
            self._at = _At.KEY
        else:
            self._add(character)

    def _end_escape(self) -> None:
        kind, digits = self._escape[1], self._escape[2:]
        if kind != "u":
            self._escape = ""
            self._add(_ESCAPES.get(kind, kind))
        elif len(digits) == 4:
            self._escape = ""
            try:
                self._add(chr(int(digits, 16)))
            except ValueError:
                self._add("\N{REPLACEMENT CHARACTER}")

    def _add(self, character: str) -> None:
        """Add a character of the utterance; halves of a pair are put together, single ones are no text."""
        if "\ud800" <= character <= "\udbff":
            self._high = character
            return
        if "\udc00" <= character <= "\udfff":
            pair = self._high + character
            character = pair.encode("utf-16", "surrogatepass").decode("utf-16") if self._high else ""
        self._high = ""
        self._text += character or "\N{REPLACEMENT CHARACTER}"

    # The sentences

    def _sentences(self) -> list[str]:
        self._may_hand_out = self._may_hand_out or self.move is not None or self._at is _At.AFTER
        if not self._may_hand_out:
            return []
        found = []
        while (cut := self._first_end()) is not None:
            found.append(_one_line(self._text[:cut]))
            self._text = self._text[cut:]
        if self._at not in (_At.BEFORE, _At.IN_UTTERANCE):
            found.append(_one_line(self._text))
            self._text = ""
        return [sentence for sentence in found if sentence]

    def _first_end(self) -> int | None:
        for end in _END.finditer(self._text, 0, LONGEST_SENTENCE + 1):
            if not _ABBREVIATION.search(self._text[: end.end()]):
                return end.end()
        return LONGEST_SENTENCE if len(self._text) > LONGEST_SENTENCE else None


def _one_line(text: str) -> str:
    return " ".join(text.split())
