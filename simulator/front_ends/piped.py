"""An interview over a pipe: each line of standard input is one answer, its end is the candidate's leaving."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import suppress
from itertools import chain
from typing import TextIO

from simulator.content.persona import Persona
from simulator.content.scenario import Scenario
from simulator.front_ends.captions import welcome_lines
from simulator.front_ends.typed import MAX_ANSWER_CHARS, UnreadableInputError, answer_in, meant
from simulator.interview.actions import Action, ShowNotice
from simulator.run_interview import Inbox, Progress, Report, Uttered
from simulator.transcript import Speaker, Turn

_MAX_LINE_BYTES = 4 * MAX_ANSWER_CHARS
"""A character takes at most four bytes in UTF-8."""


class PipedFrontEnd:
    """Plain lines in, plain lines out: for pipes, files and scripts."""

    def __init__(
        self, scenario: Scenario, persona: Persona, descriptor: int, output: TextIO, left: str = ""
    ) -> None:
        """Read answers from `descriptor`; what a process that died had `left` unsent is said at the end."""
        self._left = left
        self._scenario = scenario
        self._persona = persona
        self._descriptor = descriptor
        self._output = output

    def welcome(self, recording: str) -> None:
        """Print what is about to happen."""
        self._print("\n".join(welcome_lines(self._scenario, self._persona, recording)))

    def recall(self, turns: Sequence[Turn]) -> None:
        """Print the last turns."""
        for turn in turns:
            name = "You" if turn.speaker is Speaker.CANDIDATE else self._persona.name
            self._print(f"{name}: {turn.text}")

    async def listen(self, inbox: Inbox, progress: Callable[[], Progress]) -> None:
        """Hand over line by line; UnreadableInputError, with the line's number, for one that is no text."""
        loop = asyncio.get_running_loop()
        lines: asyncio.Queue[bytes | None] = asyncio.Queue()
        wanted = threading.Semaphore(1)

        def read() -> None:
            # os.read, not sys.stdin: a thread left inside a buffered read aborts the interpreter at exit.
            with suppress(RuntimeError):  # the loop has closed: the interview is over
                for line in chain(_lines(self._descriptor), [None]):
                    wanted.acquire()
                    loop.call_soon_threadsafe(lines.put_nowait, line)

        threading.Thread(target=read, name="standard-input", daemon=True).start()
        number = 0
        await inbox.join()
        while (raw := await lines.get()) is not None:
            number += 1
            try:
                heard = self._heard(raw, progress)
            except UnreadableInputError as error:
                raise UnreadableInputError(f"standard input, line {number}: {error}") from None
            if heard is not None:
                await inbox.put(heard)
                await inbox.join()
            wanted.release()

    def _heard(self, raw: bytes, progress: Callable[[], Progress]) -> Report | None:
        if len(raw) > _MAX_LINE_BYTES:
            raise UnreadableInputError(f"longer than {MAX_ANSWER_CHARS:,} characters: one line is one answer")
        try:
            text = answer_in(raw.decode())
        except UnicodeDecodeError:
            raise UnreadableInputError("not UTF-8 text") from None
        heard = meant(text, progress(), self._scenario, self._print, self._print)
        if isinstance(heard, Uttered):
            self._print(f"You: {text}")
        return heard

    async def speak(self, sentences: AsyncIterator[str]) -> str:
        """Print an utterance on one line, sentence by sentence as it comes."""
        said: list[str] = []
        async for sentence in sentences:
            self._write(f" {sentence}" if said else f"{self._persona.name}: {sentence}")
            said.append(sentence)
        self._write("\n\n" if said else "")
        return " ".join(said)

    def carry_out(self, action: Action) -> None:
        """Print a notice."""
        if isinstance(action, ShowNotice):
            self._print(f"({action.text})")

    def warn(self, message: str) -> None:
        """Print a warning among the lines."""
        self._print(f"({message})")

    def unsent_words(self) -> str:
        """Return what was left unsent before: a line is handed over whole."""
        return self._left

    def _print(self, line: str) -> None:
        self._write(f"{line}\n\n")

    def _write(self, text: str) -> None:
        # Whoever read our output may have gone; the interview and its recording do not depend on them.
        with suppress(OSError):
            self._output.write(text)
            self._output.flush()


def _lines(descriptor: int) -> Iterator[bytes]:
    """Yield lines without their ends; one longer than allowed is cut over the limit and ends the input."""
    buffer = b""
    while chunk := os.read(descriptor, 65_536):
        *whole, buffer = (buffer + chunk).split(b"\n")
        yield from whole
        if len(buffer) > _MAX_LINE_BYTES:
            yield buffer
            return
    if buffer:
        yield buffer
