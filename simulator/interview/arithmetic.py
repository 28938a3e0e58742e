"""Sums with the candidate's own numbers: what their figures add up to, in a sentence that is right."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from simulator.evidence.observation import Quantity, QuantityKind
from simulator.evidence.quantities import numbers
from simulator.interview.figures import Figure

DAYS_PER_MONTH = 30
"""The reader counts a month as 30 days (`evidence.quantities`), so monthly figures come back exactly."""

_SAME_UNIT = (frozenset({"query", "question"}), frozenset({"contract", "agreement"}))
"""Nouns that count the same thing when a price meets a volume."""
_SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£"}
_CALL = r"(?:calls?|steps?|hops?|passes|stages?|round[ -]trips?|requests?|models?)"
_EACH_BEFORE_CALLS = re.compile(rf"^[ -](?:\w+[ -]){{0,2}}{_CALL}\b", re.IGNORECASE)
"""Behind a duration: "800 ms calls"."""
_CALLS_BEFORE_EACH = re.compile(
    rf"(?P<count>\S+) (?:\w+[ -]){{0,2}}{_CALL}\b(?: in a row)?,? "
    r"(?:(?:of|at|with|taking|that take|each)\b ?)*$",
    re.IGNORECASE,
)
"""Before a duration: "three model calls at 800 ms"."""
_LAST_WORD = re.compile(r"(\S+) $")
_IN_SERIES = re.compile(
    r"\b(?:in a row|after (?:each other|the other|another)|sequential(?:ly)?|serial(?:ly)?|back to back"
    r"|chained|in series|in sequence)\b",
    re.IGNORECASE,
)
_AT_ONCE = re.compile(
    r"\b(?:parallel|concurrent(?:ly)?|simultaneous(?:ly)?|at once|at the same time|not in a row)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sum:
    """A finished sentence of arithmetic."""

    sentence: str
    results: tuple[float, ...]
    """The numbers in it that are neither the candidate's nor the scenario's."""


@dataclass(frozen=True, slots=True)
class Chain:
    """Calls that wait for each other, as the candidate described them."""

    words: str
    """Verbatim, e.g. "three 800 ms calls"."""
    seconds: float
    """What they take together."""
    start: int
    end: int

    def holds(self, quantity: Quantity) -> bool:
        """Tell whether a quantity of the same text is one of the calls' own."""
        return self.start <= quantity.start and quantity.end <= self.end


def monthly_cost(price: Figure, volume: Figure) -> Sum | None:
    """Return what a price per unit comes to in a month at a volume, or None where the units do not meet."""
    if (
        price.quantity.kind is not QuantityKind.MONEY_PER_UNIT
        or volume.quantity.kind is not QuantityKind.RATE
    ):
        return None
    currency, _, priced = price.quantity.unit.partition("/")
    counted = volume.quantity.unit.partition("/")[0]
    if not _count_the_same(priced, counted) or currency not in _SYMBOLS:
        return None
    total = price.quantity.value * volume.quantity.value * DAYS_PER_MONTH
    if not 1 <= total < math.inf:
        return None
    spoken, value = _rounded(total)
    sentence = f"{price.words} and {volume.words} is about {_SYMBOLS[currency]}{spoken} a month."
    return Sum(_capitalised(sentence), (value,))


def errors_per_month(quality: Figure, noun: str, volume: Figure) -> Sum | None:
    """Return how many go wrong in a month where a share of all `noun`s is right; None where units differ."""
    share = quality.quantity.value
    if volume.quantity.kind is not QuantityKind.RATE or not 50 <= share < 100:
        return None
    if not _count_the_same(noun, volume.quantity.unit.partition("/")[0]):
        return None
    wrong = (100 - share) / 100 * volume.quantity.value * DAYS_PER_MONTH
    if not 1 <= wrong < math.inf:
        return None
    spoken, value = _rounded(wrong)
    sentence = f"{quality.words} of {volume.words} leaves about {spoken} wrong every month."
    return Sum(_capitalised(sentence), (value,))


def chain_in(text: str, quantities: Sequence[Quantity]) -> Chain | None:
    """Return the first chain of serial calls of one duration in `text`, or None."""
    durations = [quantity for quantity in quantities if quantity.kind is QuantityKind.DURATION]
    if not durations or not _IN_SERIES.search(text) or at_once(text):
        return None
    for quantity in durations:
        before, after = text[: quantity.start], text[quantity.end :]
        calls_behind = _EACH_BEFORE_CALLS.match(after)
        if calls_behind and (count := _LAST_WORD.search(before)):
            start, end = count.start(1), quantity.end + calls_behind.end()
            said = count.group(1)
        elif calls_ahead := _CALLS_BEFORE_EACH.search(before):
            start, end = calls_ahead.start("count"), quantity.end
            said = calls_ahead.group("count")
        else:
            continue
        counts = numbers(said)
        if len(counts) == 1 and 2 <= counts[0] <= 50:
            return Chain(text[start:end], counts[0] * quantity.value, start, end)
    return None


def at_once(text: str) -> bool:
    """Return whether calls are said to be made side by side."""
    return _AT_ONCE.search(text) is not None


def over_budget(chain: Chain, budget: Figure) -> Sum | None:
    """Return how a chain of calls compares with a response-time budget, or None where it fits."""
    if budget.quantity.kind is not QuantityKind.DURATION or chain.seconds <= budget.quantity.value:
        return None
    spoken, value = _seconds(chain.seconds)
    sentence = f"{chain.words}, one after the other, take {spoken}, and your budget is {budget.words}."
    return Sum(_capitalised(sentence), (value,))


def _count_the_same(one: str, other: str) -> bool:
    return one == other or any(one in group and other in group for group in _SAME_UNIT)


def _rounded(value: float) -> tuple[str, float]:
    """Round to two significant figures, or to a whole number below 100, and write with separators."""
    digits = len(str(int(value)))
    rounded = round(value) if digits <= 2 else round(value, 2 - digits)
    return f"{int(rounded):,}", float(rounded)


def _seconds(value: float) -> tuple[str, float]:
    if value < 1:
        milliseconds = round(value * 1000)
        return f"{milliseconds} milliseconds", float(milliseconds)
    rounded = round(value, 1)
    return f"{rounded:,.1f} seconds".replace(".0 ", " "), rounded


def _capitalised(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
