"""What the small Whisper trains on: one to three sentences with noise, as mel frames and tokens."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from faster_whisper.feature_extractor import FeatureExtractor
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor

from benchmarks.micro_whisper.model import AUDIO_POSITIONS, FRAMES
from benchmarks.micro_whisper.speech import RATE, Spoken
from benchmarks.micro_whisper.tokenizer import TIME_STEP_S

WINDOW = int((AUDIO_POSITIONS * TIME_STEP_S - 0.1) * RATE)
"""Samples of the longest window."""
HOP = 160
NO_LABEL = -100
SENTENCES = ((1, 2, 3), (0.42, 0.35, 0.23))
"""How many in a window, and how often."""
SILENT = 0.04
"""Share of windows without speech: silence, noise, hum or clicks."""
LETTERS = {letter: number for number, letter in enumerate(" abcdefghijklmnopqrstuvwxyz", 1)}
_WARPS = (1, 1, 1, 0.90, 0.93, 0.96, 1.04, 1.07, 1.10)
"""Stretches of the frequency axis, as if by other throats."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What one step learns from."""

    mel: Tensor
    """(batch, 80, FRAMES)"""
    tokens: Tensor
    labels: Tensor
    """The token after each of `tokens`, or NO_LABEL."""
    letters: Tensor
    """Of all windows in a row."""
    letter_counts: Tensor


@dataclass(frozen=True, slots=True)
class _Sentence:
    start_s: float
    end_s: float
    text: str


