"""One step of an interview as it is kept: when, what happened, what the interviewer did about it."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.interview.actions import Action
from simulator.interview.events import Event
from simulator.recording.codec import Codec


@dataclass(frozen=True, slots=True)
class Entry:
    """An event with the actions it caused."""

    seq: int
    """Counted from 1 without a gap, over all files of a recording."""
    at: float
    """Seconds from the start of the interview."""
    event: Event
    actions: tuple[Action, ...]


ENTRY = Codec(Entry)
