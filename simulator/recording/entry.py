"""One step of an interview as it is kept: when, what happened, what the interviewer did about it."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.interview.actions import Action
from simulator.interview.events import Event
from simulator.recording.codec import Codec
from simulator.transcript import Speaker


@dataclass(frozen=True, slots=True)
class TurnImported:
    """A turn of an interview held elsewhere: no interviewer of this program took part, so nothing follows."""

    speaker: Speaker
    text: str
    start: float
    """Seconds from the start of the interview."""
    end: float
    """Seconds from the start of the interview; never before `start`."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An event with the actions it caused."""

    seq: int
    """Counted from 1 without a gap, over all files of a recording."""
    at: float
    """Seconds from the start of the interview."""
    event: Event | TurnImported
    """In an imported recording every one is a turn, in any other none is."""
    actions: tuple[Action, ...]


ENTRY = Codec(Entry)
