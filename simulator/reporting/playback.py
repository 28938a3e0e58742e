"""An interview as it is heard again: what was said and shown, when, with what the grader found in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from simulator.content.rubric import Rubric
from simulator.evidence.observation import Status
from simulator.grading.course import Flagged, Moved
from simulator.interview.actions import EndInterview, EnterPhase, ShowNotice
from simulator.interview.events import CandidateCommanded
from simulator.recording.reading import Recording
from simulator.recording.transcript_of import transcript_of
from simulator.reporting.findings import clock, readable
from simulator.reporting.wording import STANDINGS
from simulator.transcript import Speaker

RED_FLAG = "red flag"
TAKEN_BACK = "taken back"
INTERVIEWER = "Interviewer"
"""Who asked in an interview held elsewhere, where nobody is named."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What an answer changed in the grader's eyes."""

    standing: str
    """How it reads: a value of `STANDINGS`, `RED_FLAG`, or `TAKEN_BACK`."""
    title: str
    quote: str
    before: str = ""
    """How it stood until then; empty where it was not there."""

    def __str__(self) -> str:
        was = f" (was {self.before})" if self.before else ""
        return f"{self.standing}{was}: {self.title}: “{self.quote}”"


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


def findings_by_turn(
    course: Iterable[tuple[int, Sequence[Moved | Flagged]]], rubric: Rubric
) -> dict[int, tuple[Finding, ...]]:
    """Return what each turn changed in the words of `rubric`."""
    return {turn: tuple(_finding(change, rubric) for change in changes) for turn, changes in course}


def passages(
    recording: Recording, findings: Mapping[int, tuple[Finding, ...]] | None = None
) -> tuple[Passage, ...]:
    """Return all of a recording in order of time, with the `findings` of each turn where they are given."""
    names = {
        Speaker.CANDIDATE: "You",
        Speaker.INTERVIEWER: readable(str(recording.header.persona.get("name", INTERVIEWER))),
    }
    spoken = [
        Passage(
            names[turn.speaker],
            turn.speaker,
            readable(turn.text),
            turn.start,
            turn.end,
            (findings or {}).get(index, ()),
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


def _finding(change: Moved | Flagged, rubric: Rubric) -> Finding:
    quote = readable(change.quote.text)
    match change:
        case Moved(criterion, before, now):
            standing = TAKEN_BACK if now is Status.MISSING else STANDINGS[now]
            was = "" if before is Status.MISSING else STANDINGS[before]
            return Finding(standing, readable(rubric.criterion(criterion).title), quote, was)
        case Flagged(red_flag, is_shown):
            title = readable(rubric.red_flag(red_flag).title)
            if is_shown:
                return Finding(RED_FLAG, title, quote)
            return Finding(TAKEN_BACK, title, quote, RED_FLAG)


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
