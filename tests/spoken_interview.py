"""Whole spoken interviews in virtual time: a candidate who does what a test says, and a room to say it in."""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np

from simulator.content import library
from simulator.content.persona import Persona, Voice
from simulator.content.scenario import Scenario
from simulator.engines.speech_to_text import SpeechToText
from simulator.engines.text_to_speech import TextToSpeech
from simulator.evidence.reader import Reader
from simulator.front_ends.voice.echo import Echo, Headphones
from simulator.front_ends.voice.front_end import VoiceFrontEnd
from simulator.front_ends.voice.screen import Key, State, Typed
from simulator.front_ends.voice.sink import SilentSink, Sink
from simulator.front_ends.voice.source import MicrophoneLost, Notice, SampleClock, SoundLost, Source
from simulator.front_ends.voice.virtual_time import VirtualLoop
from simulator.interview.actions import EndReason
from simulator.interview.interview import Interview
from simulator.recording.entry import Entry
from simulator.recording.folder import start_recording
from simulator.recording.header import Mode, new_header
from simulator.recording.journal import Journal
from simulator.recording.reading import read_recording
from simulator.recording.resumption import restored
from simulator.recording.transcript_of import transcript_of
from simulator.run_interview import Progress, Wording, run_interview
from simulator.sound import BLOCK, RATE, Samples, count, silence

QUICK_WORD_S, WORD_S = 0.1, 0.3


class Tone:
    """A voice that hums: as long as the words would take, and made in no time."""

    name = "hum"

    def __init__(self, word_s: float = QUICK_WORD_S) -> None:
        self._word_s = word_s

    def render(self, text: str, voice: Voice) -> Samples:
        times = np.arange(count(self._word_s * len(text.split()))) / RATE
        return (3000 * np.sin(2 * np.pi * 150 * times)).astype(np.int16)

    def close(self) -> None:
        pass


class Room:
    """A microphone in a room where somebody may speak at any time, and what is played may be heard again."""

    name = "room"
    latency_s = 0.0

    def __init__(self, pace: Callable[[int], None], start: float = 0.0) -> None:
        self._pace = pace
        self._clock = SampleClock(start, flows=False)
        self._is_closed = threading.Event()
        self._said: deque[Samples] = deque()
        self._rest = silence(0)
        self.is_unplugged = False
        self.loses: deque[float] = deque()
        """Seconds that are to get lost on their way."""
        self.is_held = True
        self.reaches: Callable[[int], np.ndarray] = lambda at: np.zeros(BLOCK)
        """What of the interviewer's voice the microphone hears in the block at a sample."""

    @property
    def samples(self) -> int:
        return self._clock.samples

    def now(self) -> float:
        return self._clock.now()

    def say(self, *parts: Samples) -> float:
        """Speak from the next block on; return the seconds that it will take."""
        self._said.extend(parts)
        return sum(map(len, parts)) / RATE

    def hold(self) -> None:
        self.is_held = True

    def release(self) -> None:
        self.is_held = False

    def close(self) -> None:
        self._is_closed.set()

    def blocks(self) -> Iterator[Samples | Notice]:
        has_told = False
        while not self._is_closed.is_set():
            self._pace(self._clock.samples)
            if self.is_unplugged and not has_told:
                has_told = True
                yield MicrophoneLost()
            while self.loses:
                yield SoundLost(self.loses.popleft())
            while self._said:
                self._rest = np.concatenate([self._rest, self._said.popleft()])
            block = silence(BLOCK)
            piece, self._rest = self._rest[:BLOCK], self._rest[BLOCK:]
            block[: len(piece)] = piece
            if self.is_unplugged:
                block = silence(BLOCK)
            else:
                heard = block + self.reaches(self._clock.samples)
                block = np.clip(heard, -32768, 32767).astype(np.int16)
            self._clock.count(BLOCK)
            yield block


