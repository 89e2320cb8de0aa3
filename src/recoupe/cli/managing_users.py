"""`recoupe user`: adds users and changes them, each written to the audit log."""

import sys

import typer
from rich.table import Table

from recoupe.cli.blocks import make_console
from recoupe.cli.serving import needing_web
from recoupe.errors import QueryError
from recoupe.settings import load_settings
from recoupe.store.audit import Action, record_action
from recoupe.store.opening import Store, open_store
from recoupe.store.sessions import end_sessions
from recoupe.store.users import Role, add_user, change_user, list_users

with needing_web():
    from recoupe.web.answers import SHORTEST_PASSWORD
    from recoupe.web.passwords import hash_password


def create_user(name: str, role: str, location: str | None) -> None:
    """Adds a user with a password that is asked for."""
    store = open_team_store(location)
    user = add_user(store, name, Role(role), hash_password(ask_password()))
    log_change(store, "user add", name, role)
    make_console().print(f"{user.name} may log in with the role {user.role.value}.")


def print_users(location: str | None) -> None:
    """One line a user."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    for column in ("name", "role", "state", "added"):
        table.add_column(column)
    for user in list_users(open_team_store(location)):
        table.add_row(user.name, user.role.value, "disabled" if user.disabled else "active", user.added)
    make_console().print(table if table.row_count else "There are no users yet: recoupe user add NAME --role admin")


def update_user(name: str, location: str | None, **changes: str | bool) -> None:
    """Another role, disabled or enabled; open sessions end."""
    store = open_team_store(location)
    user = change_user(store, name, **changes)
    end_sessions(store, user)
    log_change(store, "user change", name, ", ".join(f"{key}={value}" for key, value in changes.items()))
    make_console().print(f"{user.name}: {user.role.value}, {'disabled' if user.disabled else 'active'}.")


def update_password(name: str, location: str | None) -> None:
    """Another password; open sessions end."""
    store = open_team_store(location)
    end_sessions(store, change_user(store, name, password=hash_password(ask_password())))
    log_change(store, "user change", name, "password")
    make_console().print(f"{name} has another password.")


def ask_password() -> str:
    """A password from the terminal, asked for twice, or the first line of standard input."""
    if sys.stdin.isatty():
        given = str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
    else:
        given = sys.stdin.readline().rstrip("\r\n")
    if len(given) < SHORTEST_PASSWORD:
        raise QueryError(f"the password has {len(given)} characters; it needs {SHORTEST_PASSWORD} at least")
    return given


def log_change(store: Store, action: str, subject: str, detail: str) -> None:
    """Adds to the audit log what was done on the command line."""
    record_action(store, Action(user=load_settings().user, action=action, subject=subject, detail=detail))


def open_team_store(location: str | None) -> Store:
    """The store named, else that of the settings."""
    return open_store(location or load_settings().store)
