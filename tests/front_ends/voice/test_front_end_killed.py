"""A spoken interview killed in mid-answer loses no entry of its journal and hardly any sound."""

import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from simulator.interview.events import CandidateSaid
from simulator.recording.reading import Recording, read_recording
from simulator.recording.tracks import read_track
from simulator.sound import RATE
from simulator.transcript import Speaker

KILLED_AT_S = 12.2
"""The last of three sentences is being said."""


def held(folder: Path, killed_at_s: float) -> tuple[int, Recording]:
    folder.mkdir()
    outcome = subprocess.run(
        [sys.executable, "-m", "tests.killed_interview", str(folder), str(killed_at_s)], check=False
    )
    (recording,) = (folder / "recordings").iterdir()
    return outcome.returncode, read_recording(recording)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_kill_in_mid_answer(tmp_path: Path):
    lived, whole = held(tmp_path / "whole", 0)
    died, cut = held(tmp_path / "cut", KILLED_AT_S)
    assert (lived, died) == (0, -signal.SIGKILL)

    sound = read_track(cut.folder, Speaker.CANDIDATE)
    assert KILLED_AT_S - len(sound) / RATE <= 0.2
    assert np.abs(sound[-RATE // 2 :].astype(int)).max() > 500, "it was in mid-sentence"

    before = [(entry.event, entry.actions) for entry in whole.entries if entry.at <= KILLED_AT_S - 0.1]
    assert [(entry.event, entry.actions) for entry in cut.entries][: len(before)] == before
    assert sum(isinstance(event, CandidateSaid) for event, _ in before) == 1
