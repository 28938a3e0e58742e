"""Whole spoken interviews by the command itself, in real time: `make test-voice`.

espeak-ng speaks the candidate's answers, into the microphone of a virtual sound card or as files; voice activity,
the small Whisper and the interviewer's voice are the real ones.
"""

from __future__ import annotations

import json
import os
import queue
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from aiohttp import web

from simulator.interview.events import ModelCalled
from simulator.recording.reading import read_recording
from simulator.recording.replay import verify
from simulator.recording.transcript_of import transcript_of
from simulator.sound import RATE
from simulator.transcript import Speaker, Turn
from tests.cli.in_process import simulate
from tests.engines.language_model.scripted_server import Body, ScriptedServer, sends, transcribes
from tests.engines.test_litellm_speech import wav
from tests.spoken_candidate import ANSWERS, MICRO_WHISPER, write_answers
from tests.virtual_sound_card import VirtualSoundCard, loud_seconds

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="the small Whisper knows espeak-ng's voice alone"),
    pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="no espeak-ng: apt install espeak-ng"),
]

REPOSITORY = Path(__file__).parents[1]
SPOKEN = (ANSWERS[1], ANSWERS[2], ANSWERS[5])
SHOWN = {"latency-target", "fallback"}
"""What these answers meet whatever is asked, and however else the rules read."""
PATIENCE_S = 60.0
CANARY = "sk-canary-57ee-ch"


class Interview:
    """A `simulate` that is under way, seen through its plain screen."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self._lines: queue.Queue[str | None] = queue.Queue()
        self.shown: list[str] = []
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.put(line.rstrip("\n"))
        self._lines.put(None)

    def until(self, pattern: str) -> None:
        """Read on to a line of that pattern."""
        while (line := self._lines.get(timeout=PATIENCE_S)) is not None:
            self.shown.append(line)
            if re.search(pattern, line):
                return
        raise AssertionError(f"ended without {pattern}: {self.shown}")

    def press(self, key: str) -> None:
        """Type a line."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{key}\n")
        self._process.stdin.flush()

    def end(self) -> str:
        """Return all that was shown."""
        while (line := self._lines.get(timeout=PATIENCE_S)) is not None:
            self.shown.append(line)
        return "\n".join(self.shown)


@contextmanager
def interview(tmp_path: Path, environment: dict[str, str], *options: str) -> Iterator[Interview]:
    """Begin an interview with its recordings in `kept`."""
    speech = ["--voice", "--whisper", str(MICRO_WHISPER), "--seed", "1"]
    own = {"PYTHONPATH": str(REPOSITORY), "SIMULATE_RECORDINGS": str(tmp_path / "kept")}
    process = subprocess.Popen(
        [sys.executable, "-m", "simulator", *speech, *options],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
        env={**environment, **own},
    )
    with process:
        try:
            yield Interview(process)
            assert process.stderr is not None
            assert (process.wait(PATIENCE_S), process.stderr.read()) == (0, "")
        finally:
            process.kill()


def said(folder: Path) -> list[Turn]:
    """Return the candidate's turns."""
    turns = transcript_of(read_recording(folder).entries).turns
    return [turn for turn in turns if turn.speaker is Speaker.CANDIDATE]


def assert_right(folder: Path) -> None:
    """Assert that every word was understood, recorded and graded, and that the interview replays."""
    turns = said(folder)
    assert [turn.text for turn in turns] == [" ".join(answer) for answer in SPOKEN]
    scorecard = json.loads((folder / "scorecard.json").read_text())
    met = {line["id"] for line in scorecard["criteria"] if line["status"] == "met"}
    assert met >= SHOWN
    for line in scorecard["criteria"]:
        for evidence in line["evidence"]:
            assert any(evidence["quote"] in turn.text for turn in turns)
    recording = read_recording(folder)
    assert not verify(recording.header, recording.entries)
    assert recording.header.settings["speech-to-text"] == "whisper micro-whisper"
    assert recording.header.settings["whisper"] == str(MICRO_WHISPER)
    assert (folder / "candidate.wav").stat().st_mode & 0o777 == 0o600
    for answer, turn in zip(SPOKEN, turns, strict=True):
        assert 0.5 * len(answer) < turn.end - turn.start < 5 * len(answer)


