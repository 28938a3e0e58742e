"""The loop of a live interview: what the candidate does goes in, what follows is recorded and then done."""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

from simulator.evidence.reader import Reader
from simulator.interview.actions import Action, EndInterview, EndReason, Say
from simulator.interview.events import (
    CandidateCommanded,
    CandidateLeft,
    CandidateSaid,
    CandidateStarted,
    CandidateStopped,
    Departure,
    Event,
    InterviewerFinished,
    InterviewStarted,
    TimePassed,
)
from simulator.interview.floor import Holder
from simulator.interview.interview import Interview
from simulator.recording.journal import Journal
from simulator.recording.resumption import Place
from simulator.transcript import Turn


@dataclass(frozen=True, slots=True)
class Uttered:
    """The candidate's words as they reach the front end, not yet read for evidence."""

    text: str
    yields: bool = True


Heard = Uttered | CandidateStarted | CandidateStopped | CandidateCommanded | CandidateLeft
"""What a front end may report."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Where an interview stands, for a clock on the screen."""

    phase: str
    """Title of the phase."""
    elapsed_s: float


class FrontEnd(Protocol):
    """Where the candidate sits."""

    def welcome(self, recording: str) -> None:
        """Show what is about to happen and where it is recorded."""

    def recall(self, turns: Sequence[Turn]) -> None:
        """Show the last turns of an interview that goes on, for the candidate to find their place."""

    async def listen(self, inbox: asyncio.Queue[Heard], progress: Callable[[], Progress]) -> None:
        """Put what the candidate does into `inbox` until cancelled or until nothing more can come.

        `inbox.join()` returns when all of it has been answered.
        """

    async def carry_out(self, action: Action) -> None:
        """Do what the interview wants; return when it has been delivered."""

    def warn(self, message: str) -> None:
        """Tell the candidate, in one line, of trouble that the interview survives."""

    def unsent_words(self) -> str:
        """Return what the candidate had begun and not handed over."""


async def run_interview(
    interview: Interview, reader: Reader, journal: Journal, front_end: FrontEnd, place: Place | None = None
) -> EndReason:
    """Hold an interview to its end and return why it ended; by then `journal` has every event of it.

    One that broke off goes on at `place`, in the state in which `interview` then is.
    An exception of the front end's ends the interview like a candidate who left, and is raised after it.
    """
    return await _Session(interview, reader, journal, front_end, place).run()


class _Session:
    """One run of the loop."""

    def __init__(
        self,
        interview: Interview,
        reader: Reader,
        journal: Journal,
        front_end: FrontEnd,
        place: Place | None,
    ) -> None:
        self._interview = interview
        self._reader = reader
        self._journal = journal
        self._front_end = front_end
        self._is_new = place is None
        self._began = time.monotonic() - (place.at if place else 0.0)
        self._question = place.question if place else ""
        self._trouble_told: tuple[str, str] | None = None
        self._end_reason = EndReason.INPUT_ENDED

    async def run(self) -> EndReason:
        inbox: asyncio.Queue[Heard] = asyncio.Queue()
        if self._is_new:
            await self._post(InterviewStarted())
        elif self._interview.floor_holder is Holder.INTERVIEWER:
            await self._post(InterviewerFinished())  # the candidate has been shown it in full by now
        listening = asyncio.create_task(self._listen(inbox))
        _leave_on_signals(inbox)
        while not self._interview.is_over:
            wake_at = self._interview.wake_at
            try:
                async with asyncio.timeout(None if wake_at is None else max(0.0, wake_at - self._now())):
                    heard = await inbox.get()
            except TimeoutError:
                await self._post(TimePassed())
            else:
                await self._post(self._said(heard) if isinstance(heard, Uttered) else heard)
                inbox.task_done()
        listening.cancel()
        (outcome,) = await asyncio.gather(listening, return_exceptions=True)
        # What the candidate sent while the last word was being said, and what they had begun, was said too.
        late = [inbox.get_nowait() for _ in range(inbox.qsize())]
        words = [heard.text for heard in late if isinstance(heard, Uttered)]
        for text in filter(None, [*words, self._front_end.unsent_words()]):
            await self._post(self._said(Uttered(text, yields=False)))
        if isinstance(outcome, Exception):
            raise outcome
        return self._end_reason

    def _now(self) -> float:
        return time.monotonic() - self._began

    def _progress(self) -> Progress:
        return Progress(self._interview.phase.title, self._now())

    async def _listen(self, inbox: asyncio.Queue[Heard]) -> None:
        try:
            await self._front_end.listen(inbox, self._progress)
        except Exception:
            await inbox.put(CandidateLeft(Departure.INPUT_ENDED))
            raise
        await inbox.put(CandidateLeft(Departure.INPUT_ENDED))

    def _said(self, uttered: Uttered) -> CandidateSaid:
        return CandidateSaid(uttered.text, uttered.yields, self._reader.read(uttered.text, self._question))

    async def _post(self, event: Event) -> None:
        now = self._now()
        actions = self._interview.handle(event, now)
        trouble = await asyncio.to_thread(self._journal.append, now, event, actions)
        state = None if trouble is None else (trouble.fault, trouble.file)
        if trouble is not None and state != self._trouble_told:
            self._front_end.warn(str(trouble))
        self._trouble_told = state
        for action in actions:
            if isinstance(action, Say):
                self._question = action.text
            elif isinstance(action, EndInterview):
                self._end_reason = action.reason
            await self._front_end.carry_out(action)
        if any(isinstance(action, Say) for action in actions):
            await self._post(InterviewerFinished())


def _leave_on_signals(inbox: asyncio.Queue[Heard]) -> None:
    """Take an interrupt, a hang-up or a request to stop as the candidate leaving: all is kept and graded."""
    loop = asyncio.get_running_loop()
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        # Windows has neither the last one nor signal handlers in its event loop.
        with suppress(AttributeError, NotImplementedError):
            loop.add_signal_handler(
                getattr(signal, name), inbox.put_nowait, CandidateLeft(Departure.INTERRUPTED)
            )
