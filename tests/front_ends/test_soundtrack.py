"""What is heard of a recording, on a loudspeaker that is not there."""

from pathlib import Path

import numpy as np
import pytest

from simulator.front_ends.player import Playback
from simulator.front_ends.soundtrack import Soundtrack
from simulator.front_ends.voice.player import Player
from simulator.recording.errors import RecordingError
from simulator.recording.layout import track_path
from simulator.recording.tracks import Tracks
from simulator.reporting.playback import Passage
from simulator.sound import BLOCK, RATE, Samples, count
from simulator.transcript import Speaker

LENGTH_S = 60
FRAME_S = 0.1


class CountingPlayer(Player):
    stops = 0

    def stop(self) -> None:
        self.stops += 1
        super().stop()


class Loudspeaker:
    """A sink whose device asks for its blocks when the test says so."""

    name = "fake"
    is_lost = False

    def __init__(self) -> None:
        self.player = CountingPlayer()
        self.is_open = True

    def start(self, source: object) -> None:
        pass

    def played(self) -> list[tuple[int, Samples]]:
        return []

    def close(self) -> None:
        self.is_open = False


class Listener:
    """A recording in which every second sounds as loud as its number, played on a clock of its own."""

    def __init__(self, folder: Path, speed: float) -> None:
        self.now = 100.0
        passages = (Passage("You", Speaker.CANDIDATE, "all of it", 0.0, LENGTH_S),)
        self.playback = Playback(passages, speed=speed, clock=lambda: self.now)
        self.loudspeaker = Loudspeaker()
        self.soundtrack = Soundtrack(folder, self.playback, self.loudspeaker)

    def hear(self, seconds: float) -> Samples:
        """Let time pass: the screen is drawn ten times a second, the device asks fifty times."""
        blocks = []
        for _ in range(round(seconds / FRAME_S)):
            self.soundtrack.follow()
            for _ in range(round(FRAME_S * RATE / BLOCK)):
                blocks.append(self.loudspeaker.player.pull())
                self.now += BLOCK / RATE
        return np.concatenate(blocks)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("spoken")
    tracks = Tracks(folder, lambda error: pytest.fail(str(error)))
    for second in range(LENGTH_S):
        # A side each, every other second.
        side = (Speaker.CANDIDATE, Speaker.INTERVIEWER)[second % 2]
        tone = np.sin(np.arange(RATE) * 2 * np.pi * 400 / RATE) * 100 * (second + 1)
        tracks.write(side, second * RATE, tone.astype(np.int16))
    tracks.close()
    return folder


@pytest.fixture
def listen(folder: Path):
    return lambda speed=1.0: Listener(folder, speed)


def second_heard(sound: Samples) -> float:
    """Return which second of the recording a stretch of sound is from, by its loudness."""
    return float(np.abs(sound.astype(np.float64)).mean() * np.pi / 2 / 100 - 1)


def test_both_sides_sound_as_they_did(listen) -> None:
    sound = listen().hear(20)
    for second in range(20):
        assert second_heard(sound[count(second + 0.1) : count(second + 0.9)]) == pytest.approx(
            second, abs=0.1
        )


def test_a_pause_is_silent_and_goes_on_where_it_was(listen) -> None:
    listener = listen()
    listener.hear(5.5)
    listener.playback.pause()
    assert not listener.hear(3)[count(0.1) :].any()
    listener.playback.pause()
    assert second_heard(listener.hear(0.4)) == pytest.approx(5, abs=0.1)


@pytest.mark.parametrize("seconds", [10.0, 2.0, -3.0])
def test_a_jump_is_heard_at_once(listen, seconds: float) -> None:
    listener = listen()
    listener.hear(5.2)
    listener.playback.seek(seconds)
    sound = listener.hear(0.5)
    assert second_heard(sound[count(0.1) :]) == pytest.approx(5 + seconds, abs=0.1)


def test_the_end_is_silent_and_playing_on_begins_again(listen) -> None:
    listener = listen()
    listener.playback.seek(LENGTH_S - 1)
    assert second_heard(listener.hear(0.9)) == pytest.approx(LENGTH_S - 1, abs=0.5)
    assert not listener.hear(2)[count(0.3) :].any()
    listener.playback.pause()
    assert second_heard(listener.hear(0.9)) == pytest.approx(0, abs=0.1)


@pytest.mark.parametrize("speed", [0.5, 1.5, 3.0])
def test_at_another_speed_it_keeps_its_place_and_its_pitch(listen, speed: float) -> None:
    listener = listen(speed)
    sound = listener.hear(12)
    for at in (2, 5, 11):
        heard = second_heard(sound[count(at) : count(at + 0.3)])
        assert heard == pytest.approx(at * speed, abs=1.0 + 0.3 * speed)
    assert listener.loudspeaker.player.stops == 0, "it goes on without a gap"
    loudest = np.argmax(np.abs(np.fft.rfft(sound))) * RATE / len(sound)
    assert loudest == pytest.approx(400, rel=0.01)


@pytest.mark.parametrize("speed", [0.4, 5.0])
def test_no_voice_is_made_a_noise(listen, speed: float) -> None:
    assert not listen(speed).hear(2).any()


def test_a_device_that_stood_still_catches_up(listen) -> None:
    listener = listen()
    listener.hear(3)
    listener.now += 4
    assert second_heard(listener.hear(0.5)[count(0.1) :]) == pytest.approx(7, abs=0.1)


@pytest.mark.parametrize("speed", [1.0, 1.5])
def test_a_screen_that_is_late_does_not_make_it_stutter(listen, speed: float) -> None:
    listener = listen(speed)
    listener.soundtrack.follow()
    blocks = [listener.loudspeaker.player.pull() for _ in range(45)]
    assert all(block.any() for block in blocks)


def test_the_device_is_let_go_of(listen) -> None:
    listener = listen()
    listener.soundtrack.close()
    assert not listener.loudspeaker.is_open


def test_a_track_that_is_none_is_told_before_anything_is_played(tmp_path: Path) -> None:
    track_path(tmp_path, Speaker.CANDIDATE).write_bytes(bytes(1000))
    with pytest.raises(RecordingError, match="not a track"):
        Soundtrack(tmp_path, Playback(()), Loudspeaker())
