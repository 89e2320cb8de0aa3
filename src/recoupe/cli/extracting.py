"""`recoupe extract`: documents in, one line each out."""

import sys
from collections.abc import Iterable, Iterator

from recoupe.cli.streams import open_input, open_output, stream_name, write_lines
from recoupe.desk import Desks
from recoupe.export.contract import account_line
from recoupe.pipeline import read_documents
from recoupe.reading.lines import read_lines
from recoupe.records import Account
from recoupe.settings import Settings


def extract_lines(source: str, output: str, settings: Settings) -> None:
    """Reads the documents of `source` and writes the contract's lines to `output`."""
    desks = Desks(pipelines=settings.pipelines)
    with open_input(source) as stream, open_output(output) as target:
        accounts = read_documents(read_lines(stream, stream_name(source)), desks)
        write_lines((account_line(account) for account in report_errors(accounts)), target)


def report_errors(accounts: Iterable[Account]) -> Iterator[Account]:
    """The same accounts; what could not be read is named on standard error as it comes by."""
    for account in accounts:
        if account.error:
            sys.stderr.write(f"recoupe: {error_line(account)}\n")
        yield account


def error_line(account: Account) -> str:
    """What could not be read, and why."""
    origin = account.document.origin or account.document.id
    return account.error if account.error and account.error.startswith(origin) else f"{origin}: {account.error}"
