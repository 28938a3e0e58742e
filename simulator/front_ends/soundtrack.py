"""What a recording sounds like where its listener is: it follows their pauses, jumps and speed."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np

from simulator.front_ends.voice.player import Clip
from simulator.front_ends.voice.sink import Sink
from simulator.front_ends.voice.source import SilentSource
from simulator.recording.tracks import side_by_side
from simulator.sound import RATE, Samples, mixed

if TYPE_CHECKING:
    from av import AudioFrame
    from av.filter.context import FilterContext

    from simulator.front_ends.player import Playback

SLOWEST, FASTEST = 0.5, 4.0
"""Times as fast as it was; beyond them speech is noise, and nothing sounds."""
AHEAD_S = 1.0
"""Of sound given to the device beyond what is heard: a busy screen must not make it stutter."""
PUSHED = RATE // 4
"""Samples that change their speed at a time."""
OFF_S = 0.5
"""So far from the listener's place the sound has lost it: they have jumped, or the device has stood still."""


class Soundtrack:
    """Both sides of a recording, mixed; ask it to follow some times a second."""

    def __init__(self, folder: Path, playback: Playback, sink: Sink) -> None:
        """Let the recording in `folder` be heard from `sink` as `playback` goes on.

        Raises RecordingError where a track cannot be read.
        """
        next(side_by_side(folder), None)
        self._folder = folder
        self._playback = playback
        self._sink = sink
        self._clips: deque[Clip] = deque()
        self._pieces: Iterator[Samples] = iter(())
        self._given_to: float | None = None
        """Up to this second of the recording the device has been given its sound; None while it is silent."""
        sink.start(SilentSource())

    def follow(self) -> None:
        """See to it that what sounds is what is shown; RecordingError where a track cannot be read."""
        self._sink.played()  # nobody asks here what was heard when
        playback = self._playback
        if playback.is_paused or playback.is_over or not SLOWEST <= playback.speed <= FASTEST:
            self._stop()
            return
        position = playback.position
        if self._given_to is None or abs(self._heard(self._given_to) - position) > OFF_S * playback.speed:
            self._stop()
            self._given_to = position
            self._pieces = _at_speed(_mixed(self._folder, position), playback.speed)
        while self._waiting() < AHEAD_S * RATE:
            piece = next(self._pieces, None)
            if piece is None:
                break
            clip = Clip(piece, lambda: None)
            self._clips.append(clip)
            self._sink.player.play(clip)
            self._given_to += len(piece) / RATE * playback.speed

    def close(self) -> None:
        """Let go of the device."""
        self._sink.close()

    def _heard(self, given_to: float) -> float:
        return given_to - self._waiting() / RATE * self._playback.speed

    def _waiting(self) -> int:
        """Return how many samples the device has not played yet."""
        while self._clips and self._clips[0].is_over:
            self._clips.popleft()
        return sum(len(clip.samples) - clip.played for clip in self._clips)

    def _stop(self) -> None:
        if self._given_to is not None:
            self._given_to = None
            self._clips.clear()
            self._sink.player.stop()


def _mixed(folder: Path, start_s: float) -> Iterator[Samples]:
    return (mixed(candidate, interviewer) for candidate, interviewer in side_by_side(folder, start_s))


def _at_speed(sound: Iterator[Samples], speed: float) -> Iterator[Samples]:
    """Yield the sound so many times as fast, in the voices' own pitch."""
    if speed == 1.0:
        yield from sound
        return
    import av  # noqa: PLC0415 - 60 ms that only those pay who change the speed

    graph = av.filter.Graph()
    entrance = graph.add_abuffer(format="s16", sample_rate=RATE, layout="mono", time_base=Fraction(1, RATE))
    tempo, out = graph.add("atempo", str(speed)), graph.add("abuffersink")
    entrance.link_to(tempo)
    tempo.link_to(out)
    graph.configure()
    at = 0
    for piece in sound:
        for start in range(0, len(piece), PUSHED):
            part = np.ascontiguousarray(piece[np.newaxis, start : start + PUSHED])
            frame = av.AudioFrame.from_ndarray(part, "s16", "mono")
            frame.sample_rate, frame.pts, frame.time_base = RATE, at, Fraction(1, RATE)
            at += part.shape[1]
            entrance.push(frame)
            yield from _ready(out)
    entrance.push(None)
    yield from _ready(out)


def _ready(out: FilterContext) -> Iterator[Samples]:
    """Yield what comes out; the filter gives the outcome of one push at the next."""
    while True:
        try:
            frame = out.pull()
        except (BlockingIOError, EOFError):
            return
        yield cast("AudioFrame", frame).to_ndarray()[0]
