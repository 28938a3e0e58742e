"""Which voice speaks: the best that is installed, and when it fails or hangs the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from simulator.content.persona import Voice
from simulator.engines.failure import EngineError
from simulator.engines.text_to_speech import TextToSpeech, espeak, piper, pyttsx3_process
from simulator.engines.text_to_speech.espeak import Espeak
from simulator.engines.text_to_speech.piper import Piper
from simulator.engines.text_to_speech.pyttsx3_process import Pyttsx3
from simulator.interview.events import Engine, EngineFailed, EngineRecovered, FailureKind
from simulator.sound import Samples, count, silence

AUDIBLE = 60
"""Samples from this size on, 55 dB below full scale, are a voice and not a pause."""
BEFORE = count(0.02)
AFTER = count(0.2)
"""What is left of the silence around a clause; engines leave up to half a second."""


def installed_engines() -> list[TextToSpeech]:
    """Return the voices of this machine, the best first; none where only the screen is left."""
    engines: list[TextToSpeech] = []
    if piper.is_installed():
        engines.append(Piper())
    if pyttsx3_process.is_installed():
        engines.append(Pyttsx3())
    if espeak.is_installed():
        engines.append(Espeak())
    return engines


class Chain:
    """Several voices as one. An engine that failed is not asked again in this session."""

    def __init__(
        self, engines: Sequence[TextToSpeech], report: Callable[[EngineFailed | EngineRecovered], None]
    ) -> None:
        """Speak with the first; `report` is called when the voice is lost, and when the next one speaks."""
        self._engines = list(engines)
        self._report = report
        self._has_failed = False
        self._is_closed = False

    @property
    def name(self) -> str:
        """What a person calls the engine that speaks now."""
        return self._engines[0].name if self._engines else "none"

    def render(self, text: str, voice: Voice) -> Samples:
        """Return how a clause or a sentence sounds, without the silence around it.

        Raises EngineError where no engine is left.
        """
        if not any(character.isalnum() for character in text):
            return silence(0)
        while self._engines:
            engine = self._engines[0]
            try:
                spoken = _trimmed(engine.render(text, voice))
            except EngineError as error:
                if self._is_closed:
                    raise
                self._fail(engine, error.kind)
            else:
                if len(spoken):
                    if self._has_failed:
                        self._has_failed = False
                        self._report(EngineRecovered(Engine.TEXT_TO_SPEECH))
                    return spoken
                self._fail(engine, FailureKind.UNUSABLE)
        raise EngineError(Engine.TEXT_TO_SPEECH, FailureKind.MISSING)

    def _fail(self, engine: TextToSpeech, kind: FailureKind) -> None:
        engine.close()
        self._engines.remove(engine)
        if not self._has_failed:
            self._has_failed = True
            self._report(EngineFailed(Engine.TEXT_TO_SPEECH, kind))

    def close(self) -> None:
        """Stop what runs; a call of `render` that is under way fails, and nothing is reported of it."""
        self._is_closed = True
        for engine in tuple(self._engines):
            engine.close()


def _trimmed(samples: Samples) -> Samples:
    loud = np.flatnonzero(np.abs(samples.astype(np.int32)) >= AUDIBLE)
    if not len(loud):
        return silence(0)
    return samples[max(0, int(loud[0]) - BEFORE) : int(loud[-1]) + AFTER]
