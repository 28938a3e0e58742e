"""An event loop whose time is that of a sound source: recorded answers take as long as the work on them."""

from __future__ import annotations

import asyncio
import selectors
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, ParamSpec, TypeVar

from simulator.engines.speech_to_text import SpeechToText
from simulator.engines.text_to_speech import TextToSpeech
from simulator.sound import RATE

P = ParamSpec("P")
T = TypeVar("T")
WAITS_S = 0.25
"""Real time after which a block is given though something is at work: it may wait for this very block."""
LOOK_AGAIN_S = 0.0005


class VirtualLoop(asyncio.SelectorEventLoop):
    """Time stands still but for `pace`, which a source calls before each of its blocks."""

    def __init__(self) -> None:
        """Begin at 0 s."""
        self._virtual_now = 0.0
        self._engines: list[Busy] = []
        self._work = _CountingExecutor()
        self._awaited: threading.Event | None = None
        """Set when all that was due is done; of a block that was given without it nobody waits any more."""
        super().__init__(_Patient())
        self.set_default_executor(self._work)

    def time(self) -> float:
        """Return the virtual time in seconds."""
        return self._virtual_now

    def waits_for(self, engine: SpeechToText | TextToSpeech) -> Any:
        """Return an engine that does the same, and while which works no time passes."""
        self._engines.append(Busy(engine))
        return self._engines[-1]

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
        is_busy = self._ready or self._work.pending or any(engine.calls for engine in self._engines)  # type: ignore[attr-defined]
        if not (is_busy or any(timer.when() <= self._virtual_now for timer in self._scheduled)):  # type: ignore[attr-defined]
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

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        with self._lock:
            self.pending += 1
        future = super().submit(fn, *args, **kwargs)
        future.add_done_callback(self._less)
        return future

    def _less(self, future: Future[Any]) -> None:
        with self._lock:
            self.pending -= 1


class Busy:
    """An engine of which it is known whether it is at work."""

    def __init__(self, engine: SpeechToText | TextToSpeech) -> None:
        """Do all that `engine` does."""
        self._engine = engine
        self._lock = threading.Lock()
        self.calls = 0
        """Under way."""
        for name in ("words", "render", "load"):
            if hasattr(engine, name):
                setattr(self, name, self._counted(getattr(engine, name)))

    def __getattr__(self, name: str) -> Any:
        """Return what else the engine has."""
        return getattr(self._engine, name)

    def _counted(self, call: Callable[P, T]) -> Callable[P, T]:
        def counted(*args: P.args, **kwargs: P.kwargs) -> T:
            with self._lock:
                self.calls += 1
            try:
                return call(*args, **kwargs)
            finally:
                with self._lock:
                    self.calls -= 1

        return counted
