"""Listening and speaking by a model: real litellm over real HTTP to a local server."""

from __future__ import annotations

import io
import wave
from collections.abc import Iterator

import numpy as np
import pytest

from simulator.content.persona import Voice
from simulator.engines.failure import EngineError, UnavailableError
from simulator.engines.litellm.spending import Spending
from simulator.engines.speech_to_text import litellm_transcription
from simulator.engines.speech_to_text.litellm_transcription import LitellmTranscription
from simulator.engines.text_to_speech import litellm_speech
from simulator.engines.text_to_speech.litellm_speech import LitellmSpeech
from simulator.interview.events import Engine, FailureKind
from simulator.sound import RATE, Samples, read_sound
from tests.engines.language_model.scripted_server import (
    ScriptedServer,
    fails,
    says,
    sends,
    stalls,
    transcribes,
)

VOICE = Voice(timbre="female", rate_wpm=165, pitch=50)
TONE: Samples = (8000 * np.sin(np.arange(RATE // 2) / 20)).astype(np.int16)
CANARY = "sk-canary-5bee-c4"


def wav(samples: Samples, rate: int = 24_000) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(rate)
        writer.writeframes(samples.tobytes())
    return file.getvalue()


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ScriptedServer]:
    with ScriptedServer(says("")).in_thread() as server:
        monkeypatch.setenv("OPENAI_API_KEY", CANARY)
        monkeypatch.setenv("OPENAI_API_BASE", server.url)
        yield server


def test_words_come_back_for_a_sound_with_the_glossary_sent_along(server: ScriptedServer) -> None:
    server.otherwise = transcribes(" Five cents a query. ")
    engine = LitellmTranscription("openai/whisper-1", Spending(), ["Norvane", "redline"])
    engine.load()
    assert engine.words(TONE) == "Five cents a query."
    [asked] = server.asked
    assert asked.path == "/v1/audio/transcriptions"
    assert asked.body["prompt"] == "Glossary: Norvane, redline."
    assert np.array_equal(read_sound(asked.body["file"]), TONE)


def test_what_recognisers_make_up_is_dropped(server: ScriptedServer) -> None:
    server.otherwise = transcribes("Thank you for watching!")
    assert LitellmTranscription("openai/whisper-1", Spending()).words(TONE) == ""


def test_a_name_that_leads_nowhere_is_told_before_the_start() -> None:
    with pytest.raises(UnavailableError, match="no provider is known for whispering"):
        LitellmTranscription("whispering", Spending()).load()


def test_a_key_that_is_not_set_is_told_before_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(UnavailableError, match="openai/whisper-1 needs a key: export OPENAI_API_KEY="):
        LitellmTranscription("openai/whisper-1", Spending()).load()


def test_a_text_comes_back_as_sound_of_our_rate(server: ScriptedServer) -> None:
    server.otherwise = sends(wav(TONE), "audio/wav")
    sound = LitellmSpeech("openai/tts-1", Spending()).render("Who pays for that?", VOICE)
    assert len(sound) == pytest.approx(len(TONE) * RATE / 24_000, rel=0.02)
    assert server.asked[0].body["input"] == "Who pays for that?"


def test_each_failure_has_its_kind_and_no_text(
    server: ScriptedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(litellm_speech, "DEADLINE_S", 1.0)
    monkeypatch.setattr(litellm_transcription, "DEADLINE_S", 1.0)
    later = {"Retry-After": "60"}
    for behaviour, kind in (
        (fails(401), FailureKind.KEY_REFUSED),
        (fails(429, headers=later), FailureKind.OVERLOADED),
        (fails(500, headers=later), FailureKind.SERVER_FAILED),
        (stalls(), FailureKind.TIMED_OUT),
    ):
        server.otherwise = behaviour
        with pytest.raises(EngineError) as listening:
            LitellmTranscription("openai/whisper-1", Spending()).words(TONE)
        with pytest.raises(EngineError) as speaking:
            LitellmSpeech("openai/tts-1", Spending()).render("Hello.", VOICE)
        assert (listening.value.engine, listening.value.kind) == (Engine.SPEECH_TO_TEXT, kind)
        assert (speaking.value.engine, speaking.value.kind) == (Engine.TEXT_TO_SPEECH, kind)
        assert CANARY not in f"{listening.value!r}{speaking.value!r}"


def test_what_is_no_sound_is_unusable(server: ScriptedServer) -> None:
    server.otherwise = sends(b"not a sound", "audio/wav")
    with pytest.raises(EngineError) as caught:
        LitellmSpeech("openai/tts-1", Spending()).render("Hello.", VOICE)
    assert caught.value.kind is FailureKind.UNUSABLE


@pytest.mark.parametrize(("name", "calls"), [("openai/whisper-1", 2), ("openai/gpt-4o-mini-transcribe", 4)])
def test_a_budget_ends_the_calls_before_it_is_spent(server: ScriptedServer, name: str, calls: int) -> None:
    server.otherwise = transcribes("Five cents a query.")
    spending = Spending(0.0021)
    engine = LitellmTranscription(name, spending)
    ten_seconds = np.concatenate([TONE] * 20)
    for _ in range(calls):
        engine.words(ten_seconds)
    with pytest.raises(EngineError) as refused:
        engine.words(ten_seconds)
    assert refused.value.kind is FailureKind.OVER_BUDGET
    assert len(server.asked) == len(spending.calls) == calls
    assert spending.spent_usd == pytest.approx(0.002)


def test_speaking_is_counted_by_what_is_spoken(server: ScriptedServer) -> None:
    server.otherwise = sends(wav(TONE), "audio/wav")
    spending = Spending()
    LitellmSpeech("openai/tts-1", spending).render("x" * 1000, VOICE)
    assert spending.spent_usd == pytest.approx(0.015)
    LitellmSpeech("openai/gpt-4o-mini-tts", spending).render("x" * 1000, VOICE)
    assert spending.spent_usd == pytest.approx(0.015 + 1000 / 12 * 0.00025)
    assert [call.purpose for call in spending.calls] == ["text to speech"] * 2


def test_what_has_no_known_price_is_not_called_on_a_budget(
    server: ScriptedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_BASE", "http://192.0.2.1/v1")
    with pytest.raises(EngineError) as refused:
        LitellmSpeech("openai/unheard-of", Spending(5.0)).render("Hello.", VOICE)
    assert refused.value.kind is FailureKind.OVER_BUDGET
    assert not server.asked
