"""What breaks in a spoken interview is told in one line, and the interview goes on."""

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from simulator.engines.failure import EngineError, UnavailableError
from simulator.front_ends.voice.screen import Drafting, Input, Key, Typed
from simulator.front_ends.voice.sink import SilentSink
from simulator.interview.actions import Say
from simulator.interview.events import (
    CandidateSaid,
    Engine,
    EngineFailed,
    EngineRecovered,
    FailureKind,
)
from simulator.recording.layout import track_path
from simulator.transcript import Speaker
from tests.front_ends.voice.test_front_end_turns import in_a_room, turns
from tests.spoken import Scripted, micro_whisper, speech
from tests.spoken_interview import Candidate, Held, Tone

ANSWER = "we keep the data in one region"
TYPED = "The goal is 95% precision."


def failures(held: Held) -> list[tuple[Engine, FailureKind]]:
    return [(event.engine, event.kind) for event in held.events(EngineFailed)]


def answers(held: Held) -> list[str]:
    return [text for speaker, text in turns(held) if speaker is Speaker.CANDIDATE]


async def speaks_then_types(candidate: Candidate) -> AsyncGenerator[Key | Typed]:
    await candidate.until_asked()
    await candidate.say(speech(ANSWER))
    await candidate.until(lambda: candidate.types)
    yield Typed(TYPED)
    await candidate.until_asked(2)


def test_a_microphone_unplugged_in_mid_answer_is_typed_on(tmp_path: Path):
    async def does(candidate: Candidate) -> AsyncGenerator[Key | Typed]:
        await candidate.until_asked()
        await candidate.say(speech(ANSWER))
        candidate.room.say(speech(ANSWER))
        candidate.room.is_unplugged = True
        await candidate.until(lambda: candidate.types)
        yield Typed(TYPED)
        await candidate.until_asked(2)

    held = in_a_room(tmp_path, does)
    assert failures(held) == [(Engine.MICROPHONE, FailureKind.LOST)]
    assert held.candidate.of("warning") == ["The microphone is gone: type your answers from now on."]
    assert answers(held) == [f"{ANSWER} {TYPED}"]
    assert len(held.actions(Say)) == 2


def test_lost_sound_is_recorded_and_told_where_it_can_be_heard_missing(tmp_path: Path):
    async def does(candidate: Candidate) -> AsyncGenerator[Key | Typed]:
        await candidate.until_asked()
        candidate.room.loses.extend([0.02, 1.25])
        async for key in answers_once(candidate):
            yield key

    held = in_a_room(tmp_path, does)
    assert failures(held) == [(Engine.MICROPHONE, FailureKind.OVERLOADED)] * 2
    assert held.events(EngineRecovered) == [EngineRecovered(Engine.MICROPHONE)] * 2
    assert held.candidate.of("warning") == ["1.2 s of your voice were lost: this machine is too busy."]
    assert answers(held) == [ANSWER]


def raises() -> str:
    raise RuntimeError("sk-secret")


def test_a_recogniser_that_raises_is_told_once_and_the_answer_typed(tmp_path: Path):
    held = in_a_room(tmp_path, speaks_then_types, Scripted(*[raises] * 8))
    assert failures(held) == [(Engine.SPEECH_TO_TEXT, FailureKind.CRASHED)]
    (warning,) = held.candidate.of("warning")
    assert warning == "Your words cannot be made out (crashed): type your answer, or say it again."
    assert answers(held) == [TYPED]
    assert len(held.actions(Say)) == 2


def test_a_recogniser_that_works_again_is_told_too(tmp_path: Path):
    async def does(candidate: Candidate) -> AsyncGenerator[Key | Typed]:
        await candidate.until_asked()
        await candidate.say(speech(ANSWER))
        await candidate.until(lambda: candidate.types)
        await asyncio.sleep(0.5)
        await candidate.say(speech(ANSWER))
        await candidate.until_asked(2)
        for key in ():
            yield key

    held = in_a_room(tmp_path, does, Scripted(*[raises] * 4, *[ANSWER] * 4))
    assert [event.engine for event in held.events(EngineRecovered)] == [Engine.SPEECH_TO_TEXT]
    assert "Your words are made out again." in held.candidate.of("quiet")
    assert answers(held) == [ANSWER]


def test_a_recogniser_that_is_not_there_is_told_and_the_answer_typed(tmp_path: Path):
    def missing() -> None:
        raise UnavailableError("the speech model is missing", "fetch it")

    held = in_a_room(tmp_path, speaks_then_types, Scripted(load=missing))
    assert failures(held) == [(Engine.SPEECH_TO_TEXT, FailureKind.MISSING)]
    assert answers(held) == [TYPED]


