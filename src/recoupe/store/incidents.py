"""Incidents in the store: found by filters, counted, listed for map and queue, loaded with their tellings.

Whatever takes `as_of` shows the store as it stood at that time.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Select, func, or_, select

from recoupe.errors import QueryError
from recoupe.incidents.decided import apply_decisions
from recoupe.plain import from_plain
from recoupe.records import Incident
from recoupe.store.decisions import decisions_by_version
from recoupe.store.documents import in_parts, tellings_named
from recoupe.store.filters import Filter, conditions, sorting, standing
from recoupe.store.opening import Store
from recoupe.store.queue_scores import QueueReason, queue_reasons
from recoupe.store.rows import LISTED, IncidentRow, read_row
from recoupe.store.tables import INCIDENTS, TELLINGS
from recoupe.store.words import fold

__all__ = ["Filter"]

FACETS = ("country", "type", "outcome", "support", "state", "month")
POINTED = ("id", "type", "outcome", "support", "killed_low", "latitude", "longitude", "place_precision")
NEAR = 8
"""So many identifiers are named where one does not fit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRow:
    """One incident that waits for a person, with the reasons."""

    row: IncidentRow
    reasons: tuple[QueueReason, ...]


def find_incidents(
    store: Store,
    wanted: Filter,
    *,
    as_of: str | None = None,
    sort: str = "date",
    limit: int | None = None,
    offset: int = 0,
) -> tuple[Incident, ...]:
    """The incidents that fit the filter, by date and identifier; without their tellings, decisions applied."""
    query = _sorted(select(INCIDENTS.c.key, INCIDENTS.c.record), wanted, as_of, store, sort)
    with store.engine.connect() as connection:
        rows = connection.execute(query.limit(limit).offset(offset)).all()
        decisions = decisions_by_version(connection, [row.key for row in rows], as_of)
    return tuple(apply_decisions(from_plain(Incident, row.record), decisions.get(row.key, ())) for row in rows)


def list_rows(
    store: Store,
    wanted: Filter,
    *,
    as_of: str | None = None,
    sort: str = "date",
    limit: int | None = None,
    offset: int = 0,
) -> tuple[IncidentRow, ...]:
    """The incidents that fit the filter as lines of a list; `sort` is date, -date, origins, killed or urgency."""
    # The page's keys first: an index alone tells them, and only its rows are read.
    keys = _sorted(select(INCIDENTS.c.key), wanted, as_of, store, sort).limit(limit).offset(offset).subquery()
    columns = [INCIDENTS.c[name] for name in LISTED]
    query = select(*columns).where(INCIDENTS.c.key.in_(select(keys.c.key))).order_by(*sorting(sort))
    with store.engine.connect() as connection:
        return tuple(read_row(row) for row in connection.execute(query).mappings())


def count_incidents(store: Store, wanted: Filter, *, as_of: str | None = None) -> int:
    """How many incidents fit the filter."""
    query = select(func.count()).select_from(INCIDENTS).where(*conditions(wanted, as_of, store.engine.dialect.name))
    with store.engine.connect() as connection:
        return int(connection.execute(query).scalar_one())


def count_facets(store: Store, wanted: Filter, *, as_of: str | None = None) -> dict[str, dict[str, int]]:
    """How many incidents that fit the filter there are of each country, type, outcome, support, state and month.

    Each is counted under all filters but its own, so that one sees what another choice would find. Undated and
    unplaced ones are counted under "".
    """
    with store.engine.connect() as connection:
        return {name: _count_facet(connection, name, _without(wanted, name), as_of) for name in FACETS}


def _without(wanted: Filter, facet: str) -> Filter:
    return replace(wanted, since=None, until=None) if facet == "month" else replace(wanted, **{facet: None})


def list_points(store: Store, wanted: Filter, *, as_of: str | None = None) -> Sequence[Sequence[Any]]:
    """All incidents that fit the filter and have coordinates: id, type, outcome, support, killed_low, latitude,
    longitude and place_precision, as the database gives them, because there may be a hundred thousand."""
    columns = [INCIDENTS.c[name] for name in POINTED]
    placed = (INCIDENTS.c.latitude.is_not(None), INCIDENTS.c.longitude.is_not(None))
    query = select(*columns).where(*conditions(wanted, as_of, store.engine.dialect.name), *placed)
    with store.engine.connect() as connection:
        return connection.execute(query.order_by(INCIDENTS.c.day, INCIDENTS.c.id)).all()


def count_days(store: Store, wanted: Filter, *, as_of: str | None = None) -> dict[str, int]:
    """How many incidents that fit the filter began on each day, in order; undated ones are left out."""
    fitting = conditions(wanted, as_of, store.engine.dialect.name)
    query = (
        select(INCIDENTS.c.day, func.count().label("number"))
        .where(*fitting, INCIDENTS.c.day != "")
        .group_by(INCIDENTS.c.day)
    )
    with store.engine.connect() as connection:
        return {row.day: row.number for row in connection.execute(query.order_by(INCIDENTS.c.day))}


def list_queue(store: Store, *, limit: int | None = 50, offset: int = 0) -> tuple[QueueRow, ...]:
    """The incidents that need a person, those that need one most first, each with its reasons."""
    columns = [INCIDENTS.c[name] for name in LISTED]
    query = select(*columns).where(standing(None), INCIDENTS.c.urgency > 0)
    ordered = query.order_by(INCIDENTS.c.urgency.desc(), INCIDENTS.c.id).limit(limit).offset(offset)
    with store.engine.connect() as connection:
        rows = connection.execute(ordered).mappings().all()
    return tuple(QueueRow(row=read_row(row), reasons=queue_reasons(dict(row))) for row in rows)


