"""The best voice speaks; when it fails or hangs, the next one does, and somebody is told."""

import numpy as np
import pytest

from simulator.engines.failure import EngineError
from simulator.engines.text_to_speech import chain, espeak, piper, pyttsx3_process
from simulator.engines.text_to_speech.chain import Chain, installed_engines
from simulator.interview.events import Engine, EngineFailed, EngineRecovered, FailureKind
from simulator.sound import RATE, Samples, silence
from tests.spoken import HELEN

BACK = EngineRecovered(Engine.TEXT_TO_SPEECH)


def failed(kind: FailureKind) -> EngineFailed:
    return EngineFailed(Engine.TEXT_TO_SPEECH, kind)


class Voice:
    def __init__(self, name: str, *results: Samples | FailureKind) -> None:
        self.name = name
        self.results = list(results)
        self.is_closed = False

    def render(self, text, voice) -> Samples:
        result = self.results.pop(0)
        if isinstance(result, FailureKind):
            raise EngineError(Engine.TEXT_TO_SPEECH, result)
        return result

    def close(self) -> None:
        self.is_closed = True


def tone(size: int) -> Samples:
    return np.full(RATE, size, np.int16)


def test_the_first_voice_speaks_as_long_as_it_can():
    told: list[object] = []
    first = Voice("first", tone(500), FailureKind.TIMED_OUT)
    voices = Chain([first, Voice("second", tone(700), tone(700))], told.append)

    assert voices.render("Hello.", HELEN)[0] == 500
    assert voices.render("Hello.", HELEN)[0] == 700
    assert told == [failed(FailureKind.TIMED_OUT), BACK]
    assert voices.name == "second"
    assert first.is_closed
    voices.render("Hello.", HELEN)
    assert len(told) == 2


def test_all_may_fail_and_it_is_told_once():
    told: list[object] = []
    voices = Chain([Voice("a", FailureKind.CRASHED), Voice("b", FailureKind.MISSING)], told.append)
    for _ in range(2):
        with pytest.raises(EngineError):
            voices.render("Hello.", HELEN)
    assert told == [failed(FailureKind.CRASHED)]
    assert voices.name == "none"


def test_a_voice_that_is_closed_in_mid_word_has_not_failed():
    told: list[object] = []
    voices = Chain([Voice("a", FailureKind.CRASHED), Voice("b", tone(500))], told.append)
    voices.close()
    with pytest.raises(EngineError):
        voices.render("Hello.", HELEN)
    assert told == []


def test_a_voice_that_says_nothing_has_failed():
    told: list[object] = []
    voices = Chain([Voice("mute", silence(RATE)), Voice("b", tone(9000))], told.append)
    assert voices.render("Hello.", HELEN)[0] == 9000
    assert told == [failed(FailureKind.UNUSABLE), BACK]


def test_what_has_no_word_in_it_needs_no_voice():
    assert len(Chain([], lambda _: None).render("…—", HELEN)) == 0


def test_the_silence_around_a_clause_is_cut():
    loud = np.concatenate([silence(RATE), tone(3000), silence(RATE)])
    rendered = Chain([Voice("a", loud)], lambda _: None).render("Hello.", HELEN)
    assert 1.2 <= len(rendered) / RATE <= 1.25


def test_only_what_is_installed_is_in_the_chain(monkeypatch):
    for module, has in ((piper, False), (pyttsx3_process, False), (espeak, True)):
        monkeypatch.setattr(module, "is_installed", lambda has=has: has)
    assert [engine.name for engine in chain.installed_engines()] == ["espeak-ng"]
    monkeypatch.setattr(espeak, "is_installed", lambda: False)
    assert installed_engines() == []
