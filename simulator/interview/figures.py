"""The candidate's own figures: which number of what they said stands for a criterion, in their words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from simulator.evidence.observation import Observation, Quantity, QuantityKind, Reading
from simulator.evidence.quantities import numbers

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

_COST, _TRADE_OFF = "cost-target", "trade-off"
TARGETS = ("cost-target", "latency-target", "quality-target")
"""A number that sets one of these is theirs, whatever else the same words say."""

_BASELINE_BEFORE = re.compile(
    r"(?:\bfrom|\binstead of|\brather than|\bcurrently|\btoday(?:'s)?|\bnow|\bversus|\bvs\.?|\bagainst"
    r"|\bcompared (?:to|with))\s+(?:the |about |around |some |roughly |today's )*\Z",
    re.IGNORECASE,
)
"""In front of a number: it is how things are, not what the candidate commits to."""
_BASELINE_BEHIND = re.compile(
    r"\W*(?:\w+\W+){0,2}?"
    r"(?:today|now|currently|at the moment|at present|nowadays|so far|last (?:year|month))\b",
    re.IGNORECASE,
)
"""The same behind it."""
_BY_WHEN_BEFORE = re.compile(
    r"\b(?:within|in|over|after|for|during|by)\s+(?:the |about |first |next |last )*\Z", re.IGNORECASE
)
_LONG_S = 28 * 86_400
"""A stretch of so many seconds behind "within" is the date by which a success is due, not the success."""
_PRICE_LIST = re.compile(
    r"[^.,;?!]{0,40}?\b(?:an?|per|the)\s+(?:\d+\s?k|hundred|thousand|million)\b", re.IGNORECASE
)
"""From a number on: what a provider takes for its tokens."""
_REASON_BEFORE = re.compile(r"\b(?:because|since)\b[^.,;?!]*\Z", re.IGNORECASE)
"""In front of a number: it is why they chose, not what the choice costs."""
_IN_THAT_CASE_BEFORE = re.compile(r"\b(?:if|unless|even when)\b[^.?!]*\Z", re.IGNORECASE)
"""In front of a price: it is not the one that is expected."""
_TAKES_BACK = re.compile(
    r"\b(?:sc(?:rap|ratch) (?:that|it|the)|make (?:that|it)|let me correct|correction|i meant?"
    r"|no,? (?:wait|actually|sorry))\b(?P<instead>[^.?!]*(?:[.?!](?=\d)[^.?!]*)*)",
    re.IGNORECASE,
)
"""Behind a number: it is no longer meant where another follows."""
_TOO_MUCH = re.compile(
    r"[^.?!]*\b(?:no|which is|that is|that['’]s),? (?:far |way |much )?too ", re.IGNORECASE
)
"""Behind a number: it is refused."""
_TAKEN_BACK_WITHIN = 120
"""Characters from a number to the words that take it back."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity with the words it was said in."""

    quantity: Quantity
    words: str
    """As said, e.g. "five cents a query"; without the capital of a sentence's first word."""


def figure_of(
    text: str, reading: Reading, observation: Observation, asked: str | None = None
) -> Figure | None:
    """Return the number within the evidence of an observation that bears on its criterion, or None.

    Where the same words show several criteria, it belongs to the one that was `asked` about.
    """
    inside = [quantity for quantity in reading.quantities if _bears_on(quantity, observation)]
    others = [other for other in reading.observations if other.criterion != observation.criterion]
    if any(other.criterion == asked for other in others):
        others = [other for other in others if other.criterion == asked]
    elif asked == observation.criterion or observation.criterion in TARGETS:
        others = []
    else:
        others = [other for other in others if other.criterion in TARGETS]
    inside = [quantity for quantity in inside if not any(_bears_on(quantity, other) for other in others)]
    kinds = _kinds_of(observation)
    dates = _dates(observation.criterion, text, inside)
    stands = [q for q in inside if not (q in dates or _is_baseline(text, q) or _is_taken_back(text, q))]
    if observation.criterion == _TRADE_OFF:
        stands = [q for q in stands if not _REASON_BEFORE.search(text[: q.start])]
    if observation.criterion == _COST:  # arithmetic arrives at it
        stands = [q for q in reversed(stands) if not _PRICE_LIST.match(text, q.start)] or stands
        stands = [q for q in stands if not _IN_THAT_CASE_BEFORE.search(text[: q.start])] or stands
    chosen = min(stands, key=lambda quantity: kinds.index(quantity.kind), default=None)
    return None if chosen is None else as_said(text, chosen)


def _is_baseline(text: str, quantity: Quantity) -> bool:
    before, behind = text[: quantity.start], text[quantity.end :]
    return _BASELINE_BEFORE.search(before) is not None or _BASELINE_BEHIND.match(behind) is not None


def _dates(criterion: str, text: str, inside: Sequence[Quantity]) -> list[Quantity]:
    """Return what says by when: "within two quarters" for any criterion, "in nine months" for a success."""
    behind = [q for q in inside if _BY_WHEN_BEFORE.search(text[: q.start])]
    is_success = criterion == "success-metric"
    return [
        q
        for q in behind
        if text[: q.end].lower().endswith("quarters")
        or (is_success and q.kind is QuantityKind.DURATION and q.value >= _LONG_S)
    ]


def _is_taken_back(text: str, quantity: Quantity) -> bool:
    behind = text[quantity.end : quantity.end + _TAKEN_BACK_WITHIN]
    is_refused = _TOO_MUCH.match(behind) is not None
    return is_refused or any(numbers(match["instead"]) for match in _TAKES_BACK.finditer(behind))


def _kinds_of(observation: Observation) -> tuple[QuantityKind, ...]:
    return _FIGURE_KINDS.get(observation.criterion, _ANY_KIND)


def _bears_on(quantity: Quantity, observation: Observation) -> bool:
    is_inside = observation.start <= quantity.start and quantity.end <= observation.end
    return is_inside and quantity.kind in _kinds_of(observation)


def as_said(text: str, quantity: Quantity) -> Figure:
    """Return a quantity of `text` with its words."""
    words = text[quantity.start : quantity.end]
    opens_with_a_word = words[1:2].islower() and words[:1].isupper()
    return Figure(quantity, words[:1].lower() + words[1:] if opens_with_a_word else words)