def test_an_interview_is_spoken_through_a_sound_card(sound_card: VirtualSoundCard, tmp_path: Path) -> None:
    played = tmp_path / "played.wav"
    with (
        sound_card.captured(played),
        interview(tmp_path, sound_card.environment) as held,
    ):
        for file in write_answers(tmp_path, SPOKEN):
            held.until(r"\(listening\)")
            assert sound_card.speak(file).wait(PATIENCE_S) == 0
            held.until("^Dana Okafor: ")
        held.until(r"\(listening\)")
        held.press("q")
        shown = held.end()
    assert "Verdict" in shown
    (folder,) = (tmp_path / "kept").iterdir()
    assert_right(folder)
    assert read_recording(folder).header.settings["text-to-speech"] != "none"
    heard, recorded = loud_seconds(played), loud_seconds(folder / "interviewer.wav")
    assert recorded > 20
    assert abs(heard - recorded) < 0.05 * recorded
    assert loud_seconds(folder / "candidate.wav") > 10


def test_an_interview_is_spoken_by_files_without_a_sound_card(
    no_sound_card: dict[str, str], tmp_path: Path
) -> None:
    files = [str(file) for file in write_answers(tmp_path, SPOKEN)]
    options = [part for file in files for part in ("--candidate-audio", file)]
    with interview(tmp_path, no_sound_card, *options) as held:
        shown = held.end()
    assert "Verdict" in shown
    assert os.listdir(tmp_path / "kept")
    (folder,) = (tmp_path / "kept").iterdir()
    assert_right(folder)


def test_models_listen_and_speak_and_every_call_is_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    [file] = write_answers(tmp_path, SPOKEN[:1])
    beep = wav((8000 * np.sin(np.arange(RATE // 5) / 20)).astype(np.int16), RATE)

    async def both(request: web.Request, body: Body) -> web.StreamResponse:
        is_speech = request.path.endswith("/speech")
        answers = sends(beep, "audio/wav") if is_speech else transcribes("Five cents a query.")
        return await answers(request, body)

    with ScriptedServer(both).in_thread() as server:
        monkeypatch.setenv("OPENAI_API_KEY", CANARY)
        monkeypatch.setenv("OPENAI_API_BASE", server.url)
        models = ["--stt", "openai/whisper-1", "--tts", "openai/tts-1", "--budget", "1"]
        done = simulate("--candidate-audio", str(file), *models, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Your voice is sent to openai/whisper-1" in done.stdout
    assert "The interviewer's words are sent to openai/tts-1" in done.stdout
    (folder,) = (tmp_path / "kept").iterdir()
    assert "Five cents a query." in said(folder)[0].text
    recording = read_recording(folder)
    calls = [entry.event for entry in recording.entries if isinstance(entry.event, ModelCalled)]
    assert {call.purpose for call in calls} == {"speech to text", "text to speech"}
    assert all(call.cost_usd for call in calls)
    assert len(calls) >= len(server.asked) - 2  # those of the last words may end after the interview
    shown = " ".join(done.stdout.split())
    assert re.search(r"Words made out by openai/whisper-1: \d+ calls?, \$0\.00\d\d", shown)
    assert re.search(r"Spoken by openai/tts-1: \d+ calls, \$0\.0\d\d\d", shown)
    assert recording.header.settings["speech-to-text"] == "openai/whisper-1"
    for path in (tmp_path / "kept").rglob("*"):
        assert path.is_dir() or CANARY.encode() not in path.read_bytes()
    assert CANARY not in done.stdout
