"""Plain-text transcripts of meeting tools: a name and a colon before the words, or a name and time above."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from simulator.recording.utterance import CLOCK, NAME, FaultError, Utterance, is_name, seconds

_TIME = rf"[\[(]?{CLOCK}[\])]?"
_HALF_DAY = r"(?:\s*[AaPp][Mm])?"
_BOLD_NAME = rf"\**\[?{NAME}\]?\**"
_MARK = re.compile(_TIME + _HALF_DAY)
"""A line that is only a time."""
_SAID = re.compile(rf"(?:{_TIME}\s*[-–]?\s*)?{_BOLD_NAME}\s*(?:[\[(][\d:.]+[\])])?:\**(?:\s+(?P<text>.*))?")
"""A name, perhaps with a time before it, and its words after the colon."""
_ABOVE = re.compile(rf"{_BOLD_NAME}(?:\s+|\s*[-–,|]\s*|(?=[\[(])){_TIME}:?{_HALF_DAY}")
"""A name with a time, its words in the lines below."""
LATE_S = 3600
"""A first time from here on is the time of day, or the middle of a longer meeting; it counts as the start."""


def read_named_text(text: str) -> tuple[list[Utterance], list[str]]:
    """Return what was said and notes; FaultError with the line.

    A line without a name goes on with what was said before it. A name and a colon may also be words like any
    other ("Latency: two seconds."): see `_speakers`.
    """
    lines = [line.strip() for line in text.splitlines()]
    labels = [_label(line) for line in lines]
    speakers = _speakers(lines, labels)
    if not speakers:
        raise FaultError('no line names its speaker: expected "Name: words", or a name and a time above them')
    utterances: list[Utterance] = []
    name, at, now, skipped = "", 0.0, 0.0, 0
    said: list[str] = []
    first: float | None = None

    def finish() -> None:
        if said:
            utterances.append(Utterance(name, " ".join(said), at, at))
            said.clear()

    for number, (line, label) in enumerate(zip(lines, labels, strict=True), 1):
        match = label if label and label["name"] in speakers else None
        time = match or _MARK.fullmatch(line)
        if time and time["minutes"] is not None:
            moment = seconds(time, number)
            first = (moment if moment >= LATE_S else 0.0) if first is None else first
            if moment - first < now:
                raise FaultError(f"line {number}: the time is before the one above it")
            now = moment - first
        if match:
            finish()
            name, at = match["name"], now
            said.extend(filter(None, [match.groupdict().get("text")]))
        elif time is None and name and line:
            said.append(line)
        elif time is None and line:
            skipped += 1
    finish()
    left_out = "1 line" if skipped == 1 else f"{skipped} lines"
    return utterances, [f"{left_out} before the first speaker left out"] if skipped else []


def _label(line: str) -> re.Match[str] | None:
    match = _ABOVE.fullmatch(line) or _SAID.fullmatch(line)
    return match if match and is_name(match["name"]) else None


def _speakers(lines: Sequence[str], labels: Sequence[re.Match[str] | None]) -> set[str]:
    """Return the names that are speakers: all that stand before a colon, in a file without paragraphs.

    Where three or more paragraphs begin with a name, a name inside of paragraphs alone must come three times.
    """
    times = Counter(label["name"] for label in labels if label)
    heads = {
        label["name"]: None
        for before, label in zip(["", *lines], labels, strict=False)
        if label and (not before or _MARK.fullmatch(before))
    }
    paragraphs = sum(bool(label) and not before for before, label in zip(["", *lines], labels, strict=False))
    if paragraphs < 3:
        return set(times)
    return {name for name, count in times.items() if name in heads or count >= 3}
