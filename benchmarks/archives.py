"""Speed and memory of reading web archives: `python -m benchmarks.archives --megabytes 1000`.

Writes a WARC file of made-up pages, reads its pages one by one in a process of its own, and prints pages a second on
one core and the most memory that the process took, before extraction and, for the first pages, with it.
"""

import argparse
import gzip
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from recoupe.reading.archives import iterate_pages, read_archive

PARAGRAPH = (
    "<p>Deux drones ont été abattus mardi près de la base numéro {number}, a indiqué un responsable, sans faire de"
    " victime ; c'est la {number}e tentative recensée depuis le début de l'année dans cette région.</p>\n"
)
PAGE_BYTES = 100_000
"""About the size of a news page; the article is a twentieth of it, as on real pages."""

EXTRACTED = 200
"""Pages that are read with extraction, which takes by far the longest part."""


def peak_memory() -> float:
    """The most memory (MB) that this program has held; getrusage would count what its parent held before the exec."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text("utf-8"))
    return int(found[1]) / 1024 if found else 0.0


def main() -> None:
    """Writes the archive, and measures both ways of reading it."""
    options = parse_options()
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        path = Path(folder) / ("pages.warc.gz" if options.gzip else "pages.warc")
        write_archive(path, options.megabytes * 1_000_000)
        print(f"{path.stat().st_size / 1e6:,.0f} MB on disk")
        for way in ("pages", "articles"):
            command = [sys.executable, "-m", "benchmarks.archives", "--measure", way, str(path)]
            print(subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip())


def parse_options() -> argparse.Namespace:
    """The options; with --measure this is the measuring process, which prints and ends."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=1000, help="of pages in the archive")
    parser.add_argument("--gzip", action="store_true", help="write WARC.gz, each record a member of its own")
    parser.add_argument("--folder", help="where the archive is written for the while")
    parser.add_argument("--measure", nargs=2, metavar=("WAY", "PATH"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(measure(options.measure[0], Path(options.measure[1])))
        sys.exit()
    return options


def measure(way: str, path: Path) -> str:
    """Pages a second of processor time, and the most memory of this process."""
    before = time.process_time()
    with path.open("rb") as stream:
        if way == "pages":
            number = sum(1 for _ in iterate_pages(stream))
        else:
            number = sum(1 for _ in islice(read_archive(stream, path.stem, path.name), EXTRACTED))
    spent = time.process_time() - before
    memory = peak_memory()
    return f"{way:<9} {number:>6} read  {number / max(spent, 1e-6):>9,.0f} a second  {memory:>5,.0f} MB at most"


def write_archive(path: Path, size: int) -> None:
    """A WARC 1.1 file whose records hold at least `size` bytes."""
    with path.open("wb") as output:
        for record in islice(records(), size // PAGE_BYTES + 1):
            write_record(output, record, packed=path.suffix == ".gz")


def records() -> Iterator[bytes]:
    """Responses with made-up pages, without end."""
    number = 0
    while True:
        number += 1
        yield response(f"https://plateau.example/{number}", page(number))


def page(number: int) -> bytes:
    """A page of about 100 kB: a short article, and the rest of what pages carry."""
    article = "".join(PARAGRAPH.format(number=number + place) for place in range(20))
    ballast = f"<script>var data = '{str(number) * 10}';</script>\n"
    filling = ballast * ((PAGE_BYTES - len(article)) // len(ballast))
    head = '<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Base</title>'
    return f"{head}{filling}</head><body><article>{article}</article></body></html>".encode()


def response(address: str, body: bytes) -> bytes:
    """A WARC record of a server's answer."""
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    lines = (
        "WARC/1.1",
        "WARC-Type: response",
        f"WARC-Target-URI: {address}",
        "WARC-Date: 2024-02-02T00:00:00Z",
        "WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>",
        "Content-Type: application/http; msgtype=response",
        f"Content-Length: {len(block)}",
    )
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def write_record(output: BinaryIO, record: bytes, *, packed: bool) -> None:
    """One record; packed, as a gzip member of its own, as the format asks."""
    output.write(gzip.compress(record, 6, mtime=0) if packed else record)


if __name__ == "__main__":
    main()
