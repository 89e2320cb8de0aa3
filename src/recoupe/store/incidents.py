"""Incidents in the store: gathered anew when documents came in, kept in versions, found by filters."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from anyascii import anyascii
from sqlalchemy import ColumnElement, Connection, Select, func, or_, select

from recoupe.errors import QueryError
from recoupe.incidents import gather_incidents
from recoupe.plain import from_plain, to_plain
from recoupe.records import EventType, Incident, Outcome, Telling
from recoupe.store.documents import load_passports, load_tellings
from recoupe.store.opening import Store, new_key, now
from recoupe.store.tables import ACCOUNTS, GATHERINGS, INCIDENTS, ORIGINS, TELLINGS


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
    text: str | None = None  # words, all of which must occur


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What gathering changed."""

    new: int = 0
    changed: int = 0
    retired: int = 0


def gather_store(store: Store, run: int) -> Gathered:
    """Gathers the incidents of all documents and adds a version of each that is new or has changed."""
    tellings = load_tellings(store)
    incidents = gather_incidents(tellings, load_passports(store))
    with store.engine.begin() as connection:
        current = {row.id: row for row in connection.execute(_current())}
        records = {incident.id: to_plain(replace(incident, tellings=())) for incident in incidents}
        fresh = [each for each in incidents if each.id not in current or current[each.id].record != records[each.id]]
        for incident in fresh:
            _insert_incident(connection, incident, records[incident.id], run)
        gone = [row for identifier, row in current.items() if identifier not in records]
        for row in gone:
            _retire(connection, row, run)
        last = connection.execute(select(func.max(ACCOUNTS.c.key))).scalar() or 0
        connection.execute(GATHERINGS.insert().values(run=run, last_account=last))
    new = sum(each.id not in current for each in fresh)
    return Gathered(new=new, changed=len(fresh) - new, retired=len(gone))


def is_gathered(store: Store) -> bool:
    """False when documents came in that no incident knows of yet (a run was cut short)."""
    with store.engine.connect() as connection:
        newest = connection.execute(select(func.max(ACCOUNTS.c.key))).scalar() or 0
        taken_in = connection.execute(select(func.max(GATHERINGS.c.last_account))).scalar() or 0
        return bool(newest == taken_in)


def find_incidents(store: Store, wanted: Filter) -> tuple[Incident, ...]:
    """The incidents as they stand that fit the filter, by date, place and identifier; without their tellings."""
    query = _current().where(*_conditions(wanted)).order_by(INCIDENTS.c.earliest, INCIDENTS.c.id)
    with store.engine.connect() as connection:
        return tuple(from_plain(Incident, row.record) for row in connection.execute(query))


def load_incident(store: Store, identifier: str) -> Incident:
    """One incident with its tellings, by its identifier, or a part of it or of its place's names that only one has.

    Raises QueryError naming those that come near.
    """
    with store.engine.connect() as connection:
        part = fold(identifier)
        named = or_(*(column.contains(part, autoescape=True) for column in (INCIDENTS.c.id, INCIDENTS.c.place)))
        rows = connection.execute(_current().where(named).order_by(INCIDENTS.c.id)).all()
        exact = [row for row in rows if row.id == identifier] or rows
        if len(exact) != 1:
            raise QueryError(_no_such_incident(connection, identifier, [row.id for row in rows], store.location))
        members = select(TELLINGS).where(TELLINGS.c.incident == exact[0].key).order_by(TELLINGS.c.position)
        wanted = [(row.document, row.event) for row in connection.execute(members)]
    known = {(telling.passport.id, telling.event.id): telling for telling in load_tellings(store)}
    tellings = tuple(known[key] for key in wanted if key in known)
    return replace(from_plain(Incident, exact[0].record), tellings=tellings)


def load_incidents(store: Store, wanted: Filter) -> tuple[Incident, ...]:
    """The incidents that fit the filter, with their tellings."""
    known = {(telling.passport.id, telling.event.id): telling for telling in load_tellings(store)}
    query = (
        select(INCIDENTS.c.id, TELLINGS.c.document, TELLINGS.c.event)
        .join(TELLINGS, TELLINGS.c.incident == INCIDENTS.c.key)
        .where(INCIDENTS.c.key.in_(select(_current().subquery().c.key)))
        .order_by(TELLINGS.c.incident, TELLINGS.c.position)
    )
    members: dict[str, list[Telling]] = {}
    with store.engine.connect() as connection:
        for row in connection.execute(query):
            if (row.document, row.event) in known:
                members.setdefault(row.id, []).append(known[row.document, row.event])
    return tuple(replace(each, tellings=tuple(members.get(each.id, ()))) for each in find_incidents(store, wanted))


