"""Incidents brought up to date with the documents and decisions of a store."""

from collections.abc import Collection

from sqlalchemy import Connection, func, select

from recoupe.incidents import gather_incidents
from recoupe.records import TellingName
from recoupe.store.decisions import keys_in_force, load_kept, make_ties, resolve_anchors
from recoupe.store.documents import read_all_tellings, read_passports
from recoupe.store.opening import Store, write_store
from recoupe.store.tables import ACCOUNTS, GATHERINGS, INCIDENTS, STANDS
from recoupe.store.versions import Gathered, make_versions, write_versions


def update_incidents(store: Store, run: int) -> Gathered:
    """Takes in the documents and decisions that no incident knows of yet."""
    with write_store(store) as connection:
        return gather_all(connection, run)


def gather_all(connection: Connection, run: int) -> Gathered:
    """Gathers the incidents of all documents and adds a version of each that is new or has changed."""
    tellings = tuple(read_all_tellings(connection))
    kept = load_kept(connection, keys_in_force(connection))
    names = resolve_anchors(kept, tellings)
    incidents = gather_incidents(tellings, read_passports(connection), make_ties(kept, names))
    stale = list(connection.execute(select(INCIDENTS.c.key).where(STANDS)).scalars())
    gathered = write_versions(connection, run, make_versions(incidents, kept, names), stale)
    last = connection.execute(select(func.max(ACCOUNTS.c.key))).scalar() or 0
    connection.execute(GATHERINGS.insert().values(run=run, last_account=last))
    return gathered


def gather_around(connection: Connection, run: int, names: Collection[TellingName]) -> Gathered:
    """Gathers anew the incidents that these tellings have to do with."""
    return gather_all(connection, run)


def is_gathered(store: Store) -> bool:
    """False when documents came in that no incident knows of yet (a run was cut short)."""
    with store.engine.connect() as connection:
        newest = connection.execute(select(func.max(ACCOUNTS.c.key))).scalar() or 0
        taken_in = connection.execute(select(func.max(GATHERINGS.c.last_account))).scalar() or 0
        return bool(newest == taken_in)
