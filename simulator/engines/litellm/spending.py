"""What the calls to language models used and cost, and whether the budget allows another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from simulator.engines.language_model.language_model import ModelError, Usage
from simulator.interview.events import FailureKind, ModelCalled


@dataclass(frozen=True, slots=True)
class Call:
    """One call that was made."""

    model: str
    purpose: str
    usage: Usage

    @property
    def event(self) -> ModelCalled:
        """The call as the journal keeps it."""
        usage = self.usage
        return ModelCalled(self.model, self.purpose, usage.input_tokens, usage.output_tokens, usage.cost_usd)


class Spending:
    """The account of one session; calls that run at the same time reserve what they may cost at most."""

    def __init__(self, budget_usd: float | None = None) -> None:
        self._budget_usd = budget_usd
        self.spent_before_usd = 0.0
        """What the session had cost before it broke off and went on."""
        self._reserved_usd = 0.0
        self.calls: list[Call] = []
        """All of them, in the order in which they ended."""
        self.tell: Callable[[Call], None] | None = None
        """Who is told of each call when it ends."""

    @property
    def spent_usd(self) -> float:
        """What is known to have been spent, with what was before a break."""
        return self.spent_before_usd + sum(call.usage.cost_usd or 0.0 for call in self.calls)

    def reserve(self, at_most_usd: float | None) -> float:
        """Set aside what a call may cost and return it for `release`.

        ModelError where that is more than is left, or where there is a budget and the price is not known.
        """
        if self._budget_usd is None:
            return 0.0
        if at_most_usd is None or self.spent_usd + self._reserved_usd + at_most_usd > self._budget_usd:
            raise ModelError(FailureKind.OVER_BUDGET)
        self._reserved_usd += at_most_usd
        return at_most_usd

    def release(self, reserved_usd: float) -> None:
        """Give back what `reserve` set aside: the call is over."""
        self._reserved_usd -= reserved_usd

    def add(self, call: Call) -> None:
        """Enter a call that was made."""
        self.calls.append(call)
        if self.tell is not None:
            self.tell(call)
