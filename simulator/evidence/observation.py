"""What the reader finds in one utterance: observations, quantities and what kind of utterance it was."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """Where the candidate stands on a criterion, as the codebook defines it."""

    MET = "met"
    VAGUE = "vague"
    DEFERRED = "deferred"
    MISSING = "missing"
    NOT_ASSESSED = "not-assessed"


class Act(StrEnum):
    """What an utterance does, when it does one thing above all."""

    ANSWER = "answer"
    QUESTION = "question"
    """A question to the interviewer with no position of the candidate's own."""
    THINKING = "thinking"
    """Thinking aloud; the candidate is not done."""
    WAIT = "wait"
    """Asks for a moment."""
    REPEAT = "repeat"
    """Asks to hear the question again."""
    REPHRASE = "rephrase"
    """Asks what the question means."""
    SKIP = "skip"
    DOES_NOT_KNOW = "does-not-know"
    DONE = "done"
    """Has nothing more to say."""


class Ending(StrEnum):
    """How an utterance ends: what tells whether its speaker is done."""

    CLOSING = "closing"
    """With a phrase that hands over: "that's it"."""
    QUESTION = "question"
    """With a question or request to the interviewer."""
    COMPLETE = "complete"
    """With a whole sentence, after which another may or may not come."""
    UNCLEAR = "unclear"
    INCOMPLETE = "incomplete"
    """In the middle of something, or with words that ask for time to think."""


class QuantityKind(StrEnum):
    """What a quantity measures."""

    MONEY = "money"
    MONEY_PER_UNIT = "money-per-unit"
    DURATION = "duration"
    PERCENTAGE = "percentage"
    COUNT = "count"
    RATE = "rate"
    """A count per stretch of time: requests per second, contracts a month."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number the candidate said, with what it is about."""

    kind: QuantityKind
    value: float
    """In base units: the currency's main unit, seconds, percent points (95.0), items, items per day."""
    unit: str
    """Currency code for MONEY ("USD"), "USD/query" for MONEY_PER_UNIT, "s", "%", the counted noun for COUNT
    ("contract"), noun per day for RATE ("query/day")."""
    about: str
    """The head noun or measure it belongs to ("latency", "recall", "budget"), or an empty string."""
    start: int
    end: int
    """`text[start:end]` is the number with its unit as said."""


@dataclass(frozen=True, slots=True)
class Observation:
    """One criterion touched in one utterance."""

    criterion: str
    status: Status
    """`met`, `vague` or `deferred`; `missing` where a commitment is taken back with nothing in its place."""
    start: int
    end: int
    """`text[start:end]` is the verbatim evidence."""
    rule: str
    """Name of the rule that decided, for `--explain`."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read in one utterance, in the order of the criteria in the rubric."""

    act: Act
    asks: bool
    """A question to the interviewer is part of it, perhaps beside an answer."""
    facts: tuple[str, ...]
    """Ids of the scenario facts it asks about, best match first."""
    observations: tuple[Observation, ...]
    quantities: tuple[Quantity, ...]
    proposes_at: int | None
    """Offset of the first solution component proposed (model, index, service), or None."""
    ending: Ending = Ending.UNCLEAR
    """Recordings from before it was read have none."""


UNREAD = Reading(Act.ANSWER, asks=False, facts=(), observations=(), quantities=(), proposes_at=None)
"""Of an utterance of which nothing is known."""
