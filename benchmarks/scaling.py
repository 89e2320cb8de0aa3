"""Two processes beside one: `python -m benchmarks.scaling`, over the raw news, in turn on the same machine.

Prints documents a second of `recoupe extract` with one and two workers, start-up left out (the time between the first
line and the last), their ratio pair by pair, the peak memory of a worker, and whether the bytes are the same. Two
cores that nobody else uses are needed for the ratio to mean anything.
"""

import argparse
import hashlib
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.interruptions import children_of, write_news

POLL = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run: documents a second after start-up, the largest process's memory in MB, a hash of what came out."""

    rate: float
    peak: float
    digest: str


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder that holds benchmarks/news")
    parser.add_argument("--documents", type=int, default=1401)
    parser.add_argument("--pairs", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        news = Path(name) / "news.jsonl"
        write_news(arguments.shared / "benchmarks" / "news", news, arguments.documents)
        runs = [(measure(news, 1), measure(news, 2)) for _ in range(arguments.pairs)]
    print(f"{'workers':<10}{'documents/s':>12}{'peak MB':>9}")
    for position, workers in enumerate((1, 2)):
        chosen = [pair[position] for pair in runs]
        rate = statistics.median(run.rate for run in chosen)
        print(f"{workers:<10}{rate:>12.1f}{max(run.peak for run in chosen):>9.0f}")
    ratios = sorted(two.rate / one.rate for one, two in runs)
    print(f"ratio, pair by pair: {', '.join(f'{ratio:.2f}' for ratio in ratios)}")
    print(f"the same bytes: {len({run.digest for pair in runs for run in pair}) == 1}")


def measure(news: Path, workers: int) -> Run:
    """One run of `recoupe extract`."""
    command = [sys.executable, "-m", "recoupe", "extract", str(news), "--workers", str(workers)]
    digest, lines, first, peak = hashlib.sha256(), 0, 0.0, 0.0
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout
        looked = 0.0
        for line in process.stdout:
            digest.update(line)
            lines += 1
            now = time.perf_counter()
            first = first or now
            if now - looked > POLL:
                peak, looked = max(peak, memory(process.pid)), now
    return Run(rate=(lines - 1) / (now - first), peak=peak, digest=digest.hexdigest())


def memory(pid: int) -> float:
    """Resident memory of the largest of a process and its children, in MB."""
    return max((resident(each) for each in (pid, *children_of(pid))), default=0.0)


def resident(pid: int) -> float:
    """Resident memory of a process in MB; 0 when it is gone."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    found = [line.split()[1] for line in status.splitlines() if line.startswith("VmRSS:")]
    return int(found[0]) / 1024 if found else 0.0


if __name__ == "__main__":
    main()
