from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.virtual_sound_card import VirtualSoundCard, loud_seconds, plugged_in

REPOSITORY = Path(__file__).parents[2]
MODEL = REPOSITORY / "tests" / "fixtures" / "micro-whisper"


def simulate(*arguments: str, environment: dict[str, str], cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "simulator", *arguments],
        capture_output=True,
        text=True,
        cwd=cwd,
        env={**environment, "PYTHONPATH": str(REPOSITORY), "SIMULATE_RECORDINGS": str(cwd)},
        timeout=60,
        check=False,
    )


def found(done: subprocess.CompletedProcess[str]) -> dict[str, dict[str, Any]]:
    return {finding["part"]: finding for finding in json.loads(done.stdout)["findings"]}


def test_without_a_sound_card_each_missing_part_is_one_line_with_what_helps(
    no_sound_card: dict[str, str], tmp_path: Path
) -> None:
    done = simulate("doctor", "--whisper", str(MODEL), environment=no_sound_card, cwd=tmp_path)
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert any(line.startswith("missing  microphone:") and "simulate --text" in line for line in lines)
    assert any(line.startswith("ready    speech model:") for line in lines)
    assert any(line.startswith("ready    what leaves:   nothing") for line in lines)
    assert "is missing" in lines[-1]
    assert done.stderr == ""


def test_a_model_that_is_not_there_is_told(no_sound_card: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = simulate("doctor", "--json", "--whisper", "empty", environment=no_sound_card, cwd=tmp_path)
    assert found(done)["speech model"]["standing"] == "missing"
    assert "model.bin" in found(done)["speech model"]["fix"]
    assert "words" not in found(done)


def test_devices_are_listed_for_people_and_for_programs(
    no_sound_card: dict[str, str], tmp_path: Path
) -> None:
    done = simulate("devices", environment=no_sound_card, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "Microphones\n  none\nLoudspeakers\n  none\n")


def test_the_virtual_sound_card_is_listed(sound_card: VirtualSoundCard, tmp_path: Path) -> None:
    done = simulate("devices", "--json", environment=sound_card.environment, cwd=tmp_path)
    assert {one["name"] for one in json.loads(done.stdout)["input"]} >= {"default", "pulse"}


def test_without_a_microphone_the_line_is_spoken_all_the_same(
    sound_card: VirtualSoundCard, tmp_path: Path
) -> None:
    arguments = ("doctor", "--json", "--whisper", str(MODEL), "--input-device", "nobody's")
    with sound_card.captured(tmp_path / "spoken.wav"):
        done = simulate(*arguments, environment=sound_card.environment, cwd=tmp_path)
    assert found(done)["recording"]["standing"] == "missing"
    assert "echo" not in found(done)
    assert loud_seconds(tmp_path / "spoken.wav") > 1


@pytest.mark.slow
def test_a_whole_examination_hears_a_voice_and_measures_the_echo(tmp_path: Path) -> None:
    with plugged_in() as card:
        loop = ["pactl", "load-module", "module-loopback", "source=spk.monitor", "sink=mic_in"]
        subprocess.run([*loop, "latency_msec=30"], env=card.environment, check=True, capture_output=True)
        done = simulate(
            "doctor", "--json", "--whisper", str(MODEL), environment=card.environment, cwd=tmp_path
        )
    findings = found(done)
    assert findings["recording"]["told"] == "only silence came"
    assert findings["voice"]["standing"] == "ready"
    figures = findings["echo"]["figures"]
    assert figures["above_room_db"] > 40
    assert figures["above_room_db"] - figures["above_room_cancelled_db"] > 20
