"""What was said, as the entries of a recording tell it."""

from __future__ import annotations

from collections.abc import Iterable

from simulator.interview.actions import Say
from simulator.interview.events import CandidateSaid, CandidateStarted, InterviewerFinished
from simulator.recording.entry import Entry, TurnImported
from simulator.transcript import Speaker, Transcript, Turn


def transcript_of(entries: Iterable[Entry]) -> Transcript:
    """Return the turns of an interview, in order and never overlapping, even where the clock was set back.

    What the interviewer says on one event is one turn; it lasts until delivered or the candidate began. What
    the candidate says until the interviewer's next words is one turn, however often they paused.
    """
    turns: list[Turn] = []
    now = 0.0
    speaking: Turn | None = None
    """The interviewer's turn being delivered."""
    began: float | None = None
    """When the candidate began the utterance that is not yet out."""

    def finish() -> None:
        nonlocal speaking
        if speaking is not None:
            turns.append(Turn(speaking.speaker, speaking.text, speaking.start, now))
            speaking = None

    for entry in entries:
        now = max(now, entry.at)
        match entry.event:
            case TurnImported(speaker, text, start, end):
                turns.append(Turn(speaker, text, start, end))
            case InterviewerFinished():
                finish()
            case CandidateStarted():
                finish()
                began = now if began is None else began
            case CandidateSaid(text):
                finish()
                _add_utterance(turns, text, began, now)
                began = None
        said = " ".join(action.text for action in entry.actions if isinstance(action, Say))
        if said:
            finish()
            speaking = Turn(Speaker.INTERVIEWER, said, now, now)
    finish()
    return Transcript(tuple(turns))


def _add_utterance(turns: list[Turn], text: str, began: float | None, ended: float) -> None:
    before = turns[-1] if turns else None
    if before is not None and before.speaker is Speaker.CANDIDATE:
        turns[-1] = Turn(Speaker.CANDIDATE, f"{before.text} {text}", before.start, ended)
    else:
        free_from = before.end if before else 0.0
        start = free_from if began is None else max(began, free_from)
        turns.append(Turn(Speaker.CANDIDATE, text, start, ended))
