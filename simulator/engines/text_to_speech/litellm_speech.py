"""A voice of a model that litellm reaches, instead of one of this machine's."""

from __future__ import annotations

from simulator.content.persona import Voice
from simulator.engines.failure import EngineError
from simulator.engines.language_model.language_model import ModelError
from simulator.engines.litellm.sound import spoken
from simulator.engines.litellm.spending import Spending
from simulator.interview.events import Engine, FailureKind
from simulator.sound import Samples, UnreadableSoundError, read_sound

DEADLINE_S = 6.0
"""A clause takes a second or two; after this the next voice speaks it."""
VOICES = {"female": "nova", "male": "onyx"}
"""OpenAI's names, which compatible servers know as well."""


class LitellmSpeech:
    """One call for each clause; the interviewer's words leave this machine."""

    def __init__(self, name: str, spending: Spending) -> None:
        self.name = name
        self._spending = spending

    def render(self, text: str, voice: Voice) -> Samples:
        """Return how a clause or a sentence sounds; EngineError."""
        try:
            return read_sound(spoken(self.name, text, VOICES[voice.timbre], self._spending, DEADLINE_S))
        except ModelError as error:
            kind = error.kind
        except UnreadableSoundError:
            kind = FailureKind.UNUSABLE
        raise EngineError(Engine.TEXT_TO_SPEECH, kind)

    def close(self) -> None:
        """Do nothing: a call under way is left behind."""
