"""Logging in and out: fresh tokens, their end, throttling."""

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from tests.web_desk import HASH, HOME, PASSWORD, TEAM, log_in, make_client

from recoupe.store import sessions
from recoupe.store.audit import list_audit
from recoupe.store.opening import Store
from recoupe.store.users import Role, add_user, change_user, load_user
from recoupe.web import throttle
from recoupe.web.options import WebOptions


def visit(store: Store, options: WebOptions = TEAM) -> TestClient:
    client = make_client(store, options)
    client.headers["X-CSRF-Token"] = client.get("/api/session").json()["csrf"]
    return client


def try_login(client: TestClient, name: str = "victor", password: str = PASSWORD) -> Response:
    return client.post("/api/login", json={"name": name, "password": password})


def test_a_login_opens_what_was_closed_and_a_logout_closes_it(store: Store) -> None:
    client = visit(store)
    assert client.get("/api/incidents").status_code == 401
    answer = try_login(client).json()
    assert (answer["user"], answer["role"], answer["team"]) == ("victor", "review", True)
    assert client.get("/api/incidents").status_code == 200
    client.headers["X-CSRF-Token"] = answer["csrf"]
    stolen = dict(client.cookies)
    assert client.post("/api/logout", json={}).json()["user"] is None
    assert client.get("/api/incidents").status_code == 401
    assert make_client_with(store, stolen).get("/api/incidents").status_code == 401


def make_client_with(store: Store, cookies: dict[str, str]) -> TestClient:
    client = make_client(store, TEAM)
    client.cookies.update(cookies)
    return client


def test_a_token_that_was_planted_before_the_login_is_worth_nothing_after_it(store: Store) -> None:
    victim = make_client_with(store, {TEAM.cookie: "planted"})
    victim.headers["X-CSRF-Token"] = victim.get("/api/session").json()["csrf"]
    before = victim.headers["X-CSRF-Token"]
    answer = try_login(victim)
    assert answer.status_code == 200
    assert "planted" not in answer.headers["set-cookie"]
    assert answer.json()["csrf"] != before
    assert make_client_with(store, {TEAM.cookie: "planted"}).get("/api/incidents").status_code == 401


def test_logging_in_again_ends_the_session_before(store: Store) -> None:
    client = log_in(store, Role.READ)
    first = dict(client.cookies)
    try_login(client)
    assert client.get("/api/session").json()["user"] == "victor"
    assert make_client_with(store, first).get("/api/incidents").status_code == 401


COOKIES = [
    (TEAM, "recoupe_session=", ["HttpOnly", "SameSite=strict", "Path=/"]),
    (
        WebOptions(team=True, name="desk.example.org"),
        "__Host-recoupe=",
        ["HttpOnly", "SameSite=strict", "Path=/", "Secure"],
    ),
]


@pytest.mark.parametrize(("options", "name", "marks"), COOKIES)
def test_the_cookie_is_for_no_script_and_no_other_site(
    store: Store, options: WebOptions, name: str, marks: list[str]
) -> None:
    host = options.name or HOME.removeprefix("http://")
    cookie = make_client(store, options).get("/api/session", headers={"Host": host}).headers["set-cookie"]
    assert cookie.startswith(name)
    assert sorted(part.strip() for part in cookie.split(";")[1:]) == sorted(marks)


def test_the_store_keeps_no_token_that_would_open_a_session(store: Store) -> None:
    client = log_in(store, Role.ADMIN)
    token = client.cookies[TEAM.cookie]
    with store.engine.connect() as connection:
        kept = [row.token for row in connection.execute(sessions.SESSIONS.select())]
    assert len(kept) == 1
    assert token not in kept


def test_a_session_ends_by_itself(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "SESSION_LENGTH", timedelta(seconds=-1))
    assert log_in(store, Role.ADMIN).get("/api/incidents").status_code == 401


def test_who_is_disabled_is_out_at_once(store: Store) -> None:
    client = log_in(store, Role.READ)
    change_user(store, "rita", disabled=True)
    assert client.get("/api/incidents").status_code == 401
    assert try_login(visit(store), "rita").status_code == 401


def test_another_role_holds_at_once(store: Store) -> None:
    client = log_in(store, Role.READ)
    change_user(store, "rita", role=Role.ADMIN)
    assert client.get("/api/audit").status_code == 200


REFUSED_LOGINS = [
    ("victor", "wrong password"),
    ("nobody", PASSWORD),
    ("", ""),
    ("VICTOR'--", PASSWORD),
    ("a\x00b", "x"),
]


@pytest.mark.parametrize(("name", "password"), REFUSED_LOGINS)
def test_a_wrong_name_is_told_like_a_wrong_password(store: Store, name: str, password: str) -> None:
    answer = try_login(visit(store), name, password)
    assert answer.status_code in (401, 422)
    if answer.status_code == 401:
        assert answer.json()["detail"] == "name or password is wrong"
    assert "set-cookie" not in answer.headers


def test_guessing_is_slowed_down_and_the_right_password_too(store: Store) -> None:
    client = visit(store)
    for _ in range(throttle.MOST_FOR_NAME_AND_ADDRESS):
        assert try_login(client, password="guess").status_code == 401
    refused = try_login(client)
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) > 0
    assert try_login(client, "rita").status_code == 200  # another name from there still may


def test_one_address_may_not_try_a_password_on_everybody(store: Store) -> None:
    client = visit(store)
    for number in range(throttle.MOST_FOR_ADDRESS):
        assert try_login(client, f"user{number}", "Winter2026").status_code == 401
    assert try_login(client, "userx", "Winter2026").status_code == 429


def test_one_name_may_not_be_tried_from_everywhere(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttle, "MOST_FOR_NAME", 2)
    monkeypatch.setattr(throttle, "MOST_FOR_ADDRESS", 99)
    for number in range(2):
        client = TestClient(visit(store).app, base_url=HOME, client=(f"192.0.2.{number}", 1))
        client.headers["X-CSRF-Token"] = client.get("/api/session").json()["csrf"]
        assert try_login(client, password="guess").status_code == 401
    assert try_login(visit(store)).status_code == 429


def test_waiting_helps(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    client = visit(store)
    for _ in range(throttle.MOST_FOR_NAME_AND_ADDRESS):
        try_login(client, password="guess")
    monkeypatch.setattr(throttle, "WINDOW", timedelta(seconds=-2))  # all failures lie before it
    assert try_login(client).status_code == 200


def test_every_login_and_every_try_is_in_the_log_without_the_password(store: Store) -> None:
    client = visit(store)
    try_login(client, password="hunter2 hunter2")
    try_login(client)
    told = [each.action for each in list_audit(store, limit=10)]
    assert [(each.user, each.action, each.address) for each in told] == [
        ("victor", "login", "testclient"),
        ("victor", "login failed", "testclient"),
    ]
    assert "hunter2" not in str(told)


def test_one_user_alone_needs_no_login(store: Store) -> None:
    answer = make_client(store).get("/api/session").json()
    assert (answer["user"], answer["role"], answer["team"]) == ("tester", "admin", False)


def test_a_users_hash_is_shown_to_nobody(store: Store) -> None:
    add_user(store, "noor", Role.READ, HASH)
    assert "argon2" not in log_in(store, Role.ADMIN).get("/api/users").text
    assert load_user(store, "noor").password.startswith("$argon2id$")