def count_queue(store: Store) -> int:
    """How many incidents need a person."""
    query = select(func.count()).select_from(INCIDENTS).where(standing(None), INCIDENTS.c.urgency > 0)
    with store.engine.connect() as connection:
        return int(connection.execute(query).scalar_one())


def load_incident(store: Store, identifier: str, *, as_of: str | None = None) -> Incident:
    """One incident with its tellings, by its identifier, or a part of it or of its place's names that only one has.

    An identifier that an incident had before leads to what has become of it. Raises QueryError naming those that
    come near.
    """
    with store.engine.connect() as connection:
        key = _find_version(connection, identifier, store.location, as_of)
        decisions = decisions_by_version(connection, [key], as_of)
        return apply_decisions(_load_machine(connection, [key], as_of)[key], decisions.get(key, ()))


def load_incidents(store: Store, wanted: Filter, *, as_of: str | None = None) -> tuple[Incident, ...]:
    """The incidents that fit the filter, with their tellings."""
    query = _sorted(select(INCIDENTS.c.key), wanted, as_of, store, "date")
    with store.engine.connect() as connection:
        keys = connection.execute(query).scalars().all()
        decisions = decisions_by_version(connection, keys, as_of)
        loaded: dict[int, Incident] = {}
        for part in in_parts(keys):
            loaded |= _load_machine(connection, part, as_of)
    return tuple(apply_decisions(loaded[key], decisions.get(key, ())) for key in keys)


def load_undecided(connection: Connection, identifier: str, location: str) -> Incident:
    """One incident with its tellings as the machine made it, within a transaction; raises QueryError as above."""
    key = _find_version(connection, identifier, location, None)
    return _load_machine(connection, [key], None)[key]


def _find_version(connection: Connection, identifier: str, location: str, as_of: str | None) -> int:
    """The key of the one version that an identifier, or a part of it or of a place's name, leads to."""
    stands = select(INCIDENTS.c.key).where(standing(as_of))
    exact = connection.execute(stands.where(INCIDENTS.c.id == identifier)).scalars().all()
    if exact:
        return int(exact[-1])
    if former := _successor(connection, identifier, as_of):
        return former
    rows = connection.execute(stands.where(_named_like(identifier)).limit(2)).scalars().all()
    if len(rows) != 1:
        raise QueryError(_no_such_incident(connection, identifier, as_of, location))
    return int(rows[0])


def _successor(connection: Connection, identifier: str, as_of: str | None) -> int | None:
    """The version that holds the first telling of an incident that was called so before."""
    last = select(INCIDENTS.c.key).where(INCIDENTS.c.id == identifier).order_by(INCIDENTS.c.key.desc()).limit(1)
    first = select(TELLINGS.c.document, TELLINGS.c.event).where(
        TELLINGS.c.incident == last.scalar_subquery(), TELLINGS.c.position == 0
    )
    told = connection.execute(first).first()
    if told is None:
        return None
    holder = (
        select(INCIDENTS.c.key)
        .join(TELLINGS, TELLINGS.c.incident == INCIDENTS.c.key)
        .where(standing(as_of), TELLINGS.c.document == told.document, TELLINGS.c.event == told.event)
    )
    return connection.execute(holder).scalar()


def _named_like(identifier: str) -> Any:
    part = fold(identifier)
    return or_(*(column.contains(part, autoescape=True) for column in (INCIDENTS.c.id, INCIDENTS.c.place)))


def _sorted(query: Select[Any], wanted: Filter, as_of: str | None, store: Store, sort: str) -> Select[Any]:
    return query.where(*conditions(wanted, as_of, store.engine.dialect.name)).order_by(*sorting(sort))


def _load_machine(connection: Connection, keys: Sequence[int], as_of: str | None) -> dict[int, Incident]:
    """Versions by their keys with their tellings, without decisions."""
    records = connection.execute(select(INCIDENTS.c.key, INCIDENTS.c.record).where(INCIDENTS.c.key.in_(keys))).all()
    query = select(TELLINGS).where(TELLINGS.c.incident.in_(keys)).order_by(TELLINGS.c.incident, TELLINGS.c.position)
    members: dict[int, list[tuple[str, str]]] = {}
    for row in connection.execute(query):
        members.setdefault(row.incident, []).append((row.document, row.event))
    known = tellings_named(connection, {name for names in members.values() for name in names}, as_of)
    told = {key: tuple(known[name] for name in members.get(key, ()) if name in known) for key in keys}
    return {row.key: replace(from_plain(Incident, row.record), tellings=told[row.key]) for row in records}


def _count_facet(connection: Connection, name: str, wanted: Filter, as_of: str | None) -> dict[str, int]:
    column = func.substr(INCIDENTS.c.day, 1, 7) if name == "month" else func.coalesce(INCIDENTS.c[name], "")
    value = column.label("value")
    fitting = conditions(wanted, as_of, connection.dialect.name)
    query = select(value, func.count().label("number")).where(*fitting).group_by(value)
    counted = {row.value: row.number for row in connection.execute(query)}
    order = sorted(counted, key=lambda each: each if name == "month" else (-counted[each], each))
    return {each: counted[each] for each in order}


def _no_such_incident(connection: Connection, identifier: str, as_of: str | None, location: str) -> str:
    stands = select(INCIDENTS.c.id).where(standing(as_of)).order_by(INCIDENTS.c.id)
    near = connection.execute(stands.where(_named_like(identifier))).scalars().all()
    if near:
        return f"{identifier!r} fits {len(near)} incidents: {', '.join(near[:NEAR])}; give more of one identifier"
    some = connection.execute(stands.limit(NEAR)).scalars().all()
    listed = f"there are: {', '.join(some)} …" if some else "there is none at all yet"
    return f"there is no incident {identifier!r} in {location}; {listed} (`recoupe incidents` lists them)"
