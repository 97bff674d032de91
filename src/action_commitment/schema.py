"""Assessments as plain data: written, read back, and described by a JSON Schema made from the types.

The schema of this version lies in the package as `assessment.schema.json`; a test holds that it is what
`json_schema()` makes. `SCHEMA_VERSION` changes when a field changes its meaning or goes away.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from action_commitment import results
from action_commitment.errors import SchemaError
from action_commitment.results import Advice, Assessment, Statement

SCHEMA_VERSION = "1"

_PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean"}


def assessment_to_dict(assessment: Assessment) -> dict[str, object]:
    """See `Assessment.to_dict`."""
    return {"schema_version": SCHEMA_VERSION, **_to_plain(assessment)}


def assessment_to_json(assessment: Assessment, *, indent: int | None = None) -> str:
    """See `Assessment.to_json`. Lone surrogates, which no encoding can write, become \\u escapes."""
    text = json.dumps(assessment_to_dict(assessment), ensure_ascii=False, indent=indent)
    if any("\ud800" <= char <= "\udfff" for char in text):
        text = "".join(f"\\u{ord(char):04x}" if "\ud800" <= char <= "\udfff" else char for char in text)
    return text


def assessment_from_dict(data: dict[str, object]) -> Assessment:
    """See `Assessment.from_dict`."""
    if not isinstance(data, dict):
        raise SchemaError(f"an assessment is a dictionary, got {type(data).__name__}")
    version = data.get("schema_version")
    if version != SCHEMA_VERSION:
        raise SchemaError(f"schema_version {version!r} is not {SCHEMA_VERSION!r}; assess the text again with this version")
    rest = {key: value for key, value in data.items() if key != "schema_version"}
    return typing.cast("Assessment", _read(Assessment, rest, "assessment"))


def _to_plain(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_to_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _to_plain(item) for key, item in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {name: _to_plain(getattr(value, name)) for name in _names(type(value))}
    return value


# Written for those who read the data elsewhere, and made anew when it is read back here.
_DERIVED: dict[type, dict[str, Any]] = {Statement: {"advice": tuple[Advice, ...]}}


@cache
def _names(kind: type) -> tuple[str, ...]:
    return (*(field.name for field in dataclasses.fields(kind)), *_DERIVED.get(kind, ()))


@cache
def _hints(kind: type) -> dict[str, Any]:
    names = {**vars(results), "date": date}  # given as locals too, or the field `Due.date` would hide the type
    return {**typing.get_type_hints(kind, names, names), **_DERIVED.get(kind, {})}


def _read(kind: Any, value: Any, where: str) -> Any:
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        if value is None:
            return None
        return _read(next(a for a in arguments if a is not types.NoneType), value, where)
    if origin is tuple:
        if not isinstance(value, list):
            raise SchemaError(f"{where}: a list was expected, got {type(value).__name__}")
        return tuple(_read(arguments[0], item, f"{where}[{index}]") for index, item in enumerate(value))
    if origin is dict:
        if not isinstance(value, dict):
            raise SchemaError(f"{where}: an object was expected, got {type(value).__name__}")
        return {_read(arguments[0], key, where): _read(arguments[1], item, where) for key, item in value.items()}
    if dataclasses.is_dataclass(kind):
        return _read_object(typing.cast("type", kind), value, where)
    try:
        if kind is date:
            return date.fromisoformat(value)
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            return kind(value)
    except (ValueError, TypeError) as error:
        raise SchemaError(f"{where}: {error}") from None
    wanted = (int, float) if kind is float else kind
    if not isinstance(value, wanted) or (isinstance(value, bool) and kind is not bool):
        raise SchemaError(f"{where}: {_PLAIN[kind]} was expected, got {type(value).__name__}")
    return value


def _read_object(kind: type, value: Any, where: str) -> Any:
    if not isinstance(value, dict):
        raise SchemaError(f"{where}: an object was expected, got {type(value).__name__}")
    hints = _hints(kind)
    unknown = set(value) - set(hints)
    if unknown:
        raise SchemaError(f"{where}: unknown field {sorted(unknown)[0]!r}")
    missing = [f.name for f in dataclasses.fields(kind) if f.name not in value and f.default is dataclasses.MISSING]
    if missing:
        raise SchemaError(f"{where}: field {missing[0]!r} is missing")
    read = {name: _read(hints[name], item, f"{where}.{name}") for name, item in value.items()}
    return kind(**{name: item for name, item in read.items() if name not in _DERIVED.get(kind, ())})


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of `Assessment.to_dict()`.

    >>> json_schema()["properties"]["label"]
    {'$ref': '#/$defs/Label'}
    """
    definitions: dict[str, Any] = {}
    body = _object_schema(Assessment, definitions)
    body["properties"] = {"schema_version": {"const": SCHEMA_VERSION}, **body["properties"]}
    body["required"] = ["schema_version", *body["required"]]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "action-commitment assessment",
        **body,
        "$defs": dict(sorted(definitions.items())),
    }


def _object_schema(kind: type, definitions: dict[str, Any]) -> dict[str, Any]:
    hints = _hints(kind)
    names = list(_names(kind))
    return {
        "type": "object",
        "properties": {name: _schema_of(hints[name], definitions) for name in names},
        "required": names,
        "additionalProperties": False,
    }


def _schema_of(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        some = next(a for a in arguments if a is not types.NoneType)
        return {"anyOf": [_schema_of(some, definitions), {"type": "null"}]}
    if origin is tuple:
        return {"type": "array", "items": _schema_of(arguments[0], definitions)}
    if origin is dict:
        return {"type": "object", "additionalProperties": _schema_of(arguments[1], definitions)}
    if kind is date:
        return {"type": "string", "format": "date"}
    if kind in _PLAIN:
        return {"type": _PLAIN[kind]}
    name = kind.__name__
    if name not in definitions:
        definitions[name] = {}
        definitions[name] = {"enum": [str(member) for member in kind]} if issubclass(kind, StrEnum) else _object_schema(kind, definitions)
    return {"$ref": f"#/$defs/{name}"}
