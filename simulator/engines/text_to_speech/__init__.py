"""How words sound: what an engine that speaks must offer."""

from __future__ import annotations

from typing import Protocol

from simulator.content.persona import Voice
from simulator.sound import Samples


class TextToSpeech(Protocol):
    """Called from one thread, never from the event loop: each call blocks for as long as it takes."""

    @property
    def name(self) -> str:
        """What a person calls it."""

    def render(self, text: str, voice: Voice) -> Samples:
        """Return how a clause or a sentence sounds; EngineError."""

    def close(self) -> None:
        """Stop what runs, from any thread; a call of `render` that is under way fails."""
