"""Opening a store: the engine, its tables, the run that writes."""

from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sqlalchemy import CursorResult, Engine, create_engine, event, inspect
from sqlalchemy.exc import DatabaseError

from recoupe.errors import StoreError
from recoupe.store.tables import METADATA, RUNS


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """An open store; `location` is the file or database URL as it was given."""

    location: str
    engine: Engine


def open_store(location: str, *, create: bool = False) -> Store:
    """The store at `location`, an SQLite file or an SQLAlchemy URL; with `create` it is made where there is none.

    Raises StoreError where there is none, or where the file is something else.
    """
    url = location if "://" in location else f"sqlite:///{location}"
    if url.startswith("sqlite") and not create and not Path(location).is_file():
        raise StoreError(f"there is no store at {location}; make one with `recoupe add`, or name another with --store")
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
    try:
        METADATA.create_all(engine)
        missing = set(METADATA.tables) - set(inspect(engine).get_table_names())
    except DatabaseError as problem:
        raise StoreError(f"{location} cannot be used as a store: {problem.orig}") from problem
    if missing:
        raise StoreError(f"{location} lacks the tables {', '.join(sorted(missing))}")
    return Store(location=location, engine=engine)


def start_run(store: Store, verb: str) -> int:
    """The key of a new run, under which everything it adds is kept."""
    with store.engine.begin() as connection:
        added = connection.execute(RUNS.insert().values(started=now(), verb=verb, version=version("recoupe")))
        return new_key(added)


def new_key(added: CursorResult[Any]) -> int:
    """The key that the database gave to a row just inserted."""
    key = added.inserted_primary_key
    if key is None:
        raise StoreError("the database gave no key to a row that was just added")
    return int(key[0])


def now() -> str:
    """The time in UTC, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """Readers do not wait for writers (WAL); references are kept; a busy store is waited for."""
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=NORMAL", "busy_timeout=10000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
