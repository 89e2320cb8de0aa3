"""Documents and what they say, in the store."""

import json
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from enum import StrEnum
from hashlib import blake2b
from itertools import groupby
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, RowMapping, Select, func, select

from recoupe.errors import DocumentError, QueryError
from recoupe.plain import from_plain, to_plain
from recoupe.reading.passports import read_passport
from recoupe.records import Account, Document, Event, Passport, StandingFact, Telling
from recoupe.store.dialects import index_words
from recoupe.store.opening import Store, new_key, now, read_moment, write_store
from recoupe.store.tables import ACCOUNTS, DOCUMENTS, EVENTS, RUNS

T = TypeVar("T")

_UNKEPT = re.compile("[\0\ud800-\udfff]")

IDENTIFYING = ("id", "outlet", "url", "title", "published", "language", "text")
"""What makes a document the same as one that is there already; the file it came from does not count."""


GIVEN = (*IDENTIFYING, "origin", "modified", "taken_for")
"""All that is kept of a document."""


MOST_VALUES = 500
"""So many values are put into one query: databases bound their number."""


class Added(StrEnum):
    """What adding a document did."""

    NEW = "new"
    REVISED = "revised"  # the id was there with another text or date
    KNOWN = "known"  # nothing was changed


def digest(document: Document) -> str:
    """A hash of all that was given of a document."""
    given = [to_plain(getattr(document, name)) for name in IDENTIFYING]
    return blake2b(json.dumps(given).encode(), digest_size=16).hexdigest()


def knows_document(store: Store, document: Document) -> bool:
    """True when exactly this document has been added before: then it need not be read again."""
    with store.engine.connect() as connection:
        return _is_known(connection, document)


def add_account(store: Store, account: Account, run: int) -> Added:
    """Adds a document with all it says, or nothing at all; the same document again changes nothing."""
    [outcome] = add_accounts(store, [account], run)
    return outcome


def add_accounts(store: Store, accounts: Iterable[Account], run: int) -> list[Added]:
    """Adds documents in one go, all of them or none: quicker than one by one."""
    with write_store(store) as connection:
        return [insert_account(connection, account, run) for account in accounts]


def insert_account(connection: Connection, account: Account, run: int) -> Added:
    """Adds a document with all it says within a transaction; raises DocumentError where no database can hold it."""
    _check_characters(account.document)
    if _is_known(connection, account.document):
        return Added.KNOWN
    same_id = select(DOCUMENTS.c.key).where(DOCUMENTS.c.id == account.document.id).limit(1)
    outcome = Added.REVISED if connection.execute(same_id).first() else Added.NEW
    _insert_events(connection, account, _insert_account(connection, account, run))
    return outcome


def add_reading(store: Store, account: Account, run: int) -> None:
    """Adds what a document says when it is read again; what it said before is kept."""
    with write_store(store) as connection:
        last = select(func.max(DOCUMENTS.c.key)).where(DOCUMENTS.c.id == account.document.id)
        key = connection.execute(last).scalar()
        if key is None:
            raise QueryError(f"there is no document {account.document.id!r} in {store.location} to read again")
        _insert_events(connection, account, _insert_reading(connection, account, key, run))


def list_outdated(store: Store, version: str) -> list[str]:
    """The documents that another version of Recoupe read last, in the order in which they came in."""
    last = latest_accounts().subquery()
    query = select(last.c.id).join(RUNS, RUNS.c.key == last.c.run).where(RUNS.c.version != version)
    with store.engine.connect() as connection:
        return list(connection.execute(query.order_by(last.c.key)).scalars())


def load_document(store: Store, identifier: str, *, as_of: str | None = None) -> Document:
    """The last version of a document, today or at a past time; raises QueryError where there is none of that id."""
    query = select(DOCUMENTS).where(DOCUMENTS.c.id == identifier).order_by(DOCUMENTS.c.key.desc()).limit(1)
    if as_of is not None:
        query = query.where(DOCUMENTS.c.added <= read_moment(as_of))
    with store.engine.connect() as connection:
        row = connection.execute(query).first()
    if row is None:
        raise QueryError(f"there is no document {identifier!r} in {store.location}")
    return _read_document(row)


def load_account(store: Store, identifier: str) -> Account:
    """What the last version of a document says, without the mentions that its events do not need."""
    document = load_document(store, identifier)
    query = latest_accounts([identifier])
    with store.engine.connect() as connection:
        row = connection.execute(query).one()
        events = connection.execute(select(EVENTS.c.record).where(EVENTS.c.account == row.key).order_by(EVENTS.c.key))
        return Account(
            document=document,
            language=row.language,
            events=tuple(from_plain(Event, record) for record in events.scalars()),
            background=tuple(from_plain(StandingFact, record) for record in row.background),
            error=row.error,
        )


def load_passports(store: Store) -> tuple[Passport, ...]:
    """The passports of all documents, each in its last version."""
    with store.engine.connect() as connection:
        return read_passports(connection)


def load_tellings(store: Store) -> tuple[Telling, ...]:
    """Every event of every document in its last version, in the order in which they were added."""
    with store.engine.connect() as connection:
        return tuple(read_all_tellings(connection))


def read_passports(connection: Connection) -> tuple[Passport, ...]:
    """The passports of all documents, each in its last version."""
    return tuple(from_plain(Passport, row.passport) for row in connection.execute(latest_accounts()))


