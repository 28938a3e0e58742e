"""Typed text: what is fit to be recorded, what is refused, and what it means to the interview."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from simulator.content.scenario import Scenario
from simulator.front_ends.captions import time_line
from simulator.front_ends.commands import HELP, LocalCommand, UnknownCommand, parse
from simulator.interview.events import CandidateCommanded, Command
from simulator.run_interview import Progress, Uttered

MAX_ANSWER_CHARS = 20_000
"""Longer than anybody speaks in a 45-minute interview without a break (about 3,500 words)."""


class UnreadableInputError(ValueError):
    """Typed or piped text that is no answer; its `str` says in one line what is wrong with it."""


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


def meant(
    text: str,
    progress: Progress,
    scenario: Scenario,
    show: Callable[[str], None],
    warn: Callable[[str], None],
) -> Uttered | CandidateCommanded | None:
    """Return what an answer or a command is to the interview; None where it is for the screen alone."""
    match parse(text):
        case None:
            return Uttered(text) if text else None
        case Command() as command:
            return CandidateCommanded(command)
        case LocalCommand.HELP:
            show(HELP)
        case LocalCommand.TIME:
            show(time_line(progress, scenario))
        case UnknownCommand() as unknown:
            warn(str(unknown))
    return None


def unsent_words(draft: str) -> str:
    """Return what of a line that was begun would be said; a command or unreadable text is not."""
    try:
        words = answer_in(draft)
    except UnreadableInputError:
        return ""
    return "" if parse(words) else words
