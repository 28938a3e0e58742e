"""The sound of a session as one file to pass on: FLAC, or Opus in MP4."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import BinaryIO

import av
import numpy as np

from simulator.recording.tracks import side_by_side
from simulator.sound import RATE, mixed

_BIT_RATE = 32_000
"""Bits a second of one channel in Opus: wideband speech is as good as it gets at 24,000 and more."""


class SoundForm(StrEnum):
    """What the file is."""

    FLAC = "flac"
    """Every sample as it was."""
    MP4 = "mp4"
    """Opus, a tenth of the size."""


def write_sound(
    folder: Path,
    file: BinaryIO,
    form: SoundForm,
    *,
    split: bool,
    title: str,
    date: str,
    progress: Callable[[float], None] = lambda seconds: None,
) -> None:
    """Write the sound of both sides from the beginning on, mixed, or the candidate left and the other right.

    `progress` is told how many seconds have been written. Raises RecordingError where a track cannot be
    read, OSError where the file cannot be written.
    """
    layout = "stereo" if split else "mono"
    with av.open(file, "w", format=form.value) as container:
        container.metadata.update(title=title, date=date)
        stream = container.add_stream("flac" if form is SoundForm.FLAC else "libopus", RATE, layout=layout)
        if form is SoundForm.MP4:
            stream.bit_rate = _BIT_RATE * stream.channels
        at = 0
        for candidate, interviewer in side_by_side(folder):
            sides = [candidate, interviewer] if split else [mixed(candidate, interviewer)]
            frame = av.AudioFrame.from_ndarray(np.stack(sides, 1).reshape(1, -1), "s16", layout)
            frame.sample_rate, frame.pts, frame.time_base = RATE, at, Fraction(1, RATE)
            at += len(candidate)
            container.mux(stream.encode(frame))
            progress(at / RATE)
        container.mux(stream.encode(None))
