"""What was said, as the entries of a recording tell it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from simulator.interview.actions import Action, Say
from simulator.interview.events import (
    CandidatePaused,
    CandidateSaid,
    CandidateStarted,
    CandidateStopped,
    Engine,
    EngineFailed,
    Event,
    InterviewerCutOff,
    InterviewerFinished,
    InterviewerWorded,
)
from simulator.recording.entry import Entry, TurnImported
from simulator.transcript import Speaker, Transcript, Turn


def transcript_of(entries: Iterable[Entry]) -> Transcript:
    """Return the turns of an interview, in order and never overlapping, even where the clock was set back.

    What the interviewer says on one event is one turn, as far as it was heard; it lasts until delivered or
    broken into. What the candidate says until the interviewer's next words is one turn, however often they
    paused; what they said over the interviewer comes behind the interviewer's turn.
    """
    return Transcript(TranscriptSoFar(entries).turns)


@dataclass(slots=True)
class _Utterance:
    """The interviewer's words being delivered."""

    script: str
    start: float
    worded: list[str] = field(default_factory=list)
    """A model's words in place of the script's."""
    over: list[tuple[str, float | None, float]] = field(default_factory=list)
    """What the candidate has said over it: words, beginning, end."""

    @property
    def text(self) -> str:
        return " ".join(self.worded) or self.script

    def turn(self, heard: str, now: float, *, whole: bool) -> Turn:
        """Return it as a turn that ended now, or where the candidate broke in."""
        broken_into = [began for _, began, _ in self.over if began is not None]
        end = now if whole or not broken_into else max(self.start, min(broken_into[0], now))
        return Turn(Speaker.INTERVIEWER, heard, self.start, end)


class TranscriptSoFar:
    """The transcript of an interview that goes on, entry by entry."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._turns: list[Turn] = []
        self._now = 0.0
        self._saying: _Utterance | None = None
        self._begun: deque[float] = deque()
        """When the stretches began whose words are not there yet."""
        self._ended: deque[float] = deque()
        """When they gave way to silence, as far as they have."""
        for entry in entries:
            self.add(entry.at, entry.event, entry.actions)

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The turns up to now, with what is being said."""
        return tuple(self._with(self._saying) if self._saying else self._turns)

    @property
    def unheard_since(self) -> float | None:
        """When the candidate began what has no words yet, in seconds; None where there is no such thing."""
        return self._begun[0] if self._begun else None

    def add(self, at: float, event: Event | TurnImported, actions: Sequence[Action]) -> None:
        """Take in what happened at `at`, with what followed from it."""
        now = self._now = max(self._now, at)
        match event:
            case TurnImported(speaker, text, start, end):
                self._turns.append(Turn(speaker, text, start, end))
            case InterviewerWorded(text) if self._saying:
                self._saying.worded.append(text)
            case InterviewerFinished():
                self._finish(whole=True)
            case InterviewerCutOff(heard):
                self._finish(heard)
            case CandidateStarted():
                self._begun.append(now)
            case CandidatePaused(silence_s):
                self._ended.append(now - silence_s)
            case CandidateStopped():
                self._stretch()
            case CandidateSaid(text):
                began, ended = self._stretch()
                if self._saying:
                    self._saying.over.append((text, began, ended))
                else:
                    _add_utterance(self._turns, text, began, ended)
            case EngineFailed(Engine.SPEECH_TO_TEXT):
                self._begun.clear()
                self._ended.clear()
        said = " ".join(action.text for action in actions if isinstance(action, Say))
        if said:
            self._finish()
            self._saying = _Utterance(said, now)

    def _stretch(self) -> tuple[float | None, float]:
        """Return when the earliest stretch without words began, if that is known, and ended."""
        began = self._begun.popleft() if self._begun else None
        return began, self._ended.popleft() if self._ended else self._now

    def _finish(self, heard: str | None = None, *, whole: bool = False) -> None:
        if self._saying:
            self._turns = self._with(self._saying, heard, whole=whole)
            self._saying = None

    def _with(self, saying: _Utterance, heard: str | None = None, *, whole: bool = False) -> list[Turn]:
        turns = list(self._turns)
        text = saying.text if heard is None else heard
        if text:
            turns.append(saying.turn(text, self._now, whole=whole))
        for words, began, ended in saying.over:
            _add_utterance(turns, words, began, ended)
        return turns


def _add_utterance(turns: list[Turn], text: str, began: float | None, ended: float) -> None:
    before = turns[-1] if turns else None
    free_from = before.end if before else 0.0
    end = max(ended, free_from)
    if before is not None and before.speaker is Speaker.CANDIDATE:
        turns[-1] = Turn(Speaker.CANDIDATE, f"{before.text} {text}", before.start, end)
    else:
        start = free_from if began is None else max(began, free_from)
        turns.append(Turn(Speaker.CANDIDATE, text, start, max(start, end)))
