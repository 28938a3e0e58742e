"""Where the interviewer's voice goes: to a sound card, or nowhere; and when each sample was played."""

from __future__ import annotations

import time
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from simulator.front_ends.voice.devices import AWAKE_S, GONE_S, Direction, open_stream
from simulator.front_ends.voice.player import Player
from simulator.sound import BLOCK, RATE, Resampler, Samples, count, silence

if TYPE_CHECKING:
    import sounddevice

    from simulator.front_ends.voice.source import Source

SLIP_S = 0.015
"""How far the count of played samples may drift from the session's clock before it is set right: no two sound
cards run at the same speed."""
JUMP_S = 0.2
"""So far off at once it is no drift: the device has stood still."""
SMOOTHING = 0.02
"""Weight of one block in the average drift; devices ask for several blocks at a time."""

Played = tuple[int, Samples]
"""On the session's clock, the sample at which the first of these was heard."""


class Sink(Protocol):
    """Something that pulls from its player, in the time of what it plays."""

    @property
    def name(self) -> str:
        """What a person calls it."""

    @property
    def player(self) -> Player:
        """What is to be played."""

    @property
    def is_lost(self) -> bool:
        """The device is gone: nothing more is heard."""

    def start(self, source: Source) -> None:
        """Begin, by the clock of `source`."""

    def played(self) -> list[Played]:
        """Return what was played since the last call; to one thread, often."""

    def close(self) -> None:
        """Let go of the device; more than once does no harm."""


class SilentSink:
    """No loudspeaker: what is to be played takes its time on the source's clock, unheard."""

    name = "none"
    is_lost = False

    def __init__(self) -> None:
        self.player = Player()
        self._source: Source | None = None
        self._at = 0

    def start(self, source: Source) -> None:
        """Begin, by the clock of `source`."""
        self._source = source
        self._at = source.samples

    def played(self) -> list[Played]:
        """Play up to now, and return that."""
        now = self._source.samples if self._source else 0
        blocks = []
        while self._at + BLOCK <= now:
            blocks.append((self._at, self.player.pull()))
            self._at += BLOCK
        return blocks

    def close(self) -> None:
        """Drop what waits to be played."""
        self.player.stop()


class SoundCardSink:
    """A loudspeaker or headphones through PortAudio: one stream that is open for the whole session."""

    def __init__(self, device: int | str | None = None) -> None:
        """Open it, the default one unless named; UnavailableError."""
        self.player = Player()
        self._stream, self.name, rate = open_stream(Direction.OUTPUT, device, self._fill, self._finished)
        self._resampler = Resampler(RATE, rate)
        self._rest = silence(0)
        self._played: deque[Played] = deque()
        self._source: Source | None = None
        self._delay = 0
        self._at: int | None = None
        """The session's sample at which the next block is heard; None before the first."""
        self._drift = 0.0
        self._alive_until = 0.0
        self._has_finished = False
        self._is_closed = False

    @property
    def is_lost(self) -> bool:
        """The device is gone: nothing more is heard."""
        return not self._is_closed and (self._has_finished or 0 < self._alive_until < time.monotonic())

    def start(self, source: Source) -> None:
        """Begin, by the clock of `source`."""
        self._source = source
        # What is pulled now is heard when the device has played what it holds, and is in what the microphone
        # delivers that much later again.
        self._delay = count(float(self._stream.latency) + source.latency_s)
        self._alive_until = time.monotonic() + AWAKE_S
        try:
            self._stream.start()
        except Exception:  # PortAudioError, whose module is imported where there is a PortAudio alone
            self._has_finished = True

    def _fill(self, data: Any, frames: int, times: Any, status: sounddevice.CallbackFlags) -> None:
        # PortAudio's own thread: what is late here is heard as a crackle.
        self._alive_until = time.monotonic() + GONE_S
        while len(self._rest) < frames:
            self._rest = np.concatenate([self._rest, self._resampler.feed(self._pull())])
        data[:, 0] = self._rest[:frames]
        self._rest = self._rest[frames:]

    def _pull(self) -> Samples:
        due = count(self._source.now()) + self._delay if self._source is not None else 0
        if self._at is None:
            self._at = due
        else:
            behind = due - self._at
            self._drift += SMOOTHING * (behind - self._drift)
            if abs(behind) > JUMP_S * RATE:
                self._at, self._drift = self._at + behind, 0.0
            elif abs(self._drift) > SLIP_S * RATE:
                self._at, self._drift = self._at + round(self._drift), 0.0
        block = self.player.pull()
        self._played.append((self._at, block))
        self._at += BLOCK
        return block

    def _finished(self) -> None:
        self._has_finished = True

    def played(self) -> list[Played]:
        """Return what was played since the last call."""
        return [self._played.popleft() for _ in range(len(self._played))]

    def close(self) -> None:
        """Let go of the device at once."""
        self._is_closed = True
        self.player.stop()
        with suppress(Exception):  # it may be gone already
            self._stream.abort()
        with suppress(Exception):
            self._stream.close()
