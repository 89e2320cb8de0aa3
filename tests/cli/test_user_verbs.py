"""`recoupe user` and `recoupe serve`: who may log in, and what has to be there before anybody can."""

import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from recoupe.cli.commands import app
from recoupe.errors import ConflictError, InputError, QueryError, StoreError
from recoupe.store.audit import list_audit
from recoupe.store.opening import open_store
from recoupe.store.sessions import find_session, start_session
from recoupe.store.users import Role, load_user
from recoupe.web.options import WebOptions
from recoupe.web.passwords import is_password

PASSWORD = "correct horse battery"


@pytest.fixture
def location(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    made = str(tmp_path / "desk.db")
    open_store(made, create=True).engine.dispose()
    monkeypatch.setenv("RECOUPE_STORE", made)
    return made


def call(*arguments: str, given: str = "") -> str:
    result = CliRunner().invoke(app, list(arguments), input=given, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_a_user_is_added_with_a_password_from_standard_input(location: str) -> None:
    assert "ann may log in with the role review" in call(
        "user", "add", "ann", "--role", "review", given=f"{PASSWORD}\n"
    )
    user = load_user(open_store(location), "ann")
    assert user.role is Role.REVIEW
    assert is_password(user.password, PASSWORD)
    assert "review" in call("user", "list")
    assert "active" in call("user", "list")


def test_an_empty_list_says_what_to_type(location: str) -> None:
    assert "recoupe user add NAME --role admin" in call("user", "list")


def test_a_short_password_is_refused(location: str) -> None:
    with pytest.raises(QueryError, match="needs 12"):
        call("user", "add", "ann", given="short\n")


def test_changes_hold_end_sessions_and_are_logged(location: str) -> None:
    call("user", "add", "ada", "--role", "admin", given=f"{PASSWORD}\n")
    call("user", "add", "ann", given=f"{PASSWORD}\n")
    store = open_store(location)
    for arguments, given in (
        (("role", "ann", "admin"), ""),
        (("password", "ann"), "another long password\n"),
        (("disable", "ann"), ""),
    ):
        start_session(store, load_user(store, "ann"), arguments[0])
        call("user", *arguments, given=given)
        assert find_session(store, arguments[0]) is None
    user = load_user(store, "ann")
    assert (user.role, user.disabled) == (Role.ADMIN, True)
    assert is_password(user.password, "another long password")
    assert "disabled" in call("user", "list")
    call("user", "enable", "ann")
    assert not load_user(store, "ann").disabled
    told = [(each.action.action, each.action.subject, each.action.detail) for each in list_audit(store, limit=4)]
    assert told == [
        ("user change", "ann", "disabled=False"),
        ("user change", "ann", "disabled=True"),
        ("user change", "ann", "password"),
        ("user change", "ann", "role=admin"),
    ]


def test_the_last_admin_stays(location: str) -> None:
    call("user", "add", "ada", "--role", "admin", given=f"{PASSWORD}\n")
    with pytest.raises(ConflictError, match="last admin"):
        call("user", "disable", "ada")


def test_a_team_without_an_admin_is_not_served(location: str) -> None:
    with pytest.raises(QueryError, match="recoupe user add NAME --role admin"):
        call("serve", "--team")


@pytest.mark.parametrize("options", [("--host", "0.0.0.0"), ("--host", "::"), ("--name", "desk.example.org")])
def test_nobody_without_a_login_is_let_in_from_a_network(location: str, options: tuple[str, ...]) -> None:
    with pytest.raises(QueryError, match="without --team"):
        call("serve", *options)


def test_a_store_that_is_not_there_is_not_served(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"none\.db"):
        call("serve", "--store", str(tmp_path / "none.db"))


def test_what_is_missing_is_named_with_the_way_to_get_it(location: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith(("recoupe.web", "recoupe.cli.managing"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    with pytest.raises(InputError, match=r"uvicorn: pip install 'recoupe\[web\]'"):
        call("serve")


def test_the_server_listens_to_this_machine_alone_unless_told(location: str, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[dict[str, object]] = []
    monkeypatch.setattr("uvicorn.run", lambda _application, **options: started.append(options))
    call("serve")
    call("user", "add", "ada", "--role", "admin", given=f"{PASSWORD}\n")
    call("serve", "--host", "192.0.2.1", "--port", "9000", "--team")
    assert [(each["host"], each["port"], each["proxy_headers"]) for each in started] == [
        ("127.0.0.1", 8000, False),
        ("192.0.2.1", 9000, False),
    ]
    assert WebOptions().host == "127.0.0.1"
