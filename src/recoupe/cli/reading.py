"""`recoupe read`: documents of any kind, read and shown."""

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import Progress

from recoupe.cli.blocks import background_lines, incident_block, make_console, plural
from recoupe.cli.streams import STANDARD, write_lines
from recoupe.cli.unread import error_line
from recoupe.desk import Desks
from recoupe.errors import InputError, QueryError
from recoupe.export.contract import account_line
from recoupe.fetching.targets import is_url
from recoupe.incidents import gather_incidents
from recoupe.pipeline import read_documents
from recoupe.reading.passports import read_passport, read_tellings
from recoupe.reading.paths import fill_in, read_paths, read_stream
from recoupe.records import Account, Document, Incident, Unread
from recoupe.settings import Settings

if TYPE_CHECKING:
    from recoupe.fetching.fetcher import Fetcher

NOTHING_READ = 1
"""Exit code where things were given and none could be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the command line says of documents that do not say it themselves."""

    published: date | None = None
    language: str | None = None
    outlet: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)  # of tables, by field
    open_fetcher: "Callable[[], Fetcher]"  # for what is named by its URL


def show_documents(paths: Sequence[str], given: Given, settings: Settings, *, as_json: bool) -> int:
    """Reads `paths` and prints the record; returns the exit code."""
    items = list(open_paths(paths, given))
    report_taken(items)
    accounts = list(read_with_progress(items, settings))
    if as_json:
        write_lines((account_line(account) for account in accounts), sys.stdout)
    report_unread(accounts)
    if not as_json:
        print_record(accounts, make_console())
    return exit_code(accounts)


def open_paths(paths: Sequence[str], given: Given) -> Iterator[Document | Unread]:
    """The documents under the paths and URLs, `-` being standard input, with what they lack filled in."""
    check_paths(paths)
    for path in paths:
        for item in open_path(path, given):
            yield (
                item
                if isinstance(item, Unread)
                else fill_in(item, published=given.published, language=given.language, outlet=given.outlet)
            )


def check_paths(paths: Sequence[str]) -> None:
    """Raises InputError naming the paths where nothing is; URLs are asked for when their turn comes."""
    missing = [path for path in paths if path != STANDARD and not is_url(path) and not Path(path).exists()]
    if missing:
        raise InputError(
            f"{', '.join(missing)}: no such file or folder; give paths that are there, URLs, or - for standard input"
        )


def open_path(path: str, given: Given) -> Iterator[Document | Unread]:
    """The documents under one path or at one URL, `-` being standard input."""
    if path == STANDARD:
        return read_stream(sys.stdin.buffer, given.columns)
    if is_url(path):
        from recoupe.fetching.documents import read_url  # with a web client, which a file does not wait for

        return read_url(path, given.open_fetcher(), given.columns)
    return read_paths([Path(path)], given.columns)


def open_fetcher(settings: Settings) -> "Fetcher":
    """What fetches URLs, within the settings."""
    from recoupe.fetching.fetcher import Fetcher

    return Fetcher(ports=frozenset(settings.ports))


def read_columns(given: Sequence[str] | None) -> dict[str, str]:
    """The columns that `--column FIELD=NAME` names, by field; raises QueryError for anything else."""
    pairs = [each.partition("=") for each in given or ()]
    wrong = [field for field, sign, name in pairs if not (field and sign and name)]
    if wrong:
        raise QueryError(f"--column {wrong[0]}: expected FIELD=NAME, such as text=Body")
    return {field: name for field, _, name in pairs}


def report_taken(items: Iterable[Document | Unread]) -> None:
    """Says on standard error what each file was taken for, one line a file, where it held documents."""
    counts: Counter[tuple[str, str]] = Counter()
    for item in items:
        if isinstance(item, Document) and item.taken_for:
            counts[source_file(item.origin or "?"), item.taken_for] += 1
    report_counts(counts)


def report_counts(counts: Counter[tuple[str, str]]) -> None:
    """Says on standard error how many documents each file held, and what it was taken for."""
    for (name, taken_for), number in counts.items():
        sys.stderr.write(f"recoupe: {name}: {taken_for}, {plural(number, 'document')}\n")


def source_file(origin: str) -> str:
    """The file of an origin: "news.jsonl" of "news.jsonl:17", "pages.warc" of "pages.warc#https://…"."""
    return re.sub(r"(?::\d+|#.*)$", "", origin)


def read_with_progress(items: Sequence[Document | Unread], settings: Settings) -> Iterator[Account]:
    """The accounts of the items, with a bar on standard error where that is a terminal and there is much to do."""
    accounts = read_documents(items, Desks(pipelines=settings.pipelines))
    console = make_console(stderr=True)
    if not console.is_terminal or len(items) < 2:
        yield from accounts
        return
    with Progress(console=console, transient=True) as progress:
        yield from progress.track(accounts, total=len(items), description="Reading")


def report_unread(accounts: Iterable[Account]) -> None:
    """Names on standard error what could not be read, one line each."""
    for account in accounts:
        if account.error:
            sys.stderr.write(f"recoupe: {error_line(account)}\n")


def exit_code(accounts: Sequence[Account]) -> int:
    """1 where nothing could be read, else 0."""
    return NOTHING_READ if accounts and all(account.error for account in accounts) else 0


def print_record(accounts: Sequence[Account], console: Console) -> None:
    """The incidents that the documents are about, those told in passing, and what is no incident."""
    read = [account for account in accounts if not account.error]
    tellings = [telling for account in read for telling in read_tellings(account)]
    incidents = gather_incidents(tellings, [read_passport(account) for account in read])
    contents = {account.document.id: account.document.content for account in read}
    subjects = [incident for incident in incidents if incident.focus]
    passing = [incident for incident in incidents if not incident.focus]
    print_blocks(subjects, contents, console, start=1)
    if passing:
        console.print("Told in passing\n", style="bold")
        print_blocks(passing, contents, console, start=len(subjects) + 1)
    background = list(background_lines(read))
    if background:
        console.print("Background, no incident", style="bold")
        console.print(*background, sep="\n")
        console.print()
    print_quiet(read, incidents, console)


def print_blocks(incidents: Sequence[Incident], contents: dict[str, str], console: Console, *, start: int) -> None:
    """The blocks of incidents, numbered."""
    for number, incident in enumerate(incidents, start):
        console.print(incident_block(incident, contents, number))


def print_quiet(accounts: Sequence[Account], incidents: Sequence[Incident], console: Console) -> None:
    """Which documents tell of no incident."""
    told = {document for incident in incidents for document in incident.documents}
    silent = [account.document.id for account in accounts if account.document.id not in told]
    if silent:
        console.print(f"No incident in {plural(len(silent), 'document')}: {', '.join(silent)}")
