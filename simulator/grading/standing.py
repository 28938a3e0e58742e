"""Where a candidate stands on each criterion when all is said: the answers weighed together."""

from __future__ import annotations

import pkgutil
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from simulator.content.rubric import Rubric
from simulator.evidence.criteria import LENSES
from simulator.evidence.criteria.components import proposes_at
from simulator.evidence.criteria.decide import NOTHING, WITHDRAWN, Weighed
from simulator.evidence.criteria.sight import GOAL
from simulator.evidence.criteria.weights import STATUSES, Weights, half_log_odds, parsed
from simulator.evidence.observation import Observation, Reading, Status
from simulator.evidence.position import ASKED_TOO_LATE, Position, Positions
from simulator.evidence.reader import TOUCHING, Stretch, quoted

TOGETHER = "together"
"""The name under which the weights lie; they are the same for all criteria but for one number each."""
TOUCHED = 0.45
"""Least probability, in some answer by itself, of being touched; what none touches, all together do not."""
COMMITS = 0.3
"""Least probability of `met` in some answer by itself: answers that only touch do not commit together."""
SURER = 0.6
"""By how much half the log-odds must exceed those of an earlier answer of the same status for it to be earned
here: three chances in four where it was one in two. Chosen by the labelled turns."""
_NEVER = -3.5
"""What stands for the log-odds of what no answer shows."""
_MISSING, _VAGUE, _DEFERRED, _MET = range(len(STATUSES))


@dataclass(frozen=True, slots=True)
class Reached:
    """What one stretch of an answer is worth for a criterion."""

    turn: int
    stretch: Stretch
    weighed: Weighed
    too_late: bool
    """It asks about the goal after a component was proposed."""
    odds: tuple[float, ...]
    """Half the log-odds of the statuses."""

    @property
    def status(self) -> Status | None:
        """Return what it reaches by itself."""
        if self.weighed.finding is None:
            return None
        status = self.weighed.finding.status
        return Status.VAGUE if self.too_late and status is Status.MET else status

    @property
    def names_it(self) -> bool:
        """Whether the question or the words name the criterion: only then can they put it off again."""
        sight = self.weighed.sight
        return bool(sight.asked or sight.about or sight.put_off)

    def outdoes(self, earlier: Reached) -> bool:
        """Tell whether it is so much surer than an earlier one that the status is earned here."""
        at = STATUSES.index(self.status) if self.status else _MISSING
        return self.odds[at] - earlier.odds[at] > SURER


class _Highest:
    """The two highest of some numbers."""

    def __init__(self) -> None:
        self.first = self.second = _NEVER

    def add(self, number: float) -> None:
        if number > self.first:
            self.first, self.second = number, self.first
        elif number > self.second:
            self.second = number


