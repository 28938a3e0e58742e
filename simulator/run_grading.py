"""Grading a recording or a transcript, and keeping what came of it beside the recording."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import platformdirs

from simulator.content import library
from simulator.content.authoring_error import shown
from simulator.content.rubric import Rubric
from simulator.content.scenario import Probe
from simulator.grading.grade import grade
from simulator.grading.judging import Unanswered
from simulator.grading.scorecard import Scorecard
from simulator.interview.events import ModelCalled
from simulator.recording.errors import RecordingError
from simulator.recording.folder import write_result
from simulator.recording.foreign import read_transcript
from simulator.recording.header import scenario_of
from simulator.recording.heard_again import HeardAgain, heard_again
from simulator.recording.journal import is_being_written
from simulator.recording.judge_answers import JudgeAnswers
from simulator.recording.layout import JUDGE_ANSWERS, REPORT
from simulator.recording.reading import read_recording
from simulator.recording.samples import is_sample
from simulator.recording.scorecards import last_scorecard, replace_scorecard
from simulator.recording.transcript_of import transcript_of
from simulator.reporting import markdown, scorecard_json
from simulator.reporting.comparison import Comparison, compare, incomparable
from simulator.reporting.findings import Findings, findings, heard_twice
from simulator.run_judge import JudgeBench
from simulator.transcript import Transcript

GENERAL = "general"
"""The scenario of interviews whose own is not known here."""
IN_FLIGHT = 64
"""Recordings read ahead of the graders: enough for many cores, few enough for memory."""

Probes = tuple[Probe, ...]
Submit = Callable[
    [Callable[[Transcript, Rubric, str, Probes], Scorecard], Transcript, Rubric, str, Probes],
    Future[Scorecard],
]
"""What has a grader grade somewhere, as `Executor.submit` does."""


@dataclass(frozen=True, slots=True)
class Graded:
    """A scorecard with what it takes to read it."""

    scorecard: Scorecard
    findings: Findings
    transcript: Transcript
    rubric: Rubric
    probes: Probes
    """The scenario's, or none where it is not known here."""
    title: str
    """Of the scenario, or its id where the scenario is not known here."""
    date: str
    """When the interview was held, as text; empty where that is not known."""
    notes: tuple[str, ...] = ()
    """What the reader should know beside it, a line each."""


@dataclass(frozen=True, slots=True)
class Regraded:
    """What came of grading a recording again."""

    folder: Path
    fault: str = ""
    """Why it was not graded or not kept, in one line."""
    graded: Graded | None = None
    difference: Comparison | None = None
    """From the last scorecard to this one; None where there was none to compare with."""
    notes: tuple[str, ...] = ()

    @property
    def is_same(self) -> bool:
        """Statuses, red flags and verdict are those of the last scorecard."""
        return self.difference is not None and self.difference.is_same


def grade_recording(
    folder: Path, scenario_name: str | None = None, judge: JudgeBench | None = None
) -> Graded:
    """Grade what a recording holds, ended or not, by its own rubric or by that of another scenario.

    With a `judge` its answers are kept in the recording, those on a sample in the user's cache. Raises
    RecordingError where that cannot be read, AuthoringError where the other scenario cannot.
    """
    task = _task(folder, scenario_name)
    return task.graded(grade(*task.arguments), judge)


def regrade(folders: Iterable[Path], submit: Submit, judge: JudgeBench | None = None) -> Iterator[Regraded]:
    """Grade recordings again by their own rubrics, keep the scorecards, tell how each differs from its last.

    Asking the judge, reading and writing are done here; only the grading by rules is submitted, so that a
    grader needs no access to the recordings. They come in the order given, and one that fails never stops
    the others.
    """
    pending: deque[tuple[Path, _Task | str, Future[Scorecard] | None]] = deque()
    for folder in folders:
        try:
            if is_being_written(folder):
                raise RecordingError(f"{folder}: this interview is being held right now")
            task = _task(folder, None)
            pending.append((folder, task, submit(grade, *task.arguments)))
        except Exception as error:
            pending.append((folder, _one_line(folder, error), None))
        if len(pending) >= IN_FLIGHT:
            yield _regraded(*pending.popleft(), judge)
    while pending:
        yield _regraded(*pending.popleft(), judge)


def at_once(
    function: Callable[[Transcript, Rubric, str, Probes], Scorecard],
    *arguments: *tuple[Transcript, Rubric, str, Probes],
) -> Future[Scorecard]:
    """Grade here and now; a `Submit` for one recording, where starting another process takes longer."""
    future: Future[Scorecard] = Future()
    try:
        future.set_result(function(*arguments))
    except Exception as error:
        future.set_exception(error)
    return future


def grade_transcript(
    path: Path,
    scenario_name: str | None = None,
    candidate: str | None = None,
    judge: JudgeBench | None = None,
) -> Graded:
    """Grade a transcript file by the rubric of `scenario_name`, else of the scenario that it names.

    A scenario unknown here is graded by the shared rubric, and a note says so. `candidate` is as in
    `read_transcript`. What a `judge` answers is kept in the user's cache. Raises ForeignError or
    AuthoringError.
    """
    foreign = read_transcript(path, candidate)
    answers = cached_answers(path)
    name = scenario_name or foreign.scenario or GENERAL
    if scenario_name is not None or name in library.scenario_files():
        scenario = library.scenario(name)
        rubric, known, notes = scenario.rubric, scenario.id, foreign.notes
        # The general scenario's title is its task; what was designed here is not known.
        title = foreign.id if known == GENERAL else scenario.title
        task = _Task(foreign.transcript, rubric, known, scenario.probes, title, "", notes, answers)
    else:
        rubric = library.scenario(GENERAL).rubric
        note = f"no scenario {shown(name)} here; graded by the shared rubric {rubric.id}"
        task = _Task(foreign.transcript, rubric, name, (), name, "", (*foreign.notes, note), answers)
    return task.graded(grade(*task.arguments), judge)


