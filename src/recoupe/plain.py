"""Records as plain values (dicts, lists, strings, numbers) and back, by their declared types.

A span is `[start, end]`, a date its ISO string, a member of a closed set its value. One mechanism for the contract,
the store and the exports, so that a field added to a record is written and read without another line.
"""

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from recoupe.errors import FormatError
from recoupe.records import Span

T = TypeVar("T")


def to_plain(value: Any) -> Any:
    """A record, or anything made of records, as values that JSON knows."""
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):  # datetime is one too
        return value.isoformat()
    if isinstance(value, (tuple, list)):
        return [to_plain(item) for item in value]
    if is_dataclass(value):
        return {each.name: to_plain(getattr(value, each.name)) for each in fields(value) if each.init}
    return value


def from_plain(kind: type[T], value: Any) -> T:
    """The record of type `kind` that `to_plain` made `value` of; keys it does not know are passed over.

    Raises FormatError naming the record and field that does not fit.
    """
    try:
        record: T = _read(kind, value)
    except (TypeError, ValueError, KeyError, IndexError) as problem:
        raise FormatError(f"no {kind.__name__} can be read from {str(value)[:120]!r}: {problem}") from problem
    return record


def _read(kind: Any, value: Any) -> Any:
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return _read_union(get_args(kind), value)
    if origin is tuple:
        return _read_tuple(get_args(kind), value)
    if origin is Literal or kind is Any:
        return value
    if kind is Span:
        return Span(value[0], value[1])
    if is_dataclass(kind):
        return _read_record(kind, value)
    return _read_scalar(kind, value)


def _read_scalar(kind: Any, value: Any) -> Any:
    if issubclass(kind, Enum):
        return kind(value)
    if issubclass(kind, date):
        return _read_day(kind, value)
    accepted = (int, float) if kind is float else kind
    if not isinstance(value, accepted) or (isinstance(value, bool) and kind is not bool):
        raise TypeError(f"{value!r} is no {kind.__name__}")
    return value


def _read_day(kind: Any, value: str) -> date:
    """A day for `date`, a day with its hour for `datetime`."""
    if ("T" in value) != (kind is datetime):
        raise ValueError(f"{value!r} is no {kind.__name__}")
    day: date = kind.fromisoformat(value)
    return day


def _read_tuple(kinds: tuple[Any, ...], value: Any) -> tuple[Any, ...]:
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(_read(kinds[0], item) for item in value)
    return tuple(_read(kind, item) for kind, item in zip(kinds, value, strict=True))


def _read_record(kind: Any, value: Mapping[str, Any]) -> Any:
    if not isinstance(value, Mapping):
        raise TypeError(f"{value!r} is no object")
    hints = _hints(kind)
    return kind(**{each.name: _read(hints[each.name], value[each.name]) for each in _known(kind, value)})


def _known(kind: Any, value: Mapping[str, Any]) -> list[Field[Any]]:
    """The fields to be given; those without a default are asked for even where they are missing."""
    return [each for each in fields(kind) if each.init and (each.name in value or not _has_default(each))]


def _has_default(each: Field[Any]) -> bool:
    return each.default is not MISSING or each.default_factory is not MISSING


def _read_union(kinds: tuple[Any, ...], value: Any) -> Any:
    """The one member of a union that the value fits: None, a record with its keys, or the first scalar that reads."""
    if value is None and NoneType in kinds:
        return None
    if isinstance(value, Mapping):
        return _read(_fitting_record(kinds, value), value)
    problems = []
    for kind in kinds:
        if kind is not NoneType and not is_dataclass(kind):
            try:
                return _read(kind, value)
            except (TypeError, ValueError) as problem:
                problems.append(str(problem))
    raise TypeError("; ".join(problems) or f"{value!r} fits none of {kinds}")


def _fitting_record(kinds: tuple[Any, ...], value: Mapping[str, Any]) -> Any:
    """The record type all of whose required fields the value has, and that knows most of its keys."""
    records: list[Any] = [kind for kind in kinds if is_dataclass(kind)]
    fitting = [kind for kind in records if all(each.name in value for each in fields(kind) if not _has_default(each))]
    if not fitting:
        raise TypeError(f"an object with the keys {sorted(value)} is none of {[kind.__name__ for kind in records]}")
    return max(fitting, key=lambda kind: sum(each.name in value for each in fields(kind)))


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)
