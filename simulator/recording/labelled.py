"""Transcripts with labels beside them: what people hold that each criterion's status is.

`<id>.json` is a transcript, `<id>.labels.json` its labels. `rules.jsonl`, where there is one, holds what the
rules grader made of each transcript without having learned from it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from simulator.content.authoring_error import shown, suggestion
from simulator.content.library import SHIPPED
from simulator.evidence.observation import Status
from simulator.recording.errors import reason
from simulator.recording.foreign import ForeignError, read_transcript
from simulator.transcript import Transcript

SHIPPED_CORPUS = SHIPPED / "benchmarks" / "corpus" / "dev"
LABELS = ".labels.json"
RULES = "rules.jsonl"


class _Read(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


T = TypeVar("T", bound=_Read)


class Label(_Read):
    """The status of one criterion, with the turn that earns it."""

    status: Literal[Status.MET, Status.VAGUE, Status.DEFERRED, Status.MISSING]
    turn: int | None = None


class Labels(_Read):
    """What is labelled in one transcript."""

    labels: Annotated[dict[str, Label], Field(min_length=1)]
    """By criterion."""
    disputed: tuple[str, ...] = ()
    """Criteria on which two labellers differ: left out of any count."""
    verdict: str


class HeldCriterion(_Read):
    """What the rules hold of one criterion."""

    id: str
    status: Status
    turn: int
    quote: str


class HeldFlag(_Read):
    """A red flag that the rules see."""

    id: str
    turn: int
    quote: str


class Held(_Read):
    """What the rules hold of a transcript that they have not learned from; what is missing is left out."""

    id: str
    criteria: tuple[HeldCriterion, ...]
    red_flags: tuple[HeldFlag, ...]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A transcript with its labels."""

    path: Path
    transcript: Transcript
    labels: Labels
    held: Held | None
    """None where the rules have not learned from it in any case."""

    @property
    def id(self) -> str:
        """Its name."""
        return self.path.stem


def read_labelled(folder: Path, names: Sequence[str] = ()) -> tuple[Labelled, ...]:
    """Return the labelled transcripts of a folder, or those of the given names; ForeignError."""
    try:
        known = sorted(path.name.removesuffix(LABELS) for path in folder.glob(f"*{LABELS}"))
        lines = (folder / RULES).read_text(encoding="utf-8") if (folder / RULES).exists() else ""
    except OSError as error:
        raise ForeignError(f"{folder}: {reason(error)}") from None
    if not known:
        raise ForeignError(f"{folder}: no labelled transcripts here: NAME.json with NAME{LABELS} beside it")
    for name in names:
        if name not in known:
            raise ForeignError(f"{folder}: no labelled transcript {shown(name)}{suggestion(name, known)}")
    held = {}
    for line in lines.splitlines():
        one = _parsed(Held, line, folder / RULES)
        held[one.id] = one
    return tuple(
        Labelled(
            folder / f"{name}.json",
            read_transcript(folder / f"{name}.json").transcript,
            _labels(folder / f"{name}{LABELS}"),
            held.get(name),
        )
        for name in known
        if not names or name in names
    )


def _labels(path: Path) -> Labels:
    try:
        return _parsed(Labels, path.read_text(encoding="utf-8"), path)
    except OSError as error:
        raise ForeignError(f"{path}: {reason(error)}") from None


def _parsed(kind: type[T], text: str, path: Path) -> T:
    try:
        return kind.model_validate(json.loads(text))
    except ValidationError as error:
        fault = error.errors(include_url=False, include_context=False)[0]
        place = ".".join(str(step) for step in fault["loc"])
        raise ForeignError(f"{path}: wrong at {shown(place)}: {fault['msg']}") from None
    except (ValueError, RecursionError):
        raise ForeignError(f"{path}: not JSON") from None
