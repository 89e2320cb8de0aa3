"""Decisions: what a person says of an incident, over what the machine made of it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Verb(StrEnum):
    """What a person may do with an incident."""

    ACCEPT = "accept"  # it stands as it is
    AMEND = "amend"  # a field has another value
    REJECT = "reject"  # it is no incident, or none of ours
    MERGE = "merge"  # with other incidents: they are one happening
    SPLIT = "split"  # some of its tellings are of another happening
    REGRADE = "regrade"  # it is held better or worse than counted
    NOTE = "note"  # a remark that changes nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class TellingName:
    """A telling by its document and event."""

    document: str
    event: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One signed decision; it is never altered, only undone by a further entry."""

    key: int = 0  # its number in the store; 0 until it is added
    made: str = ""  # UTC, ISO 8601
    user: str
    verb: Verb
    incident: str
    field: str | None = None  # what is amended
    value: Any = None  # what the field says now, as plain values; a grade for "regrade"
    incidents: tuple[str, ...] = ()  # those merged with it
    tellings: tuple[TellingName, ...] = ()  # those split off; else all that the incident had at the time
    reason: str = ""
    undone: bool = False
    undone_by: str | None = None  # user who undid it
    flagged: bool = False  # what it was based on has changed since
