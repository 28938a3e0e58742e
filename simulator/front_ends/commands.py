"""What a candidate may type behind a slash, and what typed text is refused."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from simulator.content.persona import Persona
from simulator.content.scenario import Scenario
from simulator.interview.events import Command
from simulator.run_interview import Progress

MAX_ANSWER_CHARS = 20_000
"""Longer than anybody speaks in a 45-minute interview without a break (about 3,500 words)."""

HELP = """\
/repeat  hear the question again        /skip  leave this question
/time    how long it has been           /hint  a hint (practice mode only)
/end     finish and see the scorecard   /help  this list"""


class LocalCommand(StrEnum):
    """Commands the front end answers itself; the interview does not change by them."""

    HELP = "help"
    TIME = "time"


class UnreadableInputError(ValueError):
    """Typed or piped text that is no answer; its `str` says in one line what is wrong with it."""


@dataclass(frozen=True, slots=True)
class UnknownCommand:
    """A slash with a word that means nothing here."""

    word: str

    def __str__(self) -> str:
        return (
            f"There is no /{self.word}. Type /help for the list, or put a space before the slash to say it."
        )


def parse(line: str) -> Command | LocalCommand | UnknownCommand | None:
    """Return the command that a line is, or None where it is something said."""
    if not line.startswith("/"):
        return None
    word = line[1:].strip().lower()
    if word in set(LocalCommand):
        return LocalCommand(word)
    return Command(word) if word in set(Command) else UnknownCommand(word)


def answer_in(text: str) -> str:
    """Return typed text fit to be recorded, without surrounding space. Raises UnreadableInputError."""
    if len(text) > MAX_ANSWER_CHARS:
        raise UnreadableInputError(
            f"an answer of {len(text):,} characters; {MAX_ANSWER_CHARS:,} are the most: send it in parts"
        )
    suspects = (c for c in text if c not in "\t\n\r")
    unreadable = next((c for c in suspects if unicodedata.category(c) in {"Cc", "Cs"}), None)
    if unreadable is not None:
        raise UnreadableInputError(f"a control character (U+{ord(unreadable):04X}): answers are plain text")
    return text.strip()


def unsent_words(draft: str) -> str:
    """Return what of a line that was begun would be said; a command or unreadable text is not."""
    try:
        words = answer_in(draft)
    except UnreadableInputError:
        return ""
    return "" if parse(words) else words


def time_line(progress: Progress, scenario: Scenario) -> str:
    """Return the clock in words: phase, time gone, time in all."""
    return f"{progress.phase} · {minutes(progress.elapsed_s)} of {minutes(scenario.minutes * 60)}"


def welcome_lines(scenario: Scenario, persona: Persona, recording: str) -> tuple[str, ...]:
    """Return what a candidate should know before the first question."""
    return (
        scenario.title,
        f"With {persona.name}, {persona.role}. {scenario.minutes:g} minutes; answer as in the room.",
        f"Recorded in {recording}",
    )


def minutes(seconds: float) -> str:
    """Return seconds as minutes and seconds, "12:05"."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"
