"""Connecting: sockets, the network, passwords and encryption; what cannot be had is said in a sentence."""

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from tests.store.postgresql.conftest import MOST_CONNECTIONS, PASSWORD, Server

from recoupe.errors import StoreError
from recoupe.store.opening import make_engine, open_store

ENCRYPTED = text("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")


def ask(url: str, query: str = "SELECT current_user") -> object:
    """What the server answers."""
    engine = make_engine(url)
    try:
        with engine.connect() as connection:
            return connection.execute(text(query)).scalar()
    finally:
        engine.dispose()


@pytest.fixture
def quiet(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing of this machine's own settings counts."""
    monkeypatch.delenv("PGPASSWORD", raising=False)
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "none"))


def test_a_socket_and_the_network_lead_to_the_same_server(server: Server) -> None:
    name = "SELECT current_setting('application_name') || current_setting('client_encoding')"
    assert ask(server.url(), name) == "recoupeUTF8"
    by_socket = f"postgresql:///postgres?host={server.cluster.folder}&port={server.port}&user=postgres"
    assert ask(by_socket, name) == "recoupeUTF8"
    assert ask(f"{by_socket}&options=-cjit%3Doff", "SHOW jit") == "off"


@pytest.mark.usefixtures("quiet")
def test_a_password_may_stand_in_the_url_the_environment_or_a_file(
    server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert ask(server.url("desk:se%3Ac%5Cret%20%C3%A9")) == "desk"
    kept = tmp_path / "kept"
    kept.write_text("127.0.0.1:*:postgres:desk:" + re.sub(r"([:\\])", r"\\\1", PASSWORD))
    kept.chmod(0o600)
    assert ask(server.url("desk", f"?passfile={kept}")) == "desk"
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    assert ask(server.url("desk")) == "desk"


@pytest.mark.usefixtures("quiet")
def test_a_wrong_password_is_said_and_where_to_give_one(server: Server) -> None:
    with pytest.raises(OperationalError, match='authentication failed for user "desk"'):
        ask(server.url("desk:wrong"))
    with pytest.raises(StoreError, match=r"no password was given; PGPASSWORD, ~/\.pgpass"):
        open_store(server.url("desk"))


@pytest.fixture
def stranger() -> Iterator[int]:
    """The port of a server that speaks in another way."""

    def answer() -> None:
        while True:
            try:
                taken, _ = listening.accept()
            except OSError:
                return
            with taken:
                taken.recv(1000)
                taken.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        yield listening.getsockname()[1]
        listening.shutdown(socket.SHUT_RDWR)
        thread.join()


def test_who_is_no_postgresql_is_said(stranger: int) -> None:
    for mode in ("disable", "prefer"):
        with pytest.raises(OperationalError, match=f"there is no PostgreSQL at 127.0.0.1, port {stranger}: "):
            ask(f"postgresql://desk@127.0.0.1:{stranger}/news?sslmode={mode}")


ABSENT = [
    ("postgresql:///news?host=/nowhere&user=desk", "/nowhere/.s.PGSQL.5432: No such file or directory"),
    ("postgresql://desk@nowhere.invalid/news", "nowhere.invalid, port 5432: "),
    ("postgresql://desk@127.0.0.1:1/news", "127.0.0.1, port 1: Connection refused"),
]


@pytest.mark.parametrize(("url", "said"), ABSENT)
def test_a_server_that_is_not_there_is_named(url: str, said: str) -> None:
    with pytest.raises(StoreError, match=f"cannot be used as a store: there is no PostgreSQL at {said}"):
        open_store(url)


def test_a_server_that_keeps_silent_is_not_waited_for_longer_than_asked() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with pytest.raises(OperationalError, match="timed out"):
            ask(f"postgresql://desk@127.0.0.1:{port}/news?connect_timeout=0.2")


def test_one_connection_too_many_is_refused_in_a_sentence(server: Server) -> None:
    engines = [make_engine(server.url()) for _ in range(MOST_CONNECTIONS)]
    with ExitStack() as held:
        for engine in engines:
            held.callback(engine.dispose)
            held.enter_context(engine.connect())
        with pytest.raises(StoreError, match="cannot be used as a store: sorry, too many clients already"):
            open_store(server.url())


def test_encryption_that_a_server_lacks_is_taken_where_it_may_be_and_refused_where_not(server: Server) -> None:
    assert ask(server.url(more="?sslmode=prefer"), ENCRYPTED.text) is False
    with pytest.raises(OperationalError, match="does not encrypt, and sslmode=require"):
        ask(server.url(more="?sslmode=require"))


def test_a_connection_is_encrypted_and_its_certificate_checked_as_asked(server: Server, certified: str) -> None:
    trusting = f"sslrootcert={certified}"
    for said in ("sslmode=prefer", "sslmode=require", f"sslmode=require&{trusting}", f"sslmode=verify-full&{trusting}"):
        assert ask(server.url(more=f"?{said}"), ENCRYPTED.text) is True, said
    assert ask(server.url(more="?sslmode=disable"), ENCRYPTED.text) is False
    with pytest.raises(OperationalError, match="certificate verify failed"):
        ask(server.url(more="?sslmode=verify-ca&sslrootcert=system"))
    elsewhere = server.url(more=f"?sslmode=verify-full&{trusting}").replace("127.0.0.1", "localhost")
    with pytest.raises(OperationalError, match="certificate verify failed"):
        ask(elsewhere)
    assert ask(elsewhere.replace("verify-full", "verify-ca"), ENCRYPTED.text) is True


def test_a_password_goes_over_an_encrypted_connection(server: Server, certified: str) -> None:
    url = server.url("desk:se%3Ac%5Cret%20%C3%A9", f"?sslmode=verify-full&sslrootcert={certified}")
    assert ask(url) == "desk"
