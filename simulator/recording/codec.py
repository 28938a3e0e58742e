"""How the values of a journal become JSON and come back: frozen dataclasses, read by reflection.

A dataclass becomes an object of its fields, with its class name under `type` where it is one of a union. Both
ways are strict: what was decoded is the value that was encoded, or it fails with `MalformedError`.
"""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import StrEnum
from functools import reduce
from math import isfinite
from operator import or_
from typing import Any, Generic, TypeVar, Union, get_args, get_origin, get_type_hints

# Pydantic's engine parses and builds an entry in one step, twice as fast as Python's parser and closures do.
from pydantic_core import CoreSchema, SchemaValidator, ValidationError, core_schema

from simulator.content.authoring_error import shown

T = TypeVar("T")
Json = Any
"""None, bool, int, float, str, or a list or dict of them."""
TAG = "type"


class MalformedError(ValueError):
    """A value without a JSON form, or JSON that is no value of the type; the message says where and why."""


class Codec(Generic[T]):
    """Both ways between the values of a dataclass and JSON."""

    def __init__(self, kind: type[T]) -> None:
        """TypeError where a field of `kind` is of a type that has no form in a journal."""
        self._validator = SchemaValidator(_schema(kind))
        self._encode = _encoder(kind)

    def encode(self, value: T) -> Json:
        """Return `value` as JSON data.

        Raises MalformedError where a part of it is of a wrong type, half a character or not a finite number.
        """
        return self._encode(value)

    def decode(self, text: bytes) -> T:
        """Return the value that the JSON `text` stands for; MalformedError where it is not of the type."""
        try:
            value: T = self._validator.validate_json(text)
        except ValidationError as error:
            raise MalformedError(_first(error)) from None
        return value


def _first(error: ValidationError) -> str:
    fault = error.errors(include_url=False, include_context=False)[0]
    place = ".".join(str(step) for step in fault["loc"])
    found = fault["input"]
    return (
        (f"{place}: " if place else "")
        + fault["msg"]
        + ("" if isinstance(found, bytes | dict | list) else f", found {shown(found)}")
    )


def _kinds_of(union: Any) -> tuple[Any, ...]:
    """Return the members of a union that carry their names: dataclasses without a field of the tag's name."""
    kinds = get_args(union)
    for kind in kinds:
        if not is_dataclass(kind) or TAG in {field.name for field in fields(kind)}:
            raise TypeError(f"a journal cannot tell {kind} from the others of its union")
    return kinds


def _some(optional: Any) -> Any:
    """Return T of `T | None`, or None where None is no part of it."""
    rest = tuple(kind for kind in get_args(optional) if kind is not type(None))
    return reduce(or_, rest) if len(rest) < len(get_args(optional)) else None


def _schema(kind: Any, *, tagged: bool = False) -> CoreSchema:
    """Return what pydantic checks JSON against; strict, as it would take the text "1" for the number else."""
    origin, arguments = get_origin(kind), get_args(kind)
    if kind is str:
        return core_schema.str_schema(strict=True)
    if kind is bool:
        return core_schema.bool_schema(strict=True)
    if kind is int:
        return core_schema.int_schema(strict=True)
    if kind is float:
        return core_schema.float_schema(strict=True, allow_inf_nan=False)
    if origin in (types.UnionType, Union):
        if some := _some(kind):
            return core_schema.nullable_schema(_schema(some))
        members = {member.__name__: _schema(member, tagged=True) for member in _kinds_of(kind)}
        return core_schema.tagged_union_schema(members, TAG)
    if origin is tuple and arguments[1:] == (Ellipsis,):
        return core_schema.tuple_schema([_schema(arguments[0])], variadic_item_index=0)
    if origin is dict and arguments == (str, Any):
        return core_schema.dict_schema(core_schema.str_schema(), core_schema.any_schema())
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return core_schema.enum_schema(kind, list(kind), sub_type="str", strict=True)
    if isinstance(kind, type) and is_dataclass(kind):
        hints = get_type_hints(kind)
        names = [field.name for field in fields(kind)]
        parts = [core_schema.dataclass_field(field.name, _part(field, hints)) for field in fields(kind)]
        if tagged:
            tag = core_schema.literal_schema([kind.__name__])
            parts.append(core_schema.dataclass_field(TAG, tag, init_only=True))
        form = core_schema.dataclass_args_schema(kind.__name__, parts, extra_behavior="forbid")
        return core_schema.dataclass_schema(kind, form, names, slots=hasattr(kind, "__slots__"), frozen=True)
    raise TypeError(f"a journal has no form for {kind}")


def _part(field: Field[Any], hints: dict[str, Any]) -> CoreSchema:
    """Return the schema of a field; one with a default may be missing, as older recordings do not have it."""
    schema = _schema(hints[field.name])
    if field.default is MISSING:
        return schema
    return core_schema.with_default_schema(schema, default=field.default)


def _encoder(kind: Any, *, tagged: bool = False) -> Callable[[Any], Json]:
    """Return the function that makes JSON data of a value of type `kind`."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (types.UnionType, Union):
        if some := _some(kind):
            encode_some = _encoder(some)
            return lambda value: None if value is None else encode_some(value)
        return _union_encoder(_kinds_of(kind))
    if origin is tuple:
        return _tuple_encoder(_encoder(arguments[0]))
    if kind is str:
        return _encode_text
    if kind is float:
        return _encode_number
    if isinstance(kind, type) and is_dataclass(kind):
        return _record_encoder(kind, tagged)
    leaf = dict if origin is dict else kind

    def encode(value: Any) -> Json:
        if type(value) is not leaf:
            raise _expected(leaf.__name__, value)
        return value.value if isinstance(value, StrEnum) else value

    return encode


def _expected(what: str, value: object) -> MalformedError:
    return MalformedError(f"expected {what}, found {shown(value)}")


def _encode_text(value: Any) -> Json:
    if type(value) is not str:
        raise _expected("text", value)
    if not value.isascii():
        try:
            value.encode("utf-8")
        except UnicodeEncodeError:
            raise _expected("text of whole characters", value) from None
    return value


def _encode_number(value: Any) -> Json:
    try:
        if type(value) in (float, int) and isfinite(value):
            return float(value)
    except OverflowError:
        pass
    raise _expected("a finite number", value)


def _tuple_encoder(encode_part: Callable[[Any], Json]) -> Callable[[Any], Json]:
    def encode(value: Any) -> Json:
        if type(value) is not tuple:
            raise _expected("a tuple", value)
        return [encode_part(part) for part in value]

    return encode


def _record_encoder(kind: Any, tagged: bool) -> Callable[[Any], Json]:
    hints = get_type_hints(kind)
    parts = tuple((field.name, _encoder(hints[field.name])) for field in fields(kind))

    def encode(value: Any) -> Json:
        if type(value) is not kind:
            raise _expected(f"a {kind.__name__}", value)
        data: dict[str, Json] = {TAG: kind.__name__} if tagged else {}
        for name, encode_part in parts:
            try:
                data[name] = encode_part(getattr(value, name))
            except MalformedError as fault:
                raise MalformedError(f"{kind.__name__}.{name}: {fault}") from None
        return data

    return encode


def _union_encoder(kinds: tuple[Any, ...]) -> Callable[[Any], Json]:
    encoders = {kind: _record_encoder(kind, tagged=True) for kind in kinds}

    def encode(value: Any) -> Json:
        encode_member = encoders.get(type(value))
        if encode_member is None:
            raise _expected(f"one of {', '.join(kind.__name__ for kind in kinds)}", value)
        return encode_member(value)

    return encode
