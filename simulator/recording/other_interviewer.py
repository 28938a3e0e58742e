"""What another interviewer would have made of the same answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from simulator.content.persona import Persona
from simulator.interview.actions import Action, EndInterview, Say
from simulator.interview.events import (
    CandidateBrokeIn,
    CandidateCommanded,
    CandidateSaid,
    Event,
    InterviewerCutOff,
    InterviewerFinished,
    InterviewerWorded,
    TimePassed,
)
from simulator.interview.floor import Holder
from simulator.interview.interview import Interview
from simulator.recording.entry import Entry, TurnImported
from simulator.recording.header import Header
from simulator.recording.replay import interview_with

_OWN_MATTERS = (
    InterviewerWorded,
    InterviewerFinished,
    InterviewerCutOff,
    CandidateBrokeIn,
    TimePassed,
    TurnImported,
)


@dataclass(frozen=True, slots=True)
class Exchange:
    """One thing the candidate did, with what followed from either interviewer until the next."""

    at: float
    """Seconds from the start of the interview."""
    said: str
    """The candidate's words or command; empty at the opening."""
    recorded: tuple[Action, ...]
    other: tuple[Action, ...]

    @property
    def differs(self) -> bool:
        """The other one would have been after something else, or would have been silent."""
        return _meant(self.recorded) != _meant(self.other)


def exchanges(header: Header, entries: Sequence[Entry], persona: Persona) -> list[Exchange]:
    """Give the answers of a recording to `persona`, at the times and read as they were.

    RecordingError where the recorded scenario is of a form that is no longer known.
    """
    other = _Other(interview_with(persona, header))
    found: list[Exchange] = []
    said, at = "", 0.0
    recorded: list[Action] = []
    heard: list[Action] = []
    for entry in entries:
        heard += other.wait_until(entry.at)
        event = entry.event
        match event:
            case CandidateSaid(text):
                words: str | None = text
            case CandidateCommanded(command):
                words = f"/{command}"
            case _:
                words = None
        if words is not None:
            if recorded or heard:
                found.append(Exchange(at, said, tuple(recorded), tuple(heard)))
                said = ""
            said, at = f"{said} {words}".strip(), entry.at
            recorded, heard = [], []
        recorded += entry.actions
        # How words are delivered and when a silence is broken is the other one's own matter.
        if not isinstance(event, _OWN_MATTERS):
            heard += other.post(event, entry.at)
    return [*found, Exchange(at, said, tuple(recorded), tuple(heard))]


class _Other:
    """The other interview, with a clock of its own between the candidate's doings."""

    def __init__(self, interview: Interview) -> None:
        self._interview = interview

    def post(self, event: Event, now: float) -> list[Action]:
        """Let something happen; what is said to it is delivered at once."""
        actions = self._interview.handle(event, now)
        if self._interview.floor_holder is Holder.INTERVIEWER:
            actions += self._interview.handle(InterviewerFinished(), now)
        return actions

    def wait_until(self, now: float) -> Iterator[Action]:
        """Let the silence last until `now`; yield what is said into it."""
        wake_at = self._interview.wake_at
        while wake_at is not None and wake_at < now:
            yield from self.post(TimePassed(), wake_at)
            wake_at = self._interview.wake_at


def _meant(actions: tuple[Action, ...]) -> list[tuple[str, str]]:
    """Return what actions are about, whatever their words."""
    meant = []
    for action in actions:
        match action:
            case Say(_, move, subject):
                meant.append((str(move), subject))
            case EndInterview(reason):
                meant.append(("end", str(reason)))
    return meant
