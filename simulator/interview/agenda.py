"""What is still to cover: which item comes next, given the persona, what was said and the clock."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.content.persona import Persona
from simulator.content.scenario import Constraint, Phase, Probe, Scenario, Visibility
from simulator.evidence.observation import Status
from simulator.evidence.position import Positions

_SECONDS_PER_MINUTE = 60


@dataclass(frozen=True, slots=True)
class AskProbe:
    """Ask a prepared question."""

    probe: Probe


@dataclass(frozen=True, slots=True)
class Challenge:
    """Challenge what the candidate committed to without being asked."""

    probe: Probe


@dataclass(frozen=True, slots=True)
class Reveal:
    """Bring in a late constraint."""

    constraint: Constraint


@dataclass(frozen=True, slots=True)
class Enter:
    """Go on to the next phase."""

    phase: Phase


Item = AskProbe | Challenge | Reveal | Enter


class Agenda:
    """The scenario's items in this persona's order; each is handed out at most once."""

    def __init__(self, scenario: Scenario, persona: Persona) -> None:
        self._scenario = scenario
        self.wrap_up_due_s = sum(p.minutes for p in scenario.phases[:-1]) * _SECONDS_PER_MINUTE
        """When the last phase begins at the latest, in seconds from the start of the interview."""
        self.end_due_s = scenario.minutes * _SECONDS_PER_MINUTE
        """When the interview is meant to be over, in seconds from its start."""
        self._phase_index = 0
        self._phase_began_s = 0.0
        order = {criterion: rank for rank, criterion in enumerate(persona.presses)}
        weight = {criterion.id: criterion.weight for criterion in scenario.rubric.criteria}
        pressed_first = sorted(
            scenario.probes, key=lambda p: (order.get(p.criterion, len(order)), -weight[p.criterion])
        )
        self._open = {probe.id: probe for probe in pressed_first}
        """The probes not asked yet, those first that the persona presses first."""
        self._used: set[str] = set()
        """The constraints brought in."""
        self._times_asked: dict[str, int] = {}
        self._challenged: set[str] = set()
        self._phase_rank = {phase.id: rank for rank, phase in enumerate(scenario.phases)}

    @property
    def phase(self) -> Phase:
        """The phase the interview is in."""
        return self._scenario.phases[self._phase_index]

    @property
    def is_wrapping_up(self) -> bool:
        """The last phase has begun."""
        return self._phase_index == len(self._scenario.phases) - 1

    def probe_on(self, criterion: str) -> Probe | None:
        """Return the first probe on a criterion, asked or not, or None."""
        return next((probe for probe in self._scenario.probes if probe.criterion == criterion), None)

    def next(self, positions: Positions, challengeable: frozenset[str], now: float) -> Item | None:
        """Hand out the next item at `now`, or None in the last phase.

        `challengeable` names the criteria for which the candidate gave a figure of their own.
        """
        if self.is_wrapping_up:
            return None
        if now >= self.wrap_up_due_s:
            return self.go_to_last_phase(now)
        phase_is_over = now - self._phase_began_s >= self.phase.minutes * _SECONDS_PER_MINUTE
        probe = None if phase_is_over else self._next_probe(positions, challengeable)
        constraint = self._due_constraint(now, leaving=probe is None)
        if constraint is not None:
            self._used.add(constraint.id)
            return Reveal(constraint)
        if probe is None:
            return self._enter(self._phase_index + 1, now)
        del self._open[probe.id]
        if positions.status(probe.criterion) is Status.MET and probe.criterion not in self._times_asked:
            self._challenged.add(probe.criterion)
            return Challenge(probe)
        self._times_asked[probe.criterion] = self._times_asked.get(probe.criterion, 0) + 1
        return AskProbe(probe)

    def go_to_last_phase(self, now: float) -> Enter:
        """Skip what is left and hand out the entry to the last phase."""
        return self._enter(len(self._scenario.phases) - 1, now)

    def _enter(self, index: int, now: float) -> Enter:
        self._phase_index = index
        self._phase_began_s = now
        return Enter(self.phase)

    def _due_constraint(self, now: float, *, leaving: bool) -> Constraint | None:
        """Return a hidden constraint of this phase that is due; all of them come before the phase is left."""
        minutes_in = (now - self._phase_began_s) / _SECONDS_PER_MINUTE
        due = (
            c
            for c in self._scenario.constraints
            if c.visibility is Visibility.HIDDEN
            and c.phase == self.phase.id
            and c.id not in self._used
            and (leaving or minutes_in >= c.after_minutes)
        )
        return min(due, key=lambda c: c.after_minutes, default=None)

    def _next_probe(self, positions: Positions, challengeable: frozenset[str]) -> Probe | None:
        """Return the open probe this persona would press first.

        Uncovered criteria come before commitments to challenge, and both before a second angle on what was
        met when asked; within each, criteria asked about least often come first, then the persona's order.
        """
        best: tuple[tuple[int, int], Probe] | None = None
        for probe in self._open.values():
            if self._phase_rank[probe.phase] > self._phase_index:
                continue
            met = positions.status(probe.criterion) is Status.MET
            asked = self._times_asked.get(probe.criterion, 0)
            may_challenge = (
                probe.if_number
                and probe.criterion in challengeable
                and probe.criterion not in self._challenged
            )
            if met and not asked and not may_challenge:
                continue
            rank = (0 if not met else 1 if not asked else 2), asked
            if best is None or rank < best[0]:
                best = rank, probe
        return best[1] if best else None
