"""A spoken interview on a terminal: what was said scrolls away above, what goes on is drawn below."""

from __future__ import annotations

import asyncio
import textwrap
from collections.abc import AsyncGenerator, Callable
from itertools import groupby

from prompt_toolkit import print_formatted_text
from prompt_toolkit.application import Application
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import FormattedText, StyleAndTextTuples
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.layout import (
    BufferControl,
    ConditionalContainer,
    FormattedTextControl,
    HSplit,
    Layout,
    Window,
)
from prompt_toolkit.output import Output
from prompt_toolkit.patch_stdout import patch_stdout

from simulator.content.persona import Persona
from simulator.content.scenario import Scenario
from simulator.front_ends.captions import time_line
from simulator.front_ends.paragraphs import set_in_lines, width
from simulator.front_ends.voice.screen import Drafting, Key, State, Typed, keys_line
from simulator.front_ends.voice.screen import Input as Given
from simulator.run_interview import Progress

FRAMES_PER_S = 10
WORDS_LINES = 8
"""Lines of the turn at hand that are shown; the earlier ones are still there."""
METER_CELLS = 12
QUIETEST_DBFS, LOUDEST_DBFS = -60.0, -12.0
"""From a quiet room to a voice close to the microphone."""
FALL_DB = 3.0
"""How much the meter falls a frame, so that a word can be seen."""
TYPE = "t"

_NAME, _YOU, _QUIET, _WARNING = "bold ansicyan", "bold ansigreen", "ansibrightblack", "ansiyellow"
_STATES = {
    State.LISTENING: "bold ansigreen",
    State.TRANSCRIBING: "ansiyellow",
    State.THINKING: "ansiyellow",
    State.SPEAKING: "bold ansicyan",
    State.CONFIRMING: "bold ansiyellow",
}
_YOUR_LEAD = "You: "


