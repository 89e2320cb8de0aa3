"""Taking in one document looks up what it needs: no statement of it goes through a whole table."""

import re
from pathlib import Path

import pytest
from sqlalchemy import event, text
from sqlalchemy.engine import Engine
from tests.store.test_gathering import synthetic

from recoupe.records import Account
from recoupe.store.documents import add_account, add_accounts
from recoupe.store.gathering import update_incidents
from recoupe.store.opening import Store, open_store, start_run

GROWING = (
    *("documents", "accounts", "events", "incidents", "tellings", "origins"),
    *("index_blocks", "index_pairs", "index_sketches", "index_copies"),
)
SCAN = re.compile(rf"SCAN (?:{'|'.join(GROWING)})\b(?! USING INDEX)")
# SQLite finds the greatest key by the table's end, and says that it scans.
GREATEST = re.compile(r"^SELECT max\(", re.IGNORECASE)


@pytest.fixture
def filled(tmp_path: Path) -> Store:
    store = open_store(str(tmp_path / "news.db"), create=True)
    add_accounts(store, list(synthetic()[:30]), start_run(store, "add"))
    update_incidents(store, start_run(store, "add"))
    return store


def list_scans(engine: Engine, account: Account, store: Store) -> list[tuple[str, str]]:
    """The statements that go through a table when the account is taken in, each with what SQLite says of it."""
    scans: list[tuple[str, str]] = []

    def explain(connection, cursor, statement, parameters, context, executemany) -> None:
        if statement.lstrip().upper().startswith(("SELECT", "DELETE", "UPDATE")) and not GREATEST.match(statement):
            given = parameters[0] if executemany else parameters
            plan = connection.connection.dbapi_connection.execute(f"EXPLAIN QUERY PLAN {statement}", given).fetchall()
            scans.extend((statement, row[3]) for row in plan if SCAN.match(row[3]))

    event.listen(engine, "before_cursor_execute", explain)
    run = start_run(store, "add")
    add_account(store, account, run)
    update_incidents(store, run)
    event.remove(engine, "before_cursor_execute", explain)
    return scans


@pytest.mark.parametrize("number", range(30, 40))
def test_a_document_is_taken_in_without_going_through_a_table(filled: Store, number: int) -> None:
    assert list_scans(filled.engine, synthetic()[number], filled) == []


def test_a_scan_is_seen(filled: Store) -> None:
    with filled.engine.connect() as connection:
        plan = connection.execute(text("EXPLAIN QUERY PLAN SELECT * FROM index_copies WHERE rank > 3")).all()
    assert any(SCAN.match(row[3]) for row in plan)
