"""Where the candidate stands on each criterion after what has been said so far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from simulator.evidence.criteria.decide import WITHDRAWN
from simulator.evidence.criteria.sight import GOAL
from simulator.evidence.observation import Observation, Reading, Status

ASKED_TOO_LATE = "asked-after-components"
"""The rule of a forking question that came after the first component."""
_RANK = {Status.MISSING: 0, Status.VAGUE: 1, Status.DEFERRED: 2, Status.MET: 3}


@dataclass(frozen=True, slots=True)
class Position:
    """The candidate's final position on a criterion so far."""

    status: Status
    turn: int
    """Where it was earned."""
    observation: Observation


class Positions:
    """Accumulates readings in the order they were said."""

    def __init__(self) -> None:
        self._held: dict[str, Position] = {}
        self._proposed = False

    def add(self, turn: int, reading: Reading) -> None:
        """Take in what was said in `turn`, which comes after every turn added before."""
        self.note(turn, reading.observations, proposes=reading.proposes_at is not None)

    def note(self, turn: int, observations: Iterable[Observation], *, proposes: bool) -> None:
        """Take in the observations of `turn` or of a part of it; `proposes` that it proposes a component."""
        for observation in observations:
            if observation.criterion == GOAL and observation.status is Status.MET and self._proposed:
                observation = replace(observation, status=Status.VAGUE, rule=ASKED_TOO_LATE)  # noqa: PLW2901
            held = self._held.get(observation.criterion)
            if held is None or _moves(held, observation):
                self._held[observation.criterion] = Position(observation.status, turn, observation)
        self._proposed = self._proposed or proposes

    def get(self, criterion: str) -> Position | None:
        """Return the position on `criterion`, or None where it was not touched."""
        return self._held.get(criterion)

    def status(self, criterion: str) -> Status:
        """Return the status of `criterion`; MISSING where it was not touched."""
        held = self._held.get(criterion)
        return held.status if held else Status.MISSING


def _moves(held: Position, new: Observation) -> bool:
    """Return whether `new` changes the position: it goes further, or takes the commitment back."""
    return new.rule == WITHDRAWN or _RANK[new.status] > _RANK[held.status]
