from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path

import pytest

from simulator.evidence.observation import UNREAD, Reading
from simulator.evidence.reader import Reader
from simulator.interview.actions import Action, EndReason, Say
from simulator.interview.events import (
    CandidateCommanded,
    CandidateSaid,
    CandidateStarted,
    Command,
    InterviewerFinished,
    InterviewStarted,
)
from simulator.interview.interview import Interview
from simulator.recording.header import Mode, new_header
from simulator.recording.journal import Journal
from simulator.recording.reading import read_recording
from simulator.recording.replay import verify
from simulator.recording.resumption import restored
from simulator.run_interview import Inbox, Progress, Report, Uttered, run_interview
from simulator.transcript import Turn
from tests.interview.small import PERSONA, SCENARIO
from tests.recording.faulty_disk import FaultyDisk

HEADER = new_header(
    SCENARIO, PERSONA, created="2026-11-21T20:43:10+01:00", mode=Mode.REALISTIC, seed=5, settings={}
)


class Candidate:
    """Does one thing after another, each when the last has been answered, and then leaves."""

    def __init__(self, *does: Report) -> None:
        self.does = does
        self.told: list[Action | str] = []
        self.progress: list[Progress] = []

    def welcome(self, recording: str) -> None:
        raise AssertionError

    def recall(self, turns: Sequence[Turn]) -> None:
        raise AssertionError

    async def listen(self, inbox: Inbox, progress: Callable[[], Progress]) -> None:
        await inbox.join()
        for heard in self.does:
            self.progress.append(progress())
            await inbox.put(heard)
            await inbox.join()

    async def speak(self, sentences: AsyncIterator[str]) -> str:
        said = [sentence async for sentence in sentences]
        self.told += said
        return " ".join(said)

    def carry_out(self, action: Action) -> None:
        self.told.append(action)

    def warn(self, message: str) -> None:
        raise AssertionError(message)

    def unsent_words(self) -> str:
        return ""


class QuestionNoting(Reader):
    """Notes which question each utterance was read with."""

    def __init__(self) -> None:
        super().__init__(SCENARIO.rubric, SCENARIO.facts)
        self.questions: list[str] = []

    def read(self, text: str, question: str = "", since: int = 0) -> Reading:
        self.questions.append(question)
        return super().read(text, question, since)


class CrashError(Exception):
    pass


class Crashing(Candidate):
    """Takes the program down when the interviewer has spoken for the second time, before it is delivered."""

    async def speak(self, sentences: AsyncIterator[str]) -> str:
        heard = await super().speak(sentences)
        if sum(isinstance(done, str) for done in self.told) == 2:
            raise CrashError
        return heard


def _begin(folder: Path, candidate: Candidate, reader: Reader | None = None) -> EndReason:
    reader = reader or Reader(SCENARIO.rubric, SCENARIO.facts)
    journal = Journal.create(folder, HEADER)
    interview = Interview(SCENARIO, PERSONA, seed=5)
    try:
        return asyncio.run(run_interview(interview, reader, journal, candidate))
    finally:
        journal.close()


def test_an_interview_that_broke_off_goes_on_at_its_place(tmp_path: Path) -> None:
    with pytest.raises(CrashError):
        _begin(tmp_path, Crashing(CandidateStarted(), Uttered("Success is one day per review.")))
    journal, recording = Journal.resume(tmp_path)
    before = recording.entries
    assert [type(entry.event) for entry in before] == [
        InterviewStarted, InterviewerFinished, CandidateStarted, CandidateSaid,
    ]  # fmt: skip
    interview, place = restored(recording)
    assert place is not None
    reader = QuestionNoting()
    candidate = Candidate(Uttered("It would cost two cents."), CandidateCommanded(Command.END))
    began = time.monotonic()
    reason = asyncio.run(run_interview(interview, reader, journal, candidate, place))
    journal.close()
    assert reason is EndReason.CANDIDATE_ENDED
    after = read_recording(tmp_path)
    assert after.entries[: len(before)] == before
    assert isinstance(after.entries[len(before)].event, InterviewerFinished), (
        "the question stands on the screen"
    )
    assert sum(isinstance(entry.event, InterviewStarted) for entry in after.entries) == 1
    assert verify(after.header, after.entries) == []
    asked = [action.text for action in before[-1].actions if isinstance(action, Say)]
    assert reader.questions[0] == asked[0]
    times = [entry.at for entry in after.entries]
    assert times == sorted(times)
    assert place.at <= candidate.progress[0].elapsed_s <= place.at + time.monotonic() - began


