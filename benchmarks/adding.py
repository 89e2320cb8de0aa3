"""What adding a document costs by the size of the store: `python -m benchmarks.adding [1000 10000 100000]`.

Stores of synthetic documents (the generator of `benchmarks.link_scale`, with texts of 300 words, one in five of them
a copy) are written in bulk; then so many further documents are added one by one, each with its incidents brought up
to date, as `recoupe add` does it. What reading a document costs is left out: it is the same for every store. Prints
the median of processor time and of time gone by, and how much more it is than in the smallest store. `--database`
names an empty PostgreSQL database instead of SQLite files.
"""

import argparse
import random
import statistics
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.link_scale import make_tellings
from recoupe.records import Account, Document
from recoupe.store.documents import add_account, add_accounts
from recoupe.store.gathering import update_incidents
from recoupe.store.opening import Store, open_store, start_run

ADDED = 40
WARMED = 5  # the first ones fill caches, and are not counted
WORDS_A_TEXT = 300
VOCABULARY = [f"w{number}" for number in range(4000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """The median of what one document costs, in milliseconds."""

    processor: float
    passed: float


def make_accounts(size: int, seed: int = 7) -> list[Account]:
    """So many documents, each telling of one event; one in five carries the text of one of the last twenty."""
    dice = random.Random(seed)
    accounts: list[Account] = []
    for telling in make_tellings(size, seed)[0]:
        copied = accounts and dice.random() < 0.2
        words = (
            dice.choice(accounts[-20:]).document.text.split() if copied else dice.choices(VOCABULARY, k=WORDS_A_TEXT)
        )
        given = telling.passport
        document = Document(id=given.id, outlet=given.outlet, published=given.published, text=" ".join(words))
        accounts.append(Account(document=document, language="en", events=(telling.event,)))
    return accounts


def fill_store(location: str, accounts: list[Account]) -> Store:
    """A store with these documents, gathered."""
    store = open_store(location, create=True)
    run = start_run(store, "add")
    add_accounts(store, accounts, run)
    update_incidents(store, run)
    return store


def measure(store: Store, accounts: list[Account]) -> Cost:
    """Adds documents one by one."""
    costs = []
    for account in accounts:
        begun = time.process_time(), time.perf_counter()
        run = start_run(store, "add")
        add_account(store, account, run)
        update_incidents(store, run)
        costs.append((time.process_time() - begun[0], time.perf_counter() - begun[1]))
    processor, passed = zip(*costs[WARMED:], strict=True)
    return Cost(processor=1000 * statistics.median(processor), passed=1000 * statistics.median(passed))


def main() -> None:
    """Prints a line for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=[1000, 10000, 100000])
    parser.add_argument("--database", help="URL of an empty PostgreSQL database, for one size")
    options = parser.parse_args()
    first: Cost | None = None
    for size in options.sizes:
        accounts = make_accounts(size + ADDED + WARMED)
        with tempfile.TemporaryDirectory() as folder:
            begun = time.perf_counter()
            store = fill_store(options.database or str(Path(folder) / "store.db"), accounts[:size])
            filled = time.perf_counter() - begun
            cost = measure(store, accounts[size:])
            store.engine.dispose()
        first = first or cost
        print(
            f"{size:7d} documents (filled in {filled:6.1f} s): one more costs {cost.processor:6.1f} ms of processor,"
            f" {cost.passed:6.1f} ms passed; {cost.processor / first.processor:.2f} and"
            f" {cost.passed / first.passed:.2f} times the first",
            flush=True,
        )


if __name__ == "__main__":
    main()
