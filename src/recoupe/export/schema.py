"""The JSON Schema (2020-12) of a line of `recoupe extract`, made from the records themselves."""

from dataclasses import fields
from datetime import date, datetime
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from recoupe.records import (
    CountState,
    Event,
    PartyKind,
    PlacePrecision,
    SourceKind,
    Span,
    StandingFact,
    TimeType,
    Voice,
)

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SPAN: Schema = {
    "type": "array",
    "items": {"type": "integer", "minimum": 0},
    "minItems": 2,
    "maxItems": 2,
    "description": "start and end, in characters of title + blank line + text",
}
TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "integer"}
SCALARS: dict[Any, Schema] = {
    str: TEXT,
    int: NUMBER,
    float: {"type": "number"},
    bool: {"type": "boolean"},
    NoneType: {"type": "null"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
    Span: {"$ref": "#/$defs/Span"},
}


def contract_schema() -> Schema:
    """The schema of one line of `recoupe extract`."""
    definitions: dict[str, Schema] = {"Span": SPAN}
    line = object_schema(_line_properties(definitions))
    return {
        "$schema": DIALECT,
        "title": "A line of recoupe extract: what one document says",
        **line,
        "$defs": definitions,
    }


def object_schema(properties: dict[str, Schema]) -> Schema:
    """An object with these properties, all of them present; more may follow in later versions."""
    return {"type": "object", "properties": properties, "required": sorted(properties)}


def type_schema(kind: Any, definitions: dict[str, Schema]) -> Schema:
    """The schema of a declared type; records and closed sets go into `definitions` and are referred to."""
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return {"anyOf": [type_schema(each, definitions) for each in get_args(kind)]}
    if origin is tuple:
        return {"type": "array", "items": type_schema(get_args(kind)[0], definitions)}
    if origin is Literal:
        return {"enum": list(get_args(kind))}
    return SCALARS[kind] if kind in SCALARS else _reference(kind, definitions)


def record_schema(kind: Any, definitions: dict[str, Schema]) -> Schema:
    """The schema of a record, all of whose fields are written."""
    hints = get_type_hints(kind)
    properties = {each.name: type_schema(hints[each.name], definitions) for each in fields(kind) if each.init}
    required = sorted(each.name for each in fields(kind) if each.init)
    described = {"description": (kind.__doc__ or "").partition("\n")[0]}
    return {"type": "object", **described, "properties": properties, "required": required}


def _reference(kind: Any, definitions: dict[str, Schema]) -> Schema:
    if kind.__name__ not in definitions:
        definitions[kind.__name__] = {}  # taken while its fields are read, should they lead back to it
        definitions[kind.__name__] = (
            {"enum": [member.value for member in kind]} if issubclass(kind, Enum) else record_schema(kind, definitions)
        )
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _line_properties(definitions: dict[str, Schema]) -> dict[str, Schema]:
    def of(kind: Any) -> Schema:
        return type_schema(kind, definitions)

    return {
        "id": TEXT,
        "language": of(str | None),
        "title_offset": {"type": "integer", "minimum": 0},
        "outlet": of(str | None),
        "url": of(str | None),
        "published": of(datetime | date | None),
        "modified": of(datetime | date | None),
        "title": of(str | None),
        "content_hash": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
        "fingerprint": {"type": "array", "items": NUMBER, "maxItems": 128},
        "voice": of(Voice | None),
        "events": of(tuple[Event, ...]),
        "background": of(tuple[StandingFact, ...]),
        **_mention_properties(of),
        "attributions": {"type": "array", "items": _attribution(of)},
        "error": of(str | None),
    }


def _mention_properties(of: Any) -> dict[str, Schema]:
    """The lists of mentions, each with its place in the text."""
    at = {"start": {"type": "integer", "minimum": 0}, "end": {"type": "integer", "minimum": 0}, "text": TEXT}
    optional_text = of(str | None)
    kinds = {
        "places": {
            "name": TEXT, "country": TEXT, "latitude": {"type": "number"}, "longitude": {"type": "number"},
            "identifier": TEXT, "precision": of(PlacePrecision), "relation": TEXT, "role": TEXT, "rule": TEXT,
        },
        "times": {"type": of(TimeType), "value": TEXT, "rule": TEXT},
        "actors": {"kind": of(PartyKind), "actor": optional_text, "country": optional_text, "rule": TEXT},
        "counts": {"low": of(int | None), "high": of(int | None), "state": of(CountState), "rule": TEXT},
        "weapons": {"weapon": TEXT, "rule": TEXT},
    }  # fmt: skip
    return {name: {"type": "array", "items": object_schema(at | values)} for name, values in kinds.items()}


def _attribution(of: Any) -> Schema:
    parts = {"type": "array", "items": object_schema({"spans": of(tuple[Span, ...])})}
    values = {"kind": of(SourceKind), "stance": TEXT, "rule": TEXT}
    return object_schema({"source": parts, "cue": parts, "content": parts} | values)
