"""Sums with the candidate's own numbers: what their figures add up to, in a sentence that is right."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from simulator.evidence.observation import Observation, Quantity, QuantityKind, Reading, Status
from simulator.evidence.quantities import numbers
from simulator.evidence.quantities import quantities as read_quantities

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


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity with the words it was said in."""

    quantity: Quantity
    words: str
    """As said, e.g. "five cents a query"; without the capital of a sentence's first word."""


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


class Ledger:
    """The latest numbers said in one interview, and what they come to together."""

    def __init__(self) -> None:
        self._price: Figure | None = None
        self._volumes: list[Figure] = []
        self._told_volumes: list[Figure] = []
        self._quality: tuple[Figure, str] | None = None
        """With the noun it is a share of."""
        self._budget: Figure | None = None
        self._chain: Chain | None = None

    def candidate_said(self, text: str, reading: Reading) -> None:
        """Take in the figures of one utterance that can be summed without guessing what they mean."""
        chain = chain_in(text, reading.quantities)
        if chain is not None or (self._chain and _AT_ONCE.search(text)):
            self._chain = chain
        self._volumes += [
            _figure(text, q) for q in reading.quantities if q.kind is QuantityKind.RATE and _is_total(text, q)
        ]
        for observation in reading.observations:
            figure = figure_of(text, reading, observation)
            if figure is None or observation.status is not Status.MET or not _is_plain(text, figure.quantity):
                continue
            if observation.criterion == "cost-target":
                self._price = figure
            elif observation.criterion == "latency-target" and not (chain and chain.holds(figure.quantity)):
                self._budget = figure
            elif observation.criterion == "quality-target":
                self._quality = _share_right(text, figure)

    def fact_told(self, text: str) -> None:
        """Take in the volumes of a fact that the candidate now knows."""
        self._told_volumes += _volumes_in(text)

    def sum_for(self, criterion: str) -> Sum | None:
        """Return a sum that bears on a criterion, from the latest figures; the candidate's own come first."""
        volumes = [*reversed(self._volumes), *reversed(self._told_volumes)]
        sums: Iterable[Sum | None] = ()
        if criterion == "cost-target" and self._price:
            price = self._price
            sums = (monthly_cost(price, volume) for volume in volumes)
        elif criterion == "quality-target" and self._quality:
            quality, noun = self._quality
            sums = (errors_per_month(quality, noun, volume) for volume in volumes)
        elif criterion == "latency-target" and self._chain and self._budget:
            sums = (over_budget(self._chain, self._budget),)
        return next((found for found in sums if found is not None), None)


_RANGE_BEFORE = re.compile(r"(?:\bto|\bor|\band|\bthan|-|–|\bnot(?: at)?)\s*$", re.IGNORECASE)
"""In front of a number: it ends a range, compares, or is refused, and is not the candidate's plain figure."""
_PER_HEAD = re.compile(
    r"\b(?:each|every)\b|\b(?:per|an?) (?:user|person|lawyer|seat|head|employee|customer|client|tenant|agent"
    r"|team|firm|company|patient|student|shop|store|driver)\b",
    re.IGNORECASE,
)
_SHARE_RIGHT = re.compile(
    r"^\s*of (?:the |all |all the |our )?(?P<noun>[a-z]+)\b[^.?!]{0,40}"
    r"\b(?:right|correct(?:ly)?|accurate(?:ly)?)\b",
    re.IGNORECASE,
)
_AT_ONCE = re.compile(
    r"\b(?:parallel|concurrent(?:ly)?|simultaneous(?:ly)?|at once|at the same time|not in a row)\b",
    re.IGNORECASE,
)


def _is_plain(text: str, quantity: Quantity) -> bool:
    return not _RANGE_BEFORE.search(text[: quantity.start])


def _is_total(text: str, quantity: Quantity) -> bool:
    """Tell whether a rate counts everything, not what one person or customer does."""
    before = re.split(r"[.?!]", text[: quantity.start])[-1]
    behind = re.split(r"[.?!]", text[quantity.start :])[0]
    return _is_plain(text, quantity) and not _PER_HEAD.search(f"{before} {behind}")


def _share_right(text: str, figure: Figure) -> tuple[Figure, str] | None:
    """Return a quality with the noun it is a share of, where the candidate says that this share is right."""
    match = _SHARE_RIGHT.match(text[figure.quantity.end :])
    if match is None:
        return None
    noun = match["noun"].lower()
    return figure, f"{noun[:-3]}y" if noun.endswith("ies") else noun.removesuffix("s")


@lru_cache(1024)
def _volumes_in(fact: str) -> tuple[Figure, ...]:
    found = (_figure(fact, quantity) for quantity in read_quantities(fact))
    return tuple(figure for figure in found if figure.quantity.kind is QuantityKind.RATE)


_MONEY = (QuantityKind.MONEY_PER_UNIT, QuantityKind.MONEY)
_FIGURE_KINDS = {
    "success-metric": (QuantityKind.PERCENTAGE, QuantityKind.DURATION, *_MONEY),
    "quality-target": (QuantityKind.PERCENTAGE,),
    "latency-target": (QuantityKind.DURATION,),
    "cost-target": _MONEY,
    "phased-rollout": (QuantityKind.PERCENTAGE, QuantityKind.COUNT, QuantityKind.DURATION),
    "fallback": (QuantityKind.DURATION, QuantityKind.PERCENTAGE),
    "data-retention": (QuantityKind.DURATION,),
    "fairness": (QuantityKind.PERCENTAGE,),
    "monitoring": (QuantityKind.DURATION, QuantityKind.PERCENTAGE),
    "ownership": (QuantityKind.COUNT,),
    "evaluation": (QuantityKind.COUNT, QuantityKind.PERCENTAGE),
    "abuse-resistance": (QuantityKind.COUNT, QuantityKind.RATE, *_MONEY),
}
"""Which kinds of number bear on a criterion, the most telling first; any kind where none is named."""
_ANY_KIND = tuple(QuantityKind)

_TARGETS = ("cost-target", "latency-target", "quality-target")
"""A number that sets one of these is theirs, whatever else the same words say."""


def figure_of(text: str, reading: Reading, observation: Observation) -> Figure | None:
    """Return the number within the evidence of an observation that bears on its criterion, or None."""
    inside = [quantity for quantity in reading.quantities if _bears_on(quantity, observation)]
    if not inside:
        return None
    if observation.criterion not in _TARGETS:
        targets = [other for other in reading.observations if other.criterion in _TARGETS]
        inside = [q for q in inside if not any(_bears_on(q, target) for target in targets)]
    kinds = _kinds_of(observation)
    chosen = min(inside, key=lambda q: kinds.index(q.kind), default=None)
    return None if chosen is None else _figure(text, chosen)


def _kinds_of(observation: Observation) -> tuple[QuantityKind, ...]:
    return _FIGURE_KINDS.get(observation.criterion, _ANY_KIND)


def _bears_on(quantity: Quantity, observation: Observation) -> bool:
    is_inside = observation.start <= quantity.start and quantity.end <= observation.end
    return is_inside and quantity.kind in _kinds_of(observation)


def _figure(text: str, quantity: Quantity) -> Figure:
    words = text[quantity.start : quantity.end]
    opens_with_a_word = words[1:2].islower() and words[:1].isupper()
    return Figure(quantity, words[:1].lower() + words[1:] if opens_with_a_word else words)


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
    if not durations or not _IN_SERIES.search(text) or _AT_ONCE.search(text):
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