class Hanging(Tone):
    """A voice whose engine was given up on."""

    name = "hanging"

    def render(self, text, voice):
        raise EngineError(Engine.TEXT_TO_SPEECH, FailureKind.TIMED_OUT)


async def answers_once(candidate: Candidate) -> AsyncGenerator[Key | Typed]:
    await candidate.until_asked()
    await candidate.say(speech(ANSWER))
    await candidate.until_asked(2)
    for key in ():
        yield key


@pytest.mark.parametrize(
    ("voices", "goes_on"), [([Hanging(), Tone()], "hum goes on"), ([Hanging()], "read the words here")]
)
def test_a_voice_that_hangs_is_followed_by_the_next_or_by_the_screen(tmp_path: Path, voices, goes_on):
    held = in_a_room(tmp_path, answers_once, voices=voices)
    assert failures(held) == [(Engine.TEXT_TO_SPEECH, FailureKind.TIMED_OUT)]
    assert held.candidate.of("warning") == [f"The interviewer's voice failed (timed-out): {goes_on}."]
    assert answers(held) == [ANSWER]
    said = [text for speaker, text in turns(held) if speaker is Speaker.INTERVIEWER]
    assert said == [say.text for say in held.actions(Say)]
    assert " ".join(held.candidate.of("interviewer")) == " ".join(said)


def test_without_any_voice_the_words_are_on_the_screen(tmp_path: Path):
    held = in_a_room(tmp_path, answers_once, voices=[])
    assert failures(held) == []
    assert " ".join(held.candidate.of("interviewer")) == " ".join(say.text for say in held.actions(Say))


class Unpluggable(SilentSink):
    is_lost = False

    def played(self):
        return [] if self.is_lost else super().played()


def test_a_loudspeaker_that_goes_is_told_and_the_words_are_on_the_screen(tmp_path: Path):
    loudspeaker = Unpluggable()

    async def does(candidate: Candidate) -> AsyncGenerator[Key | Typed]:
        await candidate.until(lambda: len(candidate.of("interviewer")) == 2)
        loudspeaker.is_lost = True
        async for key in answers_once(candidate):
            yield key

    held = in_a_room(tmp_path, does, sink=loudspeaker)
    assert failures(held) == [(Engine.LOUDSPEAKER, FailureKind.LOST)]
    assert held.candidate.of("warning") == ["The loudspeaker is gone: read the interviewer's words here."]
    assert answers(held) == [ANSWER]
    assert " ".join(held.candidate.of("interviewer")) == " ".join(say.text for say in held.actions(Say))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_a_disk_that_takes_no_sound_is_told_once_and_the_words_are_kept(tmp_path: Path):
    async def does(candidate: Candidate) -> AsyncGenerator[Key | Typed]:
        track_path(candidate.folder, Speaker.CANDIDATE).symlink_to("/dev/full")
        async for key in answers_once(candidate):
            yield key

    held = in_a_room(tmp_path, does)
    assert failures(held) == [(Engine.TRACKS, FailureKind.DISK_FULL)]
    assert held.candidate.of("warning") == ["The sound is not kept any more (disk-full); the words are."]
    assert answers(held) == [ANSWER]


def test_nobody_hurries_who_types(tmp_path: Path):
    async def does(candidate: Candidate) -> AsyncGenerator[Input]:
        await candidate.until_asked()
        yield Drafting(True)
        yield Drafting(False)
        await asyncio.sleep(20)
        yield Drafting(True)
        await asyncio.sleep(60)
        yield Typed(TYPED)
        await candidate.until_asked(2)

    held = in_a_room(tmp_path, does)
    assert len(held.actions(Say)) == 2
    assert answers(held) == [TYPED]


def test_lines_typed_are_answers_or_commands_and_wait_for_what_was_spoken(tmp_path: Path):
    async def does(candidate: Candidate) -> AsyncGenerator[Key | Typed]:
        await candidate.until_asked()
        yield Typed("/time")
        yield Typed("/nonsense")
        yield Typed("bell \a")
        await candidate.say(speech(ANSWER))
        yield Typed(TYPED)
        await candidate.until_asked(2)
        yield Typed("/skip")
        await candidate.until_asked(3)
        yield Key.END
        await candidate.until_asked(4)

    held = in_a_room(tmp_path, does, micro_whisper())
    assert answers(held) == [f"{ANSWER} {TYPED}"]
    assert any(text.startswith("Clarify · 0:") for text in held.candidate.of("quiet"))
    unknown, unreadable = held.candidate.of("warning")
    assert unknown.startswith("There is no /nonsense.")
    assert unreadable.startswith("Not sent: a control character")
    assert len(held.actions(Say)) == 4
    assert len(held.events(CandidateSaid)) == 2
