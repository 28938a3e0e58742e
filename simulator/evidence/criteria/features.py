"""An utterance as named numbers: what the weights of a decision are multiplied with.

Names that begin with `criterion|` belong to that criterion alone; the others are shared by all of them.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from simulator.evidence.criteria.heard import Heard
from simulator.evidence.criteria.lens import Lens
from simulator.evidence.criteria.manner import manners, measures
from simulator.evidence.criteria.sight import Sight
from simulator.evidence.quantities import quantities

WORD = 0.25
"""What a word counts beside a slot."""
_SCOPES = (
    *("negated", "deferred", "dismissed", "hedged", "question", "elsewhere", "hypothetical", "retracts"),
    *("directed", "listing"),
)


@dataclass(frozen=True)
class WordFeatures:
    """The words of an utterance, the same for every criterion."""

    heard: Heard

    @cached_property
    def said(self) -> dict[str, float]:
        """Return single words and pairs, for every criterion."""
        stems = self.heard.stems
        pairs = {f"b:{a} {b}": WORD for a, b in pairwise(stems)}
        return {**{f"w:{stem}": WORD for stem in stems}, **pairs}

    @cached_property
    def answered(self) -> dict[str, float]:
        """Return single words, for the criteria the question asks about."""
        return {f"aw:{stem}": WORD for stem in self.heard.stems}

    @cached_property
    def manner(self) -> dict[str, float]:
        """Return how it speaks and what it measures."""
        return {**manners(self.heard.standing), **measures(quantities(self.heard.view))}

    @cached_property
    def own(self) -> tuple[str, ...]:
        """Return the words and the question's words, to be counted for one criterion."""
        asked = self.heard.question_stems
        return (
            *dict.fromkeys(f"w:{stem}" for stem in self.heard.stems),
            *dict.fromkeys(f"q:{stem}" for stem in asked),
            *dict.fromkeys(f"q:{a} {b}" for a, b in pairwise(asked)),
        )


def shape(lens: Lens, words: WordFeatures, sight: Sight) -> tuple[dict[str, float], dict[str, float]]:
    """Return what `lens` sees: shared by all criteria, and of this criterion alone (without its prefix)."""
    heard = words.heard
    shared: dict[str, float] = {"bias": 1.0, "len": min(2.0, len(heard.stems) / 60)}
    own: dict[str, float] = {}
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
    shared.update((name, 1.0) for name, held in flags.items() if held)
    places = {m.start() for m in sight.about}
    places.update(m.start() for found in sight.slots.values() for m in found)
    here = sorted(places)
    for part in heard.parts:
        touched = bisect_left(here, part.start) < bisect_left(here, part.end)
        for name in _SCOPES:
            if getattr(part.scope, name):
                shared[f"sc:{name}"] = 1.0
                if touched:
                    shared[f"rsc:{name}"] = 1.0
    shared.update(words.manner)
    if sight.asked:
        shared.update((f"asked&{name}", value) for name, value in words.manner.items())
    if sight.about:
        shared.update((f"about&{name}", value) for name, value in words.manner.items())
    own.update(shared)
    own.update((f"s:{name}", 1.0) for name, found in sight.slots.items() if found)
    for relation in lens.relations:
        stretch = sight.stretches.get(relation.name)
        if stretch is None:
            continue
        length = stretch[1] - stretch[0]
        own[f"r:{relation.name}"] = 1.0
        if length <= relation.within:
            own[f"rw:{relation.name}"] = shared["rw"] = 1.0
        if length <= relation.within / 2:
            own[f"rc:{relation.name}"] = shared["rc"] = 1.0
    return shared, own
