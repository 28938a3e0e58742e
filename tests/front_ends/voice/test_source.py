"""What the candidate's sound comes from: every sample counted, in its time."""

import itertools
from types import SimpleNamespace

import numpy as np
import pytest

from simulator.engines.failure import UnavailableError
from simulator.front_ends.voice import source as module
from simulator.front_ends.voice.source import (
    AnswerEnded,
    FileSource,
    MicrophoneLost,
    RealTime,
    SilentSource,
    SoundCardSource,
    SoundLost,
    SourceEnded,
)
from simulator.sound import BLOCK, RATE, Samples
from tests.spoken import as_fast_as_it_goes, write_wav


def tone(seconds: float, size: int = 5000) -> Samples:
    return np.full(round(seconds * RATE), size, np.int16)


def take(blocks, seconds: float) -> tuple[Samples, list[object]]:
    samples, notices = [], []
    wanted = round(seconds * RATE / BLOCK)
    for block in blocks:
        if isinstance(block, np.ndarray):
            assert len(block) == BLOCK
            samples.append(block)
            if len(samples) == wanted:
                break
        else:
            notices.append(block)
    return np.concatenate(samples), notices


def test_each_file_is_an_answer_that_waits_for_the_floor(tmp_path):
    files = [write_wav(tmp_path / "a.wav", tone(1.0, 1)), write_wav(tmp_path / "b.wav", tone(0.5, 2))]
    source = FileSource(files, as_fast_as_it_goes)
    blocks = source.blocks()

    assert not take(blocks, 2.0)[0].any()
    source.release()
    first, notices = take(blocks, 3.0)
    assert notices == [AnswerEnded()]
    assert (np.count_nonzero(first == 1), np.count_nonzero(first == 2)) == (RATE, 0)
    source.hold()
    source.release()
    second, notices = take(blocks, 2.0)
    assert np.count_nonzero(second == 2) == RATE // 2
    assert notices == [SourceEnded()]
    assert source.samples == 7 * RATE
    assert source.now() == 7.0
    source.close()
    assert list(blocks) == []


def test_an_answer_is_held_in_its_middle_and_goes_on(tmp_path):
    source = FileSource([write_wav(tmp_path / "a.wav", tone(1.0))], as_fast_as_it_goes)
    blocks = source.blocks()
    source.release()
    before, _ = take(blocks, 0.8)
    source.hold()
    assert not take(blocks, 5.0)[0].any()
    source.release()
    after, notices = take(blocks, 2.0)
    assert np.count_nonzero(before) + np.count_nonzero(after) == RATE
    assert notices == [SourceEnded()]


@pytest.mark.parametrize(("rate", "channels"), [(8000, 1), (22050, 2), (44100, 1), (48000, 2)])
def test_files_of_any_rate_and_channels_are_heard(tmp_path, rate, channels):
    sine = (9000 * np.sin(np.arange(2 * rate) * 2 * np.pi * 440 / rate)).astype(np.int16)
    source = FileSource([write_wav(tmp_path / "a.wav", sine, rate, channels)], as_fast_as_it_goes)
    source.release()
    heard, _ = take(source.blocks(), 3.0)
    sounding = np.flatnonzero(np.abs(heard) > 500)
    assert abs((sounding[-1] - sounding[0]) / RATE - 2.0) < 0.02
    spectrum = np.abs(np.fft.rfft(heard[sounding[0] : sounding[0] + RATE].astype(float)))
    assert abs(int(spectrum.argmax()) - 440) <= 1


@pytest.mark.parametrize("content", [b"", b"no sound at all"])
def test_what_is_no_sound_is_told_with_its_name(tmp_path, content):
    (tmp_path / "answer.wav").write_bytes(content)
    with pytest.raises(UnavailableError, match=r"answer\.wav: cannot be heard"):
        FileSource([tmp_path / "answer.wav"])
    with pytest.raises(UnavailableError, match="cannot be heard \\(No such file"):
        FileSource([tmp_path / "nowhere.wav"])


def test_a_clock_that_starts_later_goes_on_from_there():
    source = SilentSource(as_fast_as_it_goes, start=90.0)
    take(source.blocks(), 1.0)
    assert source.now() == 91.0


