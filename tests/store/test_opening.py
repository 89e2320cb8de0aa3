"""Opening: a store of any earlier version is brought up to date, and nothing of it is lost."""

import json
from pathlib import Path
from typing import Any

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from tests.records_by_hand import make_account

from recoupe.errors import QueryError, StoreError
from recoupe.store.dialects import continue_keys
from recoupe.store.documents import add_account, load_document
from recoupe.store.gathering import is_gathered, update_incidents
from recoupe.store.incidents import Filter, list_points, list_rows, load_incident, load_incidents
from recoupe.store.opening import (
    DIALECT,
    STEPS,
    Store,
    hide_password,
    make_engine,
    newest_step,
    open_store,
    read_moment,
    run_steps,
    start_run,
)
from recoupe.store.tables import METADATA

OLD: dict[str, list[dict[str, Any]]] = json.loads(
    (Path(__file__).parents[1] / "fixtures" / "store_0_1.json").read_text("utf-8")
)
"""Every row of a store that 0.1 made: two documents of one incident, a third of another that it then took back."""


@pytest.fixture
def old(tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """Where a store of 0.1 lies."""
    engine = make_engine(request.param(tmp_path, request))
    with engine.begin() as connection:
        run_steps(connection, "0001")
        connection.execute(text("DROP TABLE alembic_version"))
        booleans = {"retired", "focus"}
        for table, rows in OLD.items():
            for row in rows:
                given = {name: bool(value) if name in booleans else value for name, value in row.items()}
                names = ", ".join(f'"{name}"' for name in row)
                marks = ", ".join(f":{name}" for name in row)
                connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({marks})"), given)
        continue_keys(connection, [name for name in OLD if name != "tellings"])
    engine.dispose()
    return str(engine.url.render_as_string(hide_password=False)).replace(DIALECT, "postgresql")


def on_sqlite(tmp_path: Path, _: pytest.FixtureRequest) -> str:
    return f"sqlite:///{tmp_path / 'old.db'}"


def on_postgresql(_: Path, request: pytest.FixtureRequest) -> str:
    url: str = request.getfixturevalue("cluster").make_database()
    return url


BOTH = pytest.mark.parametrize("old", [on_sqlite, on_postgresql], indirect=True, ids=["sqlite", "postgresql"])


@BOTH
def test_a_store_of_the_first_version_is_brought_up_to_date(old: str) -> None:
    store = open_store(old)
    [row] = list_rows(store, Filter(place="koutougou", text="hommes armes", bbox=(-1, 14, 0, 15)))
    assert (row.earliest, row.place, row.killed_low, row.documents) == ("2019-08-19", "Koutougou", 24, 2)
    assert [point.latitude for point in list_points(store, Filter())] == [14.45]
    assert load_document(store, "d3").text == "Démenti."
    assert len(list_rows(store, Filter())) == 1
    past = list_rows(store, Filter(), as_of=OLD["incidents"][-2]["added"])
    assert sorted(str(each.place) for each in past) == ["Djibo", "Koutougou"] or len(past) == 1  # made within a second
    assert not is_gathered(store), "other rules linked it"
    add_account(store, make_account("d4", "Quatrième Journal"), start_run(store, "add"))
    update_incidents(store, start_run(store, "add"))
    assert load_incident(store, "koutougou").documents == ("d1", "d2", "d4")
    store.engine.dispose()


@BOTH
def test_an_upgraded_store_has_the_tables_and_columns_of_a_new_one(old: str) -> None:
    store = open_store(old)
    found = inspect(store.engine)
    for table in METADATA.sorted_tables:
        if table.name in found.get_table_names():  # tables of other modules come with theirs
            assert {each["name"] for each in found.get_columns(table.name)} == set(table.c.keys()), table.name
            expected = {index.name for index in table.indexes}
            assert expected <= {each["name"] for each in found.get_indexes(table.name)}, table.name
    store.engine.dispose()


def test_the_newest_step_is_the_head_of_the_chain() -> None:
    settings = Config()
    settings.set_main_option("script_location", str(STEPS.parent))
    assert ScriptDirectory.from_config(settings).get_heads() == [newest_step()]


def test_opening_again_changes_nothing(location: str) -> None:
    open_store(location, create=True).engine.dispose()
    store = open_store(location)
    assert load_incidents(store, Filter()) == ()
    store.engine.dispose()


REFUSED = [
    ("mysql+pymysql://x/y", "sqlite or postgresql"),
    ("postgresql://u@h:port/d", "no database URL"),
    ("sqlite:/x", "sqlite or postgresql"),
]


@pytest.mark.parametrize(("url", "said"), REFUSED)
def test_a_database_of_another_kind_is_refused(url: str, said: str) -> None:
    with pytest.raises(StoreError, match=said):
        make_engine(url)


MOMENTS = [
    ("2022-01-04", "2022-01-04T24"),
    ("2022-01-04T12:30:00Z", "2022-01-04T12:30:00.000000+00:00"),
    ("2022-01-04T12:30:00+02:00", "2022-01-04T10:30:00.000000+00:00"),
    ("2022-01-04T12:30", "2022-01-04T12:30:00.000000+00:00"),
]


@pytest.mark.parametrize(("given", "kept"), MOMENTS)
def test_past_times_are_read_with_their_zone(given: str, kept: str) -> None:
    assert read_moment(given) == kept


def test_what_is_no_time_is_refused(store: Store) -> None:
    with pytest.raises(QueryError, match="2022-01-04"):
        list_rows(store, Filter(), as_of="yesterday")


def test_a_store_that_cannot_be_written_is_read_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = open_store(str(tmp_path / "news.db"), create=True)
    run = start_run(made, "add")
    add_account(made, make_account(), run)
    update_incidents(made, run)
    made.engine.dispose()
    monkeypatch.setattr("recoupe.store.opening.os.access", lambda *_: False)
    store = open_store(str(tmp_path / "news.db"))
    assert load_incident(store, "koutougou").documents == ("d1",)
    with pytest.raises(StoreError, match="nothing of this was kept: attempt to write a readonly database"):
        start_run(store, "add")
    store.engine.dispose()


SHOWN = [
    ("news.db", "news.db"),
    ("postgresql://host/news", "postgresql://host/news"),
    ("postgresql://desk@host/news", "postgresql://desk@host/news"),
    ("postgresql://desk:se:cr@et@host:5432/news", "postgresql://desk:***@host:5432/news"),
    (
        "postgresql://host/news?user=desk&password=secret&sslmode=require",
        "postgresql://host/news?user=desk&password=***&sslmode=require",
    ),
]


@pytest.mark.parametrize(("given", "shown"), SHOWN)
def test_a_password_is_hidden_where_a_store_is_named(given: str, shown: str) -> None:
    assert hide_password(given) == shown


@pytest.mark.parametrize("url", ["mysql://desk:secret@host/news", "postgresql://desk:secret@127.0.0.1:9/news"])
def test_no_error_about_a_store_tells_its_password(url: str) -> None:
    with pytest.raises(StoreError) as failed:
        open_store(url)
    assert "secret" not in str(failed.value)
