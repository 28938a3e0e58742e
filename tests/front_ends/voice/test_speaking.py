"""The interviewer's words: they sound in order, stop at once, go on where they broke off, and it is known what was heard."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import numpy as np
import pytest

from simulator.engines.failure import EngineError
from simulator.front_ends.voice.sink import SilentSink
from simulator.front_ends.voice.speaking import Speaking
from simulator.interview.events import Engine, EngineFailed, FailureKind
from simulator.sound import BLOCK, RATE, Samples
from tests.spoken import HELEN

WORD = 10 * BLOCK
"""Each word sounds for 0.2 s."""
LONG = (
    "When the model fails in the middle of the night, and nobody is there to see it, who is woken up by whom?"
)


class Toneful:
    """A voice that says each word with the same length, and remembers what it was asked for."""

    name = "toneful"

    def __init__(self, fault: Exception | None = None) -> None:
        self.asked: list[str] = []
        self.fault = fault
        self.is_closed = False

    def render(self, text: str, voice) -> Samples:
        self.asked.append(text)
        if self.fault is not None:
            raise self.fault
        return np.full(WORD * len(text.split()), 1000, np.int16)

    def close(self) -> None:
        self.is_closed = True


class Stage:
    """A speaking whose device plays as fast as the test wants."""

    def __init__(self, engine, sink) -> None:
        self.begun: list[str] = []
        self.reports: list[object] = []
        self.sink = sink
        self.speaking = Speaking(engine, HELEN, sink, begins=self.begun.append, report=self.reports.append)

    def say(self, *texts: str) -> asyncio.Task[str]:
        return asyncio.create_task(self.speaking.speak(one_by_one(*texts)))

    async def play(self, until: Callable[[], object]) -> Samples:
        """Let the device pull until something holds."""
        sound = []
        async with asyncio.timeout(20):
            while not until():
                sound.append(self.sink.player.pull())
                await asyncio.sleep(0)
        return np.concatenate(sound) if sound else np.zeros(0, np.int16)

    async def play_words(self, words: float) -> None:
        """Let so many words sound, and nothing more."""
        left = round(words * WORD / BLOCK)
        async with asyncio.timeout(20):
            while left:
                left -= bool(self.sink.player.pull().any())
                await asyncio.sleep(0)


async def one_by_one(*texts: str) -> AsyncIterator[str]:
    for text in texts:
        yield text


@asynccontextmanager
async def stage(engine=None, sink=None):
    made = Stage(Toneful() if engine is None else engine, sink or SilentSink())
    try:
        yield made
    finally:
        made.speaking.close()
        assert "synthesis" not in {thread.name for thread in threading.enumerate()}


def test_all_is_said_in_order_and_heard():
    async def main():
        async with stage() as it:
            task = it.say("Logged. What breaks first?", "And who sees it?")
            sound = await it.play(task.done)
            assert task.result() == "Logged. What breaks first? And who sees it?"
            assert it.begun == ["Logged.", "What breaks first?", "And who sees it?"]
            assert np.count_nonzero(sound) == 8 * WORD

    asyncio.run(main())


def test_the_first_clause_does_not_wait_for_the_rest():
    async def main():
        async with stage() as it:
            task = it.say(LONG)
            await it.play(task.done)
            assert task.result() == LONG
            assert it.speaking._synthesis._engine.asked == [
                "When the model fails in the middle of the night,",
                "and nobody is there to see it,",
                "who is woken up by whom?",
            ]

    asyncio.run(main())


def test_a_stop_tells_which_words_were_heard():
    async def main():
        async with stage() as it:
            task = it.say("Logged. What breaks first?", "And who sees it?")
            await it.play_words(2.5)
            it.speaking.stop()
            async with asyncio.timeout(1):
                assert await task == "Logged. What"
            tail = np.concatenate([it.sink.player.pull() for _ in range(10)])
            assert np.flatnonzero(tail)[-1] < 0.05 * RATE
            assert it.begun == ["Logged.", "What breaks first?"]

    asyncio.run(main())


def test_a_pause_goes_on_from_the_sentence_that_was_broken_off():
    async def main():
        async with stage() as it:
            task = it.say("Logged. What breaks first? Who sees it?")
            await it.play_words(2.5)
            it.speaking.pause()
            await asyncio.sleep(0.02)
            assert not it.sink.player.is_sounding or it.sink.player.pull() is not None
            assert not task.done()
            it.sink.player.pull()
            assert not it.sink.player.pull().any()
            it.speaking.resume()
            sound = await it.play(task.done)
            assert np.count_nonzero(sound) == 6 * WORD
            assert task.result() == "Logged. What breaks first? Who sees it?"
            assert it.begun == ["Logged.", "What breaks first?", "Who sees it?"]

    asyncio.run(main())


def test_a_pause_may_end_as_a_stop():
    async def main():
        async with stage() as it:
            task = it.say("Logged. What breaks first? Who sees it?")
            await it.play_words(3.2)
            it.speaking.pause()
            await asyncio.sleep(0.02)
            it.speaking.stop()
            async with asyncio.timeout(1):
                assert await task == "Logged. What breaks"

    asyncio.run(main())


def test_a_stop_while_the_next_sentence_is_awaited_returns_at_once():
    async def main():
        async def never() -> AsyncIterator[str]:
            yield "Logged."
            await asyncio.Event().wait()

        async with stage() as it:
            task = asyncio.create_task(it.speaking.speak(never()))
            await it.play(lambda: it.begun and not it.sink.player.is_sounding)
            it.speaking.stop()
            async with asyncio.timeout(1):
                assert await task == "Logged."

    asyncio.run(main())


def test_what_was_prepared_is_not_made_again():
    async def main():
        engine = Toneful()
        async with stage(engine) as it:
            it.speaking.prepare(["Logged."])
            async with asyncio.timeout(5):
                while it.speaking._synthesis.prepared("Logged.") is None:
                    await asyncio.sleep(0.001)
            task = it.say("Logged. Go on.")
            await it.play(task.done)
            assert engine.asked == ["Logged.", "Go on."]

    asyncio.run(main())


def test_an_acknowledgement_sounds_at_once_in_front_of_what_is_said_and_only_if_it_is_ready():
    async def main():
        engine = Toneful()
        async with stage(engine) as it:
            it.speaking.acknowledge("Right.")
            assert not it.sink.player.is_sounding
            it.speaking.prepare(["Right."])
            async with asyncio.timeout(5):
                while it.speaking._synthesis.prepared("Right.") is None:
                    await asyncio.sleep(0.001)
            it.speaking.acknowledge("Right.")
            assert it.sink.player.is_sounding
            task = it.say("Go on.")
            await it.play(task.done)
            assert task.result() == "Go on."
            assert it.begun == ["Go on."]

    asyncio.run(main())


@pytest.mark.parametrize("is_silent", [True, False])
def test_without_a_voice_the_words_are_shown(is_silent):
    async def main():
        engine = Toneful(EngineError(Engine.TEXT_TO_SPEECH, FailureKind.MISSING))
        it = Stage(None if is_silent else engine, SilentSink())
        async with asyncio.timeout(5):
            assert await it.say("Logged. What breaks first?") == "Logged. What breaks first?"
        assert it.begun == ["Logged.", "What breaks first?"]
        it.speaking.close()

    asyncio.run(main())


def test_a_loudspeaker_that_is_gone_is_told_once_and_the_words_are_shown():
    class Gone(SilentSink):
        is_lost = True

    async def main():
        async with stage(sink=Gone()) as it:
            async with asyncio.timeout(5):
                assert await it.say("Logged. Go on.") == "Logged. Go on."
            assert it.reports == [EngineFailed(Engine.LOUDSPEAKER, FailureKind.LOST)]

    asyncio.run(main())


def test_a_fault_of_whoever_words_it_is_not_hidden():
    async def main():
        async def broken() -> AsyncIterator[str]:
            yield "Logged."
            raise ZeroDivisionError

        async with stage() as it:
            task = asyncio.create_task(it.speaking.speak(broken()))
            await it.play(task.done)
            with pytest.raises(ZeroDivisionError):
                task.result()

    asyncio.run(main())


def test_closing_closes_the_engine_and_ends_what_is_being_said():
    async def main():
        engine = Toneful()
        it = Stage(engine, SilentSink())
        task = it.say(LONG)
        await asyncio.sleep(0.02)
        it.speaking.close()
        async with asyncio.timeout(2):
            await task
        assert engine.is_closed

    asyncio.run(main())
