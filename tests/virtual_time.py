"""An event loop whose time is that of a sound source: a spoken hour passes as fast as it can be worked through."""

from __future__ import annotations

import asyncio
import selectors
import threading
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from simulator.sound import RATE

T = TypeVar("T")
WAITS_S = 0.25
"""Real time after which a block is given though something is still at work: it may wait for this very block."""
LOOK_AGAIN_S = 0.0005


class VirtualLoop(asyncio.SelectorEventLoop):
    """Time stands still but for `pace`, which a source calls before each of its blocks."""

    def __init__(self, is_busy: Callable[[], bool] = lambda: False) -> None:
        """Let no time pass while `is_busy`, which is asked on any thread: somebody is at work elsewhere."""
        self._virtual_now = 0.0
        self._is_busy = is_busy
        self._work = _CountingExecutor()
        self._awaited: threading.Event | None = None
        """Set when all that was due is done; of a block that was given without it nobody waits any more."""
        super().__init__(_Patient())
        self.set_default_executor(self._work)

    def time(self) -> float:
        """Return the virtual time in seconds."""
        return self._virtual_now

    def pace(self, samples: int) -> None:
        """Let time pass to the end of `samples`; return when all that was due has been done."""
        done = threading.Event()
        try:
            self.call_soon_threadsafe(self._advance, samples / RATE, done)
        except RuntimeError:  # the loop is closed: nobody waits for anything
            return
        done.wait(WAITS_S)

    def _advance(self, now: float, done: threading.Event) -> None:
        self._virtual_now = max(self._virtual_now, now)
        self._awaited = done
        self.call_soon(self._rest, done)

    def _rest(self, done: threading.Event) -> None:
        if done is not self._awaited:
            return
        is_idle = not self._ready and not self._work.pending and not self._is_busy()  # type: ignore[attr-defined]
        if is_idle and not any(timer.when() <= self._virtual_now for timer in self._scheduled):  # type: ignore[attr-defined]
            done.set()
        else:
            time.sleep(LOOK_AGAIN_S if not self._ready else 0)  # type: ignore[attr-defined]
            self.call_soon(self._rest, done)


class _Patient(selectors.DefaultSelector):
    """Wakes up for input only: the time until the next timer is not that of the wall."""

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        return super().select(timeout if timeout is not None and timeout <= 0 else None)


class _CountingExecutor(ThreadPoolExecutor):
    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.Lock()
        self.pending = 0

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        with self._lock:
            self.pending += 1
        future = super().submit(fn, *args, **kwargs)
        future.add_done_callback(self._less)
        return future

    def _less(self, future: Future[Any]) -> None:
        with self._lock:
            self.pending -= 1


def run(loop: VirtualLoop, work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine to its end in virtual time."""
    with asyncio.Runner(loop_factory=lambda: loop) as runner:
        return runner.run(work)
