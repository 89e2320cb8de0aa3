"""Kill -9 at random moments of a run, workers and parent alike: `python -m benchmarks.interruptions`.

A run of `recoupe extract` and one of `recoupe add` over 2,000 documents, each with two processes, is killed at 20
moments drawn by chance (by progress, so that they are spread over the run on any machine): at every other one the
parent dies and the command is given again, at the others one of its processes dies. At the end the output, and what
the store exports, must be the bytes of a run that nobody killed; every document is there once.
"""

import argparse
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

POLL = 0.02  # seconds between looks at how far a run is


def main() -> None:
    """Runs both and prints what came of them; exit code 1 where anything was lost, doubled or other."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder that holds benchmarks/news")
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        news = folder / "news.jsonl"
        number = write_news(arguments.shared / "benchmarks" / "news", news, arguments.documents)
        moments = draw_moments(arguments.kills, arguments.seed)
        right = [check_extract(news, folder, moments, number), check_add(news, folder, moments, number)]
    sys.exit(0 if all(right) else 1)


def write_news(source: Path, target: Path, number: int) -> int:
    """Articles of the raw news, again and again under new ids until there are enough; how many there are."""
    paths = sorted(source.glob("*.jsonl"))
    if not paths:
        raise SystemExit(f"{source}: no news there; --shared names the folder that holds benchmarks/news")
    articles = [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines()]
    with target.open("w", encoding="utf-8") as out:
        for count in range(number):
            article = articles[count % len(articles)]
            again = count // len(articles)
            out.write(json.dumps(article | {"id": f"{article['id']}{f'-{again}' if again else ''}"}) + "\n")
    return number


def draw_moments(kills: int, seed: int) -> list[float]:
    """Shares of the run at which something is killed, in order."""
    chance = random.Random(seed)
    return sorted(chance.uniform(0.01, 0.98) for _ in range(kills))


def check_extract(news: Path, folder: Path, moments: Sequence[float], number: int) -> bool:
    """Kills `recoupe extract`; True where the output is that of a quiet run."""
    quiet, killed = folder / "quiet.jsonl", folder / "killed.jsonl"
    run(extract_command(news, quiet))
    size, part = quiet.stat().st_size, folder / "killed.jsonl.part"
    starts = run_killed(
        extract_command(news, killed), moments, lambda: part.stat().st_size / size if part.exists() else 0
    )
    same = quiet.read_bytes() == killed.read_bytes()
    lines = len(killed.read_bytes().splitlines())
    print(
        f"extract: {len(moments)} kills, {starts} starts; {lines} of {number} lines; the bytes of a quiet run: {same}"
    )
    return same and lines == number


def check_add(news: Path, folder: Path, moments: Sequence[float], number: int) -> bool:
    """Kills `recoupe add`; True where the store holds every document once and exports what a quiet one does."""
    quiet, killed = folder / "quiet.db", folder / "killed.db"
    run(add_command(news, quiet))
    starts = run_killed(add_command(news, killed), moments, lambda: count_documents(killed) / number)
    documents = count_documents(killed)
    same = export(quiet) == export(killed)
    print(f"add: {len(moments)} kills, {starts} starts; {documents} of {number} documents; the same export: {same}")
    return same and documents == number


def run_killed(command: Sequence[str], moments: Sequence[float], progress: Callable[[], float]) -> int:
    """Runs the command, killing parent and children in turn at the moments; how often it was started."""
    waiting, starts = list(moments), 0
    while True:
        starts += 1
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while process.poll() is None:
            time.sleep(POLL)
            victim = process.pid if len(waiting) % 2 else next(iter(workers_of(process.pid)), None)
            if waiting and victim and progress() >= waiting[0]:
                waiting.pop(0)
                os.kill(victim, signal.SIGKILL)
                if victim == process.pid:
                    process.wait()
        if process.returncode == 0 and not waiting:
            return starts
        if process.returncode not in (0, -signal.SIGKILL):
            raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")


def workers_of(pid: int) -> list[int]:
    """The processes that read; the first child is Python's own, which keeps account of what they share."""
    return list(children_of(pid))[1:]


def children_of(pid: int) -> Iterator[int]:
    """The processes that a process has started (Linux)."""
    path = Path(f"/proc/{pid}/task/{pid}/children")
    yield from map(int, path.read_text().split()) if path.exists() else ()


def count_documents(store: Path) -> int:
    """How many documents a store holds; 0 while there is none."""
    if not store.exists():
        return 0
    try:
        with sqlite3.connect(f"file:{store}?mode=ro", uri=True, timeout=10) as connection:
            return int(connection.execute("select count(*) from documents").fetchone()[0])
    except sqlite3.OperationalError:  # its tables are just being made
        return 0


def extract_command(news: Path, output: Path) -> list[str]:
    """The command that is killed."""
    return [sys.executable, "-m", "recoupe", "extract", str(news), "-o", str(output), "--workers", "2"]


def add_command(news: Path, store: Path) -> list[str]:
    """The command that is killed."""
    return [sys.executable, "-m", "recoupe", "add", str(news), "--store", str(store), "--workers", "2"]


def export(store: Path) -> bytes:
    """All incidents of a store."""
    command = [sys.executable, "-m", "recoupe", "export", "--format", "jsonl", "--store", str(store)]
    return subprocess.run(command, capture_output=True, check=True).stdout


def run(command: Sequence[str]) -> None:
    """Runs the command to its end."""
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)


if __name__ == "__main__":
    main()