class Standing:
    """Weighs what is said on one criterion, stretch by stretch; what is taken back is forgotten."""

    def __init__(self, criterion: str) -> None:
        self._criterion = criterion
        self._lens = LENSES[criterion]
        self._begin()

    def _begin(self) -> None:
        self._met, self._vague, self._touched = _Highest(), _Highest(), _Highest()
        self._withdrawn: Reached | None = None
        self._best: Reached | None = None
        self._begin_since()
        self._ever_asked = False
        self._touched_where_asked = _NEVER
        self._touching = 0
        self._is_touched = self._commits = False
        self._reaching: dict[Status, Reached] = {}
        self._nearest: list[Reached] = []

    def _begin_since(self) -> None:
        """Forget what was put off before the commitment that counts: the final position does."""
        self._deferred = _Highest()
        self._most: Reached | None = None
        self._put_off_since = _NEVER

    def add(self, turn: int, stretch: Stretch, too_late: bool = False) -> None:
        """Take in the next stretch."""
        weighed = stretch.scales.weigh(self._lens)
        odds = [half_log_odds(p) for p in weighed.probabilities]
        if too_late:
            odds[_MET] = _NEVER
        here = Reached(turn, stretch, weighed, too_late, tuple(odds))
        if weighed.finding and weighed.finding.rule == WITHDRAWN:
            self._begin()
            self._withdrawn = here
        self._weigh(here, touched=-odds[_MISSING])
        if here.status and (here.status not in self._reaching or here.outdoes(self._reaching[here.status])):
            self._reaching[here.status] = here
        if not self._nearest:
            self._nearest = [here] * len(STATUSES)
        self._nearest = [
            here if here.odds[at] > held.odds[at] else held for at, held in enumerate(self._nearest)
        ]
        likely = weighed.probabilities
        commits = likely[_MET] >= COMMITS
        self._is_touched |= (commits and bool(weighed.sight.holds)) or 1 - likely[_MISSING] >= TOUCHED
        self._commits |= commits and not too_late

    def _weigh(self, here: Reached, touched: float) -> None:
        _, vague, deferred, met = here.odds
        if self._best is None or met > self._best.odds[_MET]:
            self._best = here
            if met > 0:
                self._begin_since()
        elif here.names_it:
            self._put_off_since = max(deferred, self._put_off_since)
        if self._most is None or here.odds[_MISSING] < self._most.odds[_MISSING]:
            self._most = here
        self._met.add(met)
        self._deferred.add(deferred)
        self._vague.add(vague)
        self._touched.add(touched)
        self._touching += touched > 0
        if here.weighed.sight.asked:
            self._ever_asked = True
            self._touched_where_asked = max(touched, self._touched_where_asked)

    @property
    def is_touched(self) -> bool:
        """Whether some answer touches the criterion by itself."""
        return self._is_touched

    def features(self) -> dict[str, float]:
        """Return what the answers show together, by the name of the feature; there must be one."""
        best, most = self._best, self._most
        assert best is not None
        assert most is not None
        told = {
            "bias": 1.0,
            f"is:{self._criterion}": 0.5,
            "ever-asked": float(self._ever_asked),
            "asked-of-best": float(best.weighed.sight.asked),
            "asked-of-most": float(most.weighed.sight.asked),
            "touched-where-asked": self._touched_where_asked,
            "touching": min(3, self._touching) / 2,
            "met-of-most": most.odds[_MET],
            "deferred-of-most": most.odds[_DEFERRED],
            "vague-of-most": most.odds[_VAGUE],
        }
        if best.odds[_MET] > 0:
            told["put-off-since"] = self._put_off_since - _NEVER
        columns = {
            "met": self._met,
            "deferred": self._deferred,
            "vague": self._vague,
            "touched": self._touched,
        }
        for name, highest in columns.items():
            told[name] = highest.first
            told[f"{name}-again"] = highest.second
        return told

    def shares(self, weights: Weights) -> tuple[float, ...]:
        """Return the probabilities of the statuses, in the order of STATUSES."""
        if not self._is_touched:
            return NOTHING
        missing, vague, deferred, met = weights.shares(TOGETHER, self.features())
        if Status.MET in self._reaching:  # what one answer commits to by itself is at least said
            missing, vague = 0.0, vague + missing
        return missing, vague, deferred, met if self._commits else 0.0

    def position(self, weights: Weights) -> Position | None:
        """Return the final position, or None where it was not touched."""
        likely = self.shares(weights)
        status = STATUSES[max(range(len(STATUSES)), key=lambda i: likely[i])]
        if status is not Status.MISSING:
            held = self._reaching.get(status) or self._nearest[STATUSES.index(status)]
            return self._position(held, status)
        taken_back = self._withdrawn
        return self._position(taken_back, taken_back.status or Status.DEFERRED) if taken_back else None

    def _position(self, held: Reached, status: Status) -> Position:
        scales, finding = held.stretch.scales, held.weighed.finding
        if not finding or held.status is not status:
            finding = scales.grounds(self._lens, held.weighed.sight, status)
        span = quoted(scales, self._criterion, status, finding.start, finding.end)
        start, end = (held.stretch.start + place for place in span)
        rule = ASKED_TOO_LATE if held.too_late and status is Status.VAGUE else finding.rule
        return Position(status, held.turn, Observation(self._criterion, status, start, end, rule))


class Standings:
    """Weighs what is said on every criterion of a rubric, answer by answer."""

    def __init__(self, rubric: Rubric, weights: Weights | None = None) -> None:
        """Weigh by `weights`, or by those that come with the program."""
        self._rubric = rubric
        self._weights = weights or shipped()
        self._by_id = {c.id: Standing(c.id) for c in rubric.criteria if c.id in LENSES}
        self._by_terms = Positions()
        """A rubric's own criteria, known by their terms, stand where their readings leave them one by one."""
        self._proposed = False

    def add(self, turn: int, weighed: Sequence[Stretch], reading: Reading) -> None:
        """Take in an answer, as weighed and as read."""
        self._by_terms.add(turn, reading)
        if reading.act not in TOUCHING:
            return
        for stretch in weighed:
            for criterion, standing in self._by_id.items():
                standing.add(turn, stretch, too_late=self._proposed and criterion == GOAL)
            self._proposed = self._proposed or proposes_at(stretch.scales.heard) is not None

    def held(self) -> dict[str, Position]:
        """Return the position so far on each criterion that was touched."""
        held = {c.id: self._held(c.id) for c in self._rubric.criteria}
        return {criterion: position for criterion, position in held.items() if position}

    def shares(self, criterion: str) -> tuple[float, ...]:
        """Return the probabilities of the statuses of a shared criterion, in the order of STATUSES."""
        return self._by_id[criterion].shares(self._weights)

    def _held(self, criterion: str) -> Position | None:
        if criterion in self._by_id:
            return self._by_id[criterion].position(self._weights)
        return self._by_terms.get(criterion)


@cache
def shipped() -> Weights:
    """Return the weights that come with the program, made by `benchmarks/training.py`."""
    data = pkgutil.get_data(__package__, "standing.json")
    assert data is not None, "the package lacks standing.json"
    return parsed(data)
