"""What the program asks of a language model, and the few ways in which a call can fail."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol


class Failure(StrEnum):
    """Why a call brought no reply."""

    KEY_REFUSED = "key-refused"
    """There is no key, or the provider does not accept it (401, 403)."""
    REQUEST_REFUSED = "request-refused"
    """The provider knows no such model, or refuses the request (other 4xx)."""
    OVERLOADED = "overloaded"
    """Too many requests (429), still after the retries."""
    SERVER_FAILED = "server-failed"
    """A fault on the provider's side (5xx), still after the retries."""
    UNREACHABLE = "unreachable"
    """No connection, or one that was cut."""
    TIMED_OUT = "timed-out"
    """The deadline passed."""
    UNUSABLE = "unusable"
    """What came back is empty, or not what the protocol says."""
    OVER_BUDGET = "over-budget"
    """The call could have cost more than is left of the budget; it was not made."""


MEANING = {
    Failure.KEY_REFUSED: "the provider does not accept the key, or there is none",
    Failure.REQUEST_REFUSED: "the provider refuses the request; is the model's name right?",
    Failure.OVERLOADED: "the provider has too many requests",
    Failure.SERVER_FAILED: "the provider's server fails",
    Failure.UNREACHABLE: "the provider's server cannot be reached",
    Failure.TIMED_OUT: "no reply came in time",
    Failure.UNUSABLE: "what came back is no reply",
    Failure.OVER_BUDGET: "the budget does not allow another call",
}
"""What a person is told; a provider's own words are never shown or kept, for they may hold a key."""


class ModelError(Exception):
    """A call failed; `str` is one of our own sentences and nothing of what the provider sent."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(MEANING[failure])
        self.failure = failure


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

    async def complete(self, request: Request) -> Reply:
        """Return the whole reply."""

    def stream(self, request: Request) -> AsyncGenerator[str]:
        """Yield the reply piece by piece as it arrives; whoever stops early closes it with `aclose()`.

        Retried only until the first piece has come.
        """

    async def close(self) -> None:
        """Close connections; to be awaited before the event loop ends."""
