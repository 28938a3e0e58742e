"""The loop of a live interview: what the candidate does goes in, what follows is recorded and then done."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from contextlib import aclosing, suppress
from dataclasses import dataclass
from typing import Protocol

from simulator.engines.litellm.spending import Call, Spending
from simulator.evidence.observation import UNREAD
from simulator.evidence.reader import Reader
from simulator.interview.actions import Action, EndInterview, EndReason, Say, StopSpeaking
from simulator.interview.events import (
    CandidateBrokeIn,
    CandidateCommanded,
    CandidateLeft,
    CandidatePaused,
    CandidateSaid,
    CandidateSpokeOn,
    CandidateStarted,
    CandidateStopped,
    CandidateTookBack,
    CandidateYielded,
    Departure,
    EngineNotice,
    Event,
    InterviewerCutOff,
    InterviewerFinished,
    InterviewerWorded,
    InterviewStarted,
    ModelCalled,
    TimePassed,
)
from simulator.interview.interview import Interview
from simulator.recording.journal import Journal, Trouble
from simulator.recording.resumption import Place
from simulator.recording.transcript_of import TranscriptSoFar
from simulator.transcript import Transcript, Turn


@dataclass(frozen=True, slots=True)
class Uttered:
    """The candidate's words as they reach the front end, not yet read for evidence."""

    text: str
    yields: bool = True


Report = (
    Uttered
    | CandidateStarted
    | CandidatePaused
    | CandidateStopped
    | CandidateSpokeOn
    | CandidateBrokeIn
    | CandidateYielded
    | CandidateTookBack
    | CandidateCommanded
    | CandidateLeft
    | EngineNotice
)
"""What a front end may report."""
Happening = Report | ModelCalled | InterviewStarted
"""What comes to the loop from outside."""
Inbox = asyncio.Queue[Happening]


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

    async def listen(self, inbox: Inbox, progress: Callable[[], Progress]) -> None:
        """Put what the candidate does into `inbox` until cancelled or until nothing more can come.

        `inbox.join()` returns when the opening and the answers to all of it have been delivered.
        """

    async def speak(self, sentences: AsyncIterator[str]) -> str:
        """Deliver an utterance sentence by sentence as it comes; return what of it the candidate got to hear.

        That is the sentences joined by spaces, or less where `StopSpeaking` came, which ends `sentences` too.
        """

    def carry_out(self, action: Action) -> None:
        """Do at once what the interview wants beside `speak`; its end is not passed on."""

    def warn(self, message: str) -> None:
        """Tell the candidate, in one line, of trouble that the interview survives."""

    def unsent_words(self) -> str:
        """Return what the candidate had begun and not handed over."""


class Wording(Protocol):
    """Who says the interviewer's moves in words of their own."""

    def words(
        self, say: Say, turns: Sequence[Turn], report: Callable[[EngineNotice], None]
    ) -> AsyncGenerator[InterviewerWorded]:
        """Yield the utterance part by part, each fit to be said; `turns` is what has been said until now.

        It never fails and never keeps the candidate waiting: at worst it yields the text of `say`. Where the
        candidate breaks in it is closed early. `report` takes what went wrong.
        """


async def run_interview(
    interview: Interview,
    reader: Reader,
    journal: Journal,
    front_end: FrontEnd,
    place: Place | None = None,
    wording: Wording | None = None,
    clock: Callable[[], float] | None = None,
    spending: Spending | None = None,
) -> EndReason:
    """Hold an interview to its end and return why it ended; by then `journal` has every event of it.

    One that broke off goes on at `place`, in the state in which `interview` then is. Without `wording` the
    interviewer says the script's words. `clock` tells the seconds of the interview where something else than
    the event loop counts them, such as a microphone. Every call to a model that went or goes on `spending` is
    recorded, whichever part makes it. An exception of the front end's ends the interview like a candidate who
    left, and is raised after it.
    """
    session = _Session(interview, reader, journal, front_end, place, wording, clock)
    if spending is None:
        return await session.run()
    spending.tell = session.called
    for call in spending.calls:  # made on the way to it
        session.called(call)
    try:
        return await session.run()
    finally:
        spending.tell = None


@dataclass(slots=True)
class _Delivery:
    """An utterance on its way to the candidate."""

    say: Say
    stopped: asyncio.Event
    sentences: list[str]
    """What has been handed to the front end."""
    is_whole: bool = False
    task: asyncio.Task[str] | None = None


