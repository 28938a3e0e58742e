"""Where the candidate's sound comes from: a sound card, files or nothing. Its samples count the time."""

from __future__ import annotations

import queue
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from simulator.engines.failure import UnavailableError
from simulator.front_ends.voice.devices import AWAKE_S, GONE_S, Direction, open_stream
from simulator.sound import BLOCK, RATE, Resampler, Samples, UnreadableSoundError, read_sound, silence

if TYPE_CHECKING:
    import sounddevice


@dataclass(frozen=True, slots=True)
class SoundLost:
    """Some sound never reached the program; silence stands for it."""

    seconds: float


@dataclass(frozen=True, slots=True)
class MicrophoneLost:
    """The device is gone. The clock goes on; there is only silence from now on."""


@dataclass(frozen=True, slots=True)
class AnswerEnded:
    """An answer that was recorded is over, and another one waits for its turn."""


@dataclass(frozen=True, slots=True)
class SourceEnded:
    """All there was has been given. The clock goes on; there is only silence from now on."""


Notice = SoundLost | MicrophoneLost | AnswerEnded | SourceEnded


class Source(Protocol):
    """A stream of sound without end; the count of its samples is the session's clock."""

    @property
    def name(self) -> str:
        """What a person calls it."""

    @property
    def latency_s(self) -> float:
        """How long a sound takes from the air to `blocks`."""

    @property
    def samples(self) -> int:
        """How many samples `blocks` has given, from the session's beginning."""

    def now(self) -> float:
        """Return the session's time in seconds; any thread may ask."""

    def blocks(self) -> Iterator[Samples | Notice]:
        """Yield the sound as it comes, each block of `BLOCK` samples, until closed; to one thread."""

    def hold(self) -> None:
        """The interviewer has the floor: what has been prepared waits. A microphone cannot."""

    def release(self) -> None:
        """The candidate has the floor: what has been prepared goes on."""

    def close(self) -> None:
        """Let go of the device and end `blocks`; any thread may call it, and more than once."""


class SampleClock:
    """The session's time: samples given so far, plus what has passed since the last of them."""

    def __init__(self, start: float, *, flows: bool) -> None:
        """Begin at `start` seconds; a clock that `flows` goes on between two blocks."""
        self._flows = flows
        self._reading = (round(start * RATE), time.monotonic())

    @property
    def samples(self) -> int:
        """How many have been given."""
        return self._reading[0]

    def count(self, samples: int) -> None:
        """Note that so many more have been given just now."""
        self._reading = (self._reading[0] + samples, time.monotonic())

    def now(self) -> float:
        """Return seconds."""
        samples, at = self._reading
        # Never beyond the block to come: it would run backwards when that is late.
        passed = min(time.monotonic() - at, BLOCK / RATE) if self._flows else 0.0
        return samples / RATE + passed


Pace = Callable[[int], None]
"""Called with the number of samples given so far, before each block; returns when the next may be given."""


class RealTime:
    """One second of sound a second, counted from the first block, so that no delay adds up."""

    def __init__(self) -> None:
        self._began: float | None = None

    def __call__(self, samples: int) -> None:
        """Return when the block after `samples` is due."""
        now = time.monotonic()
        if self._began is None:
            self._began = now - samples / RATE
        delay = self._began + samples / RATE - now
        if delay > 0:
            time.sleep(delay)


class _Prepared:
    """What the sources without a device share: their pace, their clock and how they end."""

    latency_s = 0.0

    def __init__(self, pace: Pace | None, start: float) -> None:
        self._pace = pace or RealTime()
        self._clock = SampleClock(start, flows=pace is None)
        self._is_closed = Event()

    @property
    def samples(self) -> int:
        """How many samples were given, from the session's beginning."""
        return self._clock.samples

    def now(self) -> float:
        """Return the session's time in seconds."""
        return self._clock.now()

    def close(self) -> None:
        """End the stream."""
        self._is_closed.set()

    def _next(self) -> bool:
        """Wait until the next block is due; return whether there is to be one."""
        self._pace(self._clock.samples)
        if self._is_closed.is_set():
            return False
        self._clock.count(BLOCK)
        return True


class FileSource(_Prepared):
    """Answers that were recorded: each file is one, given when the floor is released."""

    def __init__(
        self, files: Sequence[Path], pace: Pace | None = None, *, start: float = 0.0, ahead_s: float = 0.3
    ) -> None:
        """Read the files, in real time unless `pace` is another; UnavailableError where one is no sound.

        The clock begins at `start` seconds. `ahead_s` is the time between the floor and the first sound.
        """
        super().__init__(pace, start)
        self.name = ", ".join(file.name for file in files)
        self._answers = deque(_read(file) for file in files)
        self._ahead = round(ahead_s * RATE / BLOCK)
        self._is_held = True
        self._waits_for_release = True

    def hold(self) -> None:
        """Give silence until released."""
        self._is_held = True

    def release(self) -> None:
        """Go on, with the next answer where one has ended."""
        self._is_held = False
        self._waits_for_release = False

    def blocks(self) -> Iterator[Samples | Notice]:
        """Yield silence, and the answers when it is their time."""
        answer, at, ahead, has_told = silence(0), 0, self._ahead, False
        while self._next():
            block = silence(BLOCK)
            was_over = at >= len(answer)
            if self._is_held:
                ahead = self._ahead
            elif ahead:
                ahead -= 1
            elif at < len(answer):
                piece = answer[at : at + BLOCK]
                block[: len(piece)] = piece
                at += BLOCK
                self._waits_for_release = at >= len(answer)
            elif self._answers and not self._waits_for_release:
                answer, at = self._answers.popleft(), 0
            yield block
            if at >= len(answer) and not self._answers and not has_told:
                has_told = True
                yield SourceEnded()
            elif at >= len(answer) and self._answers and not was_over:
                yield AnswerEnded()


