"""What is to sound next, sample by sample: it fades, ducks and stops, and knows what was played."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from threading import Lock

import numpy as np

from simulator.sound import BLOCK, Samples, count, silence

DUCKED = 0.05
"""Loudness, of 1, while the candidate may be breaking in: 26 dB less, nothing beside their own."""
FADE = count(0.01)
"""Samples in which a voice that is stopped fades out; cut off at once it clicks."""


class Clip:
    """A piece of speech that is played once."""

    def __init__(self, samples: Samples, over: Callable[[], None]) -> None:
        """Play `samples`; `over` is called from the device's thread when they have been, or never will be."""
        self.samples = samples
        self.over = over
        self.played = 0
        """Samples that were given to the device; a stopped clip's stay as they are."""
        self.has_begun = False
        self.is_over = not len(samples)


class Player:
    """A queue of clips that a device pulls from; any thread may give orders, none of which blocks."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._clips: deque[Clip] = deque()
        self._tail = silence(0)
        self._loudness = 1.0
        self._wanted_loudness = 1.0

    @property
    def is_sounding(self) -> bool:
        """Something is being played or waits to be."""
        return bool(self._clips) or len(self._tail) > 0

    def play(self, clip: Clip) -> None:
        """Play behind what is there already."""
        if clip.is_over:
            clip.over()
            return
        with self._lock:
            self._clips.append(clip)

    def duck(self) -> None:
        """Be quieter from now on."""
        self._wanted_loudness = DUCKED

    def unduck(self) -> None:
        """Be as loud as usual."""
        self._wanted_loudness = 1.0

    def stop(self) -> None:
        """Fade out what sounds and drop the rest."""
        with self._lock:
            dropped = list(self._clips)
            self._clips.clear()
            if dropped and dropped[0].has_begun:
                tail = dropped[0].samples[dropped[0].played :][:FADE]
                self._tail = (tail * np.linspace(1.0, 0.0, len(tail))).astype(np.int16)
        for clip in dropped:
            clip.is_over = True
            clip.over()

    def pull(self, wanted: int = BLOCK) -> Samples:
        """Return the next samples for the device; silence where nothing is to be played."""
        block = silence(wanted)
        done: list[Clip] = []
        with self._lock:
            at = min(wanted, len(self._tail))
            block[:at] = self._tail[:at]
            self._tail = self._tail[at:]
            while at < wanted and self._clips:
                clip = self._clips[0]
                clip.has_begun = True
                piece = clip.samples[clip.played : clip.played + wanted - at]
                block[at : at + len(piece)] = piece
                at += len(piece)
                clip.played += len(piece)
                if clip.played == len(clip.samples):
                    clip.is_over = True
                    done.append(self._clips.popleft())
        if self._loudness != 1.0 or self._wanted_loudness != 1.0:
            ramp = np.linspace(self._loudness, self._wanted_loudness, wanted)
            block = (block * ramp).astype(np.int16)
            self._loudness = self._wanted_loudness
        for clip in done:
            clip.over()
        return block
