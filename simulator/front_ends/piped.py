"""An interview over a pipe: each line of standard input is one answer, its end is the candidate's leaving."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import suppress
from typing import TextIO

from simulator.content.persona import Persona
from simulator.content.scenario import Scenario
from simulator.front_ends.captions import welcome_lines
from simulator.front_ends.standard_input import LONGEST_LINE, lines
from simulator.front_ends.typed import MAX_ANSWER_CHARS, UnreadableInputError, answer_in, meant
from simulator.interview.actions import Action, ShowNotice
from simulator.run_interview import Inbox, Progress, Report, Uttered
from simulator.transcript import Speaker, Turn


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
        number = 0
        await inbox.join()
        async for raw in lines(self._descriptor):
            number += 1
            try:
                heard = self._heard(raw, progress)
            except UnreadableInputError as error:
                raise UnreadableInputError(f"standard input, line {number}: {error}") from None
            if heard is not None:
                await inbox.put(heard)
                await inbox.join()

    def _heard(self, raw: bytes, progress: Callable[[], Progress]) -> Report | None:
        if len(raw) > LONGEST_LINE:
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
