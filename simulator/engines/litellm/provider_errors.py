"""What an exception out of a client library means to us; its text is looked at nowhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from simulator.interview.events import FailureKind

_BY_STATUS = {
    401: FailureKind.KEY_REFUSED,
    403: FailureKind.KEY_REFUSED,
    408: FailureKind.TIMED_OUT,
    429: FailureKind.OVERLOADED,
    504: FailureKind.TIMED_OUT,
}


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What went wrong in one attempt."""

    kind: FailureKind
    status: int | None
    """The HTTP status, 408 where the client gave up waiting, None where there was no answer."""
    retry_after: str | None
    """As the provider wrote it."""


def diagnose(error: BaseException) -> Diagnosis:
    """Return what an exception, with those it was raised from, means.

    litellm wraps what its clients raise two or three times over and names most of it a fault of the server,
    so the first cause decides.
    """
    chain = list(_chain(error))
    if any(_is_a(e, "TimeoutException", "APITimeoutError", "TimeoutError") for e in chain):
        return Diagnosis(FailureKind.TIMED_OUT, 408, _retry_after(chain))
    if any(isinstance(e, OSError) or _is_a(e, "TransportError") for e in chain):
        return Diagnosis(FailureKind.UNREACHABLE, None, None)
    if any(isinstance(e, json.JSONDecodeError) or _is_a(e, "ValidationError") for e in chain):
        return Diagnosis(FailureKind.UNUSABLE, None, None)
    if any(type(e).__name__ == "OpenAIError" and type(e).__module__ == "openai" for e in chain):
        return Diagnosis(FailureKind.KEY_REFUSED, None, None)  # what the client raises where there is no key
    status = next((code for e in chain if isinstance(code := getattr(e, "status_code", None), int)), None)
    if status is None or status < 400:
        return Diagnosis(FailureKind.UNUSABLE, None, None)
    other = FailureKind.SERVER_FAILED if status >= 500 else FailureKind.REQUEST_REFUSED
    return Diagnosis(_BY_STATUS.get(status, other), status, _retry_after(chain))


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    pending: list[BaseException | None] = [error]
    while pending:
        current = pending.pop(0)
        if current is None or id(current) in seen:
            continue
        seen.add(id(current))
        yield current
        original = getattr(current, "original_exception", None)  # litellm's, of a stream that broke
        pending += [original if isinstance(original, BaseException) else None]
        pending += [current.__cause__, current.__context__]


def _is_a(error: BaseException, *names: str) -> bool:
    """Return whether one of its classes has one of these names: the libraries are not imported here."""
    return any(kind.__name__ in names for kind in type(error).__mro__)


def _retry_after(chain: list[BaseException]) -> str | None:
    for error in chain:
        for headers in (
            getattr(error, "litellm_response_headers", None),
            getattr(getattr(error, "response", None), "headers", None),
        ):
            value = _header(headers, "retry-after")
            if value is not None:
                return value
    return None


def _header(headers: Any, name: str) -> str | None:
    value = headers.get(name) if hasattr(headers, "get") else None
    return value if isinstance(value, str) else None
