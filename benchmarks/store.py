"""How soon a store answers: `python -m benchmarks.store [--incidents 100000] [--database URL]`.

A store is filled with so many synthetic incidents (their rows alone: what lists and maps read), spread over countries,
places, days and kinds as the public record is. Then filters of every kind are asked at random, 50 rows a page with
the number of all that fit, as the web app asks them. Prints the median and the 95th hundredth of each.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from recoupe.records import EventType, Outcome
from recoupe.store.dialects import index_points, index_words
from recoupe.store.documents import in_parts
from recoupe.store.incidents import (
    Filter,
    count_days,
    count_facets,
    count_incidents,
    list_points,
    list_queue,
    list_rows,
)
from recoupe.store.opening import Store, now, open_store, start_run, write_store
from recoupe.store.queue_scores import urgency
from recoupe.store.tables import INCIDENTS

ASKED = 20
PAGE = 50
COUNTRIES = [f"{first}{second}" for first in "ABCDEFGHIJ" for second in "MNOPQ"]
GRADES = ("confirmed", "fair", "weak", "weak", "weak", "contested")
SYLLABLES = ("ba", "ko", "su", "ta", "mi", "dje", "nia", "gou", "ra", "lo", "ma", "ti")
WORDS = [a + b + c for a in SYLLABLES for b in SYLLABLES for c in SYLLABLES]
RECORD = {
    "filler": "x" * 3000
}  # a record is wide; that of an incident with three documents has some thousand characters
FIRST_DAY = date(2012, 1, 1)
DAYS = 4500


def make_row(number: int, dice: random.Random) -> dict[str, Any]:
    """The columns of one incident; a tenth of the countries have two thirds of them."""
    country = dice.choice(COUNTRIES[:5] if dice.random() < 0.66 else COUNTRIES)
    day = (FIRST_DAY + timedelta(days=dice.randrange(DAYS))).isoformat() if dice.random() < 0.97 else None
    place = f"{dice.choice(WORDS)} {dice.choice(WORDS)}"
    placed = dice.random() < 0.95
    killed = dice.choice((None, 0, 1, 2, 3, 5, 8, 24))
    origins = dice.choice((1, 1, 1, 2, 3))
    row = {
        **{"id": f"{day or 'undated'}-{place.replace(' ', '-')}-{number:06x}", "title": f"Attack in {place.title()}"},
        **{"type": dice.choice(list(EventType)).value, "outcome": dice.choice(list(Outcome)).value},
        **{"day": day or "", "earliest": day, "latest": day, "date_precision": "day" if day else None},
        **{"place": place, "place_name": place.title() if placed else None, "country": country},
        "latitude": dice.uniform(-35, 60) if placed else None,
        "longitude": dice.uniform(-20, 60) if placed else None,
        "place_precision": dice.choice(("site", "town", "town", "province")) if placed else None,
        **{"killed_low": killed, "killed_high": killed, "injured_low": None, "injured_high": None},
        **{"support": dice.choice(GRADES), "origins_low": origins, "origins_high": origins + dice.randrange(2)},
        "outlets": "\n".join(f"Outlet {dice.randrange(200)}" for _ in range(dice.randint(1, 4))),
        "conflicts": "killed" if dice.random() < 0.1 else "",
        **{"documents": dice.randint(1, 6), "focus": True, "state": "machine", "flagged": False},
        "folded": " ".join([place, *dice.choices(WORDS, k=30)]),
    }
    return row | {"urgency": urgency(row)}


def fill_store(store: Store, number: int) -> None:
    """Writes so many incidents."""
    dice = random.Random(7)
    run = start_run(store, "benchmark")
    with write_store(store) as connection:
        given = {"run": run, "added": now(), "record": RECORD}
        rows = [make_row(each, dice) | given | {"key": each + 1} for each in range(number)]
        for part in in_parts(rows):
            connection.execute(INCIDENTS.insert(), part)
            index_words(connection, "incident", [(row["key"], row["folded"]) for row in part])
            placed = [row for row in part if row["latitude"] is not None]
            index_points(connection, [{name: row[name] for name in ("key", "latitude", "longitude")} for row in placed])
    if store.engine.dialect.name == "postgresql":
        with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("ANALYZE")


def make_filters(dice: random.Random) -> dict[str, Filter]:
    """One filter of each kind, at random."""
    since = FIRST_DAY + timedelta(days=dice.randrange(DAYS - 60))
    west, south = dice.uniform(-20, 50), dice.uniform(-30, 50)
    country, kind = dice.choice(COUNTRIES), dice.choice(list(EventType))
    word = dice.choice(WORDS)
    return {
        "nothing": Filter(),
        "country": Filter(country=country),
        "month": Filter(since=since, until=since + timedelta(days=30)),
        "country and month": Filter(country=country, since=since, until=since + timedelta(days=30)),
        "type": Filter(type=kind),
        "type and country": Filter(type=kind, country=country),
        "outcome": Filter(outcome=Outcome.INTERCEPTED),
        "support": Filter(support="confirmed"),
        "place": Filter(place=word[:5]),
        "text": Filter(text=word),
        "two words": Filter(text=f"{word} {dice.choice(WORDS)}"),
        "box": Filter(bbox=(west, south, west + 8, south + 6)),
        "box and type": Filter(bbox=(west, south, west + 8, south + 6), type=kind),
    }


def questions(store: Store) -> Iterator[tuple[str, Callable[[random.Random], object]]]:
    """What is measured, by name."""
    for name in make_filters(random.Random(0)):
        yield f"list and count by {name}", lambda dice, name=name: _page(store, make_filters(dice)[name])
    yield "queue", lambda _: list_queue(store, limit=PAGE)
    yield "facets of a country", lambda dice: count_facets(store, Filter(country=dice.choice(COUNTRIES)))
    yield "days of a country", lambda dice: count_days(store, Filter(country=dice.choice(COUNTRIES)))
    yield "points of a country", lambda dice: list_points(store, Filter(country=dice.choice(COUNTRIES)))


def _page(store: Store, wanted: Filter) -> tuple[object, int]:
    sort = "-date" if wanted.text is None else "killed"
    return list_rows(store, wanted, sort=sort, limit=PAGE), count_incidents(store, wanted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """Milliseconds that each question took, in order of length."""

    passed: list[float]
    processor: list[float]  # of this process: all there is to SQLite, not to a server

    def __str__(self) -> str:
        ninety_fifth = self.passed[int(0.95 * len(self.passed))]
        return (
            f"median {statistics.median(self.passed):7.1f} ms (processor {statistics.median(self.processor):7.1f})"
            f"   95 % within {ninety_fifth:7.1f} ms"
        )


def measure(ask: Callable[[random.Random], object]) -> Spent:
    """Asks so many questions."""
    dice = random.Random(11)
    passed, processor = [], []
    for _ in range(ASKED):
        begun = time.perf_counter(), time.process_time()
        ask(dice)
        passed.append(1000 * (time.perf_counter() - begun[0]))
        processor.append(1000 * (time.process_time() - begun[1]))
    return Spent(passed=sorted(passed), processor=sorted(processor))


def main() -> None:
    """Prints a line for each kind of question, and the median of all filtered lists."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--incidents", type=int, default=100000)
    parser.add_argument("--database", help="URL of an empty PostgreSQL database")
    options = parser.parse_args()
    lists: list[Spent] = []
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(options.database or str(Path(folder) / "store.db"), create=True)
        fill_store(store, options.incidents)
        print(f"{options.incidents} incidents in {store.engine.dialect.name}")
        for name, ask in questions(store):
            spent = measure(ask)
            lists += [spent] if name.startswith("list") else []
            print(f"{name:36s} {spent}", flush=True)
        store.engine.dispose()
    passed = sorted(each for spent in lists for each in spent.passed)
    processor = sorted(each for spent in lists for each in spent.processor)
    print(f"{'all filtered lists':36s} {Spent(passed=passed, processor=processor)}")


if __name__ == "__main__":
    main()
