"""A candidate at a keyboard who answers as soon as the interviewer has spoken, for benchmarks of the wait."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable, Sequence

from simulator.interview.actions import Action
from simulator.run_interview import Inbox, Progress, Uttered
from simulator.transcript import Turn


class Typist:
    """Gives one answer after another; a subclass takes what it wants to know from `replied`."""

    def __init__(self, answers: Sequence[str]) -> None:
        self.answers = answers
        self.said_at: float | None = None
        """By `time.perf_counter` when the latest answer was sent; None before the first."""

    def replied(self, times: Sequence[float]) -> None:
        """Take in when each sentence of a reply to the latest answer came, by `time.perf_counter`."""

    def welcome(self, recording: str) -> None:
        """Nothing to show."""

    def recall(self, turns: Sequence[Turn]) -> None:
        """Nothing to recall."""

    async def listen(self, inbox: Inbox, progress: Callable[[], Progress]) -> None:
        """Send the next answer when the opening is over, or the last one has been answered."""
        await inbox.join()
        for answer in self.answers:
            self.said_at = time.perf_counter()
            await inbox.put(Uttered(answer))
            await inbox.join()

    async def speak(self, sentences: AsyncIterator[str]) -> str:
        """Look at the clock at each sentence."""
        times, heard = [], []
        async for sentence in sentences:
            times.append(time.perf_counter())
            heard.append(sentence)
        if self.said_at is not None:
            self.replied(times)
        return " ".join(heard)

    def carry_out(self, action: Action) -> None:
        """Nothing to do."""

    def warn(self, message: str) -> None:
        """No trouble is expected here."""
        raise RuntimeError(message)

    def unsent_words(self) -> str:
        """Nothing is left unsent."""
        return ""
