"""YAML without its surprises: text in, plain data and the line of every part of it out, every fault named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml
from yaml import events

from simulator.content.authoring_error import Problem, shown

MAX_BYTES = 256 * 1024
MAX_LEVELS = 16

Path = tuple[str | int, ...]
"""Keys and list indices from the root to a part of the document."""

UNPRINTABLE = re.compile(r"[^\t\n\r -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Control characters, lone surrogates, and the line separators that break a line for YAML 1.1 only."""

NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?P<fraction>\.[0-9]{1,15})?")

AMBIGUOUS = re.compile(
    r"""
    yes | no | on | off | y | n | null | ~ | true | false
    | [-+]?\.(?:inf|nan)
    | [-+]?0[xob][0-9a-f_]+
    | [-+]?(?:[0-9][0-9_,]*\.?[0-9_]*|\.[0-9][0-9_]*)(?:e[-+]?[0-9]*)?
    | [-+]?[0-9][0-9_]*(?::[0-9]{1,2})+(?:\.[0-9_]*)?
    | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[t\s][0-9:.\sz+-]*)?
    | = | <<
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""Unquoted text that YAML 1.1, YAML 1.2 and people read as different things."""
AMBIGUOUS_LENGTH = 40
"""Longer text is read as text by all; the pattern takes quadratic time."""

REMEDIES = (
    (
        "mapping values are not allowed",
        "a colon inside unquoted text, or a wrong indentation: write the text in quotes",
    ),
    ("found character '\\t'", "a tab where only spaces may indent: use spaces"),
    ("found a tab", "a tab where only spaces may indent: use spaces"),
    (
        "that cannot start any token",
        "unquoted text cannot begin with this character: write the text in quotes",
    ),
    ("could not find expected ':'", "a key without a colon and a space after it: write `key: text`"),
    (
        "expected <block end>",
        "the indentation fits nothing above, or text goes on after a closing quote: align it",
    ),
    ("unexpected end of stream", "a quote that is never closed: close it"),
    ("unexpected document separator", "a quote that is never closed: close it"),
    ("unknown escape character", "an unknown backslash escape: use single quotes or double the backslash"),
    ("expected ',' or", "an open bracket, a missing comma, or text in brackets without quotes: correct it"),
    ("expected the node content", "a value that is missing, or a bracket that is never closed: add it"),
)


@dataclass(frozen=True, slots=True)
class Document:
    """What a file holds."""

    data: Any
    """Mappings, lists, text, numbers and truth values; None where the file could not be read to its end."""
    lines: Mapping[Path, int]
    """The line, counted from 1, on which each part begins."""
    problems: tuple[Problem, ...]
    """In the order of the file."""

    def line(self, path: Path) -> int:
        """Return the line of a part, or of the nearest part around it where it is not there."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def parse(source: bytes) -> Document:
    """Read one YAML document; faults are returned, never raised."""
    fault = _unreadable(source)
    if fault:
        return Document(None, {}, (fault,))
    builder = _Builder(source.decode("utf-8-sig"))
    data = builder.document()
    return Document(data, builder.lines, tuple(builder.problems))


def _unreadable(source: bytes) -> Problem | None:
    if len(source) > MAX_BYTES:
        return Problem(1, f"the file is larger than {MAX_BYTES // 1024} KiB: split it or shorten it")
    if source.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Problem(1, "the file is not in UTF-8: save it in that encoding")
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = _line_at(source[: error.start].decode("utf-8", "replace"))
        return Problem(line, f"byte 0x{source[error.start]:02x} is not UTF-8: save the file in that encoding")
    found = UNPRINTABLE.search(text)
    if found:
        return Problem(
            _line_at(text[: found.start()]), f"control character U+{ord(found[0]):04X} in the file: remove it"
        )
    return None


def _line_at(before: str) -> int:
    return len(re.findall(r"\r\n|\r|\n", before)) + 1


class _UnbuildableError(Exception):
    """The rest of the file cannot be read."""


class _Builder:
    """Builds plain data from the parser's events and notes where each part began."""

    def __init__(self, text: str) -> None:
        self.lines: dict[Path, int] = {}
        self.problems: list[Problem] = []
        self._events = self._parsed(text)

    def document(self) -> Any:
        """Return the data of the only document, or None where it cannot be read to its end."""
        try:
            return self._document()
        except _UnbuildableError:
            return None

    def _document(self) -> Any:
        next(self._events)  # the start of the stream
        start = next(self._events)
        if not isinstance(start, events.DocumentStartEvent):
            self._stop(1, "the file is empty: write a scenario, a persona or a rubric")
        if start.version or start.tags:
            self._note(_line(start), "a directive (%): remove the line")
        data = self._node(next(self._events), ())
        next(self._events)  # the end of the document
        rest = next(self._events)
        if isinstance(rest, events.DocumentStartEvent):
            self._stop(_line(rest), "a second document in the file: keep one file for each")
        return data

    def _parsed(self, text: str) -> Iterator[Any]:
        loader: Any = yaml.SafeLoader(text)
        try:
            while loader.check_event():
                yield loader.get_event()
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            self._stop(mark.line + 1 if mark else 1, _remedy(str(error.problem)))
        except (ValueError, OverflowError):  # PyYAML passes an escape beyond U+10FFFF on to chr
            self._stop(loader.line + 1, "an escape names no character: correct it")
        finally:
            loader.dispose()

    def _node(self, event: Any, path: Path) -> Any:
        line = self.lines.setdefault(path, _line(event))
        if isinstance(event, events.ScalarEvent | events.AliasEvent):
            return self._scalar(event)
        self._bare(event)
        if len(path) >= MAX_LEVELS:
            self._stop(line, f"more than {MAX_LEVELS} levels of nesting: flatten it")
        return self._list(path) if isinstance(event, events.SequenceStartEvent) else self._mapping(path)

    def _list(self, path: Path) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(self._events), events.SequenceEndEvent):
            items.append(self._node(event, (*path, len(items))))
        return items

    def _mapping(self, path: Path) -> dict[str, Any]:
        entries: dict[str, Any] = {}
        while not isinstance(event := next(self._events), events.MappingEndEvent):
            key, line = self._key(event), _line(event)
            if key in entries:
                self._note(
                    line, f"{shown(key)} is written twice, first on line {self.lines[*path, key]}: keep one"
                )
            self.lines.setdefault((*path, key), line)
            entries.setdefault(key, self._node(next(self._events), (*path, key)))
        return entries

    def _key(self, event: Any) -> str:
        if not isinstance(event, events.ScalarEvent | events.AliasEvent):
            self._stop(_line(event), "a list or mapping as a key: use a word")
        key = self._scalar(event)
        if not isinstance(key, str):
            self._note(_line(event), f"{shown(key)} as a key: use a word")
        return str(key)

    def _scalar(self, event: Any) -> str | int | float | bool:
        line = _line(event)
        if isinstance(event, events.AliasEvent):
            return self._note(line, f"an alias (*{event.anchor}): write the text out again")
        self._bare(event)
        text = str(event.value)
        if not event.implicit[0]:
            found = UNPRINTABLE.search(text)
            if found:
                self._note(line, f"an escape for control character U+{ord(found[0]):04X}: remove it")
            return UNPRINTABLE.sub("", text)
        if text in ("true", "false"):
            return text == "true"
        number = NUMBER.fullmatch(text)
        if number:
            return float(text) if number["fraction"] else int(text)
        if not text:
            self._note(line, "nothing after the colon or hyphen: write a value or remove the line")
        elif len(text) <= AMBIGUOUS_LENGTH and AMBIGUOUS.fullmatch(text):
            self._note(line, f"{text} means different things to YAML and to people: write it in quotes")
        return text

    def _bare(self, event: Any) -> None:
        if event.anchor is not None:
            self._note(_line(event), f"an anchor (&{event.anchor}): remove it and write repeated text out")
        if event.tag is not None:
            self._note(_line(event), f"a tag ({shown(event.tag)}): remove it")

    def _note(self, line: int, text: str) -> str:
        """Record a fault and return the text that stands in for what is at fault."""
        self.problems.append(Problem(line, text))
        return ""

    def _stop(self, line: int, text: str) -> None:
        self._note(line, text)
        raise _UnbuildableError


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _remedy(problem: str) -> str:
    for words, remedy in REMEDIES:
        if words in problem:
            return remedy
    return f"not valid YAML ({problem}): correct it"
