"""How long a candidate waits in a spoken interview: for an acknowledgement, for the words, for the answer.

`python -m benchmarks.voice_latency` takes half an hour and writes results/voice_latency.json. All is
real but microphone and loudspeaker (a sound card's 30 to 110 ms come on top) and what is understood: a
Whisper of base.en's size that costs what base.en costs and always makes out the same words. It reads windows
as it was trained to, then `quick` ones (`--quick-whisper`). A naive loop, which records, transcribes, asks a
model and speaks one after the other, answers the same sound.
"""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import tempfile
import time
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from typing import Any

import numpy as np
from faster_whisper import WhisperModel

from benchmarks import real_geometry_whisper
from simulator.content import library
from simulator.engines.speech_to_text.whisper import Whisper
from simulator.engines.text_to_speech import TextToSpeech
from simulator.engines.text_to_speech.chain import installed_engines
from simulator.evidence.reader import Reader
from simulator.front_ends.voice.echo import Headphones
from simulator.front_ends.voice.front_end import VoiceFrontEnd
from simulator.front_ends.voice.screen import Key, Typed
from simulator.front_ends.voice.sink import Played, SilentSink
from simulator.front_ends.voice.source import RealTime
from simulator.interview.actions import Say
from simulator.interview.events import InterviewerWorded
from simulator.interview.interview import Interview
from simulator.recording.folder import start_recording
from simulator.recording.header import Mode, new_header
from simulator.run_interview import run_interview
from simulator.sound import RATE, Samples, as_floats, count, silence
from simulator.transcript import Turn
from tests.spoken_candidate import ANSWERS, spoken
from tests.spoken_interview import Candidate, Room

PERSONA = "vp"
"""As patient as the times of `simulator/interview/patience.py` are meant."""
RESULT = Path(__file__).parent / "results" / "voice_latency.json"
BY_KEY_S = (5, 10, 20, 5, 30, 10, 60, 5, 20, 180, 10)
"""Lengths of the answers that are handed over by a key."""
BY_PAUSE_S = (8, 12) * 4
"""Lengths of those whose end is heard."""
MODEL_S = 0.4
PAUSES_S = (0.25, 0.4, 0.6)
"""Between sentences."""
READS_S = 0.4
"""From the interviewer's last word to the candidate's first."""
TOLD = 100
"""Samples from this size on are a voice."""
THREADS = 2
TARGETS = {
    "key_to_first_sound_s": 0.15,
    "key_to_all_words_s": 0.6,
    "end_to_first_sound_s": {"instant": 1.3, "model_400_ms": 1.6},
    "cpu_per_second_of_speech": 0.5,
}


@dataclass
class Waits:
    """What was waited for, in seconds of the session's clock, which runs in real time."""

    now: Callable[[], float]
    for_sound_since: float | None = None
    for_words_since: float | None = None
    sound: list[float] = field(default_factory=list)
    words: list[float] = field(default_factory=list)

    def begin(self, since: float) -> None:
        """Wait for both."""
        self.for_sound_since = self.for_words_since = since

    def hear(self) -> None:
        """Take in that something sounds."""
        if self.for_sound_since is not None:
            self.sound.append(self.now() - self.for_sound_since)
            self.for_sound_since = None

    def understand(self) -> None:
        """Take in that the interviewer has all words."""
        if self.for_words_since is not None:
            self.words.append(self.now() - self.for_words_since)
            self.for_words_since = None


class Loudspeaker(SilentSink):
    """Tells when it is to sound."""

    def __init__(self, waits: Waits) -> None:
        super().__init__()
        self._waits = waits

    def played(self) -> list[Played]:
        """Play up to now, and look at the clock where it sounds."""
        blocks = super().played()
        if any(np.abs(block.astype(np.int32)).max() > TOLD for _, block in blocks):
            self._waits.hear()
        return blocks


class SlowScript:
    """A language model that answers after a time, in the script's words."""

    def __init__(self, waits: Waits, takes_s: float) -> None:
        self._waits = waits
        self._takes_s = takes_s
        self.said: list[str] = []

    async def words(
        self, say: Say, turns: Sequence[Turn], report: object
    ) -> AsyncGenerator[InterviewerWorded]:
        """Yield the script's words when the model would have answered."""
        self._waits.understand()
        await asyncio.sleep(self._takes_s)
        self.said.append(say.text)
        yield InterviewerWorded(say.text, say.move, ())


