"""Which documents carry whose text, kept so that one more document is compared with those that share its words only.

What a row says is what `recoupe.incidents.copies` finds over all documents at once. A document that comes in can
change the original of those alone that appeared later and share a triple with it; `rank` bounds how many documents
go before the original of each, so that most of them need no second look.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import merge
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, select, tuple_

from recoupe.incidents.copies import (
    COMMON_TRIPLE,
    MOST_COMPARED,
    Original,
    choose_original,
    find_originals,
    is_copy,
    publication_order,
    trace_copies,
)
from recoupe.plain import from_plain
from recoupe.records import Passport
from recoupe.store.documents import in_parts
from recoupe.store.index_tables import COPIES, SKETCHES
from recoupe.store.tables import ACCOUNTS, String

ROWS_AT_ONCE = 20000

Place = tuple[str, str]
"""Time of publication as it sorts, and id: where a document stands among all."""

_PLACE = tuple_(SKETCHES.c.published, SKETCHES.c.document)
_HERE = tuple_(bindparam("published", type_=String), bindparam("document", type_=String))
_HOLDERS = (
    select(SKETCHES.c.published, SKETCHES.c.document)
    .where(SKETCHES.c.triple == bindparam("triple"))
    .order_by(SKETCHES.c.published, SKETCHES.c.document)
    .limit(bindparam("number"))
)
_EARLIER, _LATER = _HOLDERS.where(_PLACE < _HERE), _HOLDERS.where(_PLACE > _HERE)  # made once: they run very often


def rebuild_copies(connection: Connection, passports: dict[int, Passport]) -> dict[str, str]:
    """Writes the index anew for the last accounts of all documents; gives the root of each document."""
    connection.execute(COPIES.delete())
    connection.execute(SKETCHES.delete())
    originals = find_originals(tuple(passports.values()))
    roots = trace_copies(originals)
    for part in in_parts(list(passports.items())):
        connection.execute(
            COPIES.insert(),
            [_row(account, each, originals[each.id], roots[each.id]) for account, each in part],
        )
    in_order = merge(*map(_sketch_rows, passports.values()), key=lambda row: row["triple"])
    while rows := list(islice(in_order, ROWS_AT_ONCE)):  # in the order of the table, which grows at its end then
        connection.execute(SKETCHES.insert(), rows)
    return roots


def index_copies(connection: Connection, account: int, passport: Passport) -> set[str]:
    """Takes in the last account of a document; gives the documents whose root is another now, new ones among them."""
    before = _former(connection, passport.id)
    removed = _remove(connection, before) if before else set()
    earlier, later, pushed = _look_around(connection, passport)
    original = choose_original(passport, earlier, _reader(connection))
    connection.execute(COPIES.insert().values(_row(account, passport, original, passport.id)))
    if rows := list(_sketch_rows(passport)):
        connection.execute(SKETCHES.insert(), rows)
    changed = _look_again(connection, removed)
    changed |= _consider(connection, passport, later - removed, pushed - removed)
    return _trace(connection, passport.id, changed)


def family(connection: Connection, documents: Iterable[str]) -> dict[str, str]:
    """Every document that carries the text of one of these, or of the same original, with its root."""
    roots = {
        root
        for part in in_parts(sorted(set(documents)))
        for root in connection.execute(select(COPIES.c.root).where(COPIES.c.document.in_(part))).scalars()
    }
    found: dict[str, str] = {}
    for part in in_parts(sorted(roots)):
        rows = connection.execute(select(COPIES.c.document, COPIES.c.root).where(COPIES.c.root.in_(part)))
        found |= {row.document: row.root for row in rows}
    return found


def _former(connection: Connection, document: str) -> Passport | None:
    return _passports(connection, [document]).get(document)


def _remove(connection: Connection, former: Passport) -> set[Place]:
    """Takes a document's earlier version out; gives the documents that it may have been the original of."""
    _, later, pushed = _look_around(connection, former)
    held = and_(SKETCHES.c.triple.in_(former.sketch), tuple_(*publication_order(former)) == _PLACE)
    connection.execute(SKETCHES.delete().where(held))
    connection.execute(COPIES.delete().where(COPIES.c.document == former.id))
    return later | pushed


