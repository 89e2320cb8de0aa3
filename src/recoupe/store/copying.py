"""A whole store row by row and back: the same history, decisions and past states in another database."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Table, func, select

from recoupe.errors import FormatError, QueryError
from recoupe.incidents.edition import linking_edition
from recoupe.store.dialects import continue_keys, index_points, index_words
from recoupe.store.documents import MOST_VALUES
from recoupe.store.gathering import rebuild_indexes
from recoupe.store.opening import Store, write_store
from recoupe.store.tables import (
    ACCOUNTS,
    DECISION_TELLINGS,
    DECISIONS,
    DOCUMENTS,
    EVENTS,
    GATHERINGS,
    INCIDENT_DECISIONS,
    INCIDENTS,
    ORIGINS,
    RUNS,
    TELLINGS,
    UNDOINGS,
)

RECORD = (
    *(RUNS, DOCUMENTS, ACCOUNTS, EVENTS, INCIDENTS, ORIGINS, TELLINGS),
    *(DECISIONS, DECISION_TELLINGS, UNDOINGS, INCIDENT_DECISIONS, GATHERINGS),
)
"""The tables that make up the record, each after those that it refers to."""


def list_records(store: Store) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every row of the record with the name of its table."""
    with store.engine.connect() as connection:
        for table in RECORD:
            query = select(table).order_by(*(table.primary_key.columns or table.columns))
            for row in connection.execution_options(yield_per=MOST_VALUES).execute(query).mappings():
                yield table.name, dict(row)


def copy_records(store: Store, rows: Iterable[tuple[str, dict[str, Any]]]) -> int:
    """Puts the rows of another store into this one, which has to be empty; gives the number of documents.

    Raises QueryError where there is something in it already, FormatError for a row that fits no table.
    """
    tables = {table.name: table for table in RECORD}
    with write_store(store) as connection:
        if connection.execute(select(func.count()).select_from(DOCUMENTS)).scalar():
            raise QueryError(f"{store.location} has documents already; name a store that is not there yet")
        connection.execute(RUNS.delete())
        for name, part in _grouped(rows):
            _insert_rows(connection, _known_table(tables, name), part)
        continue_keys(connection, [table.name for table in RECORD if "key" in table.c])
        last = select(GATHERINGS.c.edition).order_by(GATHERINGS.c.key.desc()).limit(1)
        if connection.execute(last).scalar() == linking_edition():
            rebuild_indexes(connection)
        return int(connection.execute(select(func.count()).select_from(DOCUMENTS)).scalar_one())


def _grouped(rows: Iterable[tuple[str, dict[str, Any]]]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The rows in portions, each of one table."""
    portion: list[dict[str, Any]] = []
    current = ""
    for name, row in rows:
        if portion and (name != current or len(portion) == MOST_VALUES):
            yield current, portion
            portion = []
        current = name
        portion.append(row)
    if portion:
        yield current, portion


def _known_table(tables: dict[str, Table], name: str) -> Table:
    if name not in tables:
        raise FormatError(f"there is no table {name!r} in a store; there are: {', '.join(tables)}")
    return tables[name]


def _insert_rows(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    strange = sorted({column for row in rows for column in row} - set(table.c.keys()))
    if strange:
        raise FormatError(f"the table {table.name} has no column {', '.join(strange)}; a newer version wrote it")
    connection.execute(table.insert(), rows)
    if table is DOCUMENTS:
        index_words(connection, "document", [(row["key"], f"{row['title'] or ''} {row['text']}") for row in rows])
    if table is INCIDENTS:
        index_words(connection, "incident", [(row["key"], row["folded"]) for row in rows])
        placed = [row for row in rows if row["latitude"] is not None and row["longitude"] is not None]
        index_points(connection, [{name: row[name] for name in ("key", "latitude", "longitude")} for row in placed])
