"""Where the candidate sits: to speak where that is possible or demanded, else in text, with one line that says why."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest

from simulator.cli.seat import VoiceSeat, voice_seat
from simulator.cli.voice_options import VoiceOptions, add_voice, voice_options_again, voice_options_of
from simulator.content import library
from simulator.engines.failure import UnavailableError
from simulator.engines.litellm.spending import Spending
from simulator.front_ends.voice import sink, source
from simulator.front_ends.voice.echo import Headphones
from simulator.front_ends.voice.sink import SilentSink
from simulator.front_ends.voice.source import SilentSource
from simulator.recording.reading import read_recording
from simulator.recording.replay import verify
from tests.cli.in_process import simulate
from tests.cli.test_resume import PROMPT
from tests.spoken import MICRO_WHISPER, Scripted

REPOSITORY = Path(__file__).parents[2]


def without_a_card(
    *arguments: str, environment: dict[str, str], cwd: Path
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "simulator", *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        cwd=cwd,
        env={**environment, "PYTHONPATH": str(REPOSITORY), "SIMULATE_RECORDINGS": str(cwd / "kept")},
        timeout=60,
        check=False,
    )


def test_speaking_that_is_demanded_and_not_possible_is_refused_in_one_line(
    no_sound_card: dict[str, str], tmp_path: Path
) -> None:
    done = without_a_card("--voice", environment=no_sound_card, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("simulate: no microphone: connect one")
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "kept").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="pexpect needs a terminal of Unix")
def test_at_a_terminal_without_a_microphone_a_line_says_so_and_the_interview_is_in_text(
    no_sound_card: dict[str, str], tmp_path: Path
) -> None:
    terminal = pexpect.spawn(
        sys.executable,
        ["-m", "simulator", "--recordings", str(tmp_path / "kept")],
        env={**no_sound_card, "PYTHONPATH": str(REPOSITORY), "TERM": "xterm"},
        cwd=str(tmp_path),
        encoding="utf-8",
        timeout=30,
        dimensions=(40, 300),
    )
    terminal.expect("simulate: no microphone: .* The interview is in text; `simulate doctor` looks at all")
    terminal.expect(PROMPT)
    terminal.send("\x04")
    terminal.expect("Kept in")
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert terminal.exitstatus == 0


def test_in_a_pipe_answers_are_read_unless_speaking_is_demanded(tmp_path: Path) -> None:
    done = simulate("--push-to-talk", "--whisper", "nonsense", stdin=b"Who are the users?\n", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    (folder,) = (tmp_path / "kept").iterdir()
    assert "speech-to-text" not in read_recording(folder).header.settings


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--candidate-audio", "missing.wav"], "missing.wav: cannot be heard (No such file or directory)"),
        (["--candidate-audio", "text.wav"], "text.wav: cannot be heard"),
        (
            ["--candidate-audio", "a.wav", "--whisper", "tiny.n"],
            'no speech model or folder "tiny.n": did you mean',
        ),
        (["--candidate-audio", "a.wav", "--stt", "nobody"], "no provider is known for nobody"),
        (["--candidate-audio", "a.wav", "--whisper", "."], "holds no Whisper model for CTranslate2"),
        (["--candidate-audio", "a.wav", "--text"], "--text hears nothing; give it or --candidate-audio"),
        (["--fast"], "--fast is for --candidate-audio"),
        (["--candidate-audio", "a.wav", "--fast", "--model", "openai/gpt"], "leaves openai/gpt no time"),
    ],
)
def test_what_cannot_be_heard_or_understood_is_told_before_anything_is_recorded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "text.wav").write_text("not a sound")
    empty = b"RIFF\x26\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00\x80>\x00\x00\x00}\x00\x00\x02\x00\x10\x00"
    (tmp_path / "a.wav").write_bytes(empty + b"data\x02\x00\x00\x00\x00\x00")
    done = simulate(*options, cwd=tmp_path)
    assert done.returncode == 2
    assert told in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "kept").exists()


def test_a_model_for_the_end_is_looked_for_at_the_beginning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIMULATE_FINAL_WHISPER", "smal.en")
    monkeypatch.setenv("SIMULATE_WHISPER", str(MICRO_WHISPER))
    from tests.spoken import speech, write_wav

    file = write_wav(tmp_path / "a.wav", speech("thank you that is all"))
    done = simulate("--candidate-audio", str(file), cwd=tmp_path)
    assert done.returncode == 2
    assert 'did you mean "small.en"' in done.stderr
    assert not (tmp_path / "kept").exists()


def test_without_a_loudspeaker_nobody_waits_for_a_voice_that_is_not_heard(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def no_loudspeaker(device: object) -> SilentSink:
        raise UnavailableError("no loudspeaker", "connect one")

    monkeypatch.setattr(sink, "SoundCardSink", no_loudspeaker)
    monkeypatch.setattr(source, "SoundCardSource", lambda device, start: SilentSource())
    options, scenario = VoiceOptions(whisper=str(MICRO_WHISPER)), library.scenario("legal-assistant")
    seat = voice_seat(options, scenario, Spending())
    assert seat.voices == ()
    assert seat.notes == ["no loudspeaker: connect one"]
    assert seat.settings["text-to-speech"] == "none"


def parsed(*options: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_voice(parser)
    return parser.parse_args(options)


def test_an_interview_goes_on_with_its_own_ears_and_keys_and_in_the_place_of_today(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SIMULATE_WHISPER", "medium.en")
    held = voice_options_of(
        parsed(
            *("--whisper", "small.en", "--quick-whisper", "--final-whisper", "large", "--push-to-talk"),
            *("--headphones", "--silent", "--input-device", "3"),
        )
    )
    seat = VoiceSeat(held, SilentSource(), SilentSink(), Scripted(), (), Headphones(), ())
    again = voice_options_again(parsed(), seat.settings)
    assert again == VoiceOptions(
        whisper="small.en", quick_whisper=True, final_whisper="large", push_to_talk=True
    )
    assert voice_options_again(parsed("--whisper", "tiny.en"), seat.settings).whisper == "tiny.en"
    switched_off = voice_options_again(parsed("--no-push-to-talk", "--no-quick-whisper"), seat.settings)
    assert switched_off == VoiceOptions(whisper="small.en", final_whisper="large")
    assert voice_options_again(parsed(), {}).whisper == "medium.en", "it was typed until now"


def test_patience_is_recorded_and_replays(tmp_path: Path) -> None:
    done = simulate("--text", "--patience", "2", stdin=b"Who are the users?\n", cwd=tmp_path)
    assert done.returncode == 0
    (folder,) = (tmp_path / "kept").iterdir()
    recording = read_recording(folder)
    assert recording.header.settings == {"patience": 2.0}
    assert not verify(recording.header, recording.entries)


@pytest.mark.parametrize("patience", ["0", "-1", "6", "nan", "soon"])
def test_patience_has_its_limits(tmp_path: Path, patience: str) -> None:
    done = simulate("--text", "--patience", patience, cwd=tmp_path)
    assert done.returncode == 2
    assert "a number over 0, at most 5" in done.stderr
