"""What calls to language models used and cost, in words."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.interview.events import ModelCalled


def used(calls: int, input_tokens: int, output_tokens: int, cost_usd: float | None) -> str:
    """Return totals in words; None where the price is not known."""
    cost = "price not known" if cost_usd is None else f"${cost_usd:.4f}"
    tokens = f"{input_tokens:,} tokens in, {output_tokens:,} out, " if input_tokens or output_tokens else ""
    return f"{calls:,} {'call' if calls == 1 else 'calls'}, {tokens}{cost}"


_DONE = {
    "wording": "Questions worded by",
    "speech to text": "Words made out by",
    "text to speech": "Spoken by",
}
"""What a call was for, in words."""


def made_by(calls: Sequence[ModelCalled]) -> str:
    """Return which models had a part in an interview and what that used; an empty string where none had."""
    told = []
    for purpose, model in dict.fromkeys((call.purpose, call.model) for call in calls):
        own = [call for call in calls if (call.purpose, call.model) == (purpose, model)]
        costs = [call.cost_usd for call in own if call.cost_usd is not None]
        cost_usd = sum(costs) if len(costs) == len(own) else None
        tokens = sum(call.input_tokens for call in own), sum(call.output_tokens for call in own)
        told.append(f"{_DONE.get(purpose, purpose)} {model}: {used(len(own), *tokens, cost_usd)}")
    return "; ".join(told)
