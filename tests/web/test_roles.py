"""Every route with every role: what is not in this table of expectations fails the test."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from starlette.routing import Route
from tests.web_desk import TEAM, log_in, make_client

from recoupe.store.opening import Store
from recoupe.store.users import Role
from recoupe.web.application import make_application

NOBODY, READ, REVIEW, ADMIN = None, Role.READ, Role.REVIEW, Role.ADMIN
EVERYBODY = {NOBODY, READ, REVIEW, ADMIN}
USERS = {READ, REVIEW, ADMIN}

EXPECTED: dict[str, set[Role | None]] = {
    "GET /api/openapi.json": EVERYBODY,
    "GET /api/session": EVERYBODY,
    "POST /api/login": EVERYBODY,
    "POST /api/logout": USERS,
    "GET /api/incidents": USERS,
    "GET /api/incidents/{identifier}": USERS,
    "GET /api/documents/{identifier:path}": USERS,
    "GET /api/facets": USERS,
    "GET /api/map": USERS,
    "GET /api/timeline": USERS,
    "GET /api/queue": USERS,
    "GET /api/decisions": USERS,
    "POST /api/decisions": {REVIEW, ADMIN},
    "POST /api/decisions/{key}/undo": {REVIEW, ADMIN},
    "GET /api/audit": {ADMIN},
    "GET /api/users": {ADMIN},
    "POST /api/users": {ADMIN},
    "PATCH /api/users/{name}": {ADMIN},
    "GET /{path:path}": EVERYBODY,
}
"""Who gets past the guard; whether what they ask makes sense is another matter."""

REFUSED = (401, 403)
PARTS = {"{identifier}": "x", "{identifier:path}": "x", "{key}": "1", "{name}": "rita", "{path:path}": ""}


def walk(store: Store) -> Iterator[str]:
    for route in make_application(store, TEAM).routes:
        assert isinstance(route, Route), f"{route!r} is of a kind that this test does not know"
        yield from (f"{method} {route.path}" for method in (route.methods or ()) if method != "HEAD")


def call(client: TestClient, name: str) -> int:
    method, path = name.split(" ")
    address = (
        path.replace("{identifier}", "x").replace("{key}", "1").replace("{name}", "rita").replace("{path:path}", "")
    )
    body = None if method == "GET" else {}
    return client.request(method, address, json=body).status_code


def test_every_route_of_the_server_is_in_the_table(store: Store) -> None:
    assert sorted(walk(store)) == sorted(EXPECTED)


@pytest.mark.parametrize("role", [NOBODY, READ, REVIEW, ADMIN])
def test_each_role_gets_as_far_as_it_should_and_no_farther(store: Store, role: Role | None) -> None:
    client = log_in(store, role) if role else anonymous(store)
    # A logout in the middle would make the rest of the table meaningless.
    names = sorted(EXPECTED, key=lambda name: name == "POST /api/logout")
    admitted = {name for name in names if call(client, name) not in REFUSED}
    assert admitted == {name for name, roles in EXPECTED.items() if role in roles}


def test_who_is_not_logged_in_is_told_so_and_who_may_not_is_told_that(store: Store) -> None:
    assert anonymous(store).get("/api/incidents").status_code == 401
    assert log_in(store, Role.READ).get("/api/audit").status_code == 403


def test_no_other_method_is_answered(store: Store) -> None:
    client = log_in(store, Role.ADMIN)
    for method in ("PUT", "DELETE", "OPTIONS", "TRACE", "HEAD", "CONNECT", "PROPFIND"):
        assert client.request(method, "/api/users").status_code == 405


def anonymous(store: Store) -> TestClient:
    client = make_client(store, TEAM)
    client.headers["X-CSRF-Token"] = client.get("/api/session").json()["csrf"]
    return client