@dataclass
class Condition:
    """An interview of answers of these lengths."""

    lengths: Sequence[int]
    by_key: bool
    model_s: float
    quick: bool
    cpu_s: float = 0.0
    speech_s: float = 0.0
    replies: list[str] = field(default_factory=list)

    async def answer(self, candidate: Candidate, waits: Waits) -> AsyncGenerator[Key | Typed]:
        """Give one answer after another, and hand each over by a key or by falling silent."""
        for number, length in enumerate(self.lengths, 1):
            await candidate.until_asked(number)
            await asyncio.sleep(READS_S)
            samples = answer(length)
            heard_before = len(waits.words)
            cpu, began = time.process_time(), waits.now()
            await candidate.say(samples)
            if self.by_key:
                waits.begin(waits.now())
                yield Key.HAND_OVER
            else:
                waits.begin(began + len(samples) / RATE)
            while len(waits.words) == heard_before:
                await asyncio.sleep(0.005)
            self.cpu_s += time.process_time() - cpu
            self.speech_s += len(samples) / RATE
        await candidate.until_asked(len(self.lengths) + 1)
        yield Key.END

    def hold(self, model: Path, voices: Sequence[TextToSpeech]) -> Waits:
        """Hold the interview in real time."""
        scenario = library.scenario("legal-assistant")
        persona = library.persona(PERSONA)
        patient = persona.interruption.model_copy(update={"after_s": 3600.0})
        persona = persona.model_copy(update={"interruption": patient})
        header = new_header(
            scenario, persona, created="2026-01-01T00:00:00+00:00", mode=Mode.REALISTIC, seed=1, settings={}
        )
        room = Room(RealTime())
        waits = Waits(room.now)
        wording = SlowScript(waits, self.model_s)
        candidate = Candidate(lambda candidate: self.answer(candidate, waits))
        candidate.room = room
        reader = Reader(scenario.rubric, scenario.facts, scenario.probes)

        async def hold(folder: Path) -> None:
            with closing(start_recording(folder, header)) as journal:
                front_end = VoiceFrontEnd(
                    scenario,
                    persona,
                    candidate,
                    room,
                    Loudspeaker(waits),
                    Whisper(model, scenario.glossary, quick=self.quick, threads=THREADS),
                    voices,
                    Headphones(),
                    folder=journal.folder,
                )
                interview = Interview(scenario, persona, seed=1)
                await run_interview(interview, reader, journal, front_end, wording=wording, clock=room.now)

        with tempfile.TemporaryDirectory() as folder:
            asyncio.run(hold(Path(folder)))
        self.replies = wording.said[1:]
        return waits


def answer(length_s: float) -> Samples:
    """Return speech of about that length that ends with its last sound."""
    sentences = cycle(sentence for given in ANSWERS for sentence in given)
    pauses = cycle(PAUSES_S)
    parts: list[Samples] = []
    while sum(map(len, parts)) < length_s * RATE:
        parts += [voiced(spoken(next(sentences))), silence(count(next(pauses)))]
    return np.concatenate(parts[:-1])


def voiced(samples: Samples) -> Samples:
    """Return sound from its first audible sample to its last: voices leave silence around what they say."""
    [audible] = np.nonzero(np.abs(samples.astype(np.int32)) > TOLD)
    return samples[audible[0] : audible[-1] + 1]


def naive(model: Path, lengths: Sequence[int], replies: Sequence[str], voice: TextToSpeech) -> list[float]:
    """Return the seconds from the end of each recording to the first sound of a reply to it."""
    whisper = WhisperModel(str(model), device="cpu", compute_type="int8", cpu_threads=THREADS)
    timbre = library.persona(PERSONA).voice
    waits = []
    for length, reply in zip(lengths, cycle(replies), strict=False):
        samples = as_floats(answer(length))
        began = time.perf_counter()
        segments, _ = whisper.transcribe(
            samples, language="en", beam_size=1, temperature=0.0, condition_on_previous_text=False
        )
        list(segments)
        voice.render(reply, timbre)
        waits.append(time.perf_counter() - began + MODEL_S)
    return waits


def spread(waits: Sequence[float]) -> dict[str, float]:
    """Return the median, the ninth decile and the longest."""
    deciles = statistics.quantiles(waits, n=10, method="inclusive")
    return {"p50": round(deciles[4], 3), "p90": round(deciles[8], 3), "longest": round(max(waits), 3)}


def held(model: Path, *, quick: bool) -> tuple[dict[str, Any], list[str]]:
    """Return what was waited for in three interviews, and what was said in the first."""
    by_key = Condition(BY_KEY_S, by_key=True, model_s=MODEL_S, quick=quick)
    instant = Condition(BY_PAUSE_S, by_key=False, model_s=0.0, quick=quick)
    slow = Condition(BY_PAUSE_S, by_key=False, model_s=MODEL_S, quick=quick)
    keyed = by_key.hold(model, installed_engines())
    ended = {
        "instant": instant.hold(model, installed_engines()),
        "model_400_ms": slow.hold(model, installed_engines()),
    }
    conditions = (by_key, instant, slow)
    cpu = sum(one.cpu_s for one in conditions) / sum(one.speech_s for one in conditions)
    return {
        "key_to_first_sound_s": spread(keyed.sound),
        "key_to_all_words_s": spread(keyed.words),
        "key_to_all_words_by_length_s": by_length(keyed.words),
        "end_to_first_sound_s": {name: spread(waits.sound) for name, waits in ended.items()},
        "cpu_per_second_of_speech": round(cpu, 3),
    }, by_key.replies


def by_length(waits: Sequence[float]) -> dict[str, float]:
    """Return the longest wait behind answers of each length."""
    pairs = list(zip(BY_KEY_S, waits, strict=True))
    return {
        str(length): round(max(wait for of, wait in pairs if of == length), 3)
        for length in sorted(set(BY_KEY_S))
    }


def main() -> None:
    """Measure and write the figures."""
    load_before = os.getloadavg()
    with tempfile.TemporaryDirectory() as folder:
        model = Path(folder) / "base-sized"
        real_geometry_whisper.make(model)
        as_trained, replies = held(model, quick=False)
        quick, _ = held(model, quick=True)
        [voice, *_] = installed_engines()
        bare = naive(model, BY_KEY_S, replies, voice)
        voice.close()
    result = {
        "answers": {"by_key": len(BY_KEY_S), "by_pause": 2 * len(BY_PAUSE_S)},
        "targets": TARGETS,
        "as_trained": as_trained,
        "quick": quick,
        "naive": {"key_to_first_sound_s": spread(bare), "by_length_s": by_length(bare)},
        "cores": os.cpu_count(),
        "load_average_before_and_after": [round(load, 2) for load in (load_before[0], os.getloadavg()[0])],
    }
    RESULT.write_text(json.dumps(result, indent=1) + "\n")
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
