"""The scorecard as JSON and back: documented in `docs/scorecard.md`, versioned, stable to the byte."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from simulator.content.authoring_error import shown
from simulator.grading.scorecard import FORMAT, Scorecard


class UnreadableScorecardError(ValueError):
    """The bytes are no scorecard of the format this program knows; `str` says why in one line."""


def encode(scorecard: Scorecard) -> bytes:
    """Return the scorecard as indented JSON in UTF-8; ValueError where a number in it is not finite."""
    data = {"format": FORMAT, **asdict(scorecard)}
    for criterion in data["criteria"]:
        criterion["evidence"] = [_as_evidence(quote) for quote in criterion["evidence"]]
        if criterion["judgement"] is None:
            del criterion["judgement"]
    if data["judge"] is None:
        del data["judge"]
    data["red_flags"] = [{"id": flag["id"], **_as_evidence(flag["quote"])} for flag in data["red_flags"]]
    for answer, grade in zip(data["answers"], scorecard.answers, strict=True):
        answer["net"] = grade.net
    return (json.dumps(data, ensure_ascii=False, allow_nan=False, indent=2) + "\n").encode()


def decode(source: bytes) -> Scorecard:
    """Return the scorecard that `encode` wrote. Raises UnreadableScorecardError."""
    data = _of_known_format(source)
    try:
        for criterion in data["criteria"]:
            criterion["evidence"] = [_as_quote(evidence) for evidence in criterion["evidence"]]
        data["red_flags"] = [
            {"id": flag.pop("id"), "turn": flag["turn"], "quote": _as_quote(flag)}
            for flag in data["red_flags"]
        ]
        return _shape().validate_json(json.dumps(data), strict=True)
    except ValidationError as error:
        fault = error.errors(include_url=False, include_context=False)[0]
        place = ".".join(str(step) for step in fault["loc"])
        raise UnreadableScorecardError(f"the scorecard is wrong at {shown(place)}: {fault['msg']}") from None
    except (KeyError, TypeError, AttributeError):
        raise UnreadableScorecardError("the scorecard lacks a part, or has one of another shape") from None


@cache
def _shape() -> TypeAdapter[Scorecard]:
    return TypeAdapter(Scorecard)


def _of_known_format(source: bytes) -> dict[str, Any]:
    try:
        data = json.loads(source)
    except (ValueError, RecursionError):
        raise UnreadableScorecardError("the scorecard is not JSON") from None
    if not isinstance(data, dict) or "format" not in data:
        raise UnreadableScorecardError("the file is no scorecard: it has no format number")
    if data["format"] != FORMAT:
        raise UnreadableScorecardError(
            f"the scorecard has format {shown(data['format'])}, and this program reads format {FORMAT}"
        )
    return data


def _as_evidence(quote: dict[str, Any]) -> dict[str, Any]:
    return {"turn": quote["turn"], "at": quote["at"], "quote": quote["text"]}


def _as_quote(evidence: dict[str, Any]) -> dict[str, Any]:
    return {"turn": evidence["turn"], "at": evidence["at"], "text": evidence["quote"]}
