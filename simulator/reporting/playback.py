"""An interview as it is heard again: what was said and shown, when, with what the grader found in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from simulator.content.rubric import Rubric
from simulator.evidence.observation import Status
from simulator.grading.scorecard import Quote, Scorecard
from simulator.interview.actions import EndInterview, EnterPhase, ShowNotice
from simulator.interview.events import CandidateCommanded
from simulator.recording.reading import Recording
from simulator.recording.transcript_of import transcript_of
from simulator.reporting.findings import clock, readable
from simulator.reporting.wording import STANDINGS
from simulator.transcript import Speaker

RED_FLAG = "red flag"
INTERVIEWER = "Interviewer"
"""Who asked in an interview held elsewhere, where nobody is named."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What the grader held of a turn."""

    standing: str
    """How it reads: a value of `STANDINGS`, or `RED_FLAG`."""
    title: str
    quote: str

    def __str__(self) -> str:
        return f"{self.standing}: {self.title}: “{self.quote}”"


@dataclass(frozen=True, slots=True)
class Passage:
    """What one side said in a turn, or what the program showed."""

    name: str
    """Who spoke; empty for what the program showed."""
    speaker: Speaker | None
    text: str
    start: float
    """Seconds from the start of the interview."""
    end: float
    findings: tuple[Finding, ...] = ()
    """Earned by the end of it."""


def passages(
    recording: Recording, scorecard: Scorecard | None = None, rubric: Rubric | None = None
) -> tuple[Passage, ...]:
    """Return all of a recording in order of time, with what `scorecard` holds in the words of `rubric`."""
    names = {
        Speaker.CANDIDATE: "You",
        Speaker.INTERVIEWER: readable(str(recording.header.persona.get("name", INTERVIEWER))),
    }
    earned = _earned(scorecard, rubric) if scorecard and rubric else {}
    spoken = [
        Passage(
            names[turn.speaker],
            turn.speaker,
            readable(turn.text),
            turn.start,
            turn.end,
            tuple(earned.get(index, ())),
        )
        for index, turn in enumerate(transcript_of(recording.entries).turns)
    ]
    before, after = _shown(recording)
    # Sorting is stable: at one moment a phase is announced, then words are said, then their outcome is shown.
    return tuple(sorted([*before, *spoken, *after], key=lambda passage: passage.start))


def as_lines(passages: tuple[Passage, ...]) -> Iterator[str]:
    """Yield the passages as text, each turn on one line, with its findings below."""
    for passage in passages:
        lead = f"{passage.name}: " if passage.name else ""
        yield f"{clock(passage.start)}  {lead}{passage.text}"
        for finding in passage.findings:
            yield f"         {finding}"


def _earned(scorecard: Scorecard, rubric: Rubric) -> dict[int, list[Finding]]:
    """Return the findings by the turn in which they were earned."""
    earned: dict[int, list[Finding]] = {}
    for grade in scorecard.criteria:
        if grade.turn is not None and grade.status is not Status.NOT_ASSESSED:
            title = readable(rubric.criterion(grade.id).title)
            quote = _quoted(grade.evidence[-1]) if grade.evidence else ""
            earned.setdefault(grade.turn, []).append(Finding(STANDINGS[grade.status], title, quote))
    for flag in scorecard.red_flags:
        title = readable(rubric.red_flag(flag.id).title)
        earned.setdefault(flag.turn, []).append(Finding(RED_FLAG, title, _quoted(flag.quote)))
    return earned


def _quoted(quote: Quote) -> str:
    return readable(quote.text)


def _shown(recording: Recording) -> tuple[list[Passage], list[Passage]]:
    """Return what was neither side's words: what comes before the words of its moment, and what after."""
    phases = {phase["id"]: phase["title"] for phase in recording.header.scenario.get("phases", ())}
    before: list[Passage] = []
    after: list[Passage] = []
    now = 0.0
    for entry in recording.entries:
        now = max(now, entry.at)
        if isinstance(entry.event, CandidateCommanded):
            before.append(_note(f"(/{entry.event.command})", now))
        for action in entry.actions:
            match action:
                case EnterPhase(phase):
                    before.append(_note(f"── {phases.get(phase, phase)} ──", now))
                case ShowNotice(_, text):
                    after.append(_note(f"({text})", now))
                case EndInterview(reason):
                    after.append(_note(f"── {reason.replace('-', ' ')} ──", now))
    return before, after


def _note(text: str, at: float) -> Passage:
    return Passage("", None, readable(text), at, at)
