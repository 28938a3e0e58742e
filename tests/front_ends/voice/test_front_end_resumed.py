"""A spoken interview that broke off goes on by voice at its place, and with the sound it has."""

from collections.abc import AsyncGenerator
from pathlib import Path

import numpy as np
import pytest

from simulator.front_ends.voice.screen import Input, Key
from simulator.front_ends.voice.source import FileSource
from simulator.interview.actions import Say
from simulator.interview.events import CandidateSaid, CandidateYielded, InterviewerFinished, InterviewStarted
from simulator.recording.draft import Draft
from simulator.recording.layout import journal_path
from simulator.recording.tracks import length_s, read_track
from simulator.sound import RATE
from simulator.transcript import Speaker
from tests.front_ends.voice.test_front_end_turns import in_a_room, turns
from tests.spoken import micro_whisper, speech, write_wav
from tests.spoken_interview import Candidate, Held, Room, interview

FIRST, SECOND = "the latency budget is", "two hundred milliseconds p ninety five"


def broken_off(folder: Path, after: type) -> Held:
    """Hold an interview of which nothing is left behind the first entry of a kind."""

    async def does(candidate: Candidate) -> AsyncGenerator[Input]:
        await candidate.until_asked()
        await candidate.say(speech(FIRST))
        await candidate.until(lambda: candidate.words_shown[0] == FIRST)
        await candidate.say(speech(SECOND))
        yield Key.HAND_OVER
        await candidate.until_asked(2)

    held = in_a_room(folder, does)
    journal = journal_path(held.folder, 1)
    lines = journal.read_bytes().splitlines(keepends=True)
    last = next(at for at, line in enumerate(lines) if f'"{after.__name__}"'.encode() in line)
    journal.write_bytes(b"".join(lines[: last + 1]))
    return held


async def says_on(candidate: Candidate) -> AsyncGenerator[Input]:
    await candidate.say(speech(SECOND))
    yield Key.HAND_OVER
    await candidate.until_asked()


async def says_it_again(candidate: Candidate) -> AsyncGenerator[Input]:
    await candidate.until_asked()
    await candidate.say(speech(SECOND))
    yield Key.HAND_OVER
    await candidate.until_asked(2)


def test_what_was_handed_over_is_answered_first_and_no_sound_is_written_over(tmp_path: Path):
    before = broken_off(tmp_path, CandidateYielded)
    sound = read_track(before.folder, Speaker.CANDIDATE)
    start = length_s(before.folder)
    held = interview(
        tmp_path, lambda pace: Room(pace, start), micro_whisper(), says_it_again, broken_off=before.folder
    )
    assert len(held.events(InterviewStarted)) == 1
    assert len(held.events(InterviewerFinished)) == len(held.actions(Say))
    assert turns(held)[1] == (Speaker.CANDIDATE, FIRST)
    assert turns(held)[3] == (Speaker.CANDIDATE, SECOND)
    assert held.candidate.of("candidate") == [FIRST, SECOND]
    kept = read_track(held.folder, Speaker.CANDIDATE)
    assert np.array_equal(kept[: len(sound)], sound)
    assert len(kept) > start * RATE


def test_recorded_answers_go_on_where_the_candidate_has_the_floor(tmp_path: Path):
    before = broken_off(tmp_path, CandidateSaid)
    file = write_wav(tmp_path / "answer.wav", speech(SECOND))
    held = interview(
        tmp_path,
        lambda pace: FileSource([file], pace, start=length_s(before.folder)),
        micro_whisper(),
        broken_off=before.folder,
    )
    assert turns(held)[1] == (Speaker.CANDIDATE, f"{FIRST} {SECOND}")
    assert len(held.actions(Say)) == 2


def test_words_held_back_survive_the_process(tmp_path: Path):
    async def does(candidate: Candidate) -> AsyncGenerator[Input]:
        await candidate.until_asked()
        await candidate.say(speech(FIRST))
        await candidate.until(lambda: candidate.words_shown[0] == FIRST)
        assert Draft(candidate.folder).left == FIRST
        yield Key.HAND_OVER
        await candidate.until_asked(2)
        assert Draft(candidate.folder).left == ""

    in_a_room(tmp_path, does, push_to_talk=True)


def test_words_held_back_are_there_again(tmp_path: Path):
    before = broken_off(tmp_path, InterviewStarted)
    Draft(before.folder).keep(FIRST)

    async def does(candidate: Candidate) -> AsyncGenerator[Input]:
        await candidate.until(lambda: candidate.words_shown[0] == FIRST)
        await candidate.say(speech(SECOND))
        yield Key.HAND_OVER
        await candidate.until_asked()

    held = interview(
        tmp_path, lambda pace: Room(pace, 10.0), micro_whisper(), does, broken_off=before.folder, confirm=False,
        push_to_talk=True,
    )  # fmt: skip
    assert [event.text for event in held.events(CandidateSaid)] == [f"{FIRST} {SECOND}"]


@pytest.mark.parametrize(("left", "said"), [(FIRST, [FIRST, SECOND]), ("/skip", [SECOND])])
def test_what_was_left_unsent_counts_first_where_nothing_is_held_back(
    tmp_path: Path, left: str, said: list[str]
):
    before = broken_off(tmp_path, InterviewStarted)
    Draft(before.folder).keep(left)

    async def does(candidate: Candidate) -> AsyncGenerator[Input]:
        await candidate.until(lambda: candidate.words_shown[0] == " ".join(said[:-1]))
        assert Draft(candidate.folder).left == ""
        async for key in says_on(candidate):
            yield key

    held = interview(tmp_path, lambda pace: Room(pace, 10.0), micro_whisper(), does, broken_off=before.folder)
    assert [event.text for event in held.events(CandidateSaid)] == said
