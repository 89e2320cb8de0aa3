"""Writes: meant by a page of this server, in JSON, and in the audit log."""

from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx2 import Headers, Response
from tests.web_desk import ALONE, HOME, PASSWORD, TEAM, join_alone, log_in, make_client

from recoupe.store.audit import count_audit, list_audit
from recoupe.store.opening import Store
from recoupe.store.users import Role, list_users
from recoupe.web.routes.table import ROUTES

WRITES = [route.name for route in ROUTES if route.method != "GET"]
NEW_USER = {"name": "noor", "role": "read", "password": PASSWORD}


def send(client: TestClient, name: str, **options: Any) -> Response:
    method, path = name.split(" ")
    address = path.replace("{key}", "1").replace("{name}", "rita")
    return client.request(method, address, **({"json": {}} | options))


def without_token(client: TestClient) -> None:
    del client.headers["X-CSRF-Token"]


def with_wrong_token(client: TestClient) -> None:
    client.headers["X-CSRF-Token"] = "0" * 64


def with_strange_token(client: TestClient) -> None:
    del client.headers["X-CSRF-Token"]
    client.headers = Headers([*client.headers.raw, (b"X-CSRF-Token", "é".encode())], encoding="utf-8")


def without_cookie(client: TestClient) -> None:
    client.cookies.clear()


def from_another_origin(client: TestClient) -> None:
    client.headers["Origin"] = "https://evil.example"


def from_another_port(client: TestClient) -> None:
    client.headers["Origin"] = "http://127.0.0.1:3000"


def from_nowhere(client: TestClient) -> None:
    client.headers["Origin"] = "null"


def from_another_site(client: TestClient) -> None:
    client.headers["Sec-Fetch-Site"] = "same-site"


FORGERIES = [
    without_token,
    with_wrong_token,
    with_strange_token,
    without_cookie,
    from_another_origin,
    from_another_port,
    from_nowhere,
    from_another_site,
]


@pytest.mark.parametrize("forge", FORGERIES)
@pytest.mark.parametrize("name", WRITES)
def test_a_write_that_no_page_of_this_server_sent_is_refused(
    store: Store, name: str, forge: Callable[[TestClient], None]
) -> None:
    for client in (join_alone(store), log_in(store, Role.ADMIN)):
        forge(client)
        before = count_audit(store)
        assert send(client, name).status_code in (401, 403)
        assert count_audit(store) == before


def test_the_token_of_another_session_is_worth_nothing(store: Store) -> None:
    mine, other = log_in(store, Role.ADMIN), log_in(store, Role.ADMIN)
    mine.headers["X-CSRF-Token"] = other.headers["X-CSRF-Token"]
    assert mine.post("/api/users", json=NEW_USER).status_code == 403


def test_a_page_of_this_server_may_write(store: Store) -> None:
    client = join_alone(store)
    client.headers.update({"Origin": HOME, "Sec-Fetch-Site": "same-origin"})
    assert client.post("/api/users", json=NEW_USER).status_code == 201


FORMS = ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "", "application/jsonx", "text/json"]


@pytest.mark.parametrize("kind", FORMS)
@pytest.mark.parametrize("name", WRITES)
def test_a_body_in_another_form_than_json_is_refused(store: Store, name: str, kind: str) -> None:
    answer = send(join_alone(store), name, json=None, content=b"{}", headers={"Content-Type": kind})
    assert answer.status_code == 415


BROKEN = [b"", b"{", b"[]", b"null", b'"x"', b"\xff", b'{"name": "\\ud800", "password": "x"}', b"[" * 20000]


@pytest.mark.parametrize("body", BROKEN, ids=lambda body: repr(body[:12]))
@pytest.mark.parametrize("name", [name for name in WRITES if "{key}" not in name and "logout" not in name])
def test_a_body_that_makes_no_sense_is_a_problem_and_no_crash(store: Store, name: str, body: bytes) -> None:
    answer = send(join_alone(store), name, json=None, content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code in (400, 422)
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_key_that_is_not_known_is_a_mistake_not_a_right(store: Store) -> None:
    answer = join_alone(store).post("/api/users", json={**NEW_USER, "disabled": False})
    assert answer.status_code == 422


def test_users_are_added_changed_and_logged(store: Store) -> None:
    client = log_in(store, Role.ADMIN)
    assert client.post("/api/users", json=NEW_USER).json()["role"] == "read"
    assert client.post("/api/users", json=NEW_USER).status_code == 409
    changed = client.patch("/api/users/noor", json={"role": "review", "password": "another password"})
    assert changed.json()["role"] == "review"
    assert client.patch("/api/users/noor", json={"disabled": True}).json()["disabled"] is True
    assert [each["name"] for each in client.get("/api/users").json()["items"]] == ["ada", "noor", "rita", "victor"]
    told = [(each.action.user, each.action.action, each.action.subject) for each in list_audit(store, limit=3)]
    assert told == [("ada", "user change", "noor"), ("ada", "user change", "noor"), ("ada", "user add", "noor")]
    assert "another password" not in str(list_audit(store, limit=9))
    entries = client.get("/api/audit").json()
    assert entries["total"] == 3
    assert entries["items"][0]["detail"] == "disabled=True"


def test_the_last_admin_stays(store: Store) -> None:
    client = log_in(store, Role.ADMIN)
    assert client.patch("/api/users/ada", json={"role": "read"}).status_code == 409
    assert client.patch("/api/users/ada", json={"disabled": True}).status_code == 409
    assert [user.role for user in list_users(store) if user.name == "ada"] == [Role.ADMIN]


def test_a_password_that_is_short_is_refused(store: Store) -> None:
    assert join_alone(store).post("/api/users", json={**NEW_USER, "password": "short"}).status_code == 422


def test_one_user_alone_signs_with_their_name(store: Store) -> None:
    join_alone(store).post("/api/users", json=NEW_USER)
    assert list_audit(store, limit=1)[0].action.user == ALONE.user


def test_a_read_needs_no_token(store: Store) -> None:
    client = log_in(store, Role.READ)
    without_token(client)
    assert client.get("/api/incidents").status_code == 200
    assert make_client(store, TEAM).get("/api/incidents").status_code == 401
