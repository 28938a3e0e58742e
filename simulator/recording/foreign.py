"""Transcripts that another program made: a JSON file of turns, checked once, its first fault named."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from simulator.content.authoring_error import shown
from simulator.recording.errors import reason
from simulator.transcript import Speaker, Transcript, Turn

MAX_BYTES = 5_000_000
"""Fifty times a talkative interview."""
LONGEST_S = 86_400
"""A day; more is a wall-clock time."""


class ForeignError(Exception):
    """A file is no transcript; its `str` is one line with the file, the turn and what is wrong."""


@dataclass(frozen=True, slots=True)
class ForeignTranscript:
    """A transcript with what its file says about it."""

    id: str
    """The name of the file where it gives no other."""
    scenario: str | None
    persona: str | None
    transcript: Transcript


def read_transcript(path: Path) -> ForeignTranscript:
    """Read `{"id", "scenario", "persona", "turns": [{"start", "end", "speaker", "text"}]}`; ForeignError.

    Only `turns` must be there, with at least one turn. Times are seconds from the start; turns are in order
    and do not overlap. Other keys are passed over.
    """
    try:
        return _transcript(path.stem, _document(_bytes(path)))
    except _FaultError as fault:
        raise ForeignError(f"{path}: {fault}") from None


class _FaultError(Exception):
    """What is wrong, without the file."""


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise _FaultError(f"cannot be read: {reason(error)}") from None
    if len(data) > MAX_BYTES:
        raise _FaultError(
            f"more than {MAX_BYTES // 1_000_000} MB; a transcript of an interview is far smaller"
        )
    if not data.strip():
        raise _FaultError("the file is empty")
    return data


def _document(data: bytes) -> dict[str, Any]:
    try:
        # Some programs begin a file with a byte order mark.
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _FaultError(f"not UTF-8: byte {error.start} is {data[error.start]:#04x}") from None
    try:
        document = json.loads(text, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        raise _FaultError(f"not JSON: line {error.lineno}, column {error.colno}: {error.msg}") from None
    except RecursionError:
        raise _FaultError("not a transcript: nested too deeply") from None
    except ValueError:
        raise _FaultError("not JSON: a number of more digits than can be read") from None
    if not isinstance(document, dict):
        raise _FaultError('not a transcript: expected an object with "turns"')
    return document


def _refuse(constant: str) -> NoReturn:
    raise _FaultError(f"not JSON: {constant} is no number")


def _transcript(name: str, document: dict[str, Any]) -> ForeignTranscript:
    turns = document.get("turns")
    if not isinstance(turns, list):
        raise _FaultError('lacks "turns", the list of what was said')
    if not turns:
        raise _FaultError('"turns" is empty')
    checked: list[Turn] = []
    for index, turn in enumerate(turns):
        try:
            checked.append(_turn(turn, checked[-1].end if checked else 0.0))
        except _FaultError as fault:
            raise _FaultError(f"turn {index}: {fault}") from None
    return ForeignTranscript(
        _name(document, "id") or name,
        _name(document, "scenario"),
        _name(document, "persona"),
        Transcript(tuple(checked)),
    )


def _name(document: dict[str, Any], key: str) -> str | None:
    value = document.get(key)
    return None if value is None else _text(value, key)


def _turn(turn: object, free_from: float) -> Turn:
    if not isinstance(turn, dict):
        raise _FaultError("expected an object")
    lacking = [key for key in ("speaker", "text", "start", "end") if key not in turn]
    if lacking:
        raise _FaultError("lacks " + ", ".join(f'"{key}"' for key in lacking))
    if turn["speaker"] not in list(Speaker):
        raise _FaultError(f"unknown speaker {shown(turn['speaker'])}; there is {', '.join(Speaker)}")
    start, end = _seconds(turn["start"], "start"), _seconds(turn["end"], "end")
    if end < start:
        raise _FaultError(f"ends at {end:g} s, before it starts at {start:g} s")
    if start < free_from:
        raise _FaultError(f"starts at {start:g} s, before the turn before it ends at {free_from:g} s")
    return Turn(Speaker(turn["speaker"]), _text(turn["text"], "text"), start, end)


def _text(value: object, key: str) -> str:
    if not isinstance(value, str):
        raise _FaultError(f'"{key}" is {shown(value)}, not text')
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise _FaultError(f'"{key}" holds half a character (a lone surrogate)') from None
    return value


def _seconds(value: object, key: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _FaultError(f'"{key}" is {shown(value)}, not a number of seconds')
    if not 0 <= value <= LONGEST_S:
        raise _FaultError(f'"{key}" is {shown(value)}, not seconds from the start of an interview')
    return float(value)