def test_real_time_waits_for_what_is_not_due_and_makes_up_for_delays(monkeypatch):
    clock, slept = [100.0], []

    def sleep(seconds):
        slept.append(seconds)
        clock[0] += seconds

    monkeypatch.setattr(module, "time", SimpleNamespace(monotonic=lambda: clock[0], sleep=sleep))
    pace = RealTime()
    for number in range(10):
        pace(number * BLOCK)
        clock[0] += 0.005
    clock[0] += 1.0
    for number in range(10, 100):
        pace(number * BLOCK)
    assert clock[0] == pytest.approx(100.0 + 99 * BLOCK / RATE)


class FakeStream:
    """A sound card that calls back when told, through the same function as PortAudio."""

    latency = 0.03

    def __init__(self, monkeypatch, rate: int = RATE) -> None:
        self.clock = 50.0
        self.rate = rate
        self.is_open = False
        monkeypatch.setattr(module, "open_stream", self._open)
        fake_time = SimpleNamespace(monotonic=lambda: self.clock, sleep=self._sleep)
        monkeypatch.setattr(module, "time", fake_time)

    def _sleep(self, seconds: float) -> None:
        self.clock += seconds

    def _open(self, direction, device, callback, finished):
        self.callback, self.finished = callback, finished
        return self, "fake", self.rate

    def start(self) -> None:
        self.is_open = True

    def abort(self) -> None:
        self.is_open = False

    close = abort

    def give(self, size: int, *, late_s: float = 0.0, overflow: bool = False) -> None:
        length = BLOCK * self.rate // RATE
        self.clock += length / self.rate + late_s
        status = SimpleNamespace(input_overflow=overflow)
        self.callback(np.full((length, 1), size, np.int16), length, None, status)


def test_what_an_overflow_lost_is_silence_of_its_length(monkeypatch):
    card = FakeStream(monkeypatch)
    source = SoundCardSource()
    for number in range(50):
        card.give(number + 1)
    card.give(100, late_s=0.5, overflow=True)
    for _ in range(50):
        card.give(101)
    heard, notices = take(source.blocks(), 2.5)

    (lost,) = notices
    assert isinstance(lost, SoundLost)
    assert abs(lost.seconds - 0.5) < 0.02
    zeros = np.flatnonzero(heard == 0)
    assert abs(len(zeros) / RATE - 0.5) < 0.02
    assert abs(zeros[0] - 50 * BLOCK) < BLOCK
    source.close()


def test_a_card_with_a_rate_of_its_own_is_heard_at_ours(monkeypatch):
    card = FakeStream(monkeypatch, rate=48_000)
    source = SoundCardSource()
    for _ in range(100):
        card.give(4000)
    heard, _ = take(source.blocks(), 1.9)
    assert (np.abs(heard[RATE // 2 :] - 4000) < 20).all()


def test_a_card_that_is_unplugged_is_told_and_the_clock_goes_on(monkeypatch):
    card = FakeStream(monkeypatch)
    source = SoundCardSource(start=10.0)
    for _ in range(50):
        card.give(7)
    card.finished()
    heard, notices = take(source.blocks(), 3.0)
    assert notices == [MicrophoneLost()]
    assert np.count_nonzero(heard) == RATE
    assert source.samples == 13 * RATE


def test_a_card_that_does_not_start_is_gone(monkeypatch):
    card = FakeStream(monkeypatch)

    def fails() -> None:
        raise OSError("Device unavailable")

    card.start = fails
    _, notices = take(SoundCardSource().blocks(), 0.1)
    assert notices == [MicrophoneLost()]


def test_a_card_that_falls_silent_is_gone(monkeypatch):
    card = FakeStream(monkeypatch)
    monkeypatch.setattr(module, "GONE_S", 0.01)
    source = SoundCardSource()
    card.give(7)
    _, notices = take(source.blocks(), 0.1)
    assert notices == [MicrophoneLost()]


def test_closing_ends_the_stream(monkeypatch):
    card = FakeStream(monkeypatch)
    source = SoundCardSource()
    card.give(7)
    blocks = source.blocks()
    assert isinstance(next(blocks), np.ndarray)
    source.close()
    source.close()
    assert list(itertools.islice(blocks, 5)) == []
    assert not card.is_open
