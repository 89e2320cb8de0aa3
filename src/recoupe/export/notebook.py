"""What documents say, for Python and notebooks: `recoupe.read("articles/").to_pandas()`."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from recoupe.desk import Desks
from recoupe.errors import InputError
from recoupe.export.forms import FILES, FORMS, write_form
from recoupe.export.geoparquet import arrow_table
from recoupe.export.html_record import html_record
from recoupe.export.redaction import redact_incidents
from recoupe.incidents import gather_incidents
from recoupe.pipeline import read_documents
from recoupe.reading.fingerprint import short_hash
from recoupe.reading.passports import read_passport, read_tellings
from recoupe.reading.paths import fill_in, read_paths
from recoupe.records import Account, Document, Incident, Unread

if TYPE_CHECKING:
    import pandas
    import pyarrow

Item = Document | Unread

LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What was read: an account for each document, and the incidents that they tell of."""

    accounts: tuple[Account, ...]
    incidents: tuple[Incident, ...]

    @property
    def unread(self) -> dict[str, str]:
        """Why something was not read, by the identifier of what was given."""
        return {account.document.id: account.error for account in self.accounts if account.error}

    @property
    def contents(self) -> dict[str, str]:
        """The strings that spans count in, by document."""
        return {account.document.id: account.document.content for account in self.accounts}

    def to_arrow(self) -> "pyarrow.Table":
        """One row an incident, in the columns of the flat table and a point (WKB); needs pyarrow."""
        return arrow_table(self.incidents)

    def to_pandas(self) -> "pandas.DataFrame":
        """One row an incident, in the columns of the flat table; needs pandas and pyarrow."""
        try:
            return self.to_arrow().drop_columns(["geometry"]).to_pandas()
        except ImportError as problem:
            raise InputError("this needs pandas: pip install 'recoupe[formats]'") from problem

    def write(self, path: str | Path, form: str = "jsonl", *, with_names: str | None = None) -> dict[str, int]:
        """Writes the incidents to a file in one of the forms of `recoupe export`; what was left out, by reason.

        Names of private people are withheld; `with_names`, the reason why they are not, is logged.
        """
        if form not in FORMS:
            raise InputError(f"there is no form {form!r}; there are: {', '.join(FORMS)}")
        if with_names is None:
            incidents = redact_incidents(self.incidents)
        else:
            incidents = self.incidents
            LOG.warning("%s: names of private people are written: %s", path, with_names)
        if form in FILES:
            FILES[form](incidents, str(path))
            return {}
        with Path(path).open("w", encoding="utf-8", newline="") as output:
            return dict(write_form(form, incidents, output))

    def _repr_html_(self) -> str:
        """A map and each incident with its evidence, as notebooks show it."""
        return html_record(self.incidents, self.contents, self.unread)


def read_record(
    *sources: str | Path | Document,
    text: str | None = None,
    published: date | datetime | None = None,
    language: str | None = None,
    outlet: str | None = None,
) -> Record:
    """Reads files, folders and documents, and gathers what they tell of the same incidents.

    `text` is one more article as a string; `published`, `language` and `outlet` stand for what documents do not say.
    Raises InputError for a path that is not there.
    """
    items = [*_open(sources), *([Document(id=f"text-{short_hash(text)}", text=text)] if text is not None else [])]
    filled = [
        item if isinstance(item, Unread) else fill_in(item, published=published, language=language, outlet=outlet)
        for item in items
    ]
    accounts = tuple(read_documents(filled, Desks()))
    read = [account for account in accounts if not account.error]
    tellings = [telling for account in read for telling in read_tellings(account)]
    return Record(accounts=accounts, incidents=gather_incidents(tellings, [read_passport(each) for each in read]))


def _open(sources: tuple[str | Path | Document, ...]) -> Iterator[Item]:
    for source in sources:
        if isinstance(source, Document):
            yield source
        elif Path(source).exists():
            yield from read_paths([Path(source)])
        else:
            raise InputError(f"{source}: no such file or folder; an article as a string is given as text=…")
