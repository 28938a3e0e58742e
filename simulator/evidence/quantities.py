"""Which numbers a text holds, what they measure and what they are about."""

from __future__ import annotations

import re

from simulator.evidence.normalise import Normalised, normalise
from simulator.evidence.observation import Quantity, QuantityKind

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?) ?(?:%|percent)")


def quantities(text: str | Normalised) -> tuple[Quantity, ...]:
    """Return the quantities in order of where they stand; none overlaps another."""
    view = normalise(text)
    return tuple(
        Quantity(QuantityKind.PERCENTAGE, float(m.group(1)), "%", "", *view.span(m.start(), m.end()))
        for m in _PERCENT.finditer(view.text)
    )


def numbers(text: str | Normalised) -> tuple[float, ...]:
    """Return the value of every number mentioned, in digits or words, in order; "one" as a pronoun is none."""
    return tuple(float(m.group()) for m in _NUMBER.finditer(normalise(text).text))
