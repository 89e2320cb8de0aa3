"""A served store for tests: two accounts of one incident, users of every role, clients that are logged in."""

import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from argon2 import PasswordHasher
from fastapi import FastAPI
from fastapi.testclient import TestClient

from recoupe.store.documents import add_account
from recoupe.store.gathering import update_incidents
from recoupe.store.opening import Store, open_store, start_run
from recoupe.store.sessions import start_session
from recoupe.store.users import Role, add_user, find_user
from recoupe.web.application import make_application
from recoupe.web.guard import csrf_token, new_token
from recoupe.web.last_answers import LastAnswers
from recoupe.web.options import WebOptions
from recoupe.web.pages import read_pages
from tests.records_by_hand import make_account

HOME = "http://127.0.0.1:8000"
PASSWORD = "correct horse battery"
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""Hashes as the real one does, in no time."""

HASH = QUICK.hash(PASSWORD)
ALONE = WebOptions(user="tester")
TEAM = WebOptions(team=True)
NAMES = {Role.READ: "rita", Role.REVIEW: "victor", Role.ADMIN: "ada"}


def make_store(folder: Path) -> Store:
    """A store with an incident that two outlets tell of, and a user of every role."""
    return open_store(str(shutil.copy(make_template(), folder / "desk.db")))


@cache
def make_template() -> str:
    """Such a store, made once."""
    location = str(Path(mkdtemp()) / "template.db")
    store = open_store(location, create=True)
    fill_store(store)
    store.engine.dispose()
    return location


def fill_store(store: Store) -> None:
    """Puts the incident and the users into an empty store."""
    run = start_run(store, "add")
    add_account(store, make_account(killed=12), run)
    add_account(store, make_account("d2", "Autre Journal"), run)
    update_incidents(store, run)
    for role, name in NAMES.items():
        add_user(store, name, role, HASH)


def make_client(store: Store, options: WebOptions = ALONE) -> TestClient:
    """A client without a session; what the server raises comes back as an answer."""
    application = _application(options)
    application.state.store, application.state.pages, application.state.last_maps = store, read_pages(), LastAnswers()
    return TestClient(application, base_url=HOME, raise_server_exceptions=False)


def log_in(store: Store, role: Role, options: WebOptions = TEAM) -> TestClient:
    """A client of a team's server with the session of a user of that role, and its CSRF token in every request."""
    client, token = make_client(store, options), new_token()
    user = find_user(store, NAMES[role])
    assert user is not None
    start_session(store, user, token)
    client.cookies.set(options.cookie, token)
    client.headers["X-CSRF-Token"] = csrf_token(token)
    return client


def join_alone(store: Store) -> TestClient:
    """A client of a server for one user, with its session and CSRF token."""
    client = make_client(store)
    client.headers["X-CSRF-Token"] = client.get("/api/session").json()["csrf"]
    return client


@cache
def _application(options: WebOptions) -> FastAPI:
    """The routes take a tenth of a second to put together; a test brings its own store."""
    return make_application(make_store(Path(mkdtemp())), options)
