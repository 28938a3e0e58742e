"""What an interview was made of: all it takes to replay and grade it when its authored files are gone."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Any, TypeVar

from pydantic import ValidationError

from simulator import __version__
from simulator.content.authored import Authored
from simulator.content.fingerprint import fingerprint
from simulator.content.persona import Persona
from simulator.content.scenario import Scenario
from simulator.recording.codec import Codec, MalformedError
from simulator.recording.errors import RecordingError

FORMAT = 1
"""Version of the journal; raised when an older program could misread what a newer one writes."""

SECRET = re.compile(r"(^|[_.-])(key|apikey|token|secret|password)($|[_.-])", re.IGNORECASE)
"""Names of settings that may hold a credential."""

A = TypeVar("A", bound=Authored)


class Mode(StrEnum):
    """How an interview was held."""

    PRACTICE = "practice"
    """The interviewer may give hints."""
    REALISTIC = "realistic"
    IMPORTED = "imported"
    """Elsewhere: there are turns, and no interviewer of this program to replay."""


@dataclass(frozen=True, slots=True)
class Header:
    """The first line of every file of a recording."""

    format: int
    program: str
    """Version of the program that wrote it."""
    created: str
    """Wall-clock time at which the interview began, ISO 8601 with its offset."""
    mode: Mode
    seed: int
    scenario: dict[str, Any]
    """The whole scenario with its rubric, as JSON."""
    scenario_sha256: str
    persona: dict[str, Any]
    """The whole persona, as JSON; of an imported interview its id, where that is known."""
    persona_sha256: str
    rubric_sha256: str
    settings: dict[str, Any]
    """Engines and options by name; never a credential."""

    @property
    def date(self) -> str:
        """When the interview began, to the minute: "2026-02-28 19:30"."""
        return date_of(self.created)


HEADER = Codec(Header)


def date_of(created: str) -> str:
    """Return an ISO 8601 time to the minute, as a person reads it."""
    return created[:16].replace("T", " ")


def new_header(
    scenario: Scenario,
    persona: Persona,
    *,
    created: str,
    mode: Mode,
    seed: int,
    settings: Mapping[str, str | int | float | bool | None],
) -> Header:
    """Return the header of an interview that begins now; ValueError for a setting that names a credential."""
    for name in settings:
        if SECRET.search(name):
            raise ValueError(f'the setting "{name}" may hold a credential and is never recorded')
    as_scenario, as_persona = scenario.model_dump(mode="json"), persona.model_dump(mode="json")
    return Header(
        format=FORMAT,
        program=__version__,
        created=created,
        mode=mode,
        seed=seed,
        scenario=as_scenario,
        scenario_sha256=fingerprint(as_scenario),
        persona=as_persona,
        persona_sha256=fingerprint(as_persona),
        rubric_sha256=fingerprint(as_scenario["rubric"]),
        settings=dict(settings),
    )


def imported_header(
    scenario: Scenario, persona_id: str | None, *, created: str, settings: Mapping[str, str]
) -> Header:
    """Return the header of an interview held elsewhere at `created`, to be graded by `scenario`."""
    as_scenario = scenario.model_dump(mode="json")
    as_persona = {} if persona_id is None else {"id": persona_id}
    return Header(
        format=FORMAT,
        program=__version__,
        created=created,
        mode=Mode.IMPORTED,
        seed=0,
        scenario=as_scenario,
        scenario_sha256=fingerprint(as_scenario),
        persona=as_persona,
        persona_sha256=fingerprint(as_persona),
        rubric_sha256=fingerprint(as_scenario["rubric"]),
        settings=dict(settings),
    )


def decode_header(text: bytes) -> Header:
    """Return the header in the JSON `text`; MalformedError where there is none or its hashes do not fit."""
    header = HEADER.decode(text)
    rubric = header.scenario.get("rubric")
    for name, part, sha256 in (
        ("scenario", header.scenario, header.scenario_sha256),
        ("persona", header.persona, header.persona_sha256),
        ("rubric", rubric if isinstance(rubric, dict) else {}, header.rubric_sha256),
    ):
        if fingerprint(part) != sha256:
            raise MalformedError(f"the {name} is not the one its sha256 belongs to")
    return header


@dataclass(frozen=True, slots=True)
class _Recorded:
    """An authored file as it was, known by its hash: many recordings are of the same ones."""

    kind: type[Authored]
    sha256: str
    document: dict[str, Any] = field(compare=False)


def scenario_of(header: Header) -> Scenario:
    """Return the scenario of the interview; RecordingError where this program no longer knows its form."""
    return _authored(Scenario, header.scenario_sha256, header.scenario, header)


def persona_of(header: Header) -> Persona:
    """Return the persona of the interview; RecordingError where it has none or one of an unknown form."""
    if header.mode is Mode.IMPORTED:
        raise RecordingError("this interview was imported: it can be graded, and no interviewer replays it")
    return _authored(Persona, header.persona_sha256, header.persona, header)


def _authored(kind: type[A], sha256: str, document: dict[str, Any], header: Header) -> A:
    try:
        value = _parsed(_Recorded(kind, sha256, document))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        raise RecordingError(
            f"the {kind.__name__.lower()} recorded with interview-simulator {header.program}"
            f" is not one for {__version__}: {place}: {first['msg']}"
        ) from None
    assert isinstance(value, kind)
    return value


@lru_cache(64)
def _parsed(recorded: _Recorded) -> Authored:
    return recorded.kind.model_validate_json(json.dumps(recorded.document))
