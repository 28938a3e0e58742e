"""How the standing at the end came about: what each answer changed, a later change of mind included."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from simulator.content.rubric import Rubric
from simulator.content.scenario import Probe
from simulator.evidence.observation import Reading, Status
from simulator.evidence.position import Position
from simulator.evidence.reader import Reader
from simulator.evidence.red_flags import Sign, signs
from simulator.grading.grade import read_answers
from simulator.grading.reach import within_reach
from simulator.grading.red_flags import red_flags
from simulator.grading.scorecard import Quote
from simulator.grading.standing import Standings
from simulator.transcript import Transcript


@dataclass(frozen=True, slots=True)
class Moved:
    """A criterion whose status an answer changed."""

    criterion: str
    before: Status
    """`missing` where nothing had touched it."""
    now: Status
    """`missing` where a commitment was taken back with nothing in its place."""
    quote: Quote
    """The words that hold it now; an earlier answer's where those count in the light of this one."""


@dataclass(frozen=True, slots=True)
class Flagged:
    """A red flag that an answer showed, or took back."""

    red_flag: str
    is_shown: bool
    quote: Quote
    """The words that showed it."""


def course(
    transcript: Transcript, rubric: Rubric, probes: tuple[Probe, ...] = ()
) -> Iterator[tuple[int, tuple[Moved | Flagged, ...]]]:
    """Yield what each answer changed, by its turn; the last state of each is what `grade` holds."""
    transcript, _ = within_reach(transcript)
    weighed, readings = read_answers(transcript, Reader(rubric, probes=probes))
    standings = Standings(rubric)
    held: Mapping[str, Position] = {}
    flags: dict[str, Quote] = {}
    read: dict[int, Reading] = {}
    shown: dict[int, tuple[Sign, ...]] = {}
    for index, reading in readings.items():
        read[index] = reading
        shown[index] = signs(weighed[index])
        standings.add(index, weighed[index], reading)
        before, held = held, standings.held()
        changes: list[Moved | Flagged] = [
            move
            for c in rubric.criteria
            if (move := _moved(transcript, c.id, before.get(c.id), held.get(c.id)))
        ]
        now = {flag.id: flag.quote for flag in red_flags(transcript, shown, read, held, rubric)}
        changes += [Flagged(flag, True, quote) for flag, quote in now.items() if flag not in flags]
        changes += [Flagged(flag, False, quote) for flag, quote in flags.items() if flag not in now]
        flags = now
        yield index, tuple(changes)


def _moved(
    transcript: Transcript, criterion: str, was: Position | None, now: Position | None
) -> Moved | None:
    """Return how a position changed, with the words that hold it, or that held it; None where it did not."""
    before, after = (position.status if position else Status.MISSING for position in (was, now))
    held = now or was
    if held is None or after is before:
        return None
    turn, seen = transcript.turns[held.turn], held.observation
    quote = Quote(held.turn, turn.start, turn.text[seen.start : seen.end])
    return Moved(criterion, before, after, quote)