def _current() -> Select[Any]:
    """The last version of every incident that is not retired."""
    last = select(func.max(INCIDENTS.c.key)).group_by(INCIDENTS.c.id)
    return select(INCIDENTS).where(INCIDENTS.c.key.in_(last), INCIDENTS.c.retired.is_(False))


def _conditions(wanted: Filter) -> list[ColumnElement[bool]]:
    table = INCIDENTS.c
    equal = {table.country: wanted.country, table.type: wanted.type, table.outcome: wanted.outcome}
    conditions = [column == value for column, value in (equal | {table.support: wanted.support}).items() if value]
    if wanted.since:
        conditions.append(or_(table.latest >= wanted.since.isoformat(), table.latest.is_(None)))
    if wanted.until:
        conditions.append(or_(table.earliest <= wanted.until.isoformat(), table.earliest.is_(None)))
    if wanted.place:
        conditions.append(table.place.contains(fold(wanted.place), autoescape=True))
    words = fold(wanted.text or "").split()
    return conditions + [table.folded.contains(word, autoescape=True) for word in words]


def _insert_incident(connection: Connection, incident: Incident, record: Any, run: int) -> None:
    added = connection.execute(
        INCIDENTS.insert().values(run=run, added=now(), retired=False, record=record, **_columns(incident))
    )
    key = new_key(added)
    tellings = [
        {"incident": key, "position": position, "document": telling.passport.id, "event": telling.event.id}
        for position, telling in enumerate(incident.tellings)
    ]
    origins = [
        {"incident": key, "field": claim.field, "claim": position, "root": voice.root, "chain": list(voice.chain)}
        for position, claim in enumerate(incident.claims)
        for voice in claim.voices
    ]
    connection.execute(TELLINGS.insert(), tellings)
    if origins:
        connection.execute(ORIGINS.insert(), origins)


def _columns(incident: Incident) -> dict[str, Any]:
    """What is filtered by, of one incident."""
    when, where = incident.date, incident.place
    wordings = [wording for claim in incident.claims for wording in claim.wordings]
    titles = [telling.passport.title or "" for telling in incident.tellings]
    return {
        "id": incident.id,
        "type": incident.type.value,
        "outcome": incident.outcome.value,
        "earliest": when.earliest.isoformat() if when else None,
        "latest": when.latest.isoformat() if when else None,
        "place": fold(" ".join(_place_names(incident))),
        "country": where.country if where else None,
        "latitude": where.latitude if where else None,
        "longitude": where.longitude if where else None,
        "support": incident.support.grade,
        "origins_low": incident.independent_origins.low,
        "origins_high": incident.independent_origins.high,
        "folded": fold(" ".join([*wordings, *titles, *incident.outlets])),
    }


def _place_names(incident: Incident) -> list[str]:
    """What its place is called, in whatever article and language."""
    told = [telling.event.place.name for telling in incident.tellings if telling.event.place]
    return list(dict.fromkeys([incident.place.name if incident.place else "", *told]))


def _retire(connection: Connection, row: Any, run: int) -> None:
    """A last version that says that the incident is no more."""
    values = {name: value for name, value in row._mapping.items() if name not in ("key", "run", "added", "retired")}
    connection.execute(INCIDENTS.insert().values(run=run, added=now(), retired=True, **values))


def _no_such_incident(connection: Connection, identifier: str, near: Sequence[str], location: str) -> str:
    if near:
        return f"{identifier!r} fits {len(near)} incidents: {', '.join(sorted(near)[:8])}; give more of one identifier"
    some = sorted(row.id for row in connection.execute(_current()))[:8]
    listed = f"there are: {', '.join(some)} …" if some else "there is none at all yet"
    return f"there is no incident {identifier!r} in {location}; {listed} (`recoupe incidents` lists them)"


def fold(text: str) -> str:
    """Small letters without accents, so that "Baghdad" is found as it is typed."""
    return anyascii(text).casefold()