def test_a_wall_clock_set_back_moves_no_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wall = iter(range(10**9, 0, -3600))
    monkeypatch.setattr(time, "time", lambda: next(wall))
    answers = (Uttered("Success is one day."), Uttered("Two cents."), CandidateCommanded(Command.END))
    assert _begin(tmp_path, Candidate(*answers)) is EndReason.CANDIDATE_ENDED
    recording = read_recording(tmp_path)
    times = [entry.at for entry in recording.entries]
    assert times == sorted(times)
    assert times[0] >= 0
    assert verify(recording.header, recording.entries) == []


class Looking(Candidate):
    """Looks into the recording whenever something is done."""

    def __init__(self, recording: Path, *does: Report) -> None:
        super().__init__(*does)
        self.recording = recording
        self.recorded: list[bool] = []

    def look(self, done: Callable[[Action], bool]) -> None:
        entries = read_recording(self.recording).entries
        self.recorded.append(any(done(action) for entry in entries for action in entry.actions))

    async def speak(self, sentences: AsyncIterator[str]) -> str:
        text = await super().speak(sentences)
        self.look(lambda action: isinstance(action, Say) and action.text == text)
        return text

    def carry_out(self, action: Action) -> None:
        self.look(lambda recorded: recorded == action)


def test_nothing_is_carried_out_that_is_not_recorded(tmp_path: Path) -> None:
    candidate = Looking(tmp_path, Uttered("Success is one day."), CandidateCommanded(Command.END))
    _begin(tmp_path, candidate)
    assert len(candidate.recorded) > 3
    assert all(candidate.recorded)


class Told(Candidate):
    """Fills the disk with its first report and makes room with its last but one."""

    def __init__(self, disk: FaultyDisk, *does: Report) -> None:
        super().__init__(*does)
        self.disk = disk
        self.warned: list[str] = []

    async def listen(self, inbox: Inbox, progress: Callable[[], Progress]) -> None:
        await inbox.join()
        for at, heard in enumerate(self.does):
            self.disk.room = 0 if at < len(self.does) - 1 else None
            await inbox.put(heard)
            await inbox.join()

    def warn(self, message: str) -> None:
        self.warned.append(message)


def test_a_full_disk_is_told_once_and_so_is_its_end_and_nothing_is_lost(tmp_path: Path) -> None:
    disk = FaultyDisk()
    candidate = Told(
        disk, Uttered("Success is one day."), Uttered("Two cents."), CandidateCommanded(Command.END)
    )
    reader, interview = Reader(SCENARIO.rubric, SCENARIO.facts), Interview(SCENARIO, PERSONA, seed=5)
    journal = Journal.create(tmp_path, HEADER, disk)
    asyncio.run(run_interview(interview, reader, journal, candidate))
    assert journal.close() is None
    assert [message.split("(")[0].split(";")[0] for message in candidate.warned] == [
        "The recording cannot be written ", "The recording can be written again",
    ]  # fmt: skip
    recording = read_recording(tmp_path)
    assert recording.missing == 0
    assert recording.ended
    assert verify(recording.header, recording.entries) == []


class Hasty(Candidate):
    """Does everything at once and has begun another sentence when it ends."""

    async def listen(self, inbox: Inbox, progress: Callable[[], Progress]) -> None:
        for heard in self.does:
            inbox.put_nowait(heard)
        await asyncio.Event().wait()

    def unsent_words(self) -> str:
        return "and one more"


def test_nothing_sent_or_begun_before_the_end_is_lost(tmp_path: Path) -> None:
    hasty = Hasty(
        CandidateCommanded(Command.END), Uttered("A last answer."), CandidateCommanded(Command.SKIP)
    )
    assert _begin(tmp_path, hasty) is EndReason.CANDIDATE_ENDED
    said = [e.event.text for e in read_recording(tmp_path).entries if isinstance(e.event, CandidateSaid)]
    assert said == ["A last answer.", "and one more"]


class Defective(Reader):
    """Has a defect that one answer brings out."""

    def read(self, text: str, question: str = "", since: int = 0) -> Reading:
        if "omelette" in text:
            raise RecursionError(text)
        return super().read(text, question, since)


class Warned(Candidate):
    def warn(self, message: str) -> None:
        self.told.append(message)


def test_an_answer_that_cannot_be_read_is_kept_and_the_interview_goes_on(tmp_path: Path) -> None:
    answers = "We break eggs for an omelette.", "The target is two seconds."
    candidate = Warned(*map(Uttered, answers))
    reader = Defective(SCENARIO.rubric, SCENARIO.facts)
    assert _begin(tmp_path, candidate, reader) is EndReason.INPUT_ENDED
    recording = read_recording(tmp_path)
    said = [e.event for e in recording.entries if isinstance(e.event, CandidateSaid)]
    assert tuple(event.text for event in said) == answers
    assert [event.reading == UNREAD for event in said] == [True, False]
    (warning,) = [told for told in candidate.told if isinstance(told, str) and "RecursionError" in told]
    assert warning.startswith("Your answer is kept")
    assert verify(recording.header, recording.entries) == []