@dataclass
class Candidate:
    """A screen with somebody in front of it, whose keys are those that `does` yields."""

    does: Callable[[Candidate], AsyncGenerator[Key | Typed]]
    shown: list[tuple[str, str]] = field(default_factory=list)
    """What was shown, each with its kind."""
    states: list[State] = field(default_factory=list)
    words_shown: tuple[str, str] = ("", "")
    corrects: Callable[[str], str] = lambda words: words
    types: bool = False
    """The screen has asked for typed answers."""
    asked: int = 0
    """How often the interviewer has spoken and stopped."""
    room: Room = field(init=False)
    """Where they are, where it is a room."""
    folder: Path = field(init=False)
    """Where it is recorded."""

    def __post_init__(self) -> None:
        self._changed = asyncio.Event()

    async def inputs(self, progress: Callable[[], Progress]) -> AsyncGenerator[Key | Typed]:
        async for given in self.does(self):
            yield given

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds, which may become true whenever the screen changes."""
        while not holds():
            self._changed.clear()
            await self._changed.wait()

    async def until_state(self, state: State) -> None:
        await self.until(lambda: bool(self.states) and self.states[-1] is state)

    async def until_asked(self, times: int = 1) -> None:
        """Wait until the interviewer has spoken so often in all, and is silent."""
        await self.until(lambda: self.asked >= times)

    async def say(self, *parts: Samples) -> None:
        """Speak, and return when it has been said."""
        await asyncio.sleep(self.room.say(*parts))

    def of(self, kind: str) -> list[str]:
        return [text for shown, text in self.shown if shown == kind]

    def state(self, state: State) -> None:
        before = self.states[-1] if self.states else None
        if before is State.SPEAKING and state is not before:
            self.asked += 1
        if state is not before:
            self.states.append(state)
        self._changed.set()

    def level(self, dbfs: float) -> None:
        pass

    def words(self, settled: str, partial: str) -> None:
        self.words_shown = (settled, partial)
        self._changed.set()

    def candidate(self, text: str) -> None:
        self._show("candidate", text)

    def interviewer(self, text: str) -> None:
        self._show("interviewer", text)

    def heading(self, text: str) -> None:
        self._show("heading", text)

    def quiet(self, text: str) -> None:
        self._show("quiet", text)

    def warn(self, text: str) -> None:
        self._show("warning", text)

    async def edit(self, words: str) -> str:
        return self.corrects(words)

    def type_from_now_on(self) -> None:
        self.types = True
        self._changed.set()

    def _show(self, kind: str, text: str) -> None:
        self.shown.append((kind, text))
        self._changed.set()


async def stays_silent(candidate: Candidate) -> AsyncGenerator[Key | Typed]:
    """Press no key; the interview or the source ends it."""
    await asyncio.Event().wait()
    yield Key.END


@cache
def scenario() -> Scenario:
    return library.scenario("legal-assistant")


@cache
def persona(name: str = "vp") -> Persona:
    return library.persona(name)


@cache
def reader() -> Reader:
    return Reader(scenario().rubric, scenario().facts, scenario().probes)


@dataclass
class Held:
    """An interview that was held."""

    reason: EndReason
    folder: Path
    entries: Sequence[Entry]
    candidate: Candidate

    def events(self, *kinds: type) -> list:
        return [entry.event for entry in self.entries if isinstance(entry.event, kinds)]

    def times(self, *kinds: type) -> list[float]:
        return [entry.at for entry in self.entries if isinstance(entry.event, kinds)]

    def actions(self, *kinds: type) -> list:
        return [action for entry in self.entries for action in entry.actions if isinstance(action, kinds)]


def interview(
    folder: Path,
    source: Callable[[Callable[[int], None]], Source],
    speech_to_text: SpeechToText,
    does: Callable[[Candidate], AsyncGenerator[Key | Typed]] = stays_silent,
    *,
    interviewer: Persona | None = None,
    voices: Sequence[TextToSpeech] | None = None,
    sink: Sink | None = None,
    echo: Echo | None = None,
    wording: Wording | None = None,
    candidate: Candidate | None = None,
    seed: int = 7,
    broken_off: Path | None = None,
    **options,
) -> Held:
    """Hold an interview in virtual time; `source` makes the microphone from the pace that it has to keep.

    It goes on with the recording in `broken_off` where there is one.
    """
    who = interviewer or persona()
    loop = VirtualLoop()
    engines = [loop.waits_for(voice) for voice in (voices if voices is not None else [Tone()])]
    recogniser = loop.waits_for(speech_to_text)
    header = new_header(
        scenario(), who, created="2026-11-21T10:00:00+01:00", mode=Mode.REALISTIC, seed=seed, settings={}
    )
    core, place = Interview(scenario(), who, seed=seed), None
    if broken_off is None:
        journal = start_recording(folder, header)
    else:
        journal, recording = Journal.resume(broken_off)
        core, place = restored(recording)
    microphone = source(loop.pace)
    person = candidate or Candidate(does)
    person.folder = journal.folder
    if isinstance(microphone, Room):
        person.room = microphone

    async def hold() -> EndReason:
        front_end = VoiceFrontEnd(
            scenario(),
            who,
            person,
            microphone,
            sink or SilentSink(),
            recogniser,
            engines,
            echo or Headphones(),
            folder=journal.folder,
            **options,
        )
        front_end.welcome(str(journal.folder))
        if broken_off is not None:
            front_end.recall(transcript_of(read_recording(broken_off).entries).turns)
        return await run_interview(
            core, reader(), journal, front_end, place, wording=wording, clock=microphone.now
        )

    with closing(journal), asyncio.Runner(loop_factory=lambda: loop) as runner:
        reason = runner.run(hold())
    entries = read_recording(journal.folder).entries
    return Held(reason, journal.folder, entries, person)