def read_all_tellings(connection: Connection) -> Iterator[Telling]:
    """Every event of every document in its last version, in the order in which they were added."""
    return _read_tellings(connection, latest_accounts())


def read_tellings_of(connection: Connection, documents: Iterable[str], as_of: str | None = None) -> Iterator[Telling]:
    """Every event of these documents, in their last version or the one that was the last at a past time."""
    for part in in_parts(sorted(set(documents))):
        yield from _read_tellings(connection, latest_accounts(part, as_of))


def tellings_named(
    connection: Connection, names: Collection[tuple[str, str]], as_of: str | None = None
) -> dict[tuple[str, str], Telling]:
    """The tellings of these documents and events that there are."""
    told = read_tellings_of(connection, {document for document, _ in names}, as_of)
    found = {(telling.passport.id, telling.event.id): telling for telling in told}
    return {name: found[name] for name in names if name in found}


def in_parts(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """The values in portions that fit into one query."""
    return (values[start : start + MOST_VALUES] for start in range(0, len(values), MOST_VALUES))


def list_documents(store: Store) -> Sequence[RowMapping]:
    """One row a document: id, outlet, published, title, language, error, number of events."""
    latest = latest_accounts().subquery()
    counted = select(EVENTS.c.account, func.count().label("events")).group_by(EVENTS.c.account).subquery()
    columns = ("id", "outlet", "published", "title", "language", "error")
    query = (
        select(*(latest.c[name] for name in columns), func.coalesce(counted.c.events, 0).label("events"))
        .outerjoin(counted, counted.c.account == latest.c.key)
        .order_by(latest.c.published, latest.c.id)
    )
    with store.engine.connect() as connection:
        return connection.execute(query).mappings().all()


def _check_characters(document: Document) -> None:
    """Not every database holds the character 0, and none halves of characters."""
    for name in GIVEN:
        value = getattr(document, name)
        if isinstance(value, str) and _UNKEPT.search(value):
            raise DocumentError(f"its {name} holds the character 0 or half a character: it was cut or decoded wrongly")


def _is_known(connection: Connection, document: Document) -> bool:
    """True when the last version of the document is this one."""
    last = select(DOCUMENTS.c.digest).where(DOCUMENTS.c.id == document.id).order_by(DOCUMENTS.c.key.desc()).limit(1)
    return connection.execute(last).scalar() == digest(document)


def _insert_account(connection: Connection, account: Account, run: int) -> int:
    document = account.document
    given = {name: to_plain(getattr(document, name)) for name in GIVEN}
    moment = now()
    row = connection.execute(DOCUMENTS.insert().values(run=run, added=moment, digest=digest(document), **given))
    key = new_key(row)
    index_words(connection, "document", [(key, document.content)])
    return _insert_reading(connection, account, key, run)


def _insert_reading(connection: Connection, account: Account, document: int, run: int) -> int:
    added = connection.execute(
        ACCOUNTS.insert().values(
            run=run,
            document=document,
            added=now(),
            language=account.language,
            passport=to_plain(read_passport(account)),
            background=to_plain(account.background),
            error=account.error,
        )
    )
    return new_key(added)


def _insert_events(connection: Connection, account: Account, key: int) -> None:
    rows = [
        {
            "account": key,
            "id": each.id,
            "type": each.type.value,
            "outcome": each.outcome.value,
            "focus": each.focus,
            "record": to_plain(each),
        }
        for each in account.events
    ]
    if rows:
        connection.execute(EVENTS.insert(), rows)


def latest_accounts(documents: Sequence[str] | None = None, as_of: str | None = None) -> Select[Any]:
    """The last account of every document, or of those named, with what the document was given as."""
    last = select(func.max(ACCOUNTS.c.key)).join(DOCUMENTS, DOCUMENTS.c.key == ACCOUNTS.c.document)
    if documents is not None:
        last = last.where(DOCUMENTS.c.id.in_(documents))
    if as_of is not None:
        last = last.where(ACCOUNTS.c.added <= read_moment(as_of))
    given = (DOCUMENTS.c.id, DOCUMENTS.c.outlet, DOCUMENTS.c.published, DOCUMENTS.c.title)
    return (
        select(ACCOUNTS, *given)
        .join(DOCUMENTS, DOCUMENTS.c.key == ACCOUNTS.c.document)
        .where(ACCOUNTS.c.key.in_(last.group_by(DOCUMENTS.c.id)))
        .order_by(ACCOUNTS.c.key)
    )


def _read_tellings(connection: Connection, accounts: Select[Any]) -> Iterator[Telling]:
    latest = accounts.order_by(None).subquery()
    query = (
        select(EVENTS.c.account, EVENTS.c.record, latest.c.passport)
        .join(latest, latest.c.key == EVENTS.c.account)
        .order_by(EVENTS.c.key)
    )
    for _, rows in groupby(connection.execute(query), key=lambda row: row.account):
        told = list(rows)
        passport = from_plain(Passport, told[0].passport)
        for row in told:
            yield Telling(passport=passport, event=from_plain(Event, row.record))


def _read_document(row: Row[Any]) -> Document:
    return from_plain(Document, {name: row._mapping[name] for name in GIVEN})
