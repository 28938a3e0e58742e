"""Whether somebody speaks: what a detector of voice in a stream of sound must offer."""

from __future__ import annotations

from typing import Protocol

from simulator.sound import RATE, Samples

FRAME = 512
"""Samples judged at a time: 32 ms."""
FRAME_S = FRAME / RATE


class VoiceActivity(Protocol):
    """Hears a stream from its beginning, frame by frame."""

    def probability(self, frame: Samples) -> float:
        """Return how likely, from 0 to 1, it is that the next `FRAME` samples are somebody's speech."""
