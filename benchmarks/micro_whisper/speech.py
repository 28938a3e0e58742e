"""Sentences of the grammar spoken by espeak-ng in many voices, kept as one file of samples with an index."""

from __future__ import annotations

import ctypes
import json
import random
from dataclasses import dataclass
from pathlib import Path

import espeakng_loader
import numpy as np
from numpy.typing import NDArray

from benchmarks.micro_whisper import grammar

RATE = 16_000
ACCENTS = [
    *["gmw/en-US"] * 4,
    *["gmw/en"] * 3,
    *["gmw/en-GB-scotland", "gmw/en-GB-x-rp", "gmw/en-GB-x-gbcwmd", "gmw/en-029", "gmw/en-US-nyc"],
]
HELD_OUT = {
    *("m4", "f2", "Alicia", "john", "Andy", "steph"),
    *("norbert", "linda", "max", "edward2", "klatt3", "sandro"),
}
"""Variants kept for measuring."""
UNLIKE_PEOPLE = {
    *("Demonic", "croak", "whisper", "whisperf", "UniRobot", "announcer", "anikaRobot", "Storm", "Tweaky"),
    *("fast", "klatt6", "RicishayMax", "RicishayMax2", "RicishayMax3", "Mr", "robosoft"),
    *(f"robosoft{number}" for number in range(2, 9)),
}
_SPEED, _VOLUME, _PITCH, _RANGE, _WORD_GAP = 1, 2, 3, 4, 7
"""espeak_PARAMETER in speak_lib.h."""
_SYNCHRONOUS, _UTF8 = 2, 1


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence in the file of samples."""

    start: int
    """Its first sample."""
    samples: int
    text: str


class Espeak:
    """The library, in this process: some ten times as fast as starting the program for each sentence."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(espeakng_loader.get_library_path())
        self._rate = self._library.espeak_Initialize(
            _SYNCHRONOUS, 0, espeakng_loader.get_data_path().encode(), 0
        )
        if self._rate <= 0:
            raise RuntimeError("espeak-ng does not start")
        self._pieces: list[NDArray[np.int16]] = []
        callback = ctypes.CFUNCTYPE(
            ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p
        )
        self._callback = callback(self._take)  # the library keeps no reference to it
        self._library.espeak_SetSynthCallback(self._callback)

    def _take(self, samples: ctypes._Pointer[ctypes.c_short], count: int, events: object) -> int:
        if samples and count > 0:
            self._pieces.append(np.ctypeslib.as_array(samples, (count,)).copy())
        return 0

    def say(self, text: str, voice: str, parameters: dict[int, int]) -> NDArray[np.int16]:
        """Return a sentence at RATE, without the silence around it."""
        if self._library.espeak_SetVoiceByName(voice.encode()):
            raise ValueError(f"espeak-ng has no voice {voice}")
        for parameter, value in parameters.items():
            self._library.espeak_SetParameter(parameter, value, 0)
        self._pieces = []
        encoded = text.encode()
        self._library.espeak_Synth(encoded, len(encoded) + 1, 0, 1, 0, _UTF8, None, None)
        self._library.espeak_Synchronize()
        return _trimmed(_resampled(np.concatenate(self._pieces), self._rate))


def _resampled(samples: NDArray[np.int16], rate: int) -> NDArray[np.float64]:
    count = round(len(samples) * RATE / rate)
    return np.fft.irfft(np.fft.rfft(samples)[: count // 2 + 1], count) * (count / len(samples))


def _trimmed(samples: NDArray[np.float64]) -> NDArray[np.int16]:
    loud = np.flatnonzero(np.abs(samples) > 0.01 * max(1.0, np.abs(samples).max()))
    heard = samples[max(0, loud[0] - 160) : loud[-1] + 320]
    return np.clip(heard, -32767, 32767).astype(np.int16)


def variants() -> list[str]:
    """Return the voice variants to train with."""
    folder = Path(espeakng_loader.get_data_path()) / "voices" / "!v"
    names = {path.name for path in folder.iterdir() if " " not in path.name}
    return sorted(names - HELD_OUT - UNLIKE_PEOPLE)


def speak(count: int, folder: Path, seed: int) -> None:
    """Write `count` sentences into `folder`: a fifth common ones, a fifth word lists, the rest new."""
    chance, espeak = random.Random(seed), Espeak()
    common, voices = grammar.common_sentences(), variants()
    index, start = [], 0
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "samples.i16").open("wb") as file:
        for _ in range(count):
            kind = chance.random()
            if kind < 0.2:
                text = chance.choice(common)
            else:
                text = grammar.sentence(chance) if kind < 0.8 else grammar.word_list(chance)
            variant = "" if chance.random() < 0.12 else f"+{chance.choice(voices)}"
            parameters = {
                _SPEED: chance.randint(120, 215),
                _PITCH: chance.randint(25, 75),
                _RANGE: chance.randint(20, 80),
                _WORD_GAP: chance.choice([0, 0, 0, 1, 2]),
                _VOLUME: 100,
            }
            heard = espeak.say(text, chance.choice(ACCENTS) + variant, parameters)
            file.write(heard.tobytes())
            index.append((start, len(heard), text))
            start += len(heard)
    (folder / "index.json").write_text(json.dumps(index))


def spoken(folder: Path) -> tuple[NDArray[np.int16], list[Spoken]]:
    """Return what `speak` wrote: all samples, and where each sentence is."""
    samples = np.memmap(folder / "samples.i16", np.int16, "r")
    return samples, [Spoken(*entry) for entry in json.loads((folder / "index.json").read_text())]