def cached_answers(path: Path) -> Path:
    """Return where a judge's answers on what is no recording of the user's are kept: in their cache."""
    name = f"{path.stem[:40]}-{sha256(str(path.resolve()).encode()).hexdigest()[:12]}.jsonl"
    return platformdirs.user_cache_path("interview-simulator", False) / "judge" / name


def kept_scorecard(folder: Path) -> Scorecard | None:
    """Return the last scorecard of a recording, or None; RecordingError where it cannot be read."""
    data = last_scorecard(folder)
    try:
        return None if data is None else scorecard_json.decode(data)
    except scorecard_json.UnreadableScorecardError as error:
        raise RecordingError(f"{folder}: {error}") from None


def keep(folder: Path, graded: Graded) -> tuple[str, ...]:
    """Write scorecard and report into a recording's folder; return a line for each that cannot be written.

    A scorecard that was there before is kept.
    """
    troubles = []
    try:
        before = kept_scorecard(folder)
        made_by = f"{before.grader.name}-{before.grader.version}" if before else ""
    except RecordingError:
        made_by = "unreadable"
    try:
        replace_scorecard(folder, scorecard_json.encode(graded.scorecard), made_by)
    except RecordingError as error:
        troubles.append(str(error))
    try:
        write_result(
            folder, REPORT, markdown.report(graded.findings, graded.title, graded.date, graded.notes)
        )
    except RecordingError as error:
        troubles.append(str(error))
    return tuple(troubles)


@dataclass(frozen=True, slots=True)
class _Task:
    """What is to be graded, with what the report of it says besides the scorecard."""

    transcript: Transcript
    rubric: Rubric
    scenario: str
    probes: Probes
    """The scenario's, or none where it is not known here."""
    title: str
    date: str
    notes: tuple[str, ...]
    answers: Path
    """Where a judge's answers are kept."""
    calls: tuple[ModelCalled, ...] = ()
    """Those that were made to models during the interview."""
    heard: HeardAgain | None = None
    """The answers as a second hearing made them out."""

    @property
    def arguments(self) -> tuple[Transcript, Rubric, str, Probes]:
        """What a grader takes."""
        return self.transcript, self.rubric, self.scenario, self.probes

    def graded(self, rules: Scorecard, judge: JudgeBench | None) -> Graded:
        """Return what the rules grader made of it, and the judge where there is one, to be read."""
        scorecard, notes = (rules, self.notes) if judge is None else self._judged(rules, judge)
        told = findings(scorecard, self.rubric, self.transcript, self.calls)
        if self.heard is not None:
            words = self.heard.instead(self.transcript)
            again = grade(words, self.rubric, self.scenario, self.probes)
            told = replace(
                told, heard_again=heard_twice(self.transcript, self.heard, rules, again, self.rubric)
            )
        return Graded(
            scorecard, told, self.transcript, self.rubric, self.probes, self.title, self.date, notes
        )

    def _judged(self, rules: Scorecard, judge: JudgeBench) -> tuple[Scorecard, tuple[str, ...]]:
        answers = JudgeAnswers(self.answers)
        scorecard = judge.scorecard(self.transcript, self.rubric, rules, self.probes, answers)
        notes = (*self.notes, answers.trouble) if answers.trouble else self.notes
        if isinstance(scorecard, Unanswered):
            why = f"the judge {judge.model.name} gave no usable answer, so the rules graded alone"
            return rules, (*notes, f"{why}: {scorecard.reason}")
        return scorecard, notes


def _task(folder: Path, scenario_name: str | None) -> _Task:
    recording = read_recording(folder)
    scenario = scenario_of(recording.header) if scenario_name is None else library.scenario(scenario_name)
    notes = [recording.problem] if recording.problem else []
    heard = None
    try:
        heard = heard_again(folder)
    except RecordingError as error:
        notes.append(str(error))
    return _Task(
        transcript=transcript_of(recording.entries),
        rubric=scenario.rubric,
        scenario=scenario.id,
        probes=scenario.probes,
        title=scenario.title,
        date=recording.header.date,
        notes=tuple(notes),
        answers=cached_answers(folder) if is_sample(folder) else folder / JUDGE_ANSWERS,
        calls=tuple(e.event for e in recording.entries if isinstance(e.event, ModelCalled)),
        heard=heard,
    )


def _regraded(
    folder: Path, task: _Task | str, future: Future[Scorecard] | None, judge: JudgeBench | None
) -> Regraded:
    if isinstance(task, str) or future is None:
        return Regraded(folder, fault=str(task))
    try:
        graded = task.graded(future.result(), judge)
    except Exception as error:
        return Regraded(folder, fault=_one_line(folder, error))
    notes = list(graded.notes)
    try:
        before = kept_scorecard(folder)
    except RecordingError as error:
        before = None
        notes.append(f"the last scorecard cannot be compared with: {error}")
    difference = None
    if before is not None:
        reason = incomparable(before, graded.scorecard)
        if reason:
            notes.append(f"the last scorecard cannot be compared with: {reason}")
        else:
            difference = compare(before, graded.scorecard)
    troubles = keep(folder, graded)
    return Regraded(folder, "; ".join(troubles), graded, difference, tuple(notes))


def _one_line(folder: Path, error: Exception) -> str:
    """Tell what went wrong with one recording; a fault of the grader's is told as one, with its kind."""
    if isinstance(error, RecordingError):
        return str(error) if str(error).startswith(str(folder)) else f"{folder}: {error}"
    return f"{folder}: cannot be graded: {type(error).__name__}: {' '.join(str(error).split())}"
