"""Users, sessions and the audit log in the store, on every database."""

from datetime import timedelta

import pytest

from recoupe.errors import ConflictError, QueryError
from recoupe.store import sessions
from recoupe.store.audit import LOGIN_FAILED, Action, count_audit, count_failures, list_audit, record_action
from recoupe.store.opening import Store
from recoupe.store.sessions import end_session, end_sessions, find_session, start_session
from recoupe.store.users import Role, add_user, change_user, find_user, has_admin, list_users, load_user

ROLES = [
    (Role.READ, {Role.READ}),
    (Role.REVIEW, {Role.READ, Role.REVIEW}),
    (Role.ADMIN, {Role.READ, Role.REVIEW, Role.ADMIN}),
]


@pytest.mark.parametrize(("role", "covered"), ROLES)
def test_a_role_may_do_what_those_before_it_may(role: Role, covered: set[Role]) -> None:
    assert {asked for asked in Role if role.covers(asked)} == covered


def test_users_are_added_found_and_listed(store: Store) -> None:
    for name, role in (("victor", Role.REVIEW), ("ada", Role.ADMIN)):
        add_user(store, name, role, "hash")
    assert [(user.name, user.role, user.disabled) for user in list_users(store)] == [
        ("ada", Role.ADMIN, False),
        ("victor", Role.REVIEW, False),
    ]
    assert find_user(store, "nobody") is None
    with pytest.raises(QueryError, match="there are: ada, victor"):
        load_user(store, "nobody")


def test_a_name_is_there_once(store: Store) -> None:
    add_user(store, "ada", Role.ADMIN, "hash")
    with pytest.raises(ConflictError, match="already"):
        add_user(store, "ada", Role.READ, "hash")


@pytest.mark.parametrize("name", ["", "Ada", "a b", "-a", "../a", "a" * 65, "é", "a\n", "<b>"])
def test_a_name_that_could_be_mistaken_is_refused(store: Store, name: str) -> None:
    with pytest.raises(QueryError, match="user name"):
        add_user(store, name, Role.READ, "hash")


def test_the_last_admin_cannot_go(store: Store) -> None:
    assert not has_admin(store)
    add_user(store, "ada", Role.ADMIN, "hash")
    for changes in ({"role": Role.READ}, {"disabled": True}):
        with pytest.raises(ConflictError, match="last admin"):
            change_user(store, "ada", **changes)
        assert has_admin(store)
    add_user(store, "grace", Role.ADMIN, "hash")
    assert change_user(store, "ada", role=Role.READ).role is Role.READ


def test_a_session_is_its_users_until_it_ends(store: Store) -> None:
    user = add_user(store, "ada", Role.ADMIN, "hash")
    for token in ("one", "two", "three"):
        start_session(store, user, token)
    assert find_session(store, "one") == user
    assert find_session(store, "other") is None
    end_session(store, "one")
    assert find_session(store, "one") is None
    assert find_session(store, "two") == user
    end_sessions(store, user)
    assert find_session(store, "three") is None


def test_a_session_expires_and_is_forgotten(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    user = add_user(store, "ada", Role.ADMIN, "hash")
    with monkeypatch.context() as patch:
        patch.setattr(sessions, "SESSION_LENGTH", timedelta(seconds=-1))
        start_session(store, user, "old")
    assert find_session(store, "old") is None
    start_session(store, user, "new")
    with store.engine.connect() as connection:
        assert len(connection.execute(sessions.SESSIONS.select()).all()) == 1


def test_who_is_disabled_has_no_session(store: Store) -> None:
    add_user(store, "ada", Role.ADMIN, "hash")
    user = add_user(store, "rita", Role.READ, "hash")
    start_session(store, user, "token")
    change_user(store, "rita", disabled=True)
    assert find_session(store, "token") is None


def test_the_log_is_read_from_its_end(store: Store) -> None:
    for number in range(5):
        record_action(store, Action(user="ada", action="note", subject=str(number)))
    assert [each.action.subject for each in list_audit(store, limit=2, offset=1)] == ["3", "2"]
    assert count_audit(store) == 5


def test_failures_are_counted_by_name_and_address(store: Store) -> None:
    for user, address in (("ada", "a"), ("ada", "b"), ("rita", "a")):
        record_action(store, Action(user=user, action=LOGIN_FAILED, address=address))
    record_action(store, Action(user="ada", action="login", address="a"))
    lately = timedelta(minutes=1)
    assert count_failures(store, lately, user="ada") == 2
    assert count_failures(store, lately, address="a") == 2
    assert count_failures(store, lately, user="ada", address="a") == 1
    assert count_failures(store, timedelta(seconds=-1), user="ada") == 0
