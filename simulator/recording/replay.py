"""Whether the interviewer of today would do what was done in a recording: same events, actions compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, is_dataclass
from itertools import zip_longest
from typing import Protocol

from simulator.content.persona import Persona
from simulator.interview.actions import Action
from simulator.interview.events import Event
from simulator.interview.interview import Interview
from simulator.recording.entry import Entry, TurnImported
from simulator.recording.errors import RecordingError
from simulator.recording.header import Header, Mode, persona_of, scenario_of

PATIENCE = "patience"
"""The setting that tells how many times as patient as their persona the interviewer was; 1 without it."""


class Interviewer(Protocol):
    """What takes events and answers with actions, as `Interview` does."""

    def handle(self, event: Event, now: float) -> Sequence[Action]:
        """Take in an event at `now`, seconds from the start, and return what is to be done."""


@dataclass(frozen=True, slots=True)
class Divergence:
    """An event to which something else was done than would be now."""

    seq: int
    at: float
    """Seconds from the start of the interview."""
    event: Event
    recorded: tuple[Action, ...]
    replayed: tuple[Action, ...]

    def __str__(self) -> str:
        """Tell `>>` the event and `<<` each action; `-` marks what was only recorded, `+` what would be."""
        minutes, seconds = divmod(int(self.at), 60)
        lines = [f"entry {self.seq} at {minutes:02d}:{seconds:02d}", f"  >> {_told(self.event)}"]
        for was, would_be in zip_longest(self.recorded, self.replayed):
            if was == would_be:
                lines.append(f"  << {_told(was)}")
                continue
            lines += [f"- << {_told(was)}"] if was else []
            lines += [f"+ << {_told(would_be)}"] if would_be else []
        return "\n".join(lines)


def interview_of(header: Header) -> Interview:
    """Return a recorded interview at its beginning; RecordingError where its content no longer fits."""
    return interview_with(persona_of(header), header)


def interview_with(persona: Persona, header: Header) -> Interview:
    """Return the same interview at its beginning with another persona; RecordingError as above."""
    return Interview(
        scenario_of(header),
        persona,
        seed=header.seed,
        practice=header.mode is Mode.PRACTICE,
        patience=header.settings.get(PATIENCE, 1.0),
    )


def verify(
    header: Header,
    entries: Iterable[Entry],
    interviewer_of: Callable[[Header], Interviewer] = interview_of,
) -> list[Divergence]:
    """Feed the events to the interviewer again and return where the actions differ.

    `interviewer_of` builds another one than was recorded. What follows a first difference may come from it.
    """
    return drive(interviewer_of(header), entries)


def drive(interviewer: Interviewer, entries: Iterable[Entry]) -> list[Divergence]:
    """Bring an interviewer from its beginning to where `entries` end; return where it did something else."""
    handle = interviewer.handle
    divergences = []
    for entry in entries:
        if isinstance(entry.event, TurnImported):
            raise RecordingError(f"entry {entry.seq} was imported: there is no interviewer to replay it")
        replayed = tuple(handle(entry.event, entry.at))
        if replayed != entry.actions:
            divergences.append(Divergence(entry.seq, entry.at, entry.event, entry.actions, replayed))
    return divergences


def _told(step: Event | Action) -> str:
    """Return an event or action on one line, without what was read in it."""
    values = [getattr(step, field.name) for field in fields(step)]
    told = [repr(value) if type(value) is str else str(value) for value in values if not is_dataclass(value)]
    return f"{type(step).__name__}({', '.join(told)})"
