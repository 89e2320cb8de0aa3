"""The API over PostgreSQL answers as it does over SQLite."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError, TimeoutError
from tests.postgres import empty_database, require_binaries, run_cluster
from tests.web_desk import fill_store, join_alone, log_in

from recoupe.errors import StoreError
from recoupe.store import incidents
from recoupe.store.opening import Store, open_store
from recoupe.store.users import Role

PATHS = ["/api/incidents", "/api/facets", "/api/map", "/api/timeline", "/api/queue", "/api/documents/d1", "/api/users"]
QUERIES = [
    "text=hommes",
    "text='",
    "text=%25 %26 | ! ( :*",
    "text=\\",
    "place=kou",
    "bbox=-1,14,1,15",
    "as_of=2099-01-01",
    "sort=killed",
]


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    require_binaries()
    with run_cluster() as cluster:
        yield cluster.make_database()


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    location = str(tmp_path / "desk.db")
    if request.param == "postgresql":
        location = request.getfixturevalue("url")
        empty_database(location)
    opened = open_store(location, create=True)
    fill_store(opened)
    yield opened
    opened.engine.dispose()


def test_every_view_answers(store: Store) -> None:
    client = log_in(store, Role.ADMIN)
    for path in PATHS:
        assert client.get(path).status_code == 200, path
    for query in QUERIES:
        assert client.get(f"/api/incidents?{query}").status_code == 200, query
    assert client.get("/api/incidents?text=hommes").json()["total"] == 1


def test_a_decision_is_taken_and_undone(store: Store) -> None:
    client = join_alone(store)
    identifier = client.get("/api/incidents").json()["items"][0]["id"]
    given = {"verb": "amend", "incident": identifier, "field": "killed", "value": 23}
    key = client.post("/api/decisions", json=given).json()["key"]
    assert client.get("/api/incidents").json()["items"][0]["killed"] == {"low": 23, "high": 23}
    assert client.post(f"/api/decisions/{key}/undo").json()["undone"] is True


FAILURES = [
    OperationalError("SELECT secret", {}, Exception("database is locked")),
    StoreError("the store could not be written: secret"),
    TimeoutError("QueuePool limit: secret"),
]


@pytest.mark.parametrize("failure", FAILURES, ids=lambda failure: type(failure).__name__)
def test_a_store_out_of_reach_is_a_problem_that_passes(
    store: Store, monkeypatch: pytest.MonkeyPatch, failure: Exception
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise failure

    monkeypatch.setattr(incidents, "list_rows", fail)
    answer = join_alone(store).get("/api/incidents")
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "5"
    assert "secret" not in answer.text
