"""What a judge was asked and what it answered, kept as it comes, so that nothing is asked twice.

One JSON object a line: key (of model, prompt and run), model, prompt, reply, and what the call used.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from simulator.recording.errors import reason


@dataclass(frozen=True, slots=True)
class Used:
    """What one call used."""

    input_tokens: int
    output_tokens: int
    cost_usd: float | None
    """None where the price is not known."""
    is_estimate: bool


@dataclass(frozen=True, slots=True)
class JudgeAnswer:
    """A reply with what it was to."""

    key: str
    """Tells one question to one model from every other."""
    model: str
    system: str
    turns: tuple[str, ...]
    reply: str
    used: Used


class JudgeAnswers:
    """The answers in one file, which only its owner may read; it need not exist, nor be writable."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known = {answer.key: answer for answer in _read(path)}
        self.trouble = ""
        """Why answers could not be kept, in one line; they are known as long as the program runs."""

    def get(self, key: str) -> JudgeAnswer | None:
        """Return the answer to a question asked before."""
        return self._known.get(key)

    def add(self, answer: JudgeAnswer) -> None:
        """Keep an answer."""
        self._known[answer.key] = answer
        line = json.dumps(asdict(answer), ensure_ascii=False) + "\n"
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)
            descriptor = os.open(self._path, flags, 0o600)
            try:
                os.write(descriptor, _after(descriptor) + line.encode(errors="replace"))
            finally:
                os.close(descriptor)
        except OSError as error:
            self.trouble = f"{self._path}: cannot be written: {reason(error)}"


def _after(descriptor: int) -> bytes:
    """Return what separates a new line from a last one that was cut short."""
    size = os.lseek(descriptor, 0, os.SEEK_END)
    if not size:
        return b""
    os.lseek(descriptor, size - 1, os.SEEK_SET)
    return b"" if os.read(descriptor, 1) == b"\n" else b"\n"


def _read(path: Path) -> Sequence[JudgeAnswer]:
    """Return the answers in a file; lines that are none, such as one cut short, are passed over."""
    try:
        lines = path.read_bytes().splitlines()
    except OSError:
        return ()
    found = []
    for line in lines:
        try:
            data = json.loads(line)
            used, turns = Used(**data.pop("used")), tuple(data.pop("turns"))
            answer = JudgeAnswer(**data, turns=turns, used=used)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            continue
        if isinstance(answer.key, str) and isinstance(answer.reply, str):
            found.append(answer)
    return found
