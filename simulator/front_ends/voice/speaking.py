"""The interviewer's words made to sound, clause by clause; it is known which of them were heard."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable
from concurrent.futures import Future
from contextlib import suppress
from threading import Condition, Thread

from simulator.content.persona import Voice
from simulator.engines.failure import EngineError
from simulator.engines.text_to_speech import TextToSpeech
from simulator.front_ends.voice.phrasing import clauses, sentences
from simulator.front_ends.voice.player import Clip
from simulator.front_ends.voice.sink import Sink
from simulator.interview.events import Engine, EngineFailed, FailureKind
from simulator.sound import Samples, silence

LOOKED_AFTER_S = 0.25
"""How often it is looked whether the loudspeaker is still there."""


class Speaking:
    """The interviewer's voice. All but the constructor belongs on the event loop."""

    def __init__(
        self,
        text_to_speech: TextToSpeech | None,
        voice: Voice,
        sink: Sink,
        *,
        begins: Callable[[str], None],
        report: Callable[[EngineFailed], None],
    ) -> None:
        """Speak through `sink`; without an engine, or once it fails, the words are only shown.

        `begins` is called with each sentence when it begins to sound, `report` when the loudspeaker is gone.
        """
        self._synthesis = _Synthesis(text_to_speech, voice) if text_to_speech else None
        self._sink = sink
        self._begins = begins
        self._report = report
        self._is_mute = text_to_speech is None
        self._may_sound = asyncio.Event()
        self._stopped = asyncio.Event()

    def prepare(self, texts: Iterable[str]) -> None:
        """Render short texts in the background, for them to sound at once when they are spoken."""
        if self._synthesis is not None:
            self._synthesis.prepare(texts)

    async def speak(self, texts: AsyncIterator[str]) -> str:
        """Say texts, each a sentence or more, as they come; return what was heard by its end or its stop."""
        self._may_sound.set()
        self._stopped.clear()
        self._sink.player.unduck()
        heard = _Heard()
        coming: asyncio.Queue[_Sentence | None] = asyncio.Queue()
        reading = asyncio.create_task(self._read(texts, coming))
        saying = asyncio.create_task(self._say_all(coming, heard))
        stopped = asyncio.create_task(self._stopped.wait())
        tasks = (reading, saying, stopped)
        try:
            await asyncio.wait({saying, stopped}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._sink.player.stop()
            for task in tasks:
                task.cancel()
            outcomes = await asyncio.gather(*tasks, return_exceptions=True)
        for outcome in outcomes:
            if isinstance(outcome, Exception):
                raise outcome
        return heard.text

    def acknowledge(self, text: str) -> None:
        """Let a prepared text sound in front of all that comes; one that is not ready would come too late."""
        prepared = self._synthesis.prepared(text) if self._synthesis and not self._is_mute else None
        if prepared is not None:
            self._sink.player.unduck()
            self._sink.player.play(Clip(prepared, lambda: None))

    def duck(self) -> None:
        """Be quieter: the candidate may be breaking in."""
        self._sink.player.duck()

    def pause(self) -> None:
        """Fall silent at once, ready to go on."""
        self._may_sound.clear()
        self._sink.player.stop()

    def resume(self) -> None:
        """Be as loud as before; after a pause go on from the sentence that was broken off."""
        self._sink.player.unduck()
        self._may_sound.set()

    def stop(self) -> None:
        """Fall silent at once; `speak` returns what was heard."""
        self._sink.player.stop()
        self._stopped.set()

    def close(self) -> None:
        """Stop for good; the engine is closed too."""
        self.stop()
        if self._synthesis is not None:
            self._synthesis.close()

    async def _read(self, texts: AsyncIterator[str], coming: asyncio.Queue[_Sentence | None]) -> None:
        """Have each sentence rendered as soon as it is known."""
        begun: list[_Sentence] = []
        try:
            async for text in texts:
                for words in sentences(text):
                    sentence = _Sentence(words, self._synthesis)
                    begun.append(sentence)
                    coming.put_nowait(sentence)
            coming.put_nowait(None)
            await asyncio.Event().wait()
        except Exception:
            coming.put_nowait(None)
            raise
        finally:
            for sentence in begun:
                sentence.drop()

    async def _say_all(self, coming: asyncio.Queue[_Sentence | None], heard: _Heard) -> None:
        while not self._stopped.is_set() and (sentence := await coming.get()) is not None:
            heard.begin_sentence()
            await self._say(sentence, heard)

    async def _say(self, sentence: _Sentence, heard: _Heard) -> None:
        """Say a sentence, as often as it is broken off and taken up again."""
        is_first = True
        is_whole = False
        while not is_whole and not self._stopped.is_set():
            await self._may_sound.wait()
            is_whole = True
            for index, (text, rendering) in enumerate(sentence.clauses):
                samples = await self._rendered(rendering)
                if index == 0:
                    heard.begin_again()
                if is_first:
                    is_first = False
                    self._begins(sentence.text)
                is_whole = await self._play(text, samples, heard)
                if not is_whole:
                    break

    async def _rendered(self, rendering: Future[Samples] | None) -> Samples:
        if rendering is None or self._is_mute:
            return silence(0)
        try:
            return await asyncio.shield(asyncio.wrap_future(rendering))
        except EngineError:  # the engine has told
            self._is_mute = True
            return silence(0)

    async def _play(self, text: str, samples: Samples, heard: _Heard) -> bool:
        """Return whether a clause was heard to its end, or shown where there is no sound."""
        if not self._may_sound.is_set():
            return False
        if not len(samples) or self._is_mute:
            heard.add(text, 1.0)
            return True
        loop = asyncio.get_running_loop()
        over = asyncio.Event()
        clip = Clip(samples, lambda: _unless_closed(loop, over.set))
        try:
            self._sink.player.play(clip)
            while not over.is_set() and not self._is_mute:
                with suppress(TimeoutError):
                    async with asyncio.timeout(LOOKED_AFTER_S):
                        await over.wait()
                if not over.is_set() and self._sink.is_lost:
                    self._is_mute = True
                    self._report(EngineFailed(Engine.LOUDSPEAKER, FailureKind.LOST))
        finally:
            share = 1.0 if self._is_mute else clip.played / len(samples)
            heard.add(text, share)
        return share == 1.0


class _Heard:
    """What the candidate got to hear of an utterance."""

    def __init__(self) -> None:
        self._sentences: list[list[str]] = []
        self._before: list[str] = []
        """What was heard of the sentence before it was broken off and begun again."""

    def begin_sentence(self) -> None:
        self._sentences.append([])
        self._before = []

    def begin_again(self) -> None:
        self._before, self._sentences[-1] = self._sentences[-1], []

    def add(self, clause: str, share: float) -> None:
        words = clause.split()
        self._sentences[-1] += words[: int(share * len(words) + 1e-6)]

    @property
    def text(self) -> str:
        *whole, last = self._sentences or [[]]
        return " ".join(word for words in (*whole, max(self._before, last, key=len)) for word in words)


def _unless_closed(loop: asyncio.AbstractEventLoop, call: Callable[[], None]) -> None:
    with suppress(RuntimeError):
        loop.call_soon_threadsafe(call)


class _Sentence:
    """A sentence whose clauses are being rendered."""

    def __init__(self, text: str, synthesis: _Synthesis | None) -> None:
        self.text = text
        is_prepared = synthesis is not None and synthesis.prepared(text) is not None
        parts = [text] if synthesis is None or is_prepared else clauses(text)
        self.clauses = [(part, synthesis.render(part) if synthesis else None) for part in parts]

    def drop(self) -> None:
        """Render no more of it."""
        for _, rendering in self.clauses:
            if rendering is not None:
                rendering.cancel()


class _Synthesis:
    """The thread that turns text to sound: what is to be spoken now comes before what is prepared."""

    def __init__(self, engine: TextToSpeech, voice: Voice) -> None:
        self._engine = engine
        self._voice = voice
        self._changed = Condition()
        self._now: deque[tuple[str, Future[Samples]]] = deque()
        self._later: deque[str] = deque()
        self._prepared: dict[str, Samples] = {}
        self._is_closed = False
        self._thread = Thread(target=self._run, name="synthesis", daemon=True)
        self._thread.start()

    def prepared(self, text: str) -> Samples | None:
        """Return the sound of a text that has been prepared."""
        return self._prepared.get(text)

    def render(self, text: str) -> Future[Samples]:
        """Return the sound of a text, soon."""
        future: Future[Samples] = Future()
        if (prepared := self.prepared(text)) is not None:
            future.set_result(prepared)
            return future
        with self._changed:
            self._now.append((text, future))
            self._changed.notify()
        return future

    def prepare(self, texts: Iterable[str]) -> None:
        """Render these when there is nothing else to do."""
        with self._changed:
            self._later.extend(texts)
            self._changed.notify()

    def close(self) -> None:
        """End the thread and the engine; what waits fails."""
        with self._changed:
            self._is_closed = True
            self._changed.notify()
        self._engine.close()
        self._thread.join(timeout=2.0)

    def _run(self) -> None:
        while (wanted := self._next()) is not None:
            text, future = wanted
            if future is not None and not future.set_running_or_notify_cancel():
                continue
            try:
                samples = self._engine.render(text, self._voice)
            except EngineError as error:
                if future is not None:
                    future.set_exception(error)
            else:
                if future is not None:
                    future.set_result(samples)
                else:
                    self._prepared[text] = samples

    def _next(self) -> tuple[str, Future[Samples] | None] | None:
        with self._changed:
            self._changed.wait_for(lambda: self._now or self._later or self._is_closed)
            if self._is_closed:
                for _, future in self._now:
                    future.cancel()
                return None
            return self._now.popleft() if self._now else (self._later.popleft(), None)
