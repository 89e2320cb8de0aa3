"""What has become of an incident, version by version, and which incidents a document tells of."""

from dataclasses import dataclass

from sqlalchemy import and_, func, null, or_, select

from recoupe.records import Decision
from recoupe.store.filters import standing
from recoupe.store.opening import Store
from recoupe.store.tables import (
    ACCOUNTS,
    DECISIONS,
    DOCUMENTS,
    GATHERINGS,
    INCIDENTS,
    RUNS,
    TELLINGS,
    UNDOINGS,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """One state in which an incident was kept."""

    added: str
    ended: str | None  # none while it stands
    verb: str  # of the run that wrote it: "add", "amend", "undo"
    user: str | None


def list_versions(store: Store, identifier: str) -> tuple[VersionRow, ...]:
    """Every version of an incident, the first one first."""
    columns = (INCIDENTS.c.added, INCIDENTS.c.ended, RUNS.c.verb, RUNS.c.user)
    query = select(*columns).join(RUNS, RUNS.c.key == INCIDENTS.c.run).where(INCIDENTS.c.id == identifier)
    with store.engine.connect() as connection:
        rows = connection.execute(query.order_by(INCIDENTS.c.key)).mappings()
        return tuple(VersionRow(**row) for row in rows)


def list_incidents_of(store: Store, document: str) -> tuple[str, ...]:
    """The identifiers of the incidents of today that a document tells of."""
    query = (
        select(INCIDENTS.c.id)
        .join(TELLINGS, TELLINGS.c.incident == INCIDENTS.c.key)
        .where(standing(None), TELLINGS.c.document == document)
        .distinct()
    )
    with store.engine.connect() as connection:
        return tuple(connection.execute(query.order_by(INCIDENTS.c.id)).scalars())


def list_holders(store: Store, decision: Decision) -> tuple[str, ...]:
    """The incidents of today that a decision bears on: they hold the tellings that it named, or have its name."""
    named = or_(*(and_(TELLINGS.c.document == e.document, TELLINGS.c.event == e.event) for e in decision.tellings))
    holding = select(TELLINGS.c.incident).where(named) if decision.tellings else select(null())
    bears = or_(INCIDENTS.c.id.in_([decision.incident, *decision.incidents]), INCIDENTS.c.key.in_(holding))
    with store.engine.connect() as connection:
        found = connection.execute(select(INCIDENTS.c.id).where(standing(None), bears)).scalars().all()
    return tuple(sorted(set(found), key=lambda each: (each != decision.incident, each)))


def read_state(store: Store) -> str:
    """A short string that is another one whenever anything was added to the record.

    Tables only grow, so that their newest keys name the state of all of it.
    """
    tables = (RUNS, DOCUMENTS, ACCOUNTS, INCIDENTS, DECISIONS, UNDOINGS, GATHERINGS)
    newest = [select(func.max(table.c.key)).scalar_subquery() for table in tables]
    with store.engine.connect() as connection:
        return "-".join(str(key or 0) for key in connection.execute(select(*newest)).one())
