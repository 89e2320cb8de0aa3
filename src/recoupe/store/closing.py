"""What has to be gathered anew together: everything that is linked, through whatever, with what has changed.

Linking joins tellings only along pairs that are alike enough. So tellings that no chain of such pairs, and no
decision, connects with those that changed are gathered to what they were gathered to before, and are left alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from recoupe.records import TellingName
from recoupe.store.decisions import keys_on_documents, load_kept, resolve_anchors
from recoupe.store.documents import in_parts
from recoupe.store.index_tables import COPIES
from recoupe.store.pair_index import load_told_of, others_of
from recoupe.store.tables import EVENTS, INCIDENTS, STANDS, TELLINGS


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """Events that are gathered together, with the incidents that stand for them and the decisions on them."""

    events: dict[int, TellingName] = field(default_factory=dict)
    versions: set[int] = field(default_factory=set)
    decisions: set[int] = field(default_factory=set)


def close_over(connection: Connection, events: Iterable[int], gone: Iterable[TellingName] = ()) -> Closure:
    """All that is linked with these events, and with tellings that are gone from their documents."""
    closure = Closure()
    waiting, names = set(events), set(gone)
    seen: set[TellingName] = set()
    while waiting or names:
        fresh = name_events(connection, waiting)
        closure.events.update(fresh)
        names |= set(fresh.values())
        seen |= names
        told = _told_with(connection, names, closure) | _decided_with(connection, names, closure)
        waiting = (event_keys(connection, told) | others_of(connection, fresh)) - set(closure.events)
        names = told - seen  # those of which no event is left are looked up once, for what else stood with them
    return closure


def event_keys(connection: Connection, names: Iterable[TellingName]) -> set[int]:
    """The keys of the events of these names in documents' last versions."""
    wanted = {(each.document, each.event) for each in names}
    found: set[int] = set()
    for part in in_parts(sorted({document for document, _ in wanted})):
        query = select(EVENTS.c.key, EVENTS.c.id, COPIES.c.document).join(COPIES, COPIES.c.account == EVENTS.c.account)
        rows = connection.execute(query.where(COPIES.c.document.in_(part)))
        found.update(row.key for row in rows if (row.document, row.id) in wanted)
    return found


def event_keys_of(connection: Connection, documents: Iterable[str]) -> set[int]:
    """The keys of all events of documents in their last version."""
    found: set[int] = set()
    for part in in_parts(sorted(set(documents))):
        query = select(EVENTS.c.key).join(COPIES, COPIES.c.account == EVENTS.c.account)
        found.update(connection.execute(query.where(COPIES.c.document.in_(part))).scalars())
    return found


def name_events(connection: Connection, keys: Iterable[int]) -> dict[int, TellingName]:
    """The names of events of documents' last versions, by their keys."""
    found = {}
    for part in in_parts(sorted(keys)):
        query = select(EVENTS.c.key, EVENTS.c.id, COPIES.c.document).join(COPIES, COPIES.c.account == EVENTS.c.account)
        for row in connection.execute(query.where(EVENTS.c.key.in_(part))):
            found[row.key] = TellingName(document=row.document, event=row.id)
    return found


def _told_with(connection: Connection, names: set[TellingName], closure: Closure) -> set[TellingName]:
    """The tellings of the incidents that stand for these."""
    wanted = {(each.document, each.event) for each in names}
    fresh: set[int] = set()
    columns = TELLINGS.c.incident, TELLINGS.c.document, TELLINGS.c.event
    query = select(*columns).join(INCIDENTS, INCIDENTS.c.key == TELLINGS.c.incident).where(STANDS)
    for documents in in_parts(sorted({document for document, _ in wanted})):
        rows = connection.execute(query.where(TELLINGS.c.document.in_(documents)))
        fresh.update(row.incident for row in rows if (row.document, row.event) in wanted)
    fresh -= closure.versions
    closure.versions.update(fresh)
    found: set[TellingName] = set()
    for keys in in_parts(sorted(fresh)):
        query = select(TELLINGS.c.document, TELLINGS.c.event).where(TELLINGS.c.incident.in_(keys))
        found.update(TellingName(document=row.document, event=row.event) for row in connection.execute(query))
    return found


def _decided_with(connection: Connection, names: set[TellingName], closure: Closure) -> set[TellingName]:
    """The tellings that decisions on these bear on, as they are called now."""
    fresh = keys_on_documents(connection, {each.document for each in names}) - closure.decisions
    if not fresh:
        return set()
    closure.decisions.update(fresh)
    kept = load_kept(connection, sorted(fresh))
    documents = {anchor.name.document for each in kept for anchor in each.anchors}
    told = [each.telling for each in load_told_of(connection, documents).values()]
    return set(resolve_anchors(kept, told).values())