class SilentSource(_Prepared):
    """No microphone: the clock alone."""

    name = "none"

    def __init__(self, pace: Pace | None = None, *, start: float = 0.0) -> None:
        """Begin the clock at `start` seconds; in real time unless `pace` is another."""
        super().__init__(pace, start)

    def hold(self) -> None:
        """Do nothing."""

    def release(self) -> None:
        """Do nothing."""

    def blocks(self) -> Iterator[Samples | Notice]:
        """Yield silence in its time."""
        while self._next():
            yield silence(BLOCK)


@dataclass(frozen=True, slots=True)
class _Recorded:
    """What one call of the sound card's brought."""

    samples: Samples
    at: float
    """Monotonic time of the call."""
    overflowed: bool


class SoundCardSource:
    """A microphone through PortAudio."""

    def __init__(self, device: int | str | None = None, *, start: float = 0.0) -> None:
        """Open it, the default one unless named; the clock begins at `start` seconds. UnavailableError."""
        self._recorded: queue.SimpleQueue[_Recorded | None] = queue.SimpleQueue()
        self._clock = SampleClock(start, flows=True)
        self._stream, self.name, rate = open_stream(Direction.INPUT, device, self._copy, self._finished)
        self._resampler = Resampler(rate, RATE)
        self._is_closed = Event()
        self.latency_s = float(self._stream.latency)

    @property
    def samples(self) -> int:
        """How many samples were given, from the session's beginning."""
        return self._clock.samples

    def now(self) -> float:
        """Return the session's time in seconds."""
        return self._clock.now()

    def hold(self) -> None:
        """Do nothing: a person does not wait for us."""

    def release(self) -> None:
        """Do nothing."""

    def _copy(self, data: Any, frames: int, times: Any, status: sounddevice.CallbackFlags) -> None:
        # PortAudio's own thread: a callback that is late loses sound, so it only copies.
        self._recorded.put(_Recorded(data[:, 0].copy(), time.monotonic(), bool(status.input_overflow)))

    def _finished(self) -> None:
        self._recorded.put(None)

    def blocks(self) -> Iterator[Samples | Notice]:
        """Yield what the microphone hears; what an overflow lost is replaced by silence of its length."""
        try:
            self._stream.start()
        except Exception:  # PortAudioError, whose module is imported where there is a PortAudio alone
            self._recorded.put(None)
        began = time.monotonic() - self._clock.samples / RATE
        lag = 0.0
        rest = silence(0)
        patience_s = AWAKE_S
        while (recorded := self._next(patience_s)) is not None:
            patience_s = GONE_S
            samples = self._resampler.feed(recorded.samples)
            behind = recorded.at - began - (self._clock.samples + len(rest) + len(samples)) / RATE
            if recorded.overflowed and behind - lag > BLOCK / RATE:
                lost = behind - lag
                yield SoundLost(lost)
                samples = np.concatenate([silence(round(lost * RATE)), samples])
            else:
                # Slowly: it follows the device's own clock, and not one late call.
                lag = behind if self._clock.samples == 0 else lag + 0.05 * (behind - lag)
            rest = np.concatenate([rest, samples])
            while len(rest) >= BLOCK:
                block, rest = rest[:BLOCK], rest[BLOCK:]
                self._clock.count(BLOCK)
                yield block
        if not self._is_closed.is_set():
            with suppress(Exception):
                self._stream.close()
            yield MicrophoneLost()
            real_time = RealTime()
            while not self._is_closed.is_set():
                real_time(self._clock.samples)
                self._clock.count(BLOCK)
                yield silence(BLOCK)

    def _next(self, patience_s: float) -> _Recorded | None:
        try:
            return self._recorded.get(timeout=patience_s)
        except queue.Empty:
            return None

    def close(self) -> None:
        """Let go of the device."""
        self._is_closed.set()
        with suppress(Exception):  # it may be gone already
            self._stream.abort()
        with suppress(Exception):
            self._stream.close()
        self._recorded.put(None)


def _read(file: Path) -> Samples:
    try:
        return read_sound(file)
    except UnreadableSoundError as error:
        raise UnavailableError(f"{file}: cannot be heard ({error})") from None
