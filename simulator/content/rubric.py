"""The standard an interview is graded by: criteria and red flags, with what each asks for."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from simulator.content.authored import Authored, Id, Line


class Criterion(Authored):
    """One line of the standard."""

    id: Id
    title: Line
    weight: Annotated[float, Field(gt=0, le=10)]
    """How much it matters beside the others when gaps are ranked; it never moves a status or the verdict."""
    asked_by: Line
    """The stakeholder who would have asked, e.g. "Finance"."""
    matters: Line
    """Why it matters to that stakeholder."""
    enough: Line
    """What would have been enough to meet it."""
    practise: Line
    """An exercise for the next attempt."""
    terms: tuple[Line, ...] = ()
    """For a criterion the evidence reader has no rules of its own for: words that show it is touched."""


class RedFlag(Authored):
    """A mistake that costs the offer where it is shown."""

    id: Id
    title: Line
    matters: Line
    """What a hiring committee reads into it."""
    instead: Line
    """The better position."""


class Rubric(Authored):
    """A whole standard."""

    id: Id
    title: Line
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1)]
    red_flags: tuple[RedFlag, ...] = ()

    def criterion(self, criterion_id: str) -> Criterion:
        """Return the criterion of that id; KeyError where the rubric has none."""
        return {criterion.id: criterion for criterion in self.criteria}[criterion_id]

    def red_flag(self, flag_id: str) -> RedFlag:
        """Return the red flag of that id; KeyError where the rubric has none."""
        return {flag.id: flag for flag in self.red_flags}[flag_id]
