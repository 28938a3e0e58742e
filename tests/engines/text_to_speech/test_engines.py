"""Each engine speaks as the persona, or fails in the way it says: never silently, never for ever."""

import os
import stat
import sys
import threading
from pathlib import Path

import numpy as np
import pytest

from simulator.content.persona import Voice
from simulator.engines.failure import EngineError
from simulator.engines.text_to_speech import espeak, piper, pyttsx3_process
from simulator.engines.text_to_speech.espeak import Espeak
from simulator.engines.text_to_speech.piper import Piper, find_voice
from simulator.engines.text_to_speech.pyttsx3_process import Pyttsx3
from simulator.interview.events import FailureKind
from simulator.sound import RATE
from tests.spoken import HELEN, MAREK, micro_whisper

SENTENCE = "the fallback is the cache"
FAST = Voice(timbre="male", rate_wpm=230, pitch=50)


@pytest.fixture(params=["espeak-ng", "pyttsx3"])
def engine(request):
    module, kind = {"espeak-ng": (espeak, Espeak), "pyttsx3": (pyttsx3_process, Pyttsx3)}[request.param]
    if not module.is_installed():
        pytest.skip(f"{request.param} is not on this machine")
    made = kind()
    yield made
    made.close()


def kind_of_failure(engine, text: str = "Hello.") -> FailureKind:
    with pytest.raises(EngineError) as raised:
        engine.render(text, HELEN)
    return raised.value.kind


def test_it_says_what_it_is_given(engine):
    assert micro_whisper().words(engine.render(SENTENCE, MAREK)) == SENTENCE


def test_each_persona_has_a_voice_of_its_own(engine):
    marek, helen, fast = (engine.render(SENTENCE, voice) for voice in (MAREK, HELEN, FAST))
    assert len(fast) < 0.85 * len(marek)
    assert len(helen) != len(marek) or not np.array_equal(helen, marek)


def test_rate_and_pitch_are_never_lost(engine):
    lengths = {len(engine.render("Who owns it?", HELEN)) for _ in range(8)}
    assert len(lengths) == 1


def test_text_is_never_taken_for_an_option(engine):
    assert len(engine.render('--version -w /tmp/stolen.wav $(id) `id`; "quoted"', HELEN)) > RATE


def test_a_program_that_is_not_there_is_missing(monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert not espeak.is_installed()
    assert kind_of_failure(Espeak()) is FailureKind.MISSING


def script(path: Path, text: str) -> Path:
    path.write_text(f"#!{sys.executable}\n{text}")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("import time; time.sleep(60)", FailureKind.TIMED_OUT),
        ("raise SystemExit(3)", FailureKind.CRASHED),
        ("print('no sound')", FailureKind.UNUSABLE),
    ],
)
def test_espeak_failing_in_each_way(tmp_path, monkeypatch, text, kind):
    script(tmp_path / "espeak-ng", text)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(espeak, "PATIENCE_S", 0.5)
    assert kind_of_failure(Espeak()) is kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("import time; time.sleep(60)", FailureKind.TIMED_OUT),
        ("raise SystemExit(3)", FailureKind.CRASHED),
        ("import sys; sys.stdin.readline(); print('Audio saved')", FailureKind.UNUSABLE),
        (
            "import json, sys; open(json.loads(sys.stdin.readline())['file'], 'w').write('no sound')",
            FailureKind.UNUSABLE,
        ),
    ],
)
def test_pyttsx3_failing_in_each_way(tmp_path, monkeypatch, text, kind, capfd):
    monkeypatch.setattr(pyttsx3_process, "_CHILD", script(tmp_path / "child.py", text))
    monkeypatch.setattr(pyttsx3_process, "PATIENCE_S", 0.5)
    engine = Pyttsx3()
    assert kind_of_failure(engine) is kind
    engine.close()
    assert capfd.readouterr() == ("", "")


