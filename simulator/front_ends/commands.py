"""What a candidate may type behind a slash."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from simulator.interview.events import Command

HELP = """\
/repeat  hear the question again        /skip  leave this question
/time    how long it has been           /hint  a hint (practice mode only)
/end     finish and see the scorecard   /help  this list"""


class LocalCommand(StrEnum):
    """Commands the front end answers itself; the interview does not change by them."""

    HELP = "help"
    TIME = "time"


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
