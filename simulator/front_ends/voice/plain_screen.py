"""A spoken interview in plain lines: over ssh, in a pipe, for a screen reader."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import suppress
from typing import TextIO

from simulator.content.persona import Persona
from simulator.front_ends.captions import minutes
from simulator.front_ends.standard_input import lines
from simulator.front_ends.voice.screen import Input, Key, State, Typed, keys_line
from simulator.run_interview import Progress

STATE_AFTER_S = 0.5
"""A state that is over sooner is not worth a line."""


class PlainScreen:
    """One line after another; an empty line typed hands over."""

    def __init__(
        self,
        persona: Persona,
        descriptor: int,
        output: TextIO,
        *,
        is_a_person: bool,
    ) -> None:
        """Read keys and answers from `descriptor`; where `is_a_person` types, its end is their leaving."""
        self._name = persona.name
        self._descriptor = descriptor
        self._output = output
        self._is_a_person = is_a_person
        self._progress: Callable[[], Progress] | None = None
        self._state: State | None = None
        self._announcement: asyncio.TimerHandle | None = None
        self._announced: State | None = None
        """Since the last sentence."""
        self._shown_words = ""
        self._is_speaking = False
        self._edited: asyncio.Future[str] | None = None
        self._only_typed = asyncio.Event()

    async def inputs(self, progress: Callable[[], Progress]) -> AsyncGenerator[Input]:
        """Yield an empty line as HAND_OVER, a key's letter as the key, and all else as typed."""
        self._progress = progress
        if self._is_a_person:
            keys = keys_line(State.LISTENING, "a longer line is an answer")
            self.quiet(f"{keys}\n(letters with Enter)")
        async for raw in lines(self._descriptor):
            line = raw.decode(errors="replace").strip()
            if self._edited is not None:
                self._edited.set_result(line)
                self._edited = None
            elif not line:
                yield Key.HAND_OVER
            else:
                yield Key(line.lower()) if line.lower() in set(Key) - {Key.HAND_OVER} else Typed(line)
        if not self._is_a_person:
            await self._only_typed.wait()

    def state(self, state: State) -> None:
        """Print it where it lasts; what is being said shows by itself that somebody speaks."""
        if state is self._state:
            return
        self._state = state
        if self._announcement is not None:
            self._announcement.cancel()
        if state is State.CONFIRMING:
            self._announce(state, keys_line(state))
        elif state not in (State.SPEAKING, self._announced):
            loop = asyncio.get_running_loop()
            self._announcement = loop.call_later(STATE_AFTER_S, self._announce, state, str(state))

    def level(self, dbfs: float) -> None:
        """Nothing: a meter would be a line ten times a second."""

    def words(self, settled: str, partial: str) -> None:
        """Print the words that have settled since the last time."""
        if settled.startswith(self._shown_words):
            more = settled[len(self._shown_words) :].strip()
            if more:
                self._write(f"{'  ' if self._shown_words else 'You: '}{more}\n")
            self._shown_words = settled
        else:
            self._shown_words = ""

    def candidate(self, text: str) -> None:
        """Print the turn, unless its words stand there already."""
        is_shown = self._shown_words.split() == text.split()
        self._shown_words = ""
        self._write("\n" if is_shown else f"You: {text}\n\n")
        self._is_speaking = False

    def interviewer(self, text: str) -> None:
        """Print a sentence; only the first of an utterance has the name."""
        goes_on = self._is_speaking and self._state is State.SPEAKING
        self._write(f"  {text}\n" if goes_on else f"{self._name}: {text}\n")
        self._is_speaking = True
        self._announced = None

    def heading(self, text: str) -> None:
        """Print a phase, and the time."""
        now = "" if self._progress is None else f" · {minutes(self._progress().elapsed_s)}"
        self._is_speaking = False
        self._write(f"\n── {text}{now} ──\n\n")

    def quiet(self, text: str) -> None:
        """Print a notice."""
        self._write(f"({text})\n" if "\n" not in text else f"{text}\n")

    def warn(self, text: str) -> None:
        """Print a warning."""
        self._write(f"({text})\n")

    async def edit(self, words: str) -> str:
        """Ask for the words as they should be; an empty line keeps them."""
        self._edited = asyncio.get_running_loop().create_future()
        self._write("Type it as it should be; an empty line keeps it.\n")
        return await self._edited or words

    def type_from_now_on(self) -> None:
        """Say that lines are answers; where no more can come, the interview is over."""
        self._only_typed.set()

    def _announce(self, state: State, text: str) -> None:
        self._announced = state
        self._is_speaking = False
        self._write(f"({text})\n")

    def _write(self, text: str) -> None:
        # Whoever read our output may have gone; the interview and its recording do not depend on them.
        with suppress(OSError):
            self._output.write(text)
            self._output.flush()
