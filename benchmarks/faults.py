"""What becomes of a store when things go wrong: `python -m benchmarks.faults [--only NAME]`.

A process adds documents one by one and says of each when it is kept; meanwhile it is killed, its disk is full, another
process writes too, or the database server is stopped as if its machine had lost power. After each fault the store is
opened again, the rest is added, and it is looked up that nothing that was said to be kept is lost, that nothing is
there twice, and that the incidents are those that gathering everything anew gives. Prints a line for each; the exit
code is 1 where anything was lost, doubled or other. Faults of the disk need root (a small disk in memory is mounted),
those of PostgreSQL its server programs.
"""

import argparse
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import func, select, text
from tests.postgres import RELIABLE, Cluster, find_binaries, run_cluster

from benchmarks.adding import make_accounts
from recoupe.errors import StoreError
from recoupe.records import Account
from recoupe.store.documents import add_account
from recoupe.store.gathering import gather_all, update_incidents
from recoupe.store.incidents import Filter, count_incidents
from recoupe.store.opening import Store, open_store, start_run, write_store
from recoupe.store.tables import DOCUMENTS, INCIDENTS, STANDS, TELLINGS

DOCUMENTS_ADDED = 120
GATHERED_EVERY = 4
KILLS = 6
RESTARTS = 3
SMALL_DISK = "3M"
SMALLEST_BOUND = 1_000_000
LONGEST = 300.0  # seconds that one process may take
PAUSE = 0.2  # seconds before a writer that was refused tries again


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What the writers said."""

    kept: set[str] = field(default_factory=set)
    refused: list[str] = field(default_factory=list)

    def take(self, line: str) -> None:
        """Notes one line of a writer."""
        word, _, rest = line.strip().partition(" ")
        if word == "kept":
            self.kept.add(rest)
        elif word == "refused":
            self.refused.append(rest)


def write(location: str, first: int, *, stubborn: bool) -> int:
    """Adds the documents from one on; says of each that it is kept once it is, and of a failure what it was."""
    accounts = make_accounts(DOCUMENTS_ADDED)[first:]
    for number, account in enumerate(accounts):
        while True:
            try:
                _add(location, account, gathered=number % GATHERED_EVERY == 0)
                print(f"kept {account.document.id}", flush=True)
                break
            except StoreError as problem:
                print(f"refused {str(problem).splitlines()[0]}", flush=True)
                if not stubborn:
                    return 3
                time.sleep(PAUSE)
    return 0


_OPEN: dict[str, Store] = {}


def _add(location: str, account: Account, *, gathered: bool) -> None:
    if location not in _OPEN:
        _OPEN[location] = open_store(location, create=True)
    run = start_run(_OPEN[location], "add", "faults")
    add_account(_OPEN[location], account, run)
    if gathered:
        update_incidents(_OPEN[location], run)


def start_writer(location: str, first: int = 0, *, stubborn: bool = False, bound: int = 0) -> "subprocess.Popen[str]":
    """A process that adds documents; `bound` is the size in bytes that its files may have, 0 for any."""
    command = [sys.executable, "-m", "benchmarks.faults", "--write", location, "--first", str(first)]
    command += ["--bound", str(bound)] if bound else []
    return subprocess.Popen(
        [*command, *(["--stubborn"] if stubborn else [])], stdout=subprocess.PIPE, text=True, start_new_session=True
    )


def listen(writer: "subprocess.Popen[str]", seen: Seen, until: Callable[[], bool] = lambda: False) -> None:
    """Notes what a writer says, until it ends or it is enough."""
    assert writer.stdout
    for line in writer.stdout:
        seen.take(line)
        if until():
            return
    writer.wait(timeout=LONGEST)


def judge(name: str, location: str, seen: Seen, note: str = "") -> bool:
    """Adds what is missing, and prints what is there of what was said to be kept."""
    begun = time.perf_counter()
    store = open_store(location, create=True)
    count_incidents(store, Filter())
    opened = 1000 * (time.perf_counter() - begun)
    with store.engine.connect() as connection:
        there = connection.execute(select(DOCUMENTS.c.id)).scalars().all()
    lost, doubled = len(seen.kept - set(there)), len(there) - len(set(there))
    run = start_run(store, "add", "faults")
    for account in make_accounts(DOCUMENTS_ADDED):
        add_account(store, account, run)
    update_incidents(store, run)
    whole = _is_whole(store)
    store.engine.dispose()
    right = not lost and not doubled and whole
    print(
        f"{name:44s} {len(seen.kept):4d} kept, {lost} lost, {doubled} doubled; opened in {opened:.0f} ms;"
        f" record {'as gathered anew' if whole else 'NOT as gathered anew'}{note}",
        flush=True,
    )
    return right


def _is_whole(store: Store) -> bool:
    """Every document is there once and in one incident, and gathering all anew changes nothing."""
    with write_store(store) as connection:
        sound = True
        if connection.dialect.name == "sqlite":
            sound = connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
        number = connection.execute(select(func.count()).select_from(DOCUMENTS)).scalar_one()
        held = select(func.count()).select_from(TELLINGS).join(INCIDENTS, INCIDENTS.c.key == TELLINGS.c.incident)
        told = connection.execute(held.where(STANDS)).scalar_one()
        gathered = gather_all(connection, 1)
    changed = gathered.new + gathered.changed + gathered.retired
    return bool(sound and number == told == DOCUMENTS_ADDED and not changed)


def kill_writers(location: str, name: str) -> bool:
    """Writers are killed (SIGKILL) at random moments."""
    dice, seen = random.Random(3), Seen()
    for _ in range(KILLS):
        wanted = len(seen.kept) + dice.randint(1, DOCUMENTS_ADDED // KILLS - 2)
        writer = start_writer(location, len(seen.kept))
        listen(writer, seen, until=lambda wanted=wanted: len(seen.kept) >= wanted)  # type: ignore[misc]
        time.sleep(dice.uniform(0, 0.1))  # somewhere in the next one
        os.killpg(writer.pid, signal.SIGKILL)
        for line in writer.communicate()[0].splitlines():  # said, and not yet heard
            seen.take(line)
    return judge(f"{KILLS} writers killed, {name}", location, seen)


def two_writers(location: str, name: str) -> bool:
    """Two processes add the same documents at once, one of them from the middle on."""
    seen = Seen()
    open_store(location, create=True).engine.dispose()
    writers = [start_writer(location), start_writer(location, DOCUMENTS_ADDED // 3)]
    for writer in writers:
        listen(writer, seen)
    return judge(f"two writers at once, {name}", location, seen, f"; {len(seen.refused)} refused")


def restart_server(cluster: Cluster) -> bool:
    """The server is stopped as by a loss of power while a writer is at work, and started again."""
    seen, location = Seen(), cluster.make_database()
    writer = start_writer(location, stubborn=True)
    for _ in range(RESTARTS):
        wanted = len(seen.kept) + DOCUMENTS_ADDED // (RESTARTS + 2)
        listen(writer, seen, until=lambda wanted=wanted: len(seen.kept) >= wanted)  # type: ignore[misc]
        cluster.stop("immediate")
        cluster.start()
    listen(writer, seen)
    return judge(f"{RESTARTS} losses of power, postgresql", location, seen, f"; {len(seen.refused)} refused meanwhile")


def bound_file() -> bool:
    """What a user without rights over disks can try: files may not grow beyond a bound; then they may."""
    with tempfile.TemporaryDirectory() as folder:
        seen, location = Seen(), str(Path(folder) / "store.db")
        listen(start_writer(location, bound=SMALLEST_BOUND), seen)
        said = seen.refused[-1].partition(": ")[2] if seen.refused else "nothing"
        return judge("files bounded, sqlite", location, seen, f"; refused with “{said}”") and bool(seen.refused)


def fill_disk() -> bool:
    """The disk is full; then it is made larger."""
    with mounted(SMALL_DISK) as folder:
        seen, location = Seen(), str(folder / "store.db")
        listen(start_writer(location), seen)
        said = seen.refused[-1].partition(": ")[2] if seen.refused else "nothing"
        subprocess.run(["mount", "-o", "remount,size=100M", str(folder)], check=True)
        return judge("disk full, sqlite", location, seen, f"; refused with “{said}”") and bool(seen.refused)


def protect_disk() -> bool:
    """The disk becomes read-only: the store is read, and writing is refused."""
    with mounted("100M") as folder:
        seen, location = Seen(), str(folder / "store.db")
        listen(start_writer(location), seen)
        subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
        store = open_store(location)
        number, refused = count_incidents(store, Filter()), ""
        try:
            start_run(store, "add", "faults")
        except StoreError as problem:
            refused = str(problem).partition(": ")[2]
        store.engine.dispose()
        subprocess.run(["mount", "-o", "remount,rw", str(folder)], check=True)
        note = f"; {number} incidents read, refused with “{refused}”"
        return judge("disk read-only, sqlite", location, seen, note) and bool(refused and number)


@contextmanager
def mounted(size: str) -> Iterator[Path]:
    """A disk in memory of that size."""
    folder = Path(tempfile.mkdtemp(prefix="recoupe-disk-"))
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)
        folder.rmdir()


def run_faults(only: str | None) -> Iterator[bool]:
    """Every fault that this machine allows, one after the other."""
    asked: Sequence[str] = [only] if only else ("kill", "two", "full", "readonly", "postgresql")
    with tempfile.TemporaryDirectory() as folder:
        if "kill" in asked:
            yield kill_writers(str(Path(folder) / "kill.db"), "sqlite")
        if "two" in asked:
            yield two_writers(str(Path(folder) / "two.db"), "sqlite")
    if os.geteuid() == 0:
        if "full" in asked:
            yield fill_disk()
        if "readonly" in asked:
            yield protect_disk()
    else:
        print("disks that are full or read-only: left out, they need root")
    if "full" in asked:
        yield bound_file()
    if "postgresql" in asked and find_binaries():
        with run_cluster(RELIABLE) as cluster:
            yield kill_writers(cluster.make_database(), "postgresql")
            yield two_writers(cluster.make_database(), "postgresql")
            yield restart_server(cluster)


def main() -> None:
    """Runs the faults, or is the writer of one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=("kill", "two", "full", "readonly", "postgresql"))
    parser.add_argument("--write", help=argparse.SUPPRESS)
    parser.add_argument("--first", type=int, default=0, help=argparse.SUPPRESS)
    parser.add_argument("--bound", type=int, default=0, help=argparse.SUPPRESS)
    parser.add_argument("--stubborn", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.bound:
        resource.setrlimit(resource.RLIMIT_FSIZE, (options.bound, options.bound))
    if options.write:
        sys.exit(write(options.write, options.first, stubborn=options.stubborn))
    sys.exit(0 if all(list(run_faults(options.only))) else 1)


if __name__ == "__main__":
    main()
