"""What is said: what an engine that turns speech into words must offer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from simulator.sound import Samples


class SpeechToText(Protocol):
    """Called from one thread, never from the event loop: each call blocks for as long as it takes."""

    @property
    def name(self) -> str:
        """What a person calls it, as the recording's header keeps it."""

    def load(self) -> None:
        """Return when it is ready, and warm; UnavailableError or EngineError where it will not be."""

    def words(self, samples: Samples) -> str:
        """Return what is said in at most 10 s of speech, or an empty string where nothing is made out.

        Raises EngineError.
        """


@dataclass(frozen=True, slots=True)
class TimedWord:
    """A word and when it was said."""

    text: str
    start_s: float
    end_s: float
    """Seconds from the beginning of the sound."""