class _Session:
    """One run of the loop."""

    def __init__(
        self,
        interview: Interview,
        reader: Reader,
        journal: Journal,
        front_end: FrontEnd,
        place: Place | None,
        wording: Wording | None,
        clock: Callable[[], float] | None,
    ) -> None:
        self._interview = interview
        self._reader = reader
        self._journal = journal
        self._front_end = front_end
        self._wording = wording
        self._place = place
        self._now = clock or _clock_from(place.at if place else 0.0)
        self._transcript = TranscriptSoFar(place.entries if place else ())
        self._inbox: Inbox = asyncio.Queue()
        self._unanswered = 0
        """Reports whose answer is still being delivered."""
        self._delivery: _Delivery | None = None
        self._posting = asyncio.Lock()
        self._trouble: Trouble | None = None
        self._end_reason = EndReason.INPUT_ENDED
        self._loop = asyncio.get_running_loop()
        # The first answer would wait for it: now the candidate listens and thinks.
        self._ready = self._loop.run_in_executor(None, self._reader.prepare)

    def called(self, call: Call) -> None:
        """Have a call to a model recorded; engines that listen and speak call from threads of their own."""
        with suppress(RuntimeError):  # the loop has closed: the interview is over
            self._loop.call_soon_threadsafe(self._inbox.put_nowait, call.event)

    async def run(self) -> EndReason:
        if self._place is None:
            self._inbox.put_nowait(InterviewStarted())
        else:
            await self._pick_up(self._place)
        listening = asyncio.create_task(self._listen())
        _leave_on_signals(self._inbox)
        try:
            late = await self._hold()
        finally:
            listening.cancel()
            if self._delivery and self._delivery.task:
                self._delivery.task.cancel()
        (outcome,) = await asyncio.gather(listening, return_exceptions=True)
        # What the candidate sent while the last word was being said, and what they had begun, was said too.
        late += [self._inbox.get_nowait() for _ in range(self._inbox.qsize())]
        late.append(Uttered(self._front_end.unsent_words(), yields=False))
        for report in late:
            match report:
                case Uttered(text) if text:
                    await self._post(await self._said(Uttered(text, yields=False)))
                case ModelCalled() | CandidateTookBack():
                    await self._post(report)
        if isinstance(outcome, Exception):
            raise outcome
        return self._end_reason

    async def _pick_up(self, place: Place) -> None:
        """Close what the break has cut off: the candidate has been shown the last words in full by now."""
        if self._interview.is_delivering:
            await self._post(InterviewerFinished())
        if place.unheard:
            await self._post(await self._said(Uttered(place.unheard, yields=False)))
        for _ in range(self._interview.stretches):  # the last may let the interviewer speak
            await self._post(CandidateStopped())

    async def _hold(self) -> list[Happening]:
        """Go on until the interview is over and its last word delivered; return what came after its end."""
        late: list[Happening] = []
        getting = asyncio.create_task(self._inbox.get())
        try:
            while not self._interview.is_over or self._delivery:
                delivering = self._delivery.task if self._delivery else None
                await asyncio.wait(
                    {getting, delivering} if delivering else {getting},
                    timeout=self._time_left(),
                    return_when=asyncio.FIRST_COMPLETED,
                )
                if getting.done():
                    report = getting.result()
                    if isinstance(report, CandidateLeft) and self._delivery:
                        self._stop_delivery()
                    if self._interview.is_over:
                        late.append(report)
                    else:
                        await self._take(report)
                    getting = asyncio.create_task(self._inbox.get())
                elif delivering and delivering.done():
                    await self._end_delivery(delivering.result())
                elif self._time_left() == 0.0:
                    await self._post(TimePassed())
        finally:
            getting.cancel()
            (last,) = await asyncio.gather(getting, return_exceptions=True)
        return late if isinstance(last, BaseException) else [*late, last]

    def _time_left(self) -> float | None:
        wake_at = self._interview.wake_at
        return None if wake_at is None else max(0.0, wake_at - self._now())

    async def _take(self, report: Happening) -> None:
        await self._post(await self._said(report) if isinstance(report, Uttered) else report)
        self._unanswered += 1
        self._settle()

    def _settle(self) -> None:
        """Let go of who waits for an answer, once it has been delivered."""
        if self._delivery is None:
            for _ in range(self._unanswered):
                self._inbox.task_done()
            self._unanswered = 0

    def _progress(self) -> Progress:
        return Progress(self._interview.phase.title, self._now())

    async def _listen(self) -> None:
        try:
            await self._front_end.listen(self._inbox, self._progress)
        except Exception:
            await self._inbox.put(CandidateLeft(Departure.INPUT_ENDED))
            raise
        await self._inbox.put(CandidateLeft(Departure.INPUT_ENDED))

    async def _said(self, uttered: Uttered) -> CandidateSaid:
        """Read the candidate's turn so far, with what was now said, beside what it answers."""
        before = self._interview.candidate_turn
        turn = f"{before} {uttered.text}" if before else uttered.text
        turns = self._transcript.turns
        question = Transcript(turns).question_before(len(turns))
        try:
            # Long answers take tens of milliseconds to read, in which a voice would stutter.
            since = len(turn) - len(uttered.text)
            await self._ready
            reading = await asyncio.to_thread(self._reader.read, turn, question, since)
        except Exception as error:  # a defect of ours costs nobody their answer
            self._front_end.warn(
                f"Your answer is kept, but the interviewer could not make sense of it"
                f" ({type(error).__name__}): please report it."
            )
            reading = UNREAD
        return CandidateSaid(uttered.text, uttered.yields, reading)

    async def _post(self, event: Event) -> None:
        async with self._posting:
            now = self._now()
            actions = self._interview.handle(event, now)
            trouble = await asyncio.to_thread(self._journal.append, now, event, actions)
            self._transcript.add(now, event, actions)
            self._tell_of(trouble)
            for action in actions:
                self._carry_out(action)

    def _tell_of(self, trouble: Trouble | None) -> None:
        """Tell of trouble with the recording when it comes, changes and goes."""
        before, self._trouble = self._trouble, trouble
        if trouble is None:
            if before is not None and before.unwritten:
                self._front_end.warn("The recording can be written again; nothing is lost.")
        elif before is None or (trouble.fault, trouble.file) != (before.fault, before.file):
            self._front_end.warn(str(trouble))

    def _carry_out(self, action: Action) -> None:
        match action:
            case Say():
                self._deliver(action)
            case StopSpeaking() if self._delivery:
                self._stop_delivery()
            case EndInterview(reason):
                self._end_reason = reason
            case _:
                self._front_end.carry_out(action)

    # What the interviewer says

    def _deliver(self, say: Say) -> None:
        delivery = _Delivery(say, asyncio.Event(), [])
        delivery.task = asyncio.create_task(self._speak(delivery))
        self._delivery = delivery

    async def _speak(self, delivery: _Delivery) -> str:
        async with aclosing(self._sentences(delivery)) as sentences:
            return await self._front_end.speak(sentences)

    def _stop_delivery(self) -> None:
        assert self._delivery is not None
        self._delivery.stopped.set()
        self._front_end.carry_out(StopSpeaking())

    async def _end_delivery(self, heard: str) -> None:
        delivery, self._delivery = self._delivery, None
        assert delivery is not None
        is_whole = delivery.is_whole and heard == " ".join(delivery.sentences)
        await self._post(InterviewerFinished() if is_whole else InterviewerCutOff(heard))
        self._settle()

    async def _sentences(self, delivery: _Delivery) -> AsyncGenerator[str]:
        """Yield the utterance in the words it gets, each recorded before it is said."""
        if self._wording is None:
            delivery.sentences.append(delivery.say.text)
            delivery.is_whole = True
            yield delivery.say.text
            return
        report = self._inbox.put_nowait
        async with aclosing(self._wording.words(delivery.say, self._transcript.turns, report)) as worded:
            while part := await _next_unless(delivery.stopped, worded):
                await self._post(part)
                delivery.sentences.append(part.text)
                yield part.text
        delivery.is_whole = not delivery.stopped.is_set()


