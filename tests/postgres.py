"""A PostgreSQL of the tests' own: started for one run, on a socket in a folder that goes away with it."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import inspect, text

from recoupe.store.opening import make_engine

BINARIES = Path("/usr/lib/postgresql")
EXTENSIONS = Path("/usr/share/postgresql")
POSTGIS = "extension/postgis.control"
ACCOUNT = "postgres"
"""PostgreSQL refuses to be run by root; then it is run as this user, whom its package makes."""

# Nothing of a test has to outlive it; what is on trial is the store's use of transactions, not the disk.
QUICK = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
RELIABLE = "-c fsync=on"


def find_binaries() -> Path | None:
    """The folder of the newest server programs that PostGIS goes with, or None."""
    found = sorted(BINARIES.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    with_postgis = [
        path.parent
        for path in found
        if Path(f"/usr/share/postgresql/{path.parts[-3]}/extension/postgis.control").exists()
    ]
    return with_postgis[-1] if with_postgis else None


class Cluster:
    """A running PostgreSQL with a folder of its own."""

    def __init__(self, folder: Path, options: str = QUICK) -> None:
        found = find_binaries()
        assert found, "no PostgreSQL with PostGIS in /usr/lib/postgresql"
        self.binaries, self.folder, self.options = found, folder, options
        self.data = folder / "data"
        self._run(
            "initdb", "-D", self.data, "-U", ACCOUNT, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"
        )

    def start(self) -> None:
        """Starts it; it listens on its socket alone."""
        options = f"-c listen_addresses='' -k {self.folder} {self.options}"
        self._run("pg_ctl", "-D", self.data, "-l", self.folder / "log", "-o", options, "-w", "start")

    def stop(self, mode: str = "immediate") -> None:
        """Stops it; "immediate" is as if the machine had lost its power."""
        self._run("pg_ctl", "-D", self.data, "-m", mode, "-w", "stop")

    def make_database(self) -> str:
        """The URL of a new, empty database."""
        name = f"recoupe_{uuid4().hex[:12]}"
        self._run("createdb", "-h", self.folder, "-U", ACCOUNT, name)
        return f"postgresql:///{name}?host={self.folder}&user={ACCOUNT}"

    def _run(self, program: str, *arguments: object) -> None:
        become: Sequence[str] = ("runuser", "-u", ACCOUNT, "--") if os.geteuid() == 0 else ()
        command = [*become, str(self.binaries / program), *map(str, arguments)]
        said = self.folder / f"{program}.out"
        with said.open("w") as output:  # a pipe would stay open as long as the server runs
            done = subprocess.run(command, cwd="/", stdout=output, stderr=output, timeout=120, check=False)
        assert done.returncode == 0, f"{' '.join(command)}: {(self.folder / f'{program}.out').read_text()}"


def empty_database(url: str) -> None:
    """Takes every row out of the tables of a store: quicker than another database with PostGIS."""
    engine = make_engine(url)
    with engine.begin() as connection:
        kept = {"spatial_ref_sys", "alembic_version"}
        tables = [name for name in inspect(connection).get_table_names() if name not in kept]
        if tables:
            connection.execute(text(f"TRUNCATE {', '.join(tables)} RESTART IDENTITY CASCADE"))
    engine.dispose()


@contextmanager
def run_cluster(options: str = QUICK) -> Iterator[Cluster]:
    """A running cluster in a folder under the system's one for temporary files: paths of sockets are short."""
    folder = Path(tempfile.mkdtemp(prefix="recoupe-pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, ACCOUNT)
    cluster = Cluster(folder, options)
    try:
        cluster.start()
        yield cluster
    finally:
        cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)


def require_binaries() -> None:
    """Skips with the reason where there is no server; fails where all that is needed should be there."""
    if find_binaries() is None:
        reason = "no PostgreSQL with PostGIS under /usr/lib/postgresql (Debian: postgresql postgresql-15-postgis-3)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
