"""What one criterion sees in an utterance: its slots, and which of them stand close together."""

from __future__ import annotations

import re
from dataclasses import dataclass

from simulator.evidence.criteria.heard import Heard, nearest
from simulator.evidence.criteria.lens import Lens

GOAL = "clarified-goal"


@dataclass(frozen=True, slots=True)
class Sight:
    """Everything a lens finds in an utterance."""

    asked: bool
    about: tuple[re.Match[str], ...]
    slots: dict[str, list[re.Match[str]]]
    stretches: dict[str, tuple[int, int]]
    """Shortest stretch of the normalised words that fills each relation, however long, by its name."""
    holds: tuple[str, ...]
    """Names of the relations that hold, in the order of the lens."""
    put_off: tuple[re.Match[str], ...]

    @property
    def sees(self) -> bool:
        """Whether it finds anything that it looks for."""
        return bool(self.about or any(self.slots.values()))


def look(lens: Lens, heard: Heard) -> Sight:
    """Return what `lens` finds; only for the goal do questions count as the candidate's words."""
    words = heard.words if lens.id == GOAL else heard.standing
    if heard.asked:
        asked = lens.id in heard.asked
    else:
        asked = bool(heard.question and lens.asked.search(heard.question))
    slots = {name: list(p.finditer(words)) for name, p in lens.slots.items()}
    stretches: dict[str, tuple[int, int]] = {}
    holds = []
    for relation in lens.relations:
        hits = [slots[name] for name in relation.slots]
        if all(hits) and (stretch := nearest(hits, len(words))):
            stretches[relation.name] = stretch
            if stretch[1] - stretch[0] <= relation.within and (asked or not relation.when_asked):
                holds.append(relation.name)
    put_off = tuple(lens.deferred.finditer(words)) if lens.deferred else ()
    return Sight(asked, tuple(lens.about.finditer(words)), slots, stretches, tuple(holds), put_off)
