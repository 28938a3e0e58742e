"""What a spoken interview shows and which keys it knows, whatever the terminal can do."""

from __future__ import annotations

import os
import sys
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from simulator.content.persona import Persona
from simulator.content.scenario import Scenario
from simulator.run_interview import Progress


class State(StrEnum):
    """What goes on; one of them is always shown."""

    LISTENING = "listening"
    TRANSCRIBING = "transcribing"
    THINKING = "thinking"
    SPEAKING = "speaking"
    CONFIRMING = "confirming"
    """The candidate looks at their words before they count (`--confirm`)."""


class Key(StrEnum):
    """What the candidate may do without speaking."""

    HAND_OVER = "enter"
    """Hand over; while the interviewer speaks, break in; while confirming, send."""
    EDIT = "e"
    RETAKE = "r"
    REPEAT = "a"
    HINT = "h"
    SKIP = "s"
    END = "q"


@dataclass(frozen=True, slots=True)
class Typed:
    """A line typed instead of spoken: an answer, or a command behind a slash."""

    text: str


@dataclass(frozen=True, slots=True)
class Drafting:
    """An answer is being typed, or has been cleared again; a command is none."""

    goes_on: bool


Input = Key | Typed | Drafting


class Screen(Protocol):
    """Where a spoken interview is seen. All but `level` is called on the event loop."""

    def inputs(self, progress: Callable[[], Progress]) -> AsyncGenerator[Input]:
        """Yield what is typed until nothing more can come; the screen is alive for as long."""

    def state(self, state: State) -> None:
        """Show what goes on."""

    def level(self, dbfs: float) -> None:
        """Take the microphone's loudness, from any thread and as often as it comes."""

    def words(self, settled: str, partial: str) -> None:
        """Show the candidate's turn so far in place of what was shown; `partial` words may still change."""

    def candidate(self, text: str) -> None:
        """Show the candidate's turn as it was taken; the next words belong to another."""

    def interviewer(self, text: str) -> None:
        """Show a sentence; those of one utterance come one by one, as they begin to sound."""

    def heading(self, text: str) -> None:
        """Show that another phase has begun."""

    def quiet(self, text: str) -> None:
        """Show what neither side says."""

    def warn(self, text: str) -> None:
        """Show trouble, in one line."""

    async def edit(self, words: str) -> str:
        """Let the candidate correct their words; return them as they then are."""

    def type_from_now_on(self) -> None:
        """Take answers as typed lines: there is no microphone any more."""


def screen_for(scenario: Scenario, persona: Persona) -> Screen:
    """Return a screen for this terminal: plain lines over ssh, in a pipe and where no cursor can be moved."""
    if is_live(sys.stdin.isatty() and sys.stdout.isatty(), os.environ):
        from simulator.front_ends.voice.live_screen import LiveScreen  # noqa: PLC0415

        return LiveScreen(scenario, persona)
    from simulator.front_ends.voice.plain_screen import PlainScreen  # noqa: PLC0415

    return PlainScreen(persona, sys.stdin.fileno(), sys.stdout, is_a_person=sys.stdin.isatty())


def is_live(is_terminal: bool, environment: os._Environ[str] | dict[str, str]) -> bool:
    """Return whether a screen that is drawn ten times a second is welcome there."""
    is_dumb = environment.get("TERM", "") in {"", "dumb"} and os.name != "nt"
    return is_terminal and not is_dumb and "SSH_CONNECTION" not in environment


def keys_line(state: State, types: str = "t types") -> str:
    """Return the keys that mean something now; `types` says how an answer is typed."""
    match state:
        case State.CONFIRMING:
            return "Enter sends it · e corrects it · r takes it again · q ends"
        case State.SPEAKING:
            return f"Enter breaks in · {types} · q ends"
        case _:
            return f"Enter hands over · a asks again · h hint · s skips · {types} · q ends"