class Windows:
    """Makes batches from spoken sentences."""

    def __init__(self, samples: NDArray[np.int16], index: Sequence[Spoken], tokenizer: Tokenizer) -> None:
        self._samples, self._index, self._tokenizer = samples, index, tokenizer
        self._ids = {name: tokenizer.token_to_id(f"<|{name}|>") for name in _SPECIAL}
        self._first_time = tokenizer.get_vocab_size()
        mel = FeatureExtractor().mel_filters
        self._filters = torch.tensor(np.stack([_warped(mel, warp) for warp in _WARPS]))
        self._shape = torch.hann_window(400)
        self._noises = _noises()

    def batch(self, chance: random.Random, size: int) -> Batch:
        """Return `size` windows."""
        windows = [self._window(chance) for _ in range(size)]
        answers = [self._answer(sentences, chance) for _, sentences in windows]
        longest = max(len(ids) for ids, _ in answers)
        tokens = torch.full((size, longest), self._ids["endoftext"])
        labels = torch.full((size, longest - 1), NO_LABEL)
        for row, (ids, before) in enumerate(answers):
            tokens[row, : len(ids)] = torch.tensor(ids)
            labels[row, before : len(ids) - 1] = torch.tensor(ids[before + 1 :])
            if not windows[row][1]:
                # faster-whisper takes the chance of this token, first of all, for that of silence.
                labels[row, before] = self._ids["nospeech"]
        letters = [[LETTERS[c] for c in " ".join(s.text for s in found)] for _, found in windows]
        return Batch(
            self._mel([audio for audio, _ in windows], chance),
            tokens[:, :-1],
            labels,
            torch.tensor([letter for row in letters for letter in row], dtype=torch.long),
            torch.tensor([len(row) for row in letters]),
        )

    def _window(self, chance: random.Random) -> tuple[NDArray[np.float32], list[_Sentence]]:
        if chance.random() < SILENT:
            return self._without_speech(chance), []
        parts: list[tuple[int, NDArray[np.float32]]] = []
        sentences: list[_Sentence] = []
        position = 0
        for number in range(chance.choices(*SENTENCES)[0]):
            one = chance.choice(self._index)
            while one.samples > WINDOW - 1600:
                one = chance.choice(self._index)
            gap = int((chance.uniform(0.15, 1.2) if number else chance.uniform(0, 0.8)) * RATE)
            if position + gap + one.samples > WINDOW:
                if number:
                    break
                gap = 0
            start, position = position + gap, position + gap + one.samples
            heard = self._samples[one.start : one.start + one.samples].astype(np.float32) / 32768
            parts.append((start, heard * chance.uniform(0.6, 1.0)))
            sentences.append(_Sentence(start / RATE, position / RATE, one.text))
        window = np.zeros(min(WINDOW, position + int(chance.uniform(0, 0.6) * RATE)), np.float32)
        for start, heard in parts:
            window[start : start + len(heard)] = heard
        if chance.random() < 0.5:
            power = float(window @ window) / len(window)
            window += self._noise(chance, len(window), power / 10 ** (chance.uniform(8, 40) / 10))
        return window, sentences

    def _without_speech(self, chance: random.Random) -> NDArray[np.float32]:
        length = int(chance.uniform(0.5, WINDOW / RATE) * RATE)
        window = self._noise(chance, length, 1e-3 / 10 ** (chance.uniform(8, 40) / 10))
        kind = chance.random()
        if kind < 0.25:
            return np.zeros(length, np.float32)
        if kind < 0.45:
            pitch = chance.choice([50, 60, 100, 120, chance.uniform(80, 3000)])
            hum = np.sin(np.arange(length) * (2 * math.pi * pitch / RATE)) * chance.uniform(0.005, 0.2)
            window += hum.astype(np.float32)
        elif kind < 0.6:
            for _ in range(chance.randint(1, 12)):
                click = window[chance.randrange(length) :][:200]
                fading = np.exp(-np.arange(len(click)) / chance.uniform(5, 60))
                click += (chance.uniform(0.05, 0.5) * fading).astype(np.float32)
        return window * chance.uniform(0.2, 5)

    def _noise(self, chance: random.Random, length: int, power: float) -> NDArray[np.float32]:
        noise = chance.choice(self._noises)
        start = chance.randrange(len(noise) - length)
        return noise[start : start + length] * math.sqrt(power)

    def _answer(self, sentences: Sequence[_Sentence], chance: random.Random) -> tuple[list[int], int]:
        """Return the tokens, half of the time with those of times, and how many of them are a prompt."""
        before: list[int] = []
        if chance.random() < 0.15:
            said = [chance.choice(self._index).text for _ in range(chance.randint(1, 3))]
            before = [self._ids["startofprev"], *(i for text in said for i in self._words(text))]
        start, end = self._ids["startoftranscript"], self._ids["endoftext"]
        with_times = chance.random() < 0.5
        middle: list[int] = [] if with_times and sentences else [self._ids["notimestamps"]]
        for sentence in sentences:
            words = self._words(sentence.text)
            middle += (
                [self._time(sentence.start_s), *words, self._time(sentence.end_s)] if with_times else words
            )
        return [*before, start, *middle, end], len(before)

    def _words(self, text: str) -> list[int]:
        return self._tokenizer.encode(f" {text}", add_special_tokens=False).ids

    def _time(self, seconds: float) -> int:
        return self._first_time + round(seconds / TIME_STEP_S)

    def _mel(self, windows: Sequence[NDArray[np.float32]], chance: random.Random) -> Tensor:
        """Return faster-whisper's features, with tilted, shifted and masked spectra."""
        audio = torch.zeros(len(windows), FRAMES * HOP)
        for row, window in enumerate(windows):
            audio[row, : len(window)] = torch.from_numpy(window)
        spectra = torch.stft(
            audio, 400, HOP, window=self._shape, center=True, pad_mode="reflect", return_complex=True
        )
        power = spectra[..., :FRAMES].abs() ** 2
        filters = self._filters[[chance.randrange(len(_WARPS)) for _ in windows]]
        mel = torch.log10(torch.clamp(filters @ power, min=1e-10))
        features = torch.zeros(len(windows), 80, FRAMES)
        for row, window in enumerate(windows):
            frames = min(max(len(window) // HOP, 1), FRAMES - 5)
            one = mel[row, :, :frames]
            one = torch.maximum(one, one.max() - 8)
            tilt = torch.linspace(-1, 1, 80)[:, None] * chance.uniform(-0.4, 0.4)
            one = (one + chance.uniform(-0.5, 0.2) + tilt + 4) / 4
            for _ in range(2):
                high = chance.randint(0, 8)
                low = chance.randint(0, 80 - high)
                one[low : low + high] = one.mean()
                wide = chance.randint(0, 12)
                left = chance.randint(0, max(0, frames - wide))
                one[:, left : left + wide] = one.mean()
            features[row, :, :frames] = one
        return features


_SPECIAL = ("endoftext", "startoftranscript", "startofprev", "nospeech", "notimestamps")


def _warped(filters: NDArray[np.float32], warp: float) -> NDArray[np.float32]:
    wanted = np.arange(filters.shape[1]) * warp
    low = np.clip(np.floor(wanted).astype(int), 0, filters.shape[1] - 1)
    high = np.clip(low + 1, 0, filters.shape[1] - 1)
    part = wanted - np.floor(wanted)
    return (filters[:, low] * (1 - part) + filters[:, high] * part).astype(np.float32)


def _noises() -> list[NDArray[np.float32]]:
    """Return 30 s each of white noise and of five colours."""
    chance = np.random.default_rng(3)
    noises = []
    for number in range(6):
        noise = chance.standard_normal(30 * RATE)
        if number:
            noise = np.convolve(noise, chance.standard_normal(16) * np.exp(-np.arange(16) / 4), "same")
        noises.append((noise / noise.std()).astype(np.float32))
    return noises