def _clock_from(start: float) -> Callable[[], float]:
    """Return a clock that shows `start` now."""
    loop = asyncio.get_running_loop()
    began = loop.time() - start
    return lambda: loop.time() - began


async def _next_unless(
    stopped: asyncio.Event, worded: AsyncGenerator[InterviewerWorded]
) -> InterviewerWorded | None:
    """Return the next part of an utterance; None where there is none or it was stopped first."""
    getting = asyncio.ensure_future(anext(worded, None))
    stopping = asyncio.create_task(stopped.wait())
    try:
        await asyncio.wait({getting, stopping}, return_when=asyncio.FIRST_COMPLETED)
        return None if stopped.is_set() else await getting
    finally:
        stopping.cancel()
        getting.cancel()
        await asyncio.gather(stopping, getting, return_exceptions=True)


def _leave_on_signals(inbox: Inbox) -> None:
    """Take an interrupt, a hang-up or a request to stop as the candidate leaving: all is kept and graded."""
    loop = asyncio.get_running_loop()
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        # Windows has neither the last one nor signal handlers in its event loop.
        with suppress(AttributeError, NotImplementedError):
            loop.add_signal_handler(
                getattr(signal, name), inbox.put_nowait, CandidateLeft(Departure.INTERRUPTED)
            )
