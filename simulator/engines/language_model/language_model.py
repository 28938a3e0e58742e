"""What the program asks of a language model, and how a call that fails is told."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from simulator.interview.events import FailureKind

_MEANING = {
    FailureKind.MISSING: "litellm cannot be imported; `pip install litellm` brings it back",
    FailureKind.KEY_REFUSED: "the provider does not accept the key, or there is none",
    FailureKind.REQUEST_REFUSED: "the provider refuses the request; is the model's name right?",
    FailureKind.OVERLOADED: "the provider has too many requests",
    FailureKind.SERVER_FAILED: "the provider's server fails",
    FailureKind.UNREACHABLE: "the provider's server cannot be reached",
    FailureKind.TIMED_OUT: "no reply came in time",
    FailureKind.UNUSABLE: "what came back is no reply",
    FailureKind.OVER_BUDGET: "the budget does not allow another call",
}
"""What a person is told; a provider's own words are never shown or kept, for they may hold a key."""

FOR_GOOD = frozenset({FailureKind.KEY_REFUSED, FailureKind.REQUEST_REFUSED, FailureKind.OVER_BUDGET})
"""What another call would meet too."""


class ModelError(Exception):
    """A call failed; `str` is one of our own sentences and nothing of what the provider sent."""

    def __init__(self, kind: FailureKind) -> None:
        super().__init__(_MEANING[kind])
        self.kind = kind


class Role(StrEnum):
    """Whose words a message holds."""

    SYSTEM = "system"
    USER = "user"
    ASSISTANT = "assistant"


@dataclass(frozen=True, slots=True)
class Message:
    """One message of the conversation with the model."""

    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class Request:
    """One question to a model."""

    purpose: str
    """What it is for, as the journal and the report name it: "wording", "judging"."""
    messages: Sequence[Message]
    deadline_s: float
    """Seconds of wall-clock time for the whole call with its retries, to the last character."""
    max_tokens: int
    """Longest reply."""
    schema: Mapping[str, Any] | None = None
    """JSON Schema of the reply: a strong hint, which some providers ignore; whoever asks must check."""
    temperature: float | None = None
    """Left to the provider where None."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What one call used."""

    input_tokens: int
    output_tokens: int
    cost_usd: float | None
    """None where the price of the model is not known."""
    is_estimate: bool = False
    """The provider did not say: counted from the length of the texts."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole reply; its text is never empty."""

    text: str
    usage: Usage


class LanguageModel(Protocol):
    """A model. All of it raises ModelError, and nothing else but cancellation."""

    @property
    def name(self) -> str:
        """The model as the user named it."""

    async def prepare(self) -> None:
        """Do what takes seconds and needs doing once, such as importing; calls do it themselves otherwise."""

    async def complete(self, request: Request) -> Reply:
        """Return the whole reply."""

    def stream(self, request: Request) -> AsyncGenerator[str]:
        """Yield the reply piece by piece as it arrives; whoever stops early closes it with `aclose()`.

        Retried only until the first piece has come.
        """

    async def close(self) -> None:
        """Close connections; to be awaited before the event loop ends."""
