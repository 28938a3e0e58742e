"""The sound of both sides, written as one file and read back."""

import io
from pathlib import Path

import av
import numpy as np
import pytest

from simulator.recording.sound_file import SoundForm, write_sound
from simulator.recording.tracks import Tracks
from simulator.sound import RATE, Samples, count, mixed, read_sound
from simulator.transcript import Speaker

SECONDS = 23
"""More than is read at a time, twice."""


def tone(hertz: int, seconds: float, loudness: int = 8000) -> Samples:
    return (np.sin(np.arange(count(seconds)) * 2 * np.pi * hertz / RATE) * loudness).astype(np.int16)


CANDIDATE = np.concatenate([tone(300, 2), np.zeros(count(SECONDS - 4), np.int16), tone(500, 2)])
INTERVIEWER = tone(1000, 7)
"""From second 5 on."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("spoken")
    tracks = Tracks(folder, lambda error: pytest.fail(str(error)))
    tracks.write(Speaker.CANDIDATE, 0, CANDIDATE)
    tracks.write(Speaker.INTERVIEWER, count(5), INTERVIEWER)
    tracks.close()
    return folder


def written(folder: Path, form: SoundForm, *, split: bool = False) -> bytes:
    file = io.BytesIO()
    write_sound(folder, file, form, split=split, title="Legal: a title", date="2026-01-31 20:15")
    return file.getvalue()


def both() -> tuple[Samples, Samples]:
    interviewer = np.zeros(len(CANDIDATE), np.int16)
    interviewer[count(5) : count(12)] = INTERVIEWER
    return CANDIDATE, interviewer


def channels(data: bytes) -> np.ndarray:
    """Return what a player decodes: a row for each channel."""
    with av.open(io.BytesIO(data)) as container:
        stream = container.streams.audio[0]
        resampler = av.AudioResampler("s16p", stream.layout, RATE)
        frames = [f for frame in (*container.decode(stream), None) for f in resampler.resample(frame)]
    return np.concatenate([frame.to_ndarray() for frame in frames], axis=1)


def level(samples: Samples, from_s: float, to_s: float) -> float:
    return float(np.abs(samples[count(from_s) : count(to_s)].astype(np.float64)).mean())


def test_flac_holds_every_sample_of_both(folder: Path) -> None:
    assert np.array_equal(read_sound(written(folder, SoundForm.FLAC)), mixed(*both()))


def test_flac_holds_each_side_on_its_channel(folder: Path) -> None:
    assert np.array_equal(channels(written(folder, SoundForm.FLAC, split=True)), np.stack(both()))


def test_opus_sounds_where_they_sounded_and_is_small(folder: Path) -> None:
    data = written(folder, SoundForm.MP4)
    assert len(data) < 0.2 * len(CANDIDATE) * 2
    (heard,) = channels(data)
    assert len(heard) == pytest.approx(len(CANDIDATE), abs=RATE / 20)
    for from_s, to_s in ((0.1, 1.9), (5.1, 11.9), (21.1, 22.8)):
        assert level(heard, from_s, to_s) == pytest.approx(8000 * 2 / np.pi, rel=0.1)
    for from_s, to_s in ((2.1, 4.9), (12.1, 20.9)):
        assert level(heard, from_s, to_s) < 20


def test_opus_holds_each_side_on_its_channel(folder: Path) -> None:
    left, right = channels(written(folder, SoundForm.MP4, split=True))
    assert 100 * level(left, 5.5, 11.5) < level(right, 5.5, 11.5)
    assert 100 * level(right, 0.5, 1.5) < level(left, 0.5, 1.5)


@pytest.mark.parametrize("form", SoundForm)
def test_a_player_shows_what_it_is(folder: Path, form: SoundForm) -> None:
    with av.open(io.BytesIO(written(folder, form))) as container:
        told = {key.lower(): value for key, value in container.metadata.items()}
        codec = container.streams.audio[0].codec_context.name
    assert (told["title"], told["date"][:10]) == ("Legal: a title", "2026-01-31")
    assert codec == {"flac": "flac", "mp4": "opus"}[form]


def test_loud_voices_over_each_other_are_no_noise() -> None:
    loud = np.array([30_000, -30_000, 1], np.int16)
    assert mixed(loud, loud).tolist() == [32767, -32768, 2]


def test_a_full_disk_is_the_system_s_own_fault(folder: Path) -> None:
    class Full(io.BytesIO):
        def write(self, data: object) -> int:
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left on device"):
        write_sound(folder, Full(), SoundForm.FLAC, split=False, title="", date="")
