"""What is done with every document of a part, wherever it runs: written as a line of the contract, or read for a store.

A task is a plain record that can be sent to another process; the rules and models it needs are opened there, once.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from recoupe.desk import Desks
from recoupe.errors import DocumentError
from recoupe.export.contract import account_line
from recoupe.pipeline import read_documents
from recoupe.reading.language import identify_language
from recoupe.reading.paths import fill_in
from recoupe.records import Account, Document, Unread
from recoupe.scale.bounds import Limits, OutOfTime, time_bound

if TYPE_CHECKING:
    from recoupe.store.opening import Store

Pipelines = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A document as its line of the contract."""

    text: str
    error: str | None
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A document that the store has already, and that was not read again."""

    origin: str | None
    taken_for: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractTask:
    """Documents to lines of the contract."""

    pipelines: Pipelines = ()
    limits: Limits = field(default_factory=Limits)

    def read(self, item: Document | Unread) -> Line:
        """The line of one document."""
        account = read_within(item, open_desks(self.pipelines), self.limits)
        origin = account.document.origin or account.document.id
        return Line(text=write_json(account_line(account)), error=account.error, origin=origin)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddTask:
    """Documents to accounts, but for those that the store at `store` knows."""

    store: str | None  # None where this process cannot reach it: then all is read
    pipelines: Pipelines = ()
    published: date | None = None
    language: str | None = None
    outlet: str | None = None
    limits: Limits = field(default_factory=Limits)

    def read(self, item: Document | Unread) -> Account | Known:
        """The account of one document, or that it is known."""
        from recoupe.store.documents import knows_document

        if isinstance(item, Document):
            item = fill_in(item, published=self.published, language=self.language, outlet=self.outlet)
            if self.store and knows_document(reopen_store(self.store), item):
                return Known(origin=item.origin, taken_for=item.taken_for)
        return read_within(item, open_desks(self.pipelines), self.limits, thorough=False)


Answer = Line | Account | Known


class Task(Protocol):
    """What is done with each document; must be such that it can be sent to another process."""

    @property
    def limits(self) -> Limits:
        """What one document may take."""

    def read(self, item: Document | Unread) -> Answer:
        """The answer for one document; an `Unread` gives an answer with its reason as error."""


def read_within(item: Document | Unread, desks: Desks, limits: Limits, *, thorough: bool = True) -> Account:
    """The account of one document; one that takes too long comes back with `error`."""
    if isinstance(item, Unread):
        return next(read_documents([item], desks))
    open_for(item, desks)
    seconds = limits.seconds_for(item)
    try:
        with time_bound(seconds):
            return next(read_documents([item], desks, thorough=thorough))
    except OutOfTime:
        return Account(document=item, language=item.language, error=too_long(seconds))


def open_for(document: Document, desks: Desks) -> None:
    """Opens the document's desk before its time runs: loading a language's models is no fault of the document."""
    with suppress(DocumentError):  # the reading says it again, as the document's error
        desks.open(identify_language(document))


def too_long(seconds: float) -> str:
    """The sentence for a document that outran its time."""
    return f"reading this took longer than {seconds:.0f} s, the most for its length, and was given up; please report it"


def write_json(line: Mapping[str, object]) -> str:
    """One line of JSON; lone surrogates, which no encoding knows, as their escapes."""
    text = json.dumps(line, ensure_ascii=False)
    return text if text.isascii() or _is_encodable(text) else json.dumps(line)


def as_pairs(pipelines: Mapping[str, str]) -> Pipelines:
    """A mapping as pairs in order, which can be a key."""
    return tuple(sorted(pipelines.items()))


@lru_cache(maxsize=1)
def open_desks(pipelines: Pipelines) -> Desks:
    """This process's desks; a desk loads when its first document comes."""
    return Desks(pipelines=dict(pipelines))


@lru_cache(maxsize=1)
def reopen_store(location: str) -> "Store":
    """This process's own connection to a store that is there."""
    from recoupe.store.opening import open_store

    return open_store(location)


def _is_encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
