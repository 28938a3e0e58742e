"""Words made out by a model that litellm reaches, instead of by a Whisper on this machine."""

from __future__ import annotations

import io
import wave
from collections.abc import Sequence

from simulator.engines.failure import EngineError, UnavailableError
from simulator.engines.language_model.language_model import ModelError
from simulator.engines.litellm.library import load
from simulator.engines.litellm.providers import missing_keys, provider_of
from simulator.engines.litellm.sound import transcribed
from simulator.engines.litellm.spending import Spending
from simulator.engines.speech_to_text.made_up import Decoded, reason_to_drop
from simulator.interview.events import Engine
from simulator.sound import RATE, Samples, level_dbfs

DEADLINE_S = 10.0
"""As long as the longest piece of speech: later words hold the interview up."""


class LitellmTranscription:
    """One call for each stretch of speech; the sound leaves this machine."""

    def __init__(self, name: str, spending: Spending, glossary: Sequence[str] = ()) -> None:
        self.name = name
        self._spending = spending
        self._prompt = f"Glossary: {', '.join(glossary)}." if glossary else ""

    def load(self) -> None:
        """Import litellm; UnavailableError where the name leads nowhere, or the key for it is not set."""
        load()
        provider, needs_no_key, _ = provider_of(self.name)
        if provider is None:
            raise UnavailableError(
                f"no provider is known for {self.name}", "put it before the name, such as openai/whisper-1"
            )
        missing = () if needs_no_key else missing_keys(self.name)
        if missing:
            raise UnavailableError(f"{self.name} needs a key", f"export {missing[0]}=... in your shell")

    def words(self, samples: Samples) -> str:
        """Return what is said in at most 10 s of speech, or an empty string where nothing is made out.

        Raises EngineError.
        """
        try:
            seconds = len(samples) / RATE
            text = transcribed(self.name, _wav(samples), seconds, self._prompt, self._spending, DEADLINE_S)
        except ModelError as error:
            raise EngineError(Engine.SPEECH_TO_TEXT, error.kind) from None
        text = " ".join(text.split())
        # Such models do not tell their doubts, but their phrases and repetitions are the same.
        doubtless = Decoded(text, no_speech=0.0, log_probability=0.0, level_dbfs=level_dbfs(samples))
        return "" if not text or reason_to_drop(doubtless) else text


def _wav(samples: Samples) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(samples.itemsize)
        writer.setframerate(RATE)
        writer.writeframes(samples.tobytes())
    return file.getvalue()
