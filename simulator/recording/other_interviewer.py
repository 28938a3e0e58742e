"""What another interviewer would have made of the same answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from simulator.content.persona import Persona
from simulator.evidence.reader import Reader
from simulator.interview.actions import (
    Acknowledge,
    Action,
    Duck,
    EndInterview,
    PauseSpeaking,
    ResumeSpeaking,
    Say,
    StopSpeaking,
)
from simulator.interview.events import (
    CandidateBrokeIn,
    CandidateCommanded,
    CandidateSaid,
    CandidateSpokeOn,
    CandidateStopped,
    Event,
    InterviewerCutOff,
    InterviewerFinished,
    InterviewerWorded,
    TimePassed,
)
from simulator.interview.floor import Holder
from simulator.interview.interview import Interview
from simulator.recording.entry import Entry, TurnImported
from simulator.recording.header import Header, scenario_of
from simulator.recording.replay import interview_of, interview_with

_OWN_MATTERS = (
    InterviewerWorded,
    InterviewerFinished,
    InterviewerCutOff,
    TimePassed,
)
"""How words are delivered and when a silence is broken."""
_HANDLING = (Acknowledge, Duck, PauseSpeaking, ResumeSpeaking, StopSpeaking)


@dataclass(frozen=True, slots=True)
class Exchange:
    """One thing the candidate did, with what followed from either interviewer until the next."""

    at: float
    """Seconds from the start of the interview."""
    said: str
    """The candidate's words or command; empty at the opening."""
    recorded: tuple[Action, ...]
    """With the words that were really said, which may be a model's."""
    other: tuple[Action, ...]

    @property
    def differs(self) -> bool:
        """The other one would have been after something else, or would have been silent."""
        return _meant(self.recorded) != _meant(self.other)


def exchanges(header: Header, entries: Sequence[Entry], persona: Persona) -> list[Exchange]:
    """Give the answers of a recording to `persona`, at the times they were.

    What did not count then, such as an "mm-hm" over the interviewer's words, does not count now. Raises
    RecordingError where the recorded scenario is of a form that is no longer known.
    """
    scenario = scenario_of(header)
    held = interview_of(header)
    reader = Reader(scenario.rubric, scenario.facts, scenario.probes)
    other = _Other(interview_with(persona, header), reader, _word_s(entries))
    worded = _worded(entries)
    found: list[Exchange] = []
    said, at = "", 0.0
    heard_of = _heard_of_each(entries)
    share = 1.0
    recorded: list[Action] = []
    heard: list[Action] = []
    for entry in entries:
        heard += other.wait_until(entry.at)
        event = entry.event
        if isinstance(event, TurnImported):
            continue
        over, turn = held.floor_holder is Holder.INTERVIEWER, held.candidate_turn
        answered = any(isinstance(action, Say) for action in held.handle(event, entry.at))
        words = ""
        match event:
            case CandidateSaid(text) if answered or held.candidate_turn != turn:
                words = text
                event = other.read(event, turn)
            case CandidateSaid():
                event = other.read(event, turn) if other.is_speaking else CandidateStopped()
            case CandidateCommanded(command):
                words = f"/{command}"
        if words:
            if recorded or heard:
                found.append(Exchange(at, said, tuple(recorded), tuple(heard)))
                said = ""
            said, at = f"{said} {words}".strip(), entry.at
            recorded, heard = [], []
        recorded += _shown(_in_words(entry.actions, worded.get(entry.seq)))
        is_for_one_who_speaks = isinstance(event, CandidateBrokeIn | CandidateSpokeOn)
        if not isinstance(event, _OWN_MATTERS) and (other.is_speaking or not is_for_one_who_speaks):
            heard += other.post(event, entry.at, share, over=over)
        if _words_of(entry.actions):
            share = next(heard_of)
    return [*found, Exchange(at, said, tuple(recorded), tuple(heard))]


