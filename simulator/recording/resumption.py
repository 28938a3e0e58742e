"""Interviews that did not come to their end: which there are, and where one stands when it goes on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from simulator.evidence.reader import Reader
from simulator.interview.events import CandidateLeft, CandidateSaid, Departure, Event, ModelCalled
from simulator.interview.interview import Interview
from simulator.recording.entry import Entry
from simulator.recording.errors import RecordingError
from simulator.recording.folder import recording_names
from simulator.recording.header import Mode, scenario_of
from simulator.recording.journal import Journal, Trouble, is_being_written
from simulator.recording.layout import SCORECARD
from simulator.recording.reading import Recording, read_recording
from simulator.recording.replay import drive, interview_of
from simulator.recording.transcript_of import transcript_of


@dataclass(frozen=True, slots=True)
class Place:
    """Where an interview broke off."""

    at: float
    """Seconds from its start by its own clock: the break does not count."""
    entries: tuple[Entry, ...]
    """What happened until then."""
    unheard: str = ""
    """What the candidate was saying, where its words were made out only after it."""


def latest_left(recordings: Path) -> Recording | None:
    """Return the latest interview held by this program where something is left to do with it, else None."""
    for recording in _latest_first(recordings):
        if recording.header.mode is not Mode.IMPORTED:
            return recording if _is_left(recording) else None
    return None


def latest_unended(recordings: Path) -> Recording:
    """Return the latest interview that did not end; RecordingError where there is none."""
    for recording in _latest_first(recordings):
        if not recording.ended and _is_left(recording):
            return recording
    raise RecordingError(f"no interview in {recordings} waits for its end")


def _latest_first(recordings: Path) -> Iterator[Recording]:
    """Yield each recording that can be read."""
    for name in reversed(recording_names(recordings)):
        with suppress(RecordingError):
            yield read_recording(recordings / name)


def _is_left(recording: Recording) -> bool:
    """Return whether an interview did not end or was not graded, and nobody is writing it."""
    if recording.ended and (recording.header.mode is Mode.IMPORTED or is_graded(recording.folder)):
        return False
    try:
        return not is_being_written(recording.folder)
    except RecordingError:
        return False


def is_graded(folder: Path) -> bool:
    """Return whether the scorecard of a recording is there."""
    return (folder / SCORECARD).exists()


def restored(recording: Recording) -> tuple[Interview, Place | None]:
    """Return an interview in the state in which it broke off, and its place; None where it had not begun.

    Raises RecordingError where this program's interviewer does not come to what is recorded.
    """
    interview = interview_of(recording.header)
    divergences = drive(interview, recording.entries)
    if divergences:
        why = (
            recording.problem
            if recording.missing
            else "this program's interviewer would have gone another way"
        )
        raise RecordingError(
            f"{recording.folder}: cannot go on exactly from entry {divergences[0].seq}: {why};"
            f" `simulate resume {recording.folder.name} --grade` ends it and grades what there is"
        )
    if not recording.entries:
        return interview, None
    # The latest, not the last: a clock that was set back does not take the interview back.
    return interview, Place(max(entry.at for entry in recording.entries), tuple(recording.entries))


def end(
    journal: Journal, recording: Recording, unsent: str, calls: Sequence[ModelCalled] = ()
) -> Trouble | None:
    """Record that the candidate left where a recording breaks off, whatever its state there.

    `unsent`, what they had not handed over, was said too, as at the end of any interview; the `calls` that it
    took to make it out are recorded before it.
    """
    at = max((entry.at for entry in recording.entries), default=0.0)
    interview = interview_of(recording.header)
    events: list[Event] = [*calls, CandidateLeft(Departure.INTERRUPTED)]
    if unsent:
        scenario = scenario_of(recording.header)
        turns = transcript_of(recording.entries)
        reader = Reader(scenario.rubric, scenario.facts, scenario.probes)
        reading = reader.read(unsent, turns.question_before(len(turns.turns)))
        events.append(CandidateSaid(unsent, False, reading))
    troubles = [journal.append(at, event, interview.handle(event, at)) for event in events]
    return next(filter(None, troubles), None)
