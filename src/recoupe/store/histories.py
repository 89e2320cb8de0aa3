"""What has become of an incident, version by version, and which incidents a document tells of."""

from dataclasses import dataclass

from sqlalchemy import func, select

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


def read_state(store: Store) -> str:
    """A short string that is another one whenever anything was added to the record.

    Tables only grow, so that their newest keys name the state of all of it.
    """
    tables = (RUNS, DOCUMENTS, ACCOUNTS, INCIDENTS, DECISIONS, UNDOINGS, GATHERINGS)
    newest = [select(func.max(table.c.key)).scalar_subquery() for table in tables]
    with store.engine.connect() as connection:
        return "-".join(str(key or 0) for key in connection.execute(select(*newest)).one())
