"""The answers of an interview by noise and signal, as rows of text that any width from 60 columns holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from simulator.grading.scorecard import AnswerGrade
from simulator.reporting import wording

STRONG_NET = 5
"""A net from which on an answer is strong; below 0 it speaks against the candidate."""
HIGHEST = 10
CELL = 4
"""Columns of one step of noise."""
MARGIN = 5
"""Columns left of the plot."""


class Region(Enum):
    """Where in the matrix a cell lies."""

    AXIS = auto()
    STRONG = auto()
    BETWEEN = auto()
    AGAINST = auto()


_EMPTY = {Region.STRONG: "+", Region.BETWEEN: "·", Region.AGAINST: "-"}


@dataclass(frozen=True, slots=True)
class Cell:
    """A few columns of one row."""

    text: str
    region: Region


Row = tuple[Cell, ...]


def matrix(answers: Iterable[tuple[int, AnswerGrade]]) -> tuple[Row, ...]:
    """Return the rows from the highest signal to the axis of noise; none where there is no answer.

    Each answer comes with its number and stands at its signal and noise, rounded to whole steps.
    """
    held: dict[tuple[int, int], list[str]] = {}
    for number, answer in answers:
        held.setdefault((round(answer.signal), round(answer.noise)), []).append(f"{number}")
    if not held:
        return ()
    steps = range(HIGHEST + 1)
    rows: list[Row] = [(_axis(wording.SIGNAL),)]
    for signal in reversed(steps):
        cells = (_cell(held.get((signal, noise), []), signal - noise) for noise in steps)
        rows.append((_axis(f"{signal:>{MARGIN - 2}} |"), *cells))
    rows.append((_axis(f"{'':>{MARGIN - 2}} +{'-' * (CELL * len(steps))}"),))
    scale = "".join(f" {noise:<{CELL - 1}}" for noise in steps)
    rows.append((_axis(f"{'':>{MARGIN}}{scale} {wording.NOISE}"),))
    return tuple(rows)


def as_text(row: Row) -> str:
    """Return a row as plain text."""
    return "".join(cell.text for cell in row).rstrip()


def _axis(text: str) -> Cell:
    return Cell(text, Region.AXIS)


def _cell(numbers: list[str], net: int) -> Cell:
    region = Region.STRONG if net >= STRONG_NET else Region.AGAINST if net < 0 else Region.BETWEEN
    together = ",".join(numbers)
    text = together if len(together) < CELL else f"{numbers[0]}…"
    return Cell(f" {text or _EMPTY[region]:<{CELL - 1}}", region)
