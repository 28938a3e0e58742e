"""Transcripts that another program made, the first fault named: JSON, captions or plain text."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any, NoReturn

from simulator.content.authoring_error import nearest, printable, shown
from simulator.recording.captions import is_captions, read_captions
from simulator.recording.errors import reason
from simulator.recording.named_text import read_named_text
from simulator.recording.utterance import LONGEST_S, FaultError, Utterance
from simulator.transcript import Speaker, Transcript, Turn

MAX_BYTES = 5_000_000
"""Fifty times a talkative interview."""
NAMES_TOLD = 8
"""Speakers that a message lists; a meeting may have hundreds."""


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
    notes: tuple[str, ...] = ()
    """What the reader should know beside it, a line each: who was taken for whom, what was left out."""
    created: datetime | None = None
    """When the interview began."""


def read_transcript(path: Path, candidate: str | None = None) -> ForeignTranscript:
    """Read a transcript, its form told by its content; ForeignError.

    JSON is `{"id", "created", "scenario", "persona", "turns": [{"start", "end", "speaker", "text"}]}`. Only
    `turns` must be there, with at least one turn. Times are seconds from the start; turns are in order and do
    not overlap. Other keys are passed over. WebVTT, SubRip and plain text name their speakers.

    `candidate` is the name of the speaker who is the candidate, in any case of letters; everybody else is the
    interviewer. It may be left out where a speaker is called so.
    """
    try:
        text = _text_of(_bytes(path))
        if text.lstrip().startswith("{") or path.suffix.lower() == ".json":
            return _transcript(path.stem, _document(text), candidate)
        captions = path.suffix.lower() in (".vtt", ".srt") or is_captions(text)
        utterances, notes = read_captions(text) if captions else read_named_text(text)
        names = [utterance.name for utterance in utterances]
        chosen = _candidate(names, candidate)
        turns = _turns(utterances, chosen)
        return ForeignTranscript(path.stem, None, None, turns, (*notes, _told(names, chosen)))
    except FaultError as fault:
        raise ForeignError(f"{path}: {fault}") from None


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise FaultError(f"cannot be read: {reason(error)}") from None
    if len(data) > MAX_BYTES:
        raise FaultError(
            f"more than {MAX_BYTES // 1_000_000} MB; a transcript of an interview is far smaller"
        )
    if not data.strip():
        raise FaultError("the file is empty")
    return data


def _text_of(data: bytes) -> str:
    try:
        # Some programs begin a file with a byte order mark.
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FaultError(f"not UTF-8: byte {error.start} is {data[error.start]:#04x}") from None


def _candidate(names: Sequence[str], given: str | None) -> str:
    """Return which of the speakers is the candidate."""
    found = list(dict.fromkeys(names))
    wanted = Speaker.CANDIDATE.value if given is None else " ".join(given.split())
    for name in found:
        if name.casefold() == wanted.casefold():
            return name
    more = len(found) - NAMES_TOLD
    there = ", ".join(shown(name) for name in found[:NAMES_TOLD]) + (f" and {more} more" if more > 0 else "")
    if given is None:
        raise FaultError(f"which speaker is the candidate? there is {there}; say --candidate NAME")
    near = nearest(given, [name.casefold() for name in found])
    hint = next((f"; did you mean {shown(name)}?" for name in found if name.casefold() == near), "")
    raise FaultError(f"no speaker {shown(given)}; there is {there}{hint}")


def _turns(utterances: Sequence[Utterance], candidate: str) -> Transcript:
    """Return the turns: what one side says until the other does is one, and no turn begins in another."""
    turns: list[Turn] = []
    now = 0.0
    for is_candidate, part in groupby(utterances, lambda said: said.name == candidate):
        together = list(part)
        start = max(now, together[0].start)
        now = max(start, *(said.end for said in together))
        if now > LONGEST_S:
            raise FaultError(f"something is said {now:.0f} s from the start; an interview is shorter")
        speaker = Speaker.CANDIDATE if is_candidate else Speaker.INTERVIEWER
        turns.append(Turn(speaker, " ".join(said.text for said in together), start, now))
    return Transcript(tuple(turns))


def _told(names: Sequence[str], candidate: str) -> str:
    """Tell who was taken for whom; a word before a colon taken for a speaker shows here."""
    counts = Counter(names)
    others = [f"{printable(name)} ({count})" for name, count in counts.most_common() if name != candidate]
    more = [f"{len(others) - NAMES_TOLD} more"] if len(others) > NAMES_TOLD else []
    return (
        f"candidate: {printable(candidate)} ({counts[candidate]});"
        f" interviewer: {', '.join(others[:NAMES_TOLD] + more) or 'nobody'}"
    )


def _document(text: str) -> dict[str, Any]:
    try:
        document = json.loads(text, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        raise FaultError(f"not JSON: line {error.lineno}, column {error.colno}: {error.msg}") from None
    except RecursionError:
        raise FaultError("not a transcript: nested too deeply") from None
    except ValueError:
        raise FaultError("not JSON: a number of more digits than can be read") from None
    if not isinstance(document, dict):
        raise FaultError('not a transcript: expected an object with "turns"')
    return document


def _refuse(constant: str) -> NoReturn:
    raise FaultError(f"not JSON: {constant} is no number")


def _transcript(name: str, document: dict[str, Any], candidate: str | None) -> ForeignTranscript:
    if candidate is not None and candidate.casefold() != Speaker.CANDIDATE:
        raise FaultError("a transcript in JSON says itself who the candidate is; leave out --candidate")
    turns = document.get("turns")
    if not isinstance(turns, list):
        raise FaultError('lacks "turns", the list of what was said')
    if not turns:
        raise FaultError('"turns" is empty')
    checked: list[Turn] = []
    for index, turn in enumerate(turns):
        try:
            checked.append(_turn(turn, checked[-1].end if checked else 0.0))
        except FaultError as fault:
            raise FaultError(f"turn {index}: {fault}") from None
    return ForeignTranscript(
        _name(document, "id") or name,
        _name(document, "scenario"),
        _name(document, "persona"),
        Transcript(tuple(checked)),
        created=_moment(document.get("created")),
    )


def _moment(created: object) -> datetime | None:
    """Return a time in ISO 8601, or None for what another program may mean by the key."""
    if not isinstance(created, str):
        return None
    try:
        moment = datetime.fromisoformat(created)
        return moment if moment.tzinfo else moment.astimezone()
    except (ValueError, OverflowError, OSError):
        return None


def _name(document: dict[str, Any], key: str) -> str | None:
    value = document.get(key)
    return None if value is None else _text(value, key)


def _turn(turn: object, free_from: float) -> Turn:
    if not isinstance(turn, dict):
        raise FaultError("expected an object")
    lacking = [key for key in ("speaker", "text", "start", "end") if key not in turn]
    if lacking:
        raise FaultError("lacks " + ", ".join(f'"{key}"' for key in lacking))
    if turn["speaker"] not in list(Speaker):
        raise FaultError(f"unknown speaker {shown(turn['speaker'])}; there is {', '.join(Speaker)}")
    start, end = _seconds(turn["start"], "start"), _seconds(turn["end"], "end")
    if end < start:
        raise FaultError(f"ends at {end:g} s, before it starts at {start:g} s")
    if start < free_from:
        raise FaultError(f"starts at {start:g} s, before the turn before it ends at {free_from:g} s")
    return Turn(Speaker(turn["speaker"]), _text(turn["text"], "text"), start, end)


def _text(value: object, key: str) -> str:
    if not isinstance(value, str):
        raise FaultError(f'"{key}" is {shown(value)}, not text')
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise FaultError(f'"{key}" holds half a character (a lone surrogate)') from None
    return value


def _seconds(value: object, key: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise FaultError(f'"{key}" is {shown(value)}, not a number of seconds')
    if not 0 <= value <= LONGEST_S:
        raise FaultError(f'"{key}" is {shown(value)}, not seconds from the start of an interview')
    return float(value)
