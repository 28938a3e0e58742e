"""An interview at a terminal: a prompt to write in, the interviewer above it, a clock below."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence

from prompt_toolkit import PromptSession, print_formatted_text
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.patch_stdout import patch_stdout

from simulator.content.persona import Persona
from simulator.content.scenario import Scenario
from simulator.front_ends.captions import time_line, welcome_lines
from simulator.front_ends.paragraphs import set_in_lines, width
from simulator.front_ends.typed import UnreadableInputError, answer_in, meant, unsent_words
from simulator.interview.actions import Action, EnterPhase, ShowNotice
from simulator.interview.events import (
    CandidateLeft,
    CandidateStarted,
    CandidateStopped,
    Departure,
)
from simulator.recording.draft import Draft
from simulator.run_interview import Inbox, Progress, Report
from simulator.transcript import Speaker, Turn

_NAME = "bold ansicyan"
_QUIET = "ansibrightblack"
_WARNING = "ansiyellow"


class TerminalFrontEnd:
    """Typing at a terminal. Enter sends, Alt-Enter breaks the line, Ctrl-C twice or Ctrl-D ends."""

    def __init__(self, scenario: Scenario, persona: Persona, kept: Draft) -> None:
        """Begin with what a process that died had `kept` of the prompt; what is typed is kept there."""
        self._scenario = scenario
        self._phases = {phase.id: phase.title for phase in scenario.phases}
        self._persona = persona
        self._progress: Callable[[], Progress] | None = None
        self._inbox: Inbox | None = None
        self._is_leaving = False
        self._has_started = False
        self._is_speaking = False
        self._spoken = ""
        """What has come of the utterance that is coming; it stands above the prompt until it is whole."""
        self._kept = kept
        self._draft = kept.left
        self._session: PromptSession[str] = PromptSession(
            history=InMemoryHistory(),
            multiline=True,
            key_bindings=self._keys(),
            prompt_continuation="  ",
            bottom_toolbar=self._toolbar,
            refresh_interval=1,
        )
        self._session.default_buffer.on_text_changed += self._typed

    def welcome(self, recording: str) -> None:
        """Show what is about to happen."""
        title, *lines = welcome_lines(self._scenario, self._persona, recording)
        self._show(title, "bold")
        self._show("\n".join(lines), _QUIET)

    def recall(self, turns: Sequence[Turn]) -> None:
        """Show the last turns, the candidate's own in grey."""
        for turn in turns:
            if turn.speaker is Speaker.CANDIDATE:
                self._show(turn.text, _QUIET, name="You")
            else:
                self._show(turn.text, "", name=self._persona.name)

    async def listen(self, inbox: Inbox, progress: Callable[[], Progress]) -> None:
        """Read what is typed until the candidate leaves."""
        self._inbox, self._progress = inbox, progress
        if self._draft:
            self._show("What you had typed and not sent is in the prompt again.", _QUIET)
        with patch_stdout(raw=True):
            while True:
                try:
                    typed = await self._session.prompt_async(self._prompt, default=self._draft)
                except EOFError:
                    return
                except KeyboardInterrupt:
                    await inbox.put(CandidateLeft(Departure.INTERRUPTED))
                    return
                self._has_started = self._is_leaving = False
                self._draft = ""
                heard = self._heard(typed, progress)
                if heard is not None:
                    await inbox.put(heard)

    def _heard(self, typed: str, progress: Callable[[], Progress]) -> Report | None:
        try:
            text = answer_in(typed)
        except UnreadableInputError as error:
            self.warn(f"Not sent: {error}.")
            return None
        return meant(text, progress(), self._scenario, lambda told: self._show(told, _QUIET), self.warn)

    async def speak(self, sentences: AsyncIterator[str]) -> str:
        """Show an utterance above the prompt, sentence by sentence as it comes."""
        self._is_speaking = True
        try:
            async for sentence in sentences:
                self._spoken = f"{self._spoken} {sentence}".lstrip()
                self._session.app.invalidate()
        finally:
            said, self._spoken = self._spoken, ""
            self._is_speaking = False
            if said:
                self._show(said, "", name=self._persona.name)
        self._announce_draft()
        return said

    def carry_out(self, action: Action) -> None:
        """Show a notice or a heading above the prompt."""
        match action:
            case ShowNotice(_, text):
                self._show(text, _QUIET)
            case EnterPhase(phase):
                self._show(f"── {self._phases[phase]} ──", _QUIET)

    def warn(self, message: str) -> None:
        """Show a warning above the prompt."""
        self._show(message, _WARNING)

    def unsent_words(self) -> str:
        """Return what stands in the prompt and was not sent."""
        return unsent_words(self._draft)

    def _show(self, text: str, style: str, name: str = "") -> None:
        told = self._told(text, name, style) if name else FormattedText([(style, text)])
        print_formatted_text(told, end="\n\n")

    def _told(self, text: str, name: str, style: str = "") -> FormattedText:
        """Return what somebody says, in lines of the terminal's width."""
        lead = f"{name}: "
        return FormattedText([(_NAME, lead), (style, set_in_lines(text, width(), lead))])

    def _prompt(self) -> FormattedText:
        if self._session.app.is_done and not self._session.default_buffer.text:
            return FormattedText()  # nobody writes here any more
        told = self._told(self._spoken, self._persona.name) if self._spoken else []
        return FormattedText([*told, ("", "\n\n> " if told else "> ")])

    def _typed(self, buffer: Buffer) -> None:
        self._draft = buffer.text
        self._kept.keep(self._draft)
        self._is_leaving = False
        if self._inbox is None:
            return
        if self._has_started and not self._draft:
            self._has_started = False
            self._inbox.put_nowait(CandidateStopped())
        self._announce_draft()

    def _announce_draft(self) -> None:
        """Report that an answer was begun; not while a reply comes in: to type over it interrupts nobody."""
        is_new = not (self._has_started or self._is_speaking)
        if self._inbox is not None and is_new and self._draft and not self._draft.startswith("/"):
            self._has_started = True
            self._inbox.put_nowait(CandidateStarted())

    def _toolbar(self) -> str:
        clock = time_line(self._progress(), self._scenario) if self._progress else ""
        return f" {clock} · Enter sends · Alt-Enter new line · /help · Ctrl-D ends"

    def _keys(self) -> KeyBindings:
        keys = KeyBindings()

        @keys.add("enter")
        @keys.add("c-j")
        def _(event: KeyPressEvent) -> None:
            event.current_buffer.validate_and_handle()

        @keys.add("escape", "enter")
        def _(event: KeyPressEvent) -> None:
            event.current_buffer.insert_text("\n")

        @keys.add("c-c")
        def _(event: KeyPressEvent) -> None:
            if self._is_leaving:
                event.app.exit(exception=KeyboardInterrupt())
                return
            self._is_leaving = True
            self.warn("Ctrl-C again ends the interview and grades it; anything else goes on.")

        @keys.add("c-d")
        def _(event: KeyPressEvent) -> None:
            event.app.exit(exception=EOFError())

        return keys
