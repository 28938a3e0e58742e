"""A script of events and actions: `play >> event` happens, `play << action` is what must follow, all accounted for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from simulator.interview.actions import Acknowledge, Action, Move, Say
from simulator.interview.events import Event, InterviewerFinished
from simulator.interview.interview import Interview


@dataclass(frozen=True)
class Said:
    """Stands for a `Say` of one move about one subject, whatever its words."""

    move: Move
    subject: str | None = None
    holding: str = ""

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Say)
            and other.move is self.move
            and self.subject in (None, other.subject)
            and self.holding in other.text
        )

    __hash__ = None  # type: ignore[assignment]


class _AnyAcknowledgement:
    def __eq__(self, other: object) -> bool:
        return isinstance(other, Acknowledge) and other.text.startswith("Noted")

    __hash__ = None  # type: ignore[assignment]


ACKNOWLEDGED = _AnyAcknowledgement()
"""Stands for an `Acknowledge` in any of the persona's words."""


class Playbook:
    """Drives one interview; time moves only by `at`.

    What is said is delivered at once, unless `delivers` is taken away.
    """

    def __init__(self, interview: Interview) -> None:
        self.interview = interview
        self.delivers = True
        self.now = 0.0
        self.said: list[Say] = []
        self._owed: list[Action] = []

    def at(self, now: float) -> Self:
        self.now = now
        return self

    def __rshift__(self, event: Event) -> Self:
        assert self._owed == [], f"not accounted for before {event}: {self._owed}"
        self._owed = self.interview.handle(event, self.now)
        self.said += [action for action in self._owed if isinstance(action, Say)]
        return self

    def __lshift__(self, expected: object) -> Self:
        assert self._owed, f"expected {expected}, and nothing follows"
        action = self._owed.pop(0)
        assert expected == action, f"expected {expected}, got {action}"
        if isinstance(action, Say) and self.delivers and not self._owed and not self.interview.is_over:
            assert self.interview.handle(InterviewerFinished(), self.now) == []
        return self

    def settle(self) -> Self:
        """Accept whatever follows."""
        while self._owed:
            self << self._owed[0]
        return self

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            assert self._owed == [], f"not accounted for at the end: {self._owed}"
