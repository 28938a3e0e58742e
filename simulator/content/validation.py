"""How plain data becomes an authored type, or the faults of its shape, each on its line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, TypeVar, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from simulator.content.authored import Authored
from simulator.content.authoring_error import Problem, nearest, shown, suggestion
from simulator.content.strict_yaml import Document, Path

A = TypeVar("A", bound=Authored)

ID_RULE = "an id is lower-case letters, digits and hyphens, and does not begin with a hyphen"


def validated(kind: type[A], document: Document, told: str | None = None) -> tuple[A | None, list[Problem]]:
    """Return what the document holds as `kind`, or None and its faults, less those of the key `told`."""
    try:
        return kind.model_validate_json(json.dumps(document.data)), []
    except ValidationError as error:
        errors = [each for each in error.errors(include_url=False) if told not in each["loc"][:1]]
        return None, list(_problems(kind, document, errors))


def _problems(kind: type[Authored], document: Document, errors: list[ErrorDetails]) -> Iterator[Problem]:
    misspelt = {
        (*error["loc"][:-1], nearest(error["loc"][-1], _keys(kind, error["loc"][:-1])))
        for error in errors
        if error["type"] == "extra_forbidden"
    }
    for error in errors:
        place = error["loc"]
        if error["type"] == "missing":
            if place not in misspelt:
                yield Problem(document.line(place), f"{shown(place[-1])} is missing: add it")
        elif error["type"] == "extra_forbidden":
            known = suggestion(place[-1], _keys(kind, place[:-1]))
            yield Problem(document.line(place), f"unknown key {shown(place[-1])}{known}")
        elif not _only_faulty(error):
            yield Problem(document.line(place), f"{_named(place)} {_fault(error)}")


def _only_faulty(error: ErrorDetails) -> bool:
    """Whether a list is long enough, but pydantic counts only its entries without a fault."""
    return error["type"] == "too_short" and len(error["input"]) >= error["ctx"]["min_length"]


def _named(place: Path) -> str:
    """Name a part of the file as its author would: by its key, or by its position under one."""
    if not place:
        return "the file"
    if isinstance(place[-1], int):
        return f"entry {place[-1] + 1} of {shown(place[-2])}"
    return shown(place[-1])


def _fault(error: ErrorDetails) -> str:
    value, limits = error["input"], error.get("ctx", {})
    match error["type"]:
        case "string_type":
            return "should be text" + ("" if isinstance(value, dict | list) else ": write it in quotes")
        case "int_type" | "int_from_float":
            return f"should be a whole number, not {_seen(value)}"
        case "float_type":
            return f"should be a number, not {_seen(value)}"
        case "bool_type":
            return f"should be true or false, not {_seen(value)}"
        case "tuple_type":
            return "should be a list: begin each entry with a hyphen"
        case "model_type":
            return "should hold keys and values"
        case "literal_error" | "enum":
            allowed = re.findall("'([^']*)'", limits["expected"])
            return f"cannot be {_seen(value)}{suggestion(value, allowed)}"
        case "string_pattern_mismatch":
            return f"cannot be {_seen(value)}: {ID_RULE}"
        case "string_too_short":
            return "is empty: write something or remove it"
        case "string_too_long":
            return f"is {len(value)} characters long: shorten it to {limits['max_length']}"
        case "too_short":
            return f"has {len(value)} entries: it needs at least {limits['min_length']}"
        case "greater_than":
            return f"should be more than {limits['gt']:g}, not {_seen(value)}"
        case "greater_than_equal":
            return f"should be at least {limits['ge']:g}, not {_seen(value)}"
        case "less_than_equal":
            return f"should be at most {limits['le']:g}, not {_seen(value)}"
        case _:
            return f"is wrong: {error['msg']}"


def _seen(value: Any) -> str:
    if isinstance(value, dict):
        return "keys and values"
    return "a list" if isinstance(value, list) else shown(value)


def _keys(kind: Any, place: Path) -> list[str]:
    """Return the keys that the authored type at that place knows."""
    for step in place:
        if isinstance(step, str):
            kind = _model(kind).model_fields[step].annotation
    return list(_model(kind).model_fields)


def _model(annotation: Any) -> type[Authored]:
    """Return the authored type inside an annotation: `tuple[Phase, ...]` is about phases."""
    while not isinstance(annotation, type) or not issubclass(annotation, Authored):
        annotation = get_args(annotation)[0]
    return annotation
