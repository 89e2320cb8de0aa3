"""`recoupe add`: documents of any kind into the store."""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from recoupe.cli.blocks import make_console, plural
from recoupe.cli.progress import show_progress
from recoupe.cli.reading import NOTHING_READ, Given, check_paths, report_counts, source_file
from recoupe.cli.streams import STANDARD
from recoupe.cli.unread import error_line
from recoupe.errors import DocumentError
from recoupe.fetching.documents import read_url
from recoupe.fetching.targets import is_url
from recoupe.reading.parts import Part, split_items, split_paths
from recoupe.reading.paths import read_stream
from recoupe.records import Account
from recoupe.scale.running import Force, read_parts
from recoupe.scale.tasks import AddTask, Answer, Known, Line, as_pairs
from recoupe.settings import Settings
from recoupe.store.documents import Added, add_account
from recoupe.store.gathering import is_gathered, update_incidents
from recoupe.store.opening import Store, open_store, start_run


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What became of what was given."""

    added: Counter[Added] = field(default_factory=Counter)
    taken: Counter[tuple[str, str]] = field(default_factory=Counter)  # documents by file and what it was taken for
    unread: list[str] = field(default_factory=list)

    @property
    def documents(self) -> int:
        """How many things were given."""
        return self.added.total() + len(self.unread)


def add_documents(paths: Sequence[str], given: Given, settings: Settings, force: Force) -> int:
    """Reads `paths` into the store and gathers its incidents; returns the exit code."""
    check_paths(paths)
    store = open_store(settings.store, create=True)
    run = start_run(store, "add", settings.user)
    tally = Tally()
    answers = read_parts(split_given(paths, given), make_task(given, settings, force), force)
    for part in show_progress(answers, given_bytes(paths)):
        for answer in part.given:
            keep(store, answer, run, tally)
    report_counts(tally.taken)
    for line in tally.unread:
        sys.stderr.write(f"recoupe: {line}\n")
    gathered = None if is_gathered(store) else update_incidents(store, run)
    console = make_console()
    summary = ", ".join(f"{tally.added[each]} {each.value}" for each in Added)
    unread = f"{len(tally.unread)} unread"
    console.print(f"{plural(tally.documents, 'document')}: {summary}, {unread}. Store: {store.location}")
    if gathered:
        console.print(f"Incidents: {gathered.new} new, {gathered.changed} changed, {gathered.retired} retired.")
    return NOTHING_READ if tally.unread and len(tally.unread) == tally.documents else 0


def make_task(given: Given, settings: Settings, force: Force) -> AddTask:
    """The task of reading for the store; a cluster's workers look up what is known where the store is on a server."""
    reachable = not force.cluster or "://" in settings.store
    return AddTask(
        store=settings.store if reachable else None,
        pipelines=as_pairs(settings.pipelines),
        published=given.published,
        language=given.language,
        outlet=given.outlet,
    )


def keep(store: Store, answer: Answer, run: int, tally: Tally) -> None:
    """Puts what one document says into the store, and counts it."""
    assert not isinstance(answer, Line)  # what an AddTask answers
    document = answer.document if isinstance(answer, Account) else answer
    if document.taken_for:
        tally.taken[source_file(document.origin or "?"), document.taken_for] += 1
    if isinstance(answer, Known):
        tally.added[Added.KNOWN] += 1
    elif answer.error:
        tally.unread.append(error_line(answer))
    else:
        try:
            tally.added[add_account(store, answer, run)] += 1
        except DocumentError as problem:
            tally.unread.append(error_line(replace(answer, error=str(problem))))


def split_given(paths: Sequence[str], given: Given) -> Iterator[Part]:
    """The parts of all paths and URLs, `-` being standard input."""
    for path in paths:
        if path == STANDARD:
            yield from split_items(read_stream(sys.stdin.buffer, given.columns))
        elif is_url(path):
            yield from split_items(read_url(path, given.open_fetcher(), given.columns))
        else:
            yield from split_paths([Path(path)], given.columns)


def given_bytes(paths: Sequence[str]) -> int | None:
    """How large the input is; None where that is not known beforehand."""
    if any(path == STANDARD or is_url(path) for path in paths):
        return None
    files = [file for path in paths for file in ([Path(path)] if Path(path).is_file() else Path(path).rglob("*"))]
    return sum(file.stat().st_size for file in files if file.is_file())
