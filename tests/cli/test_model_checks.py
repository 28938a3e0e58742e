"""What `simulate doctor` says of the language models that are chosen."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.cli.checks import Examination, Finding, Standing, machine, models, speech
from simulator.sound import RATE, silence
from tests.engines.language_model.scripted_server import ScriptedServer, fails, says, transcribes

CANARY = "sk-canary-d0c-70r"


def examination(tmp_path: Path, model: str | None = None, *, online: bool = False) -> Examination:
    return Examination(
        "tiny.en", None, None, tmp_path, print, print, language_model=model, judge=model, online=online
    )


def found(tmp_path: Path, model: str | None = None, *, online: bool = False) -> Finding:
    return models.language_model(examination(tmp_path, model, online=online))


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("OPENAI_API_KEY", "OPENAI_API_BASE", "OPENAI_BASE_URL", "OLLAMA_API_BASE"):
        monkeypatch.delenv(variable, raising=False)


def test_without_a_model_nothing_leaves(tmp_path: Path) -> None:
    assert found(tmp_path).told.startswith("none: the script's own words")
    assert machine.what_leaves(examination(tmp_path)).told.startswith("nothing")


def test_a_key_that_is_not_set_is_named(tmp_path: Path) -> None:
    finding = found(tmp_path, "openai/gpt-4o-mini")
    assert finding.standing is Standing.LESS
    assert finding.told == "openai/gpt-4o-mini goes to openai, at its own address; not set: OPENAI_API_KEY"


def test_a_key_that_is_set_is_not_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", CANARY)
    finding = found(tmp_path, "openai/gpt-4o-mini")
    assert finding.standing is Standing.READY
    assert "its key is set" in finding.told
    assert CANARY not in repr(finding)
    leaves = machine.what_leaves(examination(tmp_path, "openai/gpt-4o-mini")).told
    assert "each turn to openai, at its own address" in leaves
    assert "with the rubric, to openai, at its own address" in leaves


def test_a_model_on_this_machine_needs_no_key(tmp_path: Path) -> None:
    finding = found(tmp_path, "ollama_chat/qwen3")
    assert finding.told.startswith(
        "ollama_chat/qwen3 goes to http://localhost:11434, on this machine; no key needed"
    )


def test_a_name_without_a_provider_is_told(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    finding = found(tmp_path, "qwen3")
    assert finding.standing is Standing.LESS
    assert finding.told == "qwen3: no provider is known by this name"
    assert capfd.readouterr().out == ""


def test_online_one_tiny_call_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", CANARY)
    with ScriptedServer(says("ready")).in_thread() as server:
        monkeypatch.setenv("OPENAI_API_BASE", server.url)
        assert "it answered in" in found(tmp_path, "openai/x", online=True).told
        assert len(server.asked) == 1
        server.otherwise = fails(401)
        finding = found(tmp_path, "openai/x", online=True)
    assert finding.standing is Standing.LESS
    assert "the provider does not accept the key" in finding.told
    assert CANARY not in repr(finding)


def test_what_is_sent_to_models_that_listen_and_speak_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", CANARY)
    chosen = examination(tmp_path)
    chosen.stt, chosen.tts = "openai/whisper-1", "openai/tts-1"
    listening, speaking = models.speech_to_text(chosen), models.text_to_speech(chosen)
    assert listening is not None
    assert speaking is not None
    assert "openai/whisper-1 goes to openai" in listening.told
    assert "not tried" in listening.told
    assert chosen.model is None
    leaves = machine.what_leaves(chosen).told
    assert "the sound of your answers to openai, at its own address" in leaves
    assert "the interviewer's words, to be spoken, to openai, at its own address" in leaves
    assert CANARY not in f"{listening}{speaking}{leaves}"


def test_nobody_listens_without_the_key(tmp_path: Path) -> None:
    chosen = examination(tmp_path, online=True)
    chosen.stt = chosen.tts = "openai/whisper-1"
    listening, speaking = models.speech_to_text(chosen), models.text_to_speech(chosen)
    assert listening is not None
    assert speaking is not None
    assert (listening.standing, listening.fix) == (
        Standing.MISSING,
        "export OPENAI_API_KEY=... in your shell",
    )
    assert speaking.standing is Standing.LESS
    assert chosen.model is None


def test_a_model_that_listens_is_tried_with_what_was_recorded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ScriptedServer(transcribes("Good morning.")).in_thread() as server:
        monkeypatch.setenv("OPENAI_API_KEY", CANARY)
        monkeypatch.setenv("OPENAI_API_BASE", server.url)
        chosen = examination(tmp_path, online=True)
        chosen.stt = "openai/whisper-1"
        assert speech.speech_model(chosen) is None
        models.speech_to_text(chosen)
        chosen.heard = silence(RATE)
        heard = speech.words(chosen)
    assert heard is not None
    assert heard.told.startswith('"Good morning."')
