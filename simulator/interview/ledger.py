"""The numbers said in one interview, as far as they can be summed without guessing what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from simulator.evidence.observation import Quantity, QuantityKind, Reading, Status
from simulator.evidence.quantities import quantities
from simulator.interview.arithmetic import (
    Chain,
    Sum,
    at_once,
    chain_in,
    errors_per_month,
    monthly_cost,
    over_budget,
)
from simulator.interview.figures import TARGETS, Figure, as_said, figure_of

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
        if chain is not None or (self._chain and at_once(text)):
            self._chain = chain
        self._volumes += [
            as_said(text, q) for q in reading.quantities if q.kind is QuantityKind.RATE and _is_total(text, q)
        ]
        for observation in reading.observations:
            is_met = observation.status is Status.MET and observation.criterion in TARGETS
            figure = figure_of(text, reading, observation) if is_met else None
            if figure is None or not _is_plain(text, figure.quantity):
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
    found = (as_said(fact, quantity) for quantity in quantities(fact))
    return tuple(figure for figure in found if figure.quantity.kind is QuantityKind.RATE)