def test_closing_ends_what_hangs(tmp_path, monkeypatch):
    started = tmp_path / "started"
    child = script(tmp_path / "child.py", f"import time; open({str(started)!r}, 'w'); time.sleep(60)")
    monkeypatch.setattr(pyttsx3_process, "_CHILD", child)
    engine = Pyttsx3()
    outcome: list[FailureKind] = []
    thread = threading.Thread(target=lambda: outcome.append(kind_of_failure(engine)))
    thread.start()
    while engine._speaking is None:
        thread.join(0.001)
    engine.close()
    thread.join(5)
    assert outcome
    assert kind_of_failure(engine) is FailureKind.MISSING


PIPER = """
import argparse, os, sys, wave
parser = argparse.ArgumentParser()
parser.add_argument("-m", "--model"); parser.add_argument("-d", "--output-dir"); parser.add_argument("--length-scale")
options = parser.parse_args()
print("INFO:piper:Loading", options.model, file=sys.stderr, flush=True)
for number, line in enumerate(sys.stdin):
    if "crash" in line: sys.exit(1)
    if "hang" in line: import time; time.sleep(60)
    path = os.path.join(options.output_dir, f"{number}.wav")
    with wave.open(path, "wb") as file:
        file.setparams((1, 2, 22050, 0, "NONE", ""))
        file.writeframes(b"\\x10\\x10" * int(22050 * float(options.length_scale)))
    print("INFO:__main__:Wrote", path, file=sys.stderr, flush=True)
"""


@pytest.fixture
def piper_installed(tmp_path, monkeypatch):
    """A program that takes Piper's options and lines, and two voices for it."""
    (tmp_path / "bin").mkdir()
    script(tmp_path / "bin" / "piper", PIPER)
    monkeypatch.setenv("PATH", str(tmp_path / "bin") + os.pathsep + os.environ["PATH"])
    monkeypatch.setattr(piper, "find_program", lambda: str(tmp_path / "bin" / "piper"))
    monkeypatch.setenv(piper.VARIABLE, str(tmp_path / "voices"))
    (tmp_path / "voices").mkdir()
    for name in ("en_US-ryan-medium", "en_US-lessac-medium", "de_DE-thorsten-low", "en_GB-alba-low"):
        (tmp_path / "voices" / f"{name}.onnx").touch()
        if name != "en_GB-alba-low":  # one without its settings is not whole
            (tmp_path / "voices" / f"{name}.onnx.json").write_text("{}")
    monkeypatch.setattr(piper, "PATIENCE_S", 5.0)
    engine = Piper()
    yield engine
    engine.close()


def test_piper_needs_the_program_and_a_voice(piper_installed, monkeypatch, tmp_path):
    assert piper.is_installed()
    assert find_voice("male").stem == "en_US-ryan-medium"
    assert find_voice("female").stem == "en_US-lessac-medium"
    monkeypatch.setenv(piper.VARIABLE, str(tmp_path / "nowhere"))
    assert not piper.is_installed()
    assert kind_of_failure(piper_installed) is FailureKind.MISSING


def test_piper_stays_for_the_next_line_and_speaks_at_the_personas_rate(piper_installed):
    slow = Voice(timbre="female", rate_wpm=110, pitch=50)
    first = piper_installed.render("One\nline.", slow)
    process = piper_installed._process
    second = piper_installed.render("Another.", slow)
    assert piper_installed._process is process
    assert len(first) / RATE == pytest.approx(1.5, abs=0.01)
    assert np.array_equal(first, second)
    assert len(piper_installed.render("Faster.", Voice(timbre="male", rate_wpm=165, pitch=50))) / RATE < 1.02
    assert not list(Path(piper_installed._files.name).iterdir())


def test_piper_failing_in_each_way(piper_installed, monkeypatch):
    assert kind_of_failure(piper_installed, "Please crash.") is FailureKind.CRASHED
    assert len(piper_installed.render("Back.", HELEN)) > 0
    monkeypatch.setattr(piper, "PATIENCE_S", 0.3)
    assert kind_of_failure(piper_installed, "Please hang.") is FailureKind.TIMED_OUT
