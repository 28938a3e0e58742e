"""When a call to a provider is worth repeating, and after how long."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TypeVar

from simulator.engines.language_model.language_model import ModelError
from simulator.engines.litellm.provider_errors import diagnose

T = TypeVar("T")

RETRIES = 2
_FIRST_WAIT_S = 0.4
_WORTH_RETRYING = frozenset({408, 409, 429})
"""A request that timed out, met another, or came too soon; every other 4xx would fail again."""
_SERVER_FAULTS = range(500, 600)


async def with_retries(
    attempt: Callable[[], Awaitable[T]], deadline: float, may_repeat: Callable[[], bool] = lambda: True
) -> T:
    """Return what `attempt` returns, made again after a failure that may pass; ModelError.

    `deadline` is the event loop's time after which no other attempt begins.
    """
    retries = 0
    while True:
        try:
            return await attempt()
        except ModelError:
            raise
        except Exception as error:
            diagnosis = diagnose(error)
        # Outside of the handler, so that what is raised here is not chained to a provider's text.
        asked_s = seconds_asked_for(diagnosis.retry_after, datetime.now(UTC))
        wait_s = wait_before_retry(retries, diagnosis.status, asked_s, random.random())  # noqa: S311
        if wait_s is None or not may_repeat() or asyncio.get_running_loop().time() + wait_s >= deadline:
            raise ModelError(diagnosis.kind)
        await asyncio.sleep(wait_s)
        retries += 1


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
