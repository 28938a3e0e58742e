"""How often pairs that differ in one thing are told apart: measured as a whole, with what fails printed."""

from __future__ import annotations

from tests.evidence.minimal_pairs import PAIRS
from tests.evidence.test_scope import PAIRS as FURTHER
from tests.evidence.test_scope import shows

LEAST = 0.92


def test_enough_pairs_are_right() -> None:
    every = [
        (flag, shown, twin) for pairs in (PAIRS, FURTHER) for flag, of in pairs.items() for shown, twin in of
    ]
    wrong = [
        f"{flag}: {shown!r} against {twin!r}"
        for flag, shown, twin in every
        if not shows(flag, shown) or shows(flag, twin)
    ]
    right = 1 - len(wrong) / len(every)
    assert len(every) >= 200
    assert right >= LEAST, "\n".join((f"{right:.3f} of {len(every)} pairs right; wrong are", *wrong))
