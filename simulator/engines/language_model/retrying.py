"""When a call to a provider is worth repeating, and after how long."""

from __future__ import annotations

from datetime import datetime
from email.utils import parsedate_to_datetime

RETRIES = 2
_FIRST_WAIT_S = 0.4
_WORTH_RETRYING = frozenset({408, 409, 429})
"""A request that timed out, met another, or came too soon; every other 4xx would fail again."""
_SERVER_FAULTS = range(500, 600)


def wait_before_retry(
    retries_made: int, status: int | None, retry_after_s: float | None, jitter: float
) -> float | None:
    """Return how many seconds to wait before the next attempt, or None where there is to be none.

    `status` is that of the failed attempt (408 for one that timed out, None for one that got no answer),
    `retry_after_s` what the provider asks for, `jitter` a number drawn from 0 up to 1 that keeps clients from
    coming back all at once.
    """
    if retries_made >= RETRIES or status is None:
        return None
    if status not in _WORTH_RETRYING and status not in _SERVER_FAULTS:
        return None
    own_wait_s = _FIRST_WAIT_S * 2.0**retries_made * (0.5 + jitter)
    return own_wait_s if retry_after_s is None else max(retry_after_s, own_wait_s)


def seconds_asked_for(retry_after: str | None, now: datetime) -> float | None:
    """Return the seconds that a Retry-After header asks for, by number or date; None where by neither."""
    if retry_after is None:
        return None
    try:
        seconds = float(retry_after)
    except ValueError:
        try:
            seconds = (parsedate_to_datetime(retry_after) - now).total_seconds()
        except (ValueError, TypeError):
            return None
    return seconds if seconds >= 0 and seconds != float("inf") else None