class LiveScreen:
    """Drawn ten times a second at the bottom of the terminal, in its ordinary scroll."""

    def __init__(
        self, scenario: Scenario, persona: Persona, input_: Input | None = None, output: Output | None = None
    ) -> None:
        """Input and output are the terminal's unless given."""
        self._scenario = scenario
        self._name = persona.name
        self._state = State.LISTENING
        self._loudness = self._shown_loudness = QUIETEST_DBFS
        self._settled, self._partial = "", ""
        self._utterance: list[str] = []
        self._progress: Callable[[], Progress] | None = None
        self._inputs: asyncio.Queue[Given | None] = asyncio.Queue()
        self._is_typing = self._always_types = self._is_leaving = self._has_draft = False
        self._edited: asyncio.Future[str] | None = None
        self._buffer = Buffer(multiline=False, accept_handler=self._entered, on_text_changed=self._drafted)
        self._output = output
        self._app = self._application(input_, output)

    # What the interview shows

    async def inputs(self, progress: Callable[[], Progress]) -> AsyncGenerator[Given]:
        """Yield what is typed until Ctrl-D, or Ctrl-C or q twice."""
        self._progress = progress
        with patch_stdout(raw=True):
            running = asyncio.create_task(self._app.run_async(handle_sigint=False))
            running.add_done_callback(lambda _: self._inputs.put_nowait(None))
            try:
                while (given := await self._inputs.get()) is not None:
                    yield given
                running.result()
            finally:
                if self._app.is_running:
                    self._app.exit()
                await asyncio.gather(running, return_exceptions=True)
                self._finish_utterance()

    def state(self, state: State) -> None:
        """Show what goes on."""
        if state is State.LISTENING:
            self._finish_utterance()
        self._state = state
        self._app.invalidate()

    def level(self, dbfs: float) -> None:
        """Keep the loudest since the last frame."""
        self._loudness = max(self._loudness, dbfs)

    def words(self, settled: str, partial: str) -> None:
        """Show the turn at hand."""
        self._settled, self._partial = settled, partial
        self._app.invalidate()

    def candidate(self, text: str) -> None:
        """Put the turn above."""
        self._finish_utterance()
        self.words("", "")
        self._print([(_YOU, _YOUR_LEAD), ("", set_in_lines(text, width(), _YOUR_LEAD))])

    def interviewer(self, text: str) -> None:
        """Show one more sentence of the utterance; it goes above when it is over."""
        self._utterance.append(text)
        self._app.invalidate()

    def heading(self, text: str) -> None:
        """Put a phase above."""
        self._finish_utterance()
        self._print([(_QUIET, f"── {text} ──")])

    def quiet(self, text: str) -> None:
        """Put a notice above."""
        self._print([(_QUIET, text)])

    def warn(self, text: str) -> None:
        """Put a warning above."""
        self._print([(_WARNING, text)])

    async def edit(self, words: str) -> str:
        """Open a line with the words in it."""
        self._edited = asyncio.get_running_loop().create_future()
        self._open_line(words)
        try:
            return await self._edited
        finally:
            self._edited = None

    def type_from_now_on(self) -> None:
        """Keep a line open."""
        self._always_types = True
        if not self._is_typing:
            self._open_line("")

    # How it is drawn

    def _print(self, text: StyleAndTextTuples) -> None:
        print_formatted_text(FormattedText(text), end="\n\n", output=self._output)

    def _finish_utterance(self) -> None:
        if self._utterance:
            told, self._utterance = " ".join(self._utterance), []
            self._print(self._told(told))

    def _told(self, text: str) -> StyleAndTextTuples:
        lead = f"{self._name}: "
        return [(_NAME, lead), ("", set_in_lines(text, width(), lead))]

    def _said(self) -> StyleAndTextTuples:
        """Return the interviewer's utterance and the candidate's words as they are now."""
        shown: StyleAndTextTuples = []
        if self._utterance:
            shown += [*self._told(" ".join(self._utterance)), ("", "\n\n")]
        if self._settled or self._partial:
            shown += [*self._your_words(), ("", "\n")]
        return shown

    def _your_words(self) -> StyleAndTextTuples:
        """Return the last lines of the turn, with those words dimmed that may still change."""
        settled, partial = self._settled.split(), self._partial.split()
        lines = textwrap.wrap(_YOUR_LEAD + " ".join([*settled, *partial]), width() - 1)
        shown: StyleAndTextTuples = []
        place = -1  # "You:" is no word of theirs
        for number, line in enumerate(lines):
            places = list(range(place, place + len(line.split())))
            place += len(places)
            if number < len(lines) - WORDS_LINES:
                continue
            words = dict(zip(places, line.split(), strict=True))
            for style, group in groupby(places, lambda at: _style(at, len(settled))):
                shown.append((style, " ".join(words[at] for at in group) + " "))
            shown.append(("", "\n"))
        return shown

    def _status(self) -> StyleAndTextTuples:
        """Return the line that says who has the floor, how loud it is and what time it is."""
        style = _STATES[self._state]
        clock = "" if self._progress is None else time_line(self._progress(), self._scenario)
        return [
            (style, f"● {self._state:<12} "),
            ("ansigreen", self._meter()),
            ("", f" {self._whose_turn()}"),
            (_QUIET, f" · {clock}" if clock else ""),
        ]

    def _whose_turn(self) -> str:
        match self._state:
            case State.LISTENING:
                return "you have the floor"
            case State.CONFIRMING:
                return "are these your words?"
            case State.TRANSCRIBING:
                return "your words are being made out"
            case _:
                return f"{self._name} has the floor"

    def _meter(self) -> str:
        self._shown_loudness = max(self._loudness, self._shown_loudness - FALL_DB, QUIETEST_DBFS)
        self._loudness = QUIETEST_DBFS
        share = (self._shown_loudness - QUIETEST_DBFS) / (LOUDEST_DBFS - QUIETEST_DBFS)
        full = round(METER_CELLS * min(1.0, share))
        return "█" * full + "░" * (METER_CELLS - full)

    def _keys_line(self) -> StyleAndTextTuples:
        if self._is_leaving:
            return [(_WARNING, "The same key again ends the interview and grades it; any other goes on.")]
        if self._edited is not None:
            return [(_QUIET, "Enter takes it as it stands")]
        if self._is_typing:
            back = "" if self._always_types else " · Esc goes back to speaking"
            return [(_QUIET, f"Enter sends · /help{back} · Ctrl-D ends")]
        return [(_QUIET, keys_line(self._state))]

    def _application(self, input_: Input | None, output: Output | None) -> Application[None]:
        is_typing = Condition(lambda: self._is_typing)
        line = Window(
            BufferControl(self._buffer), wrap_lines=True, dont_extend_height=True, get_line_prefix=_prompt
        )
        return Application(
            layout=Layout(
                HSplit(
                    [
                        Window(FormattedTextControl(self._said), wrap_lines=True, dont_extend_height=True),
                        ConditionalContainer(line, is_typing),
                        Window(FormattedTextControl(self._status), height=1),
                        Window(FormattedTextControl(self._keys_line), height=1),
                    ]
                )
            ),
            key_bindings=self._keys(is_typing),
            erase_when_done=True,
            refresh_interval=1 / FRAMES_PER_S,
            input=input_,
            output=output,
        )

    # What is typed

    def _open_line(self, text: str) -> None:
        self._is_typing = True
        self._buffer.text = text
        self._buffer.cursor_position = len(text)
        self._app.layout.focus(self._buffer)
        self._app.invalidate()

    def _close_line(self) -> None:
        self._is_typing = self._always_types
        self._buffer.reset()

    def _drafted(self, buffer: Buffer) -> None:
        goes_on = bool(buffer.text) and not buffer.text.startswith("/") and self._edited is None
        if goes_on != self._has_draft:
            self._has_draft = goes_on
            self._inputs.put_nowait(Drafting(goes_on))

    def _entered(self, buffer: Buffer) -> bool:
        text = buffer.text.strip()
        if self._edited is not None:
            self._edited.set_result(text)
        elif text:
            self._inputs.put_nowait(Typed(text))
        elif self._always_types:  # whoever can still speak hands over by this key
            self._inputs.put_nowait(Key.HAND_OVER)
        self._has_draft = False
        self._close_line()
        return True

    def _leave(self, how: Key | None) -> None:
        """Leave at the second time."""
        if not self._is_leaving:
            self._is_leaving = True
        elif how is None:
            self._app.exit()
        else:
            self._inputs.put_nowait(how)

    def _keys(self, is_typing: Condition) -> KeyBindings:
        keys = KeyBindings()

        @keys.add("enter", filter=~is_typing)
        @keys.add("c-j", filter=~is_typing)
        @keys.add("space", filter=~is_typing)
        def _(event: KeyPressEvent) -> None:
            self._pressed(Key.HAND_OVER)

        @keys.add("<any>", filter=~is_typing)
        def _(event: KeyPressEvent) -> None:
            pressed = event.data.lower()
            if pressed == Key.END:
                self._leave(Key.END)
            elif pressed == TYPE:
                self._is_leaving = False
                self._open_line("")
            elif pressed in set(Key):
                self._pressed(Key(pressed))
            else:
                self._is_leaving = False

        @keys.add("escape", filter=is_typing, eager=True)
        def _(event: KeyPressEvent) -> None:
            if self._edited is None:
                self._close_line()

        @keys.add("c-c")
        def _(event: KeyPressEvent) -> None:
            self._leave(None)

        @keys.add("c-d")
        def _(event: KeyPressEvent) -> None:
            self._app.exit()

        return keys

    def _pressed(self, key: Key) -> None:
        self._is_leaving = False
        self._inputs.put_nowait(key)


def _prompt(line: int, wrapped: int) -> StyleAndTextTuples:
    return [("", "> " if line == wrapped == 0 else "  ")]


def _style(place: int, settled: int) -> str:
    if place < 0:
        return _YOU
    return "" if place < settled else _QUIET
