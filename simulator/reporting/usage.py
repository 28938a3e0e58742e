"""What calls to language models used and cost, in words."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.interview.events import ModelCalled


def used(calls: int, input_tokens: int, output_tokens: int, cost_usd: float | None) -> str:
    """Return totals in words; None where the price is not known."""
    cost = "price not known" if cost_usd is None else f"${cost_usd:.4f}"
    return f"{calls:,} calls, {input_tokens:,} tokens in, {output_tokens:,} out, {cost}"


def worded_by(calls: Sequence[ModelCalled]) -> str:
    """Return which models worded an interview and what that used; an empty string where none did."""
    told = []
    for model in dict.fromkeys(call.model for call in calls):
        own = [call for call in calls if call.model == model]
        costs = [call.cost_usd for call in own if call.cost_usd is not None]
        cost_usd = sum(costs) if len(costs) == len(own) else None
        tokens = sum(call.input_tokens for call in own), sum(call.output_tokens for call in own)
        told.append(f"{model}: {used(len(own), *tokens, cost_usd)}")
    return f"Questions worded by {'; '.join(told)}" if told else ""
