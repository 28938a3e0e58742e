"""From what was heard to a status on one criterion, by its lens."""

from __future__ import annotations

import re
from dataclasses import dataclass

from simulator.evidence.criteria.heard import Heard, nearest
from simulator.evidence.criteria.lens import Lens
from simulator.evidence.observation import Status


@dataclass(frozen=True, slots=True)
class Finding:
    """A status with the stretch of the normalised words that earns it."""

    status: Status
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Sight:
    """Everything a lens finds in an utterance."""

    asked: bool
    about: tuple[re.Match[str], ...]
    slots: dict[str, list[re.Match[str]]]
    relations: dict[str, tuple[int, int]]
    """Stretch of each relation that holds, by name."""
    put_off: tuple[re.Match[str], ...]


def look(lens: Lens, heard: Heard) -> Sight:
    """Return what `lens` finds."""
    asked = bool(lens.asked.search(heard.question))
    words = heard.words if lens.id == "clarified-goal" else heard.standing
    slots = {name: list(p.finditer(words)) for name, p in lens.slots.items()}
    relations: dict[str, tuple[int, int]] = {}
    for relation in lens.relations:
        if relation.when_asked and not asked:
            continue
        hits = [slots[name] for name in relation.slots]
        if all(hits) and (stretch := nearest(hits, relation.within)):
            relations[relation.name] = stretch
    put_off = tuple(lens.deferred.finditer(words)) if lens.deferred else ()
    return Sight(asked, tuple(lens.about.finditer(words)), slots, relations, put_off)


def decide(lens: Lens, heard: Heard) -> Finding | None:
    """Return the candidate's position on the criterion of `lens`, or None where it is not touched."""
    sight = look(lens, heard)
    if sight.relations and not sight.put_off:
        name, (start, end) = next(iter(sight.relations.items()))
        return Finding(Status.MET, start, end, name)
    if sight.put_off:
        start, end = sight.put_off[-1].span()
        return Finding(Status.DEFERRED, start, end, "put-off")
    if sight.about and (sight.asked or len(sight.about) > 1):
        start, end = sight.about[0].span()
        return Finding(Status.VAGUE, start, end, "mentioned")
    return None
