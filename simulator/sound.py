"""What sound is inside the program: mono 16-bit samples at 16 kHz, and how other sound becomes that."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from av.container import InputContainer

RATE = 16_000
"""Samples a second: what Whisper and Silero listen to."""
BLOCK = 320
"""Samples that are passed on at a time: 20 ms."""

Samples = NDArray[np.int16]
"""Mono sound at `RATE`; full scale is 32767."""

SILENCE_DBFS = -96.0
"""Level of digital silence: 16 bits hold no less."""


class UnreadableSoundError(Exception):
    """What should be sound is not; its `str` says so in a few words."""


def silence(samples: int) -> Samples:
    """Return that many samples of nothing."""
    return np.zeros(samples, np.int16)


def count(seconds: float) -> int:
    """Return the number of samples in `seconds`."""
    return round(seconds * RATE)


def level_dbfs(samples: Samples) -> float:
    """Return the loudness in decibels below full scale: 0 at most, -96 for silence."""
    if not len(samples):
        return SILENCE_DBFS
    power = float(np.mean(np.square(samples, dtype=np.float64)))
    return max(SILENCE_DBFS, 10.0 * float(np.log10(power / 32768.0**2))) if power else SILENCE_DBFS


def mixed(one: Samples, other: Samples) -> Samples:
    """Return two sounds of one length as they are heard together."""
    together: Samples = np.clip(one.astype(np.int32) + other, -32768, 32767).astype(np.int16)
    return together


def as_floats(samples: Samples) -> NDArray[np.float32]:
    """Return the samples between -1 and 1, as models want them."""
    return samples.astype(np.float32) / np.float32(32768.0)


def read_sound(file: Path | bytes) -> Samples:
    """Return the first audio track of a file of any format and rate, mixed to mono.

    Raises UnreadableSoundError where there is none.
    """
    import av  # noqa: PLC0415 - 60 ms that only those pay who read a file

    try:
        with av.open(io.BytesIO(file) if isinstance(file, bytes) else str(file), "r") as container:
            pieces = list(_decoded(container))
    except (av.FFmpegError, OSError, IndexError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "no audio in it"
        raise UnreadableSoundError(reason) from None
    return np.concatenate(pieces) if pieces else silence(0)


def _decoded(container: InputContainer) -> Iterator[Samples]:
    from av import AudioResampler  # noqa: PLC0415

    resampler = AudioResampler(format="s16", layout="mono", rate=RATE)
    for frame in container.decode(container.streams.audio[0]):
        for converted in resampler.resample(frame):
            yield converted.to_ndarray()[0]
    for converted in resampler.resample(None):
        yield converted.to_ndarray()[0]


class Resampler:
    """A stream of mono 16-bit sound at one rate, turned into another piece by piece."""

    def __init__(self, from_rate: int, to_rate: int) -> None:
        from av import AudioResampler  # noqa: PLC0415

        self._from_rate = from_rate
        self._is_idle = from_rate == to_rate
        self._resampler = AudioResampler(format="s16", layout="mono", rate=to_rate)

    def feed(self, samples: Samples) -> Samples:
        """Return what is ready of the stream after `samples`; a few milliseconds stay inside."""
        if self._is_idle:
            return samples
        import av  # noqa: PLC0415

        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples)[np.newaxis], "s16", "mono")
        frame.sample_rate = self._from_rate
        pieces = [converted.to_ndarray()[0] for converted in self._resampler.resample(frame)]
        return np.concatenate(pieces) if pieces else silence(0)
