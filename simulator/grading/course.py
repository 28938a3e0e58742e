"""How the standing at the end came about: what each answer changed, a later change of mind included."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from simulator.content.rubric import Rubric
from simulator.content.scenario import Probe
from simulator.evidence.observation import Reading, Status
from simulator.evidence.position import Positions
from simulator.evidence.reader import Reader
from simulator.evidence.red_flags import Sign, signs
from simulator.grading.grade import read_answers
from simulator.grading.reach import within_reach
from simulator.grading.red_flags import red_flags
from simulator.grading.scorecard import Quote
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
    positions = Positions()
    flags: dict[str, Quote] = {}
    read: dict[int, Reading] = {}
    shown: dict[int, tuple[Sign, ...]] = {}
    for index, reading in readings.items():
        read[index] = reading
        shown[index] = signs(weighed[index])
        before = {criterion.id: positions.status(criterion.id) for criterion in rubric.criteria}
        positions.add(index, reading)
        turn = transcript.turns[index]
        changes: list[Moved | Flagged] = []
        for criterion, was in before.items():
            held = positions.get(criterion)
            if held and held.status is not was:
                words = turn.text[held.observation.start : held.observation.end]
                changes.append(Moved(criterion, was, held.status, Quote(index, turn.start, words)))
        now = {flag.id: flag.quote for flag in red_flags(transcript, shown, read, positions, rubric)}
        changes += [Flagged(flag, True, quote) for flag, quote in now.items() if flag not in flags]
        changes += [Flagged(flag, False, quote) for flag, quote in flags.items() if flag not in now]
        flags = now
        yield index, tuple(changes)
