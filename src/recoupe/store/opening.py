"""Opening a store: the engine, its tables brought up to date, the run that writes."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, CursorResult, Engine, create_engine, event, inspect, select, text
from sqlalchemy.dialects import registry
from sqlalchemy.exc import ArgumentError, DatabaseError, InternalError, OperationalError

from recoupe.errors import QueryError, StoreError
from recoupe.store.tables import RUNS

STEPS = Path(__file__).parent / "migrations" / "versions"
FIRST_STEP = "0001"
"""What a store without a number is at: those of 0.1 carry none."""

PRAGMAS = ("busy_timeout=30000", "journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL", "cache_size=-65536")

DIALECT = "postgresql+recoupe"
registry.register(DIALECT.replace("+", "."), "recoupe.store.postgresql.dialect", "StoreDialect")

PASSWORD = re.compile(r"(://[^:/@]*):[^/]*@")  # up to the last @ before the path: a password may hold one
PASSWORD_ASKED = re.compile(r"([?&]password=)[^&]*")

WRITING_LOCK = 0x7265636F
"""Of PostgreSQL's advisory locks, the one that whoever writes holds; SQLite has one such lock of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """An open store; `location` is the file or database URL as it was given, a password in it hidden."""

    location: str
    engine: Engine


def open_store(location: str, *, create: bool = False) -> Store:
    """The store at `location`, an SQLite file or an SQLAlchemy URL; with `create` it is made where there is none.

    A store of an earlier version is brought up to date. Raises StoreError where there is none, or where the file is
    something else.
    """
    url = location if "://" in location else f"sqlite:///{location}"
    path = Path(url.removeprefix("sqlite:///")) if url.startswith("sqlite") else None
    if path and not create and not path.is_file():
        raise StoreError(
            f"there is no store at {hide_password(location)}; make one with `recoupe add`, or name another with --store"
        )
    engine = make_engine(_unwritable_url(path) if path and _is_unwritable(path) else url)
    try:
        update_tables(engine)
    except DatabaseError as problem:
        engine.dispose()
        raise StoreError(f"{hide_password(location)} cannot be used as a store: {problem.orig}") from problem
    return Store(location=hide_password(location), engine=engine)


def hide_password(location: str) -> str:
    """The file or URL as it may be shown and logged: "postgresql://desk:***@host/recoupe"."""
    bare = PASSWORD.sub(r"\1:***@", location)
    return PASSWORD_ASKED.sub(r"\1***", bare)


def make_engine(url: str) -> Engine:
    """An engine for SQLite, or for PostgreSQL by pg8000: "postgresql://desk@host/recoupe"."""
    scheme, mark, rest = url.partition("://")
    database = scheme.partition("+")[0]
    if not mark or database not in ("sqlite", "postgres", "postgresql"):
        raise StoreError(f"{hide_password(url)} names a {database} database; stores are kept in sqlite or postgresql")
    try:
        address = f"{DIALECT}{mark}{rest}" if database != "sqlite" else url
        engine = create_engine(address, pool_pre_ping=database != "sqlite")  # a server may have been restarted
    except ModuleNotFoundError as problem:
        raise StoreError(f"a store in PostgreSQL needs {problem.name}: pip install 'recoupe[postgres]'") from problem
    except (ArgumentError, ValueError) as problem:
        raise StoreError(f"{url} is no database URL: {problem}; expected postgresql://user@host/name") from problem
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def update_tables(engine: Engine) -> None:
    """Makes the tables, or brings those of an earlier version up to date; nothing is done where they are."""
    if _step_of(engine) == newest_step():
        return
    with write_engine(engine) as connection:
        run_steps(connection)


@contextmanager
def write_engine(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes; one at a time, so that what it read still holds when it commits."""
    try:
        with engine.execution_options(writing=True).begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text(f"SELECT pg_advisory_xact_lock({WRITING_LOCK})"))
            yield connection
    except (OperationalError, InternalError) as problem:  # full, read-only or broken disk, server gone, busy too long
        raise StoreError(f"the store could not be written, and nothing of this was kept: {problem.orig}") from problem


@contextmanager
def write_store(store: Store) -> Iterator[Connection]:
    """A transaction that writes to the store: all of it is kept, or nothing."""
    with write_engine(store.engine) as connection:
        yield connection


def newest_step() -> str:
    """The number of the last step of `recoupe.store.migrations`."""
    return max(path.name[1:5] for path in STEPS.glob("v????_*.py"))


def start_run(store: Store, verb: str, user: str | None = None) -> int:
    """The key of a new run, under which everything it adds is kept."""
    with write_store(store) as connection:
        return insert_run(connection, verb, user)


def insert_run(connection: Connection, verb: str, user: str | None) -> int:
    """The key of a new run within a transaction."""
    values = {"started": now(), "verb": verb, "version": version("recoupe"), "user": user}
    return new_key(connection.execute(RUNS.insert().values(**values)))


def new_key(added: CursorResult[Any]) -> int:
    """The key that the database gave to a row just inserted."""
    key = added.inserted_primary_key
    if key is None:
        raise StoreError("the database gave no key to a row that was just added")
    return int(key[0])


def now() -> str:
    """The time in UTC, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def read_moment(moment: str) -> str:
    """A past time as the store keeps times; a day alone is its end, a time without zone is UTC.

    Raises QueryError for what is no time.
    """
    try:
        if len(moment) == len("2022-01-04"):
            return f"{date.fromisoformat(moment).isoformat()}T24"  # sorts after every time of that day
        read = datetime.fromisoformat(moment)
    except ValueError as problem:
        raise QueryError(f"{moment!r} is no time; expected one such as 2022-01-04 or 2022-01-04T12:30:00Z") from problem
    return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC).isoformat(timespec="microseconds")


def _step_of(engine: Engine) -> str | None:
    """The step that the store is at; None where it has no tables of ours."""
    tables = set(inspect(engine).get_table_names())
    if "alembic_version" not in tables:
        return FIRST_STEP if "gatherings" in tables else None
    with engine.connect() as connection:
        return connection.execute(select(text("version_num")).select_from(text("alembic_version"))).scalar()


def run_steps(connection: Connection, until: str = "head") -> None:
    """Takes the steps that the store lacks, up to one."""
    from alembic import command  # noqa: PLC0415 - takes as long as all else that a verb imports
    from alembic.config import Config  # noqa: PLC0415

    steps = Config()
    steps.set_main_option("script_location", str(STEPS.parent))
    steps.attributes["connection"] = connection
    tables = set(inspect(connection).get_table_names())
    if "gatherings" in tables and "alembic_version" not in tables:
        command.stamp(steps, FIRST_STEP)
    command.upgrade(steps, until)


def _is_unwritable(path: Path) -> bool:
    """True for a store on a read-only disk, or in a folder of somebody else's."""
    return path.is_file() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def _unwritable_url(path: Path) -> str:
    """The URL by which SQLite reads a file beside which it can write nothing.

    It may be sure that nobody else writes either, unless a journal lies there that is not yet in the file.
    """
    journal = path.with_name(f"{path.name}-wal")
    fixed = "" if journal.is_file() and journal.stat().st_size else "&immutable=1"
    return f"sqlite:///file:{quote(str(path.absolute()))}?mode=ro{fixed}&uri=true"


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """Readers do not wait for writers (WAL); what is committed is on the disk; a busy store is waited for."""
    connection.isolation_level = None  # transactions begin where SQLAlchemy says so: see _begin_sqlite
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    """A transaction that is going to write takes its lock at once, so that two writers wait for one another."""
    writing = connection.get_execution_options().get("writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
