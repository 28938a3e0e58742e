"""With --push-to-talk and --confirm nothing counts before the candidate says so, and nothing said is lost."""

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from simulator.front_ends.voice.screen import Key, State, Typed
from simulator.front_ends.voice.source import FileSource
from simulator.interview.actions import Say
from simulator.interview.events import CandidateSaid, CandidateStarted, CandidateTookBack, InterviewerCutOff
from tests.front_ends.voice.test_front_end_turns import in_a_room
from tests.spoken import Scripted, micro_whisper, speech, write_wav
from tests.spoken_interview import WORD_S, Candidate, Held, interview

FIRST = "we keep the data in one region"
SECOND = "thank you that is all"


def said(held: Held) -> list[tuple[str, bool]]:
    return [(event.text, event.yields) for event in held.events(CandidateSaid)]


def test_no_pause_hands_over_before_the_key_does(tmp_path: Path):
    async def does(candidate: Candidate) -> AsyncGenerator[Key | Typed]:
        await candidate.until_asked()
        await candidate.say(speech(FIRST))
        await asyncio.sleep(12)
        await candidate.say(speech(SECOND))
        await asyncio.sleep(5)
        assert candidate.asked == 1
        assert candidate.words_shown == (f"{FIRST} {SECOND}", "")
        yield Key.HAND_OVER
        await candidate.until_asked(2)

    held = in_a_room(tmp_path, does, push_to_talk=True)
    assert said(held) == [(f"{FIRST} {SECOND}", True)]
    assert len(held.events(CandidateStarted)) == 1
    assert len(held.actions(Say)) == 2
    assert held.candidate.of("candidate") == [f"{FIRST} {SECOND}"]


def test_a_key_in_mid_sentence_waits_for_its_words(tmp_path: Path):
    async def does(candidate: Candidate) -> AsyncGenerator[Key | Typed]:
        await candidate.until_asked()
        await candidate.say(speech(FIRST))
        yield Key.HAND_OVER
        await candidate.until_asked(2)

    assert said(in_a_room(tmp_path, does, push_to_talk=True)) == [(FIRST, True)]


def test_words_are_corrected_before_they_count_and_both_versions_are_kept(tmp_path: Path):
    async def does(candidate: Candidate) -> AsyncGenerator[Key | Typed]:
        candidate.corrects = lambda words: words.replace("one region", "two regions")
        await candidate.until_asked()
        await candidate.say(speech(FIRST))
        yield Key.EDIT  # means nothing yet
        yield Key.HAND_OVER
        await candidate.until_state(State.CONFIRMING)
        yield Key.EDIT
        assert candidate.states[-1] is State.CONFIRMING
        yield Key.HAND_OVER
        await candidate.until_asked(2)

    held = in_a_room(tmp_path, does, confirm=True)
    assert [event.text for event in held.events(CandidateTookBack)] == [FIRST]
    assert said(held) == [("we keep the data in two regions", True)]


def test_a_turn_is_taken_again(tmp_path: Path):
    async def does(candidate: Candidate) -> AsyncGenerator[Key | Typed]:
        await candidate.until_asked()
        await candidate.say(speech(FIRST))
        yield Key.HAND_OVER
        await candidate.until_state(State.CONFIRMING)
        yield Key.RETAKE
        await candidate.until_state(State.LISTENING)
        assert candidate.words_shown == ("", "")
        await candidate.say(speech(SECOND))
        yield Key.HAND_OVER
        await candidate.until_state(State.CONFIRMING)
        yield Key.HAND_OVER
        await candidate.until_asked(2)

    held = in_a_room(tmp_path, does, confirm=True)
    assert [event.text for event in held.events(CandidateTookBack)] == [FIRST]
    assert said(held) == [(SECOND, True)]


def test_who_goes_on_speaking_while_confirming_says_more(tmp_path: Path):
    async def does(candidate: Candidate) -> AsyncGenerator[Key | Typed]:
        await candidate.until_asked()
        await candidate.say(speech(FIRST))
        yield Key.HAND_OVER
        await candidate.until_state(State.CONFIRMING)
        await candidate.say(speech(SECOND))
        assert candidate.states[-1] is State.LISTENING
        yield Key.HAND_OVER
        await candidate.until_state(State.CONFIRMING)
        yield Key.HAND_OVER
        await candidate.until_asked(2)

    assert said(in_a_room(tmp_path, does, confirm=True)) == [(f"{FIRST} {SECOND}", True)]


def test_real_words_break_in_and_a_backchannel_does_not(tmp_path: Path):
    async def does(candidate: Candidate) -> AsyncGenerator[Key | Typed]:
        for sentence in (2, 4):
            await candidate.until(lambda sentence=sentence: len(candidate.of("interviewer")) == sentence)
            await candidate.say(speech("right" if sentence == 2 else FIRST))
        await candidate.until_asked()
        yield Key.HAND_OVER
        await candidate.until_asked(2)

    held = in_a_room(tmp_path, does, Scripted("right", FIRST, FIRST), word_s=WORD_S, push_to_talk=True)
    assert [event.text for event in held.events(CandidateTookBack)] == ["right"]
    assert held.events(InterviewerCutOff)
    assert said(held) == [(FIRST, True)]


def test_a_subject_that_is_skipped_takes_the_words_on_it_along(tmp_path: Path):
    async def does(candidate: Candidate) -> AsyncGenerator[Key | Typed]:
        await candidate.until_asked()
        await candidate.say(speech(FIRST))
        await candidate.until(lambda: candidate.words_shown[0] == FIRST)
        yield Key.SKIP
        await candidate.until_asked(2)
        await candidate.say(speech(SECOND))
        yield Key.HAND_OVER
        await candidate.until_asked(3)

    held = in_a_room(tmp_path, does, push_to_talk=True)
    assert [event.text for event in held.events(CandidateTookBack)] == [FIRST]
    assert said(held) == [(SECOND, True)]


def test_what_was_not_handed_over_is_kept_at_the_end(tmp_path: Path):
    async def does(candidate: Candidate) -> AsyncGenerator[Key | Typed]:
        await candidate.until_asked()
        await candidate.say(speech(FIRST))
        for key in ():
            yield key

    assert said(in_a_room(tmp_path, does, confirm=True)) == [(FIRST, False)]


@pytest.mark.parametrize("held_back", ["push_to_talk", "confirm"])
def test_the_end_of_a_recorded_answer_hands_it_over(tmp_path: Path, held_back: str):
    files = [write_wav(tmp_path / f"{text[:2]}.wav", speech(text)) for text in (FIRST, SECOND)]
    held = interview(
        tmp_path / "r", lambda pace: FileSource(files, pace), micro_whisper(), **{held_back: True}
    )
    assert said(held) == [(FIRST, True), (SECOND, True)]
    assert len(held.actions(Say)) == 3
