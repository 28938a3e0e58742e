"""Where the interviewer's voice goes, and at which sample of the session each of its samples was heard."""

from types import SimpleNamespace

import numpy as np

from simulator.front_ends.voice import sink as module
from simulator.front_ends.voice.player import Clip
from simulator.front_ends.voice.sink import SilentSink, SoundCardSink
from simulator.front_ends.voice.source import SilentSource
from simulator.sound import BLOCK, RATE
from tests.spoken import as_fast_as_it_goes


def clip(length: int) -> Clip:
    return Clip(np.full(length, 3000, np.int16), lambda: None)


def test_without_a_loudspeaker_speech_takes_its_time_on_the_sources_clock():
    source, sink = SilentSource(as_fast_as_it_goes, start=5.0), SilentSink()
    sink.start(source)
    said = clip(RATE)
    sink.player.play(said)
    played = []
    for _, _ in zip(range(80), source.blocks(), strict=False):
        played += sink.played()
    assert [at for at, _ in played[:2]] == [5 * RATE, 5 * RATE + BLOCK]
    assert said.is_over
    assert sum(np.count_nonzero(block) for _, block in played) == RATE


class Clock:
    """Two sound cards: the microphone's counts the session, the loudspeaker's runs at a speed of its own."""

    latency_s = 0.02

    def __init__(self, monkeypatch, faster_by: float = 0.0) -> None:
        self.at = 0.0
        self.faster_by = faster_by
        self.stream = SimpleNamespace(
            latency=0.03, start=lambda: None, abort=lambda: None, close=lambda: None
        )
        monkeypatch.setattr(module, "open_stream", self._open)
        monkeypatch.setattr(module, "time", SimpleNamespace(monotonic=lambda: self.at))

    def _open(self, direction, device, callback, finished):
        self.callback, self.finished = callback, finished
        return self.stream, "fake", RATE

    def now(self) -> float:
        return self.at

    samples = 0

    def ask(self) -> None:
        self.at += BLOCK / RATE * (1 - self.faster_by)
        data = np.zeros((BLOCK, 1), np.int16)
        self.callback(data, BLOCK, None, None)


def test_over_an_hour_the_tracks_stay_within_20_ms_whatever_the_cards_speed(monkeypatch):
    # A tenth of the hour, with ten times the drift of cards that are 200 millionths apart.
    for faster_by in (0.002, -0.002):
        clock = Clock(monkeypatch, faster_by)
        sink = SoundCardSink()
        sink.start(clock)
        for _ in range(round(3600 * RATE / BLOCK / 10)):
            clock.ask()
            ((at, _),) = sink.played()
            assert abs(at / RATE - (clock.at + 0.05)) <= 0.02
        sink.close()


def test_what_is_played_is_told_once_in_order_without_gaps(monkeypatch):
    clock = Clock(monkeypatch)
    sink = SoundCardSink()
    sink.start(clock)
    sink.player.play(clip(10 * BLOCK))
    for _ in range(20):
        clock.ask()
    played = sink.played()
    assert [at for at, _ in played] == [played[0][0] + number * BLOCK for number in range(20)]
    assert sink.played() == []


def test_a_loudspeaker_that_is_gone_is_known(monkeypatch):
    clock = Clock(monkeypatch)
    sink = SoundCardSink()
    sink.start(clock)
    clock.ask()
    assert not sink.is_lost
    clock.at += 2.0
    assert sink.is_lost
    clock.ask()
    assert not sink.is_lost
    clock.finished()
    assert sink.is_lost
    sink.close()
    assert not sink.is_lost
