"""How fast the review desk answers over a large store: `python -m benchmarks.serving [--incidents 100000]`.

A store of synthetic incidents over a world of towns and seven years, each told by a document or two, is made once
(build/serving-100000.db; that takes minutes) and served by `recoupe serve`. Prints for each kind of request the median
and the worst of so many through HTTP on the loopback, each with other values, so that nothing is answered from a memory
of the last; the mean of the server's processor time, which is what a machine with nothing else to do would take; and
the bytes that went over the wire.
"""

import argparse
import gzip
import http.client
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from benchmarks.link_scale import COUNTRIES, make_tellings, make_towns
from recoupe.incidents import gather_incidents
from recoupe.plain import to_plain
from recoupe.records import Account, Document, EventPlace, Outcome, Telling
from recoupe.store.documents import add_accounts
from recoupe.store.incidents import Filter, count_incidents
from recoupe.store.opening import Store, open_store, start_run, write_store
from recoupe.store.versions import Version, write_versions

BUILD = Path("build")
BATCH = 5000
REQUESTS = 30
BAR_LIST = 150.0
"""Milliseconds at the median for a filtered list."""

WORDS = ("convoy", "bridge", "checkpoint", "market", "patrol", "barracks", "airport", "dawn", "village", "column")
OUTCOMES = (*[Outcome.CARRIED_OUT] * 7, Outcome.INTERCEPTED, Outcome.FOILED, Outcome.FAILED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """What one kind of request cost: milliseconds gone by and of the server's processor, and bytes as sent."""

    name: str
    median: float
    processor: float
    worst: float
    size: int


def make_store(location: Path, size: int) -> Store:
    """A store of so many incidents; made anew unless it is there whole."""
    if location.is_file():
        store = open_store(str(location))
        if count_incidents(store, Filter()) == size:
            return store
        store.engine.dispose()
        location.unlink()
    store = open_store(str(location), create=True)
    run = start_run(store, "add")
    for start in range(0, size, BATCH):
        told = list(make_incidents(start, min(BATCH, size - start)))
        add_accounts(store, [account_of(telling) for tellings in told for telling in tellings], run)
        with write_store(store) as connection:
            write_versions(connection, run, [make_version(tellings) for tellings in told], [])
        print(f"\r{start + len(told):7d} of {size} incidents written", end="", file=sys.stderr)
    print(file=sys.stderr)
    return store


def make_incidents(start: int, size: int) -> Iterator[list[Telling]]:
    """The tellings of each of so many incidents."""
    dice = random.Random(start)
    towns = make_towns(random.Random(7))
    [pattern] = make_tellings(1)[0]
    for number in range(start, start + size):
        day = date(2017, 1, 1) + timedelta(days=dice.randrange(2550))
        town = dice.choice(towns)
        headline = f"{' '.join(dice.sample(WORDS, 4))} near {town.name}"
        yield [
            make_telling(pattern, f"d{number}-{copy}", day, town, headline, dice)
            for copy in range(1 + (dice.random() < 0.2))
        ]


def make_telling(
    pattern: Telling, document: str, day: date, town: EventPlace, headline: str, dice: random.Random
) -> Telling:
    """One telling of a day, in a town."""
    event = replace(
        pattern.event,
        id=f"{document}#1",
        outcome=dice.choice(OUTCOMES),
        date=replace(pattern.event.date, earliest=day, latest=day) if pattern.event.date else None,
        place=town,
        killed=replace(pattern.event.killed, low=(toll := dice.randrange(30)), high=toll)
        if pattern.event.killed
        else None,
    )
    published = datetime(day.year, day.month, day.day, 12)
    passport = replace(
        pattern.passport, id=document, outlet=f"Outlet {dice.randrange(200)}", published=published, title=headline
    )
    return Telling(passport=passport, event=event)


def account_of(telling: Telling) -> Account:
    """The document of a telling, with a text of its own."""
    given = telling.passport
    text = f"{given.title}. Reported by {given.outlet} on {given.published}, in the words of witnesses and officials."
    document = Document(id=given.id, outlet=given.outlet, published=given.published, title=given.title, text=text)
    return Account(document=document, language="en", events=(telling.event,))


def make_version(tellings: list[Telling]) -> Version:
    """The incident of tellings that are of one happening."""
    incident = gather_incidents(tellings)[0]
    return Version(incident=incident, record=to_plain(replace(incident, tellings=())), decisions=())


def make_requests(identifiers: list[str]) -> dict[str, list[str]]:
    """The paths to ask for, by what they are; no two alike."""
    dice = random.Random(1)
    countries = [f"{chr(65 + number)}X" for number in range(COUNTRIES)]
    days = [date(2017, 1, 1) + timedelta(days=dice.randrange(2500)) for _ in range(REQUESTS)]
    boxes = [(dice.randrange(-90, 60), dice.randrange(-40, 30)) for _ in range(REQUESTS)]
    lists = "/api/incidents?limit=50"
    return {
        "list, country and since": [f"{lists}&country={dice.choice(countries)}&since={day}" for day in days],
        "list, country, outcome, newest first": [
            f"{lists}&sort=-date&outcome=intercepted&country={dice.choice(countries)}&until={day}" for day in days
        ],
        "list, place": [f"{lists}&place=town+{dice.randrange(2000)}" for _ in days],
        "list, words": [f"{lists}&text={'+'.join(dice.sample(WORDS, 3))}&since={day}" for day in days],
        "list, one word": [f"{lists}&text={dice.choice(WORDS)}&since={day}" for day in days],
        "list, box, by toll": [
            f"{lists}&sort=killed&bbox={x},{y},{x + 25},{y + 15}&since=2018-{n % 12 + 1:02}-01"
            for n, (x, y) in enumerate(boxes)
        ],
        "list, all, page 1000": [f"{lists}&offset={50000 + n}" for n in range(REQUESTS)],
        "facets, country": [f"/api/facets?country={dice.choice(countries)}&since={day}" for day in days],
        "facets, all": [f"/api/facets?since={day}" for day in sorted(days)[:5]],
        "timeline, all": [f"/api/timeline?since={day}" for day in sorted(days)[:5]],
        "queue": [f"/api/queue?offset={n}" for n in range(REQUESTS)],
        "incident": [f"/api/incidents/{identifier}" for identifier in identifiers[:REQUESTS]],
        "map, country": [f"/api/map?country={country}" for country in countries],
        "map, all": [f"/api/map?since=2016-01-0{n}" for n in range(1, 6)],
    }


def serve(location: Path, port: int) -> "subprocess.Popen[bytes]":
    """The server, once it answers."""
    command = [sys.executable, "-m", "recoupe", "serve", "--store", str(location), "--port", str(port)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    for _ in range(150):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return process
        except ConnectionRefusedError:
            time.sleep(0.2)
    process.terminate()
    raise SystemExit("the server did not come up")


def measure(connection: http.client.HTTPConnection, server: int, name: str, paths: Sequence[str]) -> Timing:
    """Asks for each path once; `server` is the number of its process."""
    spent, size, before = [], 0, processor_seconds(server)
    for path in paths:
        begun = time.perf_counter()
        connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        body = answer.read()
        spent.append(1000 * (time.perf_counter() - begun))
        if answer.status != 200:
            raise SystemExit(f"{path}: {answer.status} {gunzip(answer, body)[:300]!r}")
        size = max(size, len(body))
    processor = 1000 * (processor_seconds(server) - before) / len(paths)
    return Timing(name=name, median=statistics.median(spent), processor=processor, worst=max(spent), size=size)


def processor_seconds(process: int) -> float:
    """What a process has used of a processor until now (Linux)."""
    fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def gunzip(answer: http.client.HTTPResponse, body: bytes) -> bytes:
    """The body as it was before it was compressed."""
    return gzip.decompress(body) if answer.headers.get("Content-Encoding") == "gzip" else body


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--incidents", type=int, default=100_000)
    parser.add_argument("--port", type=int, default=8765)
    options = parser.parse_args()
    BUILD.mkdir(exist_ok=True)
    location = BUILD / f"serving-{options.incidents}.db"
    make_store(location, options.incidents).engine.dispose()
    process = serve(location, options.port)
    try:
        connection = http.client.HTTPConnection("127.0.0.1", options.port)
        connection.request("GET", "/api/incidents?limit=500")
        listed = [each["id"] for each in json.loads(connection.getresponse().read())["items"]]
        print(f"{options.incidents} incidents; milliseconds through HTTP, {REQUESTS} requests at most each")
        for name, paths in make_requests(listed[:: len(listed) // REQUESTS or 1]).items():
            timing = measure(connection, process.pid, name, paths)
            over = " over the bar" if name.startswith("list") and timing.median > BAR_LIST else ""
            print(
                f"{name:38} median {timing.median:7.1f}  worst {timing.worst:7.1f}"
                f"  processor {timing.processor:6.1f}  {timing.size:9d} bytes{over}",
                flush=True,
            )
    finally:
        process.terminate()
        process.wait()


if __name__ == "__main__":
    main()
