"""An event loop that does not wait: once a test says that nothing more comes, its time jumps to what is due next."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")
IDLE_S = 0.005
"""Real time in which what is under way arrives: both ends of a connection are served by this one loop."""


class SkippingLoop(asyncio.SelectorEventLoop):
    """Its time is the wall's and what was skipped; `skip_waits` says that from now on waiting is in vain."""

    def __init__(self) -> None:
        self._selector_used = _Skipping()
        super().__init__(self._selector_used)

    def time(self) -> float:
        """Return the time in seconds."""
        return super().time() + self._selector_used.skipped_s

    def skip_waits(self) -> None:
        """Skip every wait for a timer from now on, once nothing else happens."""
        self._selector_used.skips = True


class _Skipping(selectors.DefaultSelector):
    skips = False
    skipped_s = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if not self.skips or timeout is None or timeout <= IDLE_S:
            return super().select(timeout)
        came = super().select(IDLE_S)
        if not came:
            self.skipped_s += timeout - IDLE_S
        return came


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine to its end in such a loop."""
    with asyncio.Runner(loop_factory=SkippingLoop) as runner:
        return runner.run(work)


def skip_waits() -> None:
    """Say that nothing more comes, where the running loop can skip; in any other it is waited for."""
    loop = asyncio.get_running_loop()
    if isinstance(loop, SkippingLoop):
        loop.skip_waits()
