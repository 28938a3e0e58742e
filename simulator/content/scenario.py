"""The interview as written: phases, probes, facts and constraints; everything the interviewer may know."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from simulator.content.authored import Authored, Id, Line, Lines
from simulator.content.rubric import Rubric

Minutes = Annotated[float, Field(gt=0, le=180)]
Terms = Annotated[tuple[Line, ...], Field(min_length=1)]


class Visibility(StrEnum):
    """When the interviewer may say something."""

    STATED = "stated"
    ON_REQUEST = "on-request"
    HIDDEN = "hidden"


class Phase(Authored):
    """A stretch of the interview with a goal."""

    id: Id
    title: Line
    minutes: Minutes
    goal: Line
    enter: tuple[Line, ...] = ()
    """Said on entering, alternatives. At most one question each. The first phase needs none."""
    invites: bool = False
    """Entering asks the candidate to talk freely; otherwise a probe follows in the same breath."""


class Fact(Authored):
    """Something the interviewer may answer."""

    id: Id
    visibility: Visibility
    asked_by: Terms
    """Words and phrases of which a question about this fact has at least one: "how many", "volume"."""
    text: Line
    """The answer, as spoken. No question."""


class Constraint(Authored):
    """A requirement that arrives late and changes the problem."""

    id: Id
    visibility: Visibility
    """Always `hidden`: what may be told from the start or on request is a fact."""
    text: Line
    """The line that states it, ending in one question about what the candidate would change."""
    phase: Id
    after_minutes: Annotated[float, Field(ge=0, le=180)]
    """Earliest arrival, counted from the start of its phase; it arrives before the phase ends in any case."""
    criterion: Id
    """What the candidate's reaction is about."""
    gives_away: Terms
    """Words that would reveal it early."""
    reveals: tuple[Id, ...] = ()
    """Hidden facts that may be told from then on."""


class Probe(Authored):
    """A prepared question and what to say to the answers it may get."""

    id: Id
    criterion: Id
    phase: Id
    """The first phase it may be asked in; an open one may be asked in any later phase but the last."""
    question: Lines
    if_vague: Lines
    """Firmer follow-ups where nothing specific was said. May hold `{quote}`: the candidate's words."""
    if_deferred: Lines
    """Follow-ups where the candidate pushed it out of the design."""
    if_number: tuple[Line, ...] = ()
    """Challenges after a specific answer. May hold `{figure}` (the candidate's number) or `{sum}`: a sentence
    of arithmetic with it, "Five cents a query and 40,000 queries a day is about $60,000 a month."."""
    hint: Line
    """Shown in practice mode on request."""


class Scenario(Authored):
    """A whole interview."""

    id: Id
    title: Line
    opening: Line
    """The deliberately ambiguous task as the interviewer reads it."""
    glossary: tuple[Line, ...] = ()
    """Terms speech recognition should expect."""
    phases: Annotated[tuple[Phase, ...], Field(min_length=2)]
    """In order; the last is the wrap-up."""
    facts: tuple[Fact, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    probes: Annotated[tuple[Probe, ...], Field(min_length=1)]
    rubric: Rubric
    """Authored as the id of a file in `rubrics/`; resolved on loading."""

    @property
    def minutes(self) -> float:
        """Length of the whole interview."""
        return sum(phase.minutes for phase in self.phases)
