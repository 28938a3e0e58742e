"""Grading a recording or a transcript, and keeping what came of it beside the recording."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from simulator.content import library
from simulator.content.rubric import Rubric
from simulator.grading.grade import grade
from simulator.grading.scorecard import Scorecard
from simulator.recording.errors import RecordingError
from simulator.recording.folder import write_result
from simulator.recording.foreign import read_transcript
from simulator.recording.header import scenario_of
from simulator.recording.layout import REPORT, SCORECARD
from simulator.recording.reading import read_recording
from simulator.recording.transcript_of import transcript_of
from simulator.reporting import markdown, scorecard_json
from simulator.reporting.findings import Findings, findings
from simulator.transcript import Transcript

SHARED_RUBRIC = "ai-system-design"
"""The standard for transcripts of scenarios that are not known here."""


@dataclass(frozen=True, slots=True)
class Graded:
    """A scorecard with what it takes to read it."""

    scorecard: Scorecard
    findings: Findings
    title: str
    """Of the scenario, or its id where the scenario is not known here."""
    date: str
    """When the interview was held, as text; empty where that is not known."""
    notes: tuple[str, ...] = ()
    """What the reader should know beside it, a line each."""


def grade_recording(folder: Path, scenario_name: str | None = None) -> Graded:
    """Grade what a recording holds, ended or not, by its own rubric or by that of another scenario.

    Raises RecordingError where it cannot be read, AuthoringError where the other scenario cannot.
    """
    recording = read_recording(folder)
    scenario = scenario_of(recording.header) if scenario_name is None else library.scenario(scenario_name)
    notes = (recording.problem,) if recording.problem else ()
    transcript = transcript_of(recording.entries)
    date = recording.header.created[:16].replace("T", " ")
    return _graded(transcript, scenario.rubric, scenario.id, scenario.title, date, notes)


def grade_transcript(path: Path, scenario_name: str | None = None, candidate: str | None = None) -> Graded:
    """Grade a transcript file by the rubric of `scenario_name`, else of the scenario that it names.

    A scenario unknown here is graded by the shared rubric, and a note says so. `candidate` is as in
    `read_transcript`. Raises ForeignError or AuthoringError.
    """
    foreign = read_transcript(path, candidate)
    if scenario_name is not None or foreign.scenario in library.scenario_files():
        scenario = library.scenario(scenario_name or str(foreign.scenario))
        return _graded(foreign.transcript, scenario.rubric, scenario.id, scenario.title, "", foreign.notes)
    rubric = library.rubric(SHARED_RUBRIC)
    named = foreign.scenario or "general"
    notes = list(foreign.notes)
    if foreign.scenario:
        notes.append(f'no scenario "{named}" here; graded by the shared rubric {rubric.id}')
    return _graded(foreign.transcript, rubric, named, named, "", tuple(notes))


def keep(folder: Path, graded: Graded) -> tuple[str, ...]:
    """Write scorecard and report into a recording's folder; return a line for each that would not be written."""
    results = {
        SCORECARD: scorecard_json.encode(graded.scorecard).decode(),
        REPORT: markdown.report(graded.findings, graded.title, graded.date),
    }
    troubles = []
    for name, text in results.items():
        try:
            write_result(folder, name, text)
        except RecordingError as error:
            troubles.append(str(error))
    return tuple(troubles)


def _graded(
    transcript: Transcript, rubric: Rubric, scenario: str, title: str, date: str, notes: tuple[str, ...]
) -> Graded:
    scorecard = grade(transcript, rubric, scenario)
    return Graded(scorecard, findings(scorecard, rubric, transcript), title, date, notes)
