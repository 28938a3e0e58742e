"""An utterance as named numbers: what the weights of a decision are multiplied with."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from math import log

from simulator.evidence.criteria.heard import Heard
from simulator.evidence.criteria.lens import Lens
from simulator.evidence.criteria.manner import manners, measures
from simulator.evidence.criteria.sight import Sight
from simulator.evidence.criteria.weights import STATUSES
from simulator.evidence.quantities import quantities

_SCOPES = (
    *("negated", "deferred", "dismissed", "hedged", "question", "elsewhere", "hypothetical", "retracts"),
    *("directed", "listing"),
)
_LEAST = 0.001
"""Least probability whose logarithm is told apart."""


def manner(heard: Heard) -> dict[str, float]:
    """Return how an utterance speaks and what it measures, the same for every criterion."""
    return {**manners(heard.standing), **measures(quantities(heard.view))}


def read_by_encoder(probabilities: tuple[float, ...]) -> Iterator[tuple[str, float]]:
    """Return what the encoder makes of an utterance for one criterion."""
    for status, probability in zip(STATUSES, probabilities, strict=True):
        yield f"e:{status}", round(log(max(probability, _LEAST)) / 2, 2)


def shape(
    lens: Lens, heard: Heard, spoken: Mapping[str, float], sight: Sight, encoded: tuple[float, ...]
) -> dict[str, float]:
    """Return what `lens` sees by the name of the feature; a colon first marks those of this criterion alone.

    `spoken` is the manner of the utterance, `encoded` what the encoder makes of it for this criterion.
    """
    found: dict[str, float] = {"bias": 1.0, "len": min(2.0, len(heard.stems) / 60)}
    numbers = heard.stems.count("#")
    flags = {
        "asked": sight.asked,
        "noq": not heard.question,
        "about": bool(sight.about),
        "about2": len(sight.about) > 1,
        "rel": bool(sight.holds),
        "asked&rel": sight.asked and bool(sight.holds),
        "putoff": bool(sight.put_off),
        "num": numbers > 0,
        "num3": numbers > 2,
        "qm": "?" in heard.stems,
        "textbook": heard.textbook > 0,
        "textbook2": heard.textbook > 2,
    }
    found.update((name, 1.0) for name, held in flags.items() if held)
    found.update(_scopes(heard, sight))
    found.update(read_by_encoder(encoded))
    if sight.asked:
        found.update((f"asked&{name}", value) for name, value in read_by_encoder(encoded))
    found.update(spoken)
    if sight.asked:
        found.update((f"asked&{name}", value) for name, value in spoken.items())
    if sight.about:
        found.update((f"about&{name}", value) for name, value in spoken.items())
    found.update((f":{name}", 1.0) for name, hits in sight.slots.items() if hits)
    for relation in lens.relations:
        stretch = sight.stretches.get(relation.name)
        if stretch is None:
            continue
        length = stretch[1] - stretch[0]
        found[f":{relation.name}"] = 1.0
        if length <= relation.within:
            found[f":{relation.name}-near"] = found["near"] = 1.0
        if length <= relation.within / 2:
            found[f":{relation.name}-close"] = found["close"] = 1.0
    return found


def _scopes(heard: Heard, sight: Sight) -> Iterator[tuple[str, float]]:
    """Return how its clauses are meant, and those among them that the lens touches."""
    places = {m.start() for m in sight.about}
    places.update(m.start() for found in sight.slots.values() for m in found)
    here = sorted(places)
    for part in heard.parts:
        touched = bisect_left(here, part.start) < bisect_left(here, part.end)
        for name in _SCOPES:
            if getattr(part.scope, name):
                yield f"sc:{name}", 1.0
                if touched:
                    yield f"rsc:{name}", 1.0
