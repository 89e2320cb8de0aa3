"""A PostgreSQL that listens on this machine's network, can encrypt, and asks one of its users for a password."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from sqlalchemy import text
from tests.postgres import ACCOUNT, QUICK, Cluster, require_binaries, run_cluster

from recoupe.store.opening import make_engine

PASSWORD = "se:c\\ret é"
MOST_CONNECTIONS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Where it listens."""

    cluster: Cluster
    port: int

    def url(self, user: str = ACCOUNT, more: str = "") -> str:
        """The URL of its database."""
        return f"postgresql://{user}@127.0.0.1:{self.port}/postgres{more}"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    require_binaries()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    bounds = f"-c max_connections={MOST_CONNECTIONS} -c superuser_reserved_connections=0"
    with run_cluster(f"{QUICK} -c listen_addresses=127.0.0.1 -c port={port} {bounds}") as cluster:
        running = Server(cluster=cluster, port=port)
        ask_for_passwords(running)
        yield running


def ask_for_passwords(server: Server) -> None:
    """Makes the user desk, who has one."""
    rules = server.cluster.data / "pg_hba.conf"
    rules.write_text(f"host all desk 127.0.0.1/32 scram-sha-256\n{rules.read_text()}")
    engine = make_engine(server.url())
    with engine.begin() as connection:
        connection.execute(text(f"CREATE ROLE desk LOGIN PASSWORD '{PASSWORD}'"))
        connection.execute(text("SELECT pg_reload_conf()"))
    engine.dispose()


@pytest.fixture
def certified(server: Server) -> str:
    """The file of the certificate with which the server encrypts from now on."""
    if shutil.which("openssl") is None:
        pytest.skip("no openssl to make a certificate with")
    data = server.cluster.data
    made = data / "server.crt"
    if not made.exists():
        names = ("-subj", "/CN=db.example", "-addext", "subjectAltName=IP:127.0.0.1")
        files = ("-keyout", data / "server.key", "-out", made)
        command = ("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *names, *files)
        subprocess.run(command, check=True, capture_output=True)
        if os.geteuid() == 0:
            shutil.chown(data / "server.key", ACCOUNT)
            shutil.chown(made, ACCOUNT)
        (data / "server.key").chmod(0o600)
    engine = make_engine(server.url())
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ALTER SYSTEM SET ssl = on"))
        connection.execute(text("SELECT pg_reload_conf()"))
    engine.dispose()
    return str(made)
