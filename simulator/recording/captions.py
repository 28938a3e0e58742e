"""WebVTT and SubRip captions: cues with times, their speakers told by voice tags or by a name and a colon."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from simulator.content.authoring_error import shown
from simulator.recording.utterance import CLOCK, NAME, FaultError, Utterance, is_name, seconds

_ARROW = "-->"
_MOMENT = re.compile(CLOCK)
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?[ \t]+([^<>]*)>")
_TAG = re.compile(r"</?(?:[cibuv]|ruby|rt|lang|font)(?:[.\s][^<>]*)?>|<[\d:.]+>|\{\\an?\d\}")
_NAMED = re.compile(rf"[-–]?\s*\[?{NAME}\]?\s*:\s+(?P<text>\S.*)", re.DOTALL)
_NO_CUES = ("NOTE", "STYLE", "REGION")


@dataclass(frozen=True, slots=True)
class _Cue:
    start: float
    end: float
    text: str


def is_captions(text: str) -> bool:
    """Tell whether a file is of this kind by its content."""
    return text.startswith("WEBVTT") or any(_ARROW in line for line in text.split("\n", 20)[:20])


def read_captions(text: str) -> tuple[list[Utterance], list[str]]:
    """Return what was said in the order of its beginnings, and notes; FaultError with the line.

    Words without a name belong to whoever spoke before. Where there are voice tags, they alone name.
    """
    cues = sorted(_cues(text), key=lambda cue: cue.start)
    if not cues:
        raise FaultError("no caption in it")
    by_voice = any(_VOICE.search(cue.text) for cue in cues)
    utterances: list[Utterance] = []
    name, nameless = "", 0
    for cue in cues:
        for named, said in _voices(cue.text) if by_voice else [_labelled(cue.text)]:
            name = named or name
            if name and said:
                utterances.append(Utterance(name, said, cue.start, cue.end))
            elif said:
                nameless += 1
    if nameless and not utterances:
        raise FaultError('no caption names its speaker: by a voice tag, "<v Name>", or as "Name: words"')
    first = "1 caption has" if nameless == 1 else f"{nameless} captions have"
    return utterances, [f"{first} no speaker yet and count for nothing"] if nameless else []


def _cues(text: str) -> Iterator[_Cue]:
    for line, block in _blocks(text):
        at = next((index for index, words in enumerate(block) if _ARROW in words), None)
        if at is None:
            if line == 1 or block[0].startswith(_NO_CUES):
                continue
            raise FaultError(f'line {line}: no caption: expected "00:00:01.000 {_ARROW} 00:00:04.000"')
        before, _, after = block[at].partition(_ARROW)
        start, end = _moment(before, line + at), _moment(after.split(maxsplit=1)[0:1], line + at)
        if end < start:
            raise FaultError(f"line {line + at}: the caption ends before it starts")
        yield _Cue(start, end, "\n".join(block[at + 1 :]))


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """Return the stretches between blank lines, each with the number of its first line."""
    block: list[str] = []
    begins = 1
    for number, line in enumerate([*text.splitlines(), ""], 1):
        if line.strip():
            begins = begins if block else number
            block.append(line.strip())
        elif block:
            yield begins, block
            block = []


def _moment(text: str | list[str], line: int) -> float:
    written = "".join(text).strip()
    match = _MOMENT.fullmatch(written)
    if match is None:
        raise FaultError(f"line {line}: {shown(written)} is no time")
    return seconds(match, line)


def _voices(text: str) -> Iterator[tuple[str, str]]:
    """Return who says what in a cue; an empty name for words before the first tag."""
    before, *rest = _VOICE.split(text)
    yield "", _plain(before)
    for name, said in zip(rest[::2], rest[1::2], strict=True):
        yield " ".join(html.unescape(name).split()), _plain(said)


def _labelled(text: str) -> tuple[str, str]:
    said = _plain(text)
    match = _NAMED.fullmatch(said)
    return (match["name"], match["text"]) if match and is_name(match["name"]) else ("", said)


def _plain(text: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", text)).split())
