"""Which incidents are wanted, as conditions on the columns of their versions."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select

from recoupe.errors import QueryError
from recoupe.records import EventType, Outcome
from recoupe.store.dialects import keys_with_words, keys_within
from recoupe.store.opening import read_moment
from recoupe.store.tables import DOCUMENTS, INCIDENTS, STANDS, TELLINGS
from recoupe.store.words import fold

STATES = ("machine", "accepted", "amended", "rejected")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which incidents are wanted; what is None or empty does not matter."""

    since: date | None = None
    until: date | None = None
    place: str | None = None  # part of the place's name, accents and case aside
    country: str | None = None  # ISO 3166-1 alpha-2
    type: EventType | None = None
    outcome: Outcome | None = None
    support: str | None = None  # grade
    text: str | None = None  # words, all of which must occur, or begin words that do
    bbox: tuple[float, float, float, float] | None = None  # west, south, east, north in degrees
    state: str | None = None  # machine, accepted, amended, rejected or any; None: all that nobody rejected
    flagged: bool | None = None  # whether a decision's evidence has changed since


def conditions(wanted: Filter, as_of: str | None, dialect: str) -> list[ColumnElement[bool]]:
    """What a version of an incident has to fulfil; `as_of` is a past time (ISO 8601)."""
    table = INCIDENTS.c
    equal = {table.country: wanted.country, table.type: wanted.type, table.outcome: wanted.outcome}
    found = [column == str(value) for column, value in (equal | {table.support: wanted.support}).items() if value]
    found += [standing(as_of), *_of_state(wanted)]
    if wanted.since:
        found.append(or_(table.latest >= wanted.since.isoformat(), table.latest.is_(None)))
    if wanted.until:  # an undated incident has the empty day, which comes before all
        found.append(table.day <= wanted.until.isoformat())
    if wanted.place:
        found.append(table.place.contains(fold(wanted.place), autoescape=True))
    if wanted.bbox:
        found.append(or_(*(table.key.in_(query) for query in keys_within(dialect, wanted.bbox))))
    return [*found, *_of_words(wanted.text, dialect)]


def standing(as_of: str | None) -> ColumnElement[bool]:
    """True of the versions that stand now, or that stood at a past time."""
    if as_of is None:
        return STANDS
    moment = read_moment(as_of)
    table = INCIDENTS.c
    return and_(table.added <= moment, or_(table.ended.is_(None), table.ended > moment))


def _of_state(wanted: Filter) -> list[ColumnElement[bool]]:
    table = INCIDENTS.c
    found: list[ColumnElement[bool]] = []
    if wanted.state is None:
        found.append(table.state != "rejected")
    elif wanted.state != "any":
        found.append(table.state == wanted.state)
    return found if wanted.flagged is None else [*found, table.flagged.is_(wanted.flagged)]


def _of_words(words: str | None, dialect: str) -> list[ColumnElement[bool]]:
    """Its own words, or those of an article that tells of it."""
    if not words or not words.strip():
        return []
    own, articles = keys_with_words(dialect, "incident", words), keys_with_words(dialect, "document", words)
    if own is None or articles is None:  # "100%" has a word, "%" has none: nothing is found
        return [INCIDENTS.c.key.is_(None)]
    telling = (
        select(TELLINGS.c.incident)
        .join(DOCUMENTS, DOCUMENTS.c.id == TELLINGS.c.document)
        .where(DOCUMENTS.c.key.in_(articles))
    )
    # A sum keeps SQLite from looking up the rows of all keys found, which are wide: it goes over its index of lists.
    return [or_((INCIDENTS.c.key + 0).in_(own), (INCIDENTS.c.key + 0).in_(telling))]


def sorting(sort: str) -> list[Any]:
    """The columns of an order: date, -date, origins, killed, urgency; ties by date and identifier.

    Raises QueryError for any other.
    """
    table = INCIDENTS.c
    first = {
        "date": [],
        "-date": [table.day.desc()],
        "origins": [table.origins_low.desc()],
        "killed": [table.killed_low.desc().nulls_last()],
        "urgency": [table.urgency.desc()],
    }
    if sort not in first:
        raise QueryError(f"there is no order {sort!r}; there are: {', '.join(first)}")
    return [*first[sort], table.day, table.id]
