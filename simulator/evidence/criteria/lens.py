"""What one criterion looks for: which question asks, what touches it, which slots together commit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from simulator.evidence.criteria.words import pattern


@dataclass(frozen=True, slots=True)
class Relation:
    """Slots that commit when they stand close together."""

    name: str
    slots: tuple[str, ...]
    within: int = 120
    """Characters that the slots may span at most."""
    when_asked: bool = False
    """Counts only as an answer to a question about the criterion."""


@dataclass(frozen=True, slots=True)
class Lens:
    """How one criterion is read."""

    id: str
    asked: re.Pattern[str]
    """The interviewer's question is about it."""
    about: re.Pattern[str]
    """The candidate's words are about it."""
    slots: Mapping[str, re.Pattern[str]]
    relations: tuple[Relation, ...]
    deferred: re.Pattern[str] | None = None
    """Ways of pushing out this criterion that are no general way of putting off."""


def lens(
    id: str,  # noqa: A002
    *,
    asked: str,
    about: str,
    slots: Mapping[str, str],
    relations: tuple[Relation, ...],
    deferred: str = "",
) -> Lens:
    """Build a lens from pattern sources in the vocabulary of `words`."""
    return Lens(
        id,
        pattern(asked),
        pattern(about),
        {name: pattern(source) for name, source in slots.items()},
        relations,
        pattern(deferred) if deferred else None,
    )