class _Other:
    """The other interview, with a clock of its own between the candidate's doings."""

    def __init__(self, interview: Interview, reader: Reader, word_s: float) -> None:
        """What the interviewer says takes `word_s` seconds a word."""
        self._interview = interview
        self._reader = reader
        self._word_s = word_s
        self._question = ""
        self._delivered_at = 0.0

    def read(self, said: CandidateSaid, turn: str) -> CandidateSaid:
        """Return words said behind `turn` as this interviewer hears them: their own turn came elsewhere."""
        own = self._interview.candidate_turn
        if own == turn:
            return said
        whole = f"{own} {said.text}".strip()
        reading = self._reader.read(whole, self._question, len(whole) - len(said.text))
        return replace(said, reading=reading)

    def post(self, event: Event, now: float, share: float, *, over: bool) -> list[Action]:
        """Let the candidate do something, `over` an interviewer's words or else when they are at their end.

        Where this breaks in, that `share` of them has been heard; of those that were not cut off then, what
        there was time for.
        """
        waited = self._happen(InterviewerFinished(), now) if self.is_speaking and not over else []
        actions = self._happen(event, now)
        if any(isinstance(action, StopSpeaking) for action in actions):
            words = self._question.split()
            left = (self._delivered_at - now) / self._word_s if self._word_s else 0.0
            heard = round(share * len(words)) if share < 1 else max(0, len(words) - round(left))
            self._happen(InterviewerCutOff(" ".join(words[:heard])), now)
        return _shown(waited + actions)

    def wait_until(self, now: float) -> Iterator[Action]:
        """Let time pass until `now`; yield what is said into it."""
        while (due := self._due) is not None and due[0] <= now:
            at, event = due
            yield from _shown(self._happen(event, at))

    @property
    def is_speaking(self) -> bool:
        """They have the floor."""
        return self._interview.floor_holder is Holder.INTERVIEWER and not self._interview.is_over

    @property
    def _due(self) -> tuple[float, Event] | None:
        wake_at = self._interview.wake_at
        if self.is_speaking and (wake_at is None or self._delivered_at <= wake_at):
            return self._delivered_at, InterviewerFinished()
        return None if wake_at is None else (wake_at, TimePassed())

    def _happen(self, event: Event, now: float) -> list[Action]:
        actions = self._interview.handle(event, now)
        if said := _words_of(actions):
            self._question = said
            self._delivered_at = now + len(said.split()) * self._word_s
        return actions


def _worded(entries: Iterable[Entry]) -> dict[int, str]:
    """Return a model's words for what was to be said in an entry, by its number."""
    worded: dict[int, str] = {}
    saying: int | None = None
    for entry in entries:
        if isinstance(entry.event, InterviewerWorded) and saying is not None:
            worded[saying] = f"{worded.get(saying, '')} {entry.event.text}".strip()
        if any(isinstance(action, Say) for action in entry.actions):
            saying = entry.seq
    return worded


def _in_words(actions: Iterable[Action], words: str | None) -> Iterator[Action]:
    for action in actions:
        yield replace(action, text=words) if words and isinstance(action, Say) else action


def _word_s(entries: Iterable[Entry]) -> float:
    """Return how many seconds a word of the interviewer's took where it was heard to its end; 0 if typed."""
    words, seconds = 0, 0.0
    saying: tuple[float, int] | None = None
    for entry in entries:
        if isinstance(entry.event, InterviewerFinished) and saying:
            words, seconds = words + saying[1], seconds + entry.at - saying[0]
        if said := _words_of(entry.actions):
            saying = entry.at, len(said.split())
    return max(0.0, seconds) / words if words else 0.0


def _words_of(actions: Iterable[Action]) -> str:
    """Return what is said."""
    return " ".join(action.text for action in actions if isinstance(action, Say))


def _heard_of_each(entries: Iterable[Entry]) -> Iterator[float]:
    """Yield what share of each utterance was heard."""
    asked = ""
    for entry in entries:
        if asked and isinstance(entry.event, InterviewerCutOff):
            yield min(1.0, len(entry.event.heard.split()) / len(asked.split()))
            asked = ""
        said = _words_of(entry.actions)
        if asked and said:
            yield 1.0
        asked = said or asked
    yield 1.0


def _shown(actions: Iterable[Action]) -> list[Action]:
    """Return what is said and shown, without how the voice is handled."""
    return [action for action in actions if not isinstance(action, _HANDLING)]


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