def _look_around(connection: Connection, passport: Passport) -> tuple[list[Sequence[Place]], set[Place], set[Place]]:
    """Who shares each triple of a document and appeared earlier; and who later: those that it is known to, and those
    to whom, with it, the triple is too common to tell anything.
    """
    place = publication_order(passport)
    earlier: list[Sequence[Place]] = []
    later: set[Place] = set()
    pushed: set[Place] = set()
    for triple in passport.sketch:
        before = _holders(connection, _EARLIER, triple, place, COMMON_TRIPLE + 1)
        earlier.append(before)
        room = COMMON_TRIPLE + 1 - len(before)
        if room > 0:
            after = _holders(connection, _LATER, triple, place, room)
            later.update(after[: room - 1])
            pushed.update(after[room - 1 :])
    return earlier, later - pushed, pushed


def _consider(connection: Connection, passport: Passport, later: set[Place], pushed: set[Place]) -> set[str]:
    """Looks again at those whose original the new document may be, or may have put out of sight."""
    rows = _rows(connection, [document for _, document in later])
    passports = _passports(connection, [document for _, document in later])
    again, passed = set(pushed), []
    for place in later:
        row = rows[place[1]]
        if is_copy(passports[place[1]], passport) or (row.copy_of and row.rank + 1 >= MOST_COMPARED):
            again.add(place)
        elif row.copy_of:
            passed.append(place[1])
    for part in in_parts(sorted(passed)):
        connection.execute(COPIES.update().where(COPIES.c.document.in_(part)).values(rank=COPIES.c.rank + 1))
    return _look_again(connection, again)


def _look_again(connection: Connection, places: set[Place]) -> set[str]:
    """Finds the originals of documents anew; gives those that have another one now."""
    rows = _rows(connection, [document for _, document in places])
    changed = set()
    for document, passport in _passports(connection, list(rows)).items():
        place = publication_order(passport)
        earlier = [_holders(connection, _EARLIER, t, place, COMMON_TRIPLE + 1) for t in passport.sketch]
        original = choose_original(passport, earlier, _reader(connection))
        values = {"copy_of": original.id if original else None, "rank": original.rank if original else 0}
        connection.execute(COPIES.update().where(COPIES.c.document == document).values(values))
        if values["copy_of"] != rows[document].copy_of:
            changed.add(document)
    return changed


def _trace(connection: Connection, document: str, changed: set[str]) -> set[str]:
    """Gives every document the root of its original, in order of publication; those that have another root now."""
    waiting = {(row.published, each) for each, row in _rows(connection, list(changed | {document})).items()}
    rerooted = set()
    while waiting:
        place = min(waiting)
        waiting.remove(place)
        row = _rows(connection, [place[1]])[place[1]]
        root = _rows(connection, [row.copy_of])[row.copy_of].root if row.copy_of else place[1]
        if root != row.root or place[1] == document:
            connection.execute(COPIES.update().where(COPIES.c.document == place[1]).values(root=root))
            rerooted.add(place[1])
            children = select(COPIES.c.published, COPIES.c.document).where(COPIES.c.copy_of == place[1])
            waiting |= {(child.published, child.document) for child in connection.execute(children)}
    return rerooted


def _holders(connection: Connection, query: Select[Any], triple: int, place: Place, number: int) -> list[Place]:
    """So many of the documents that hold a triple and appeared before or after another, in order of publication."""
    given = {"triple": triple, "published": place[0], "document": place[1], "number": number}
    return [(row.published, row.document) for row in connection.execute(query, given)]


def _reader(connection: Connection) -> Callable[[Place], Passport]:
    return lambda place: _passports(connection, [place[1]])[place[1]]


def _passports(connection: Connection, documents: Sequence[str]) -> dict[str, Passport]:
    found = {}
    for part in in_parts(sorted(documents)):
        query = select(COPIES.c.document, ACCOUNTS.c.passport).join(ACCOUNTS, ACCOUNTS.c.key == COPIES.c.account)
        for row in connection.execute(query.where(COPIES.c.document.in_(part))):
            found[row.document] = from_plain(Passport, row.passport)
    return found


def _rows(connection: Connection, documents: Sequence[str]) -> dict[str, Any]:
    parts = in_parts(sorted(documents))
    queries = (select(COPIES).where(COPIES.c.document.in_(part)) for part in parts)
    return {row.document: row for query in queries for row in connection.execute(query)}


def _row(account: int, passport: Passport, original: Original | None, root: str) -> dict[str, Any]:
    return {
        "document": passport.id,
        "account": account,
        "published": publication_order(passport)[0],
        "copy_of": original.id if original else None,
        "rank": original.rank if original else 0,
        "root": root,
    }


def _sketch_rows(passport: Passport) -> Iterator[dict[str, Any]]:
    published, document = publication_order(passport)
    return ({"triple": triple, "published": published, "document": document} for triple in passport.sketch)
