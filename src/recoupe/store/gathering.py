"""Incidents brought up to date with the documents and decisions of a store.

What comes out is what gathering everything anew would give, at the cost of what has changed.
"""

from collections.abc import Collection
from dataclasses import dataclass, field

from sqlalchemy import Connection, func, select

from recoupe.incidents.copies import publication_order
from recoupe.incidents.edition import linking_edition
from recoupe.incidents.gather import gather_part
from recoupe.plain import from_plain
from recoupe.records import Passport, TellingName
from recoupe.store.closing import close_over, event_keys_of, name_events
from recoupe.store.copy_index import family, index_copies, rebuild_copies
from recoupe.store.decisions import keys_in_force, load_kept, make_ties, resolve_anchors
from recoupe.store.documents import latest_accounts
from recoupe.store.opening import Store, write_store
from recoupe.store.pair_index import Told, forget_events, index_tellings, load_told_of, rebuild_pairs
from recoupe.store.tables import ACCOUNTS, DOCUMENTS, GATHERINGS, INCIDENTS, STANDS
from recoupe.store.versions import Gathered, make_versions, write_versions

MANY = 5
"""Where more than one account in so many is new, taking them in one by one costs more than gathering all anew
(measured with `python -m benchmarks.adding`: about 5 to 1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """What has to be gathered anew, as far as it has been found."""

    events: set[int] = field(default_factory=set)
    gone: set[TellingName] = field(default_factory=set)  # tellings of earlier versions of documents


def update_incidents(store: Store, run: int) -> Gathered:
    """Takes in the documents that no incident knows of yet; everything anew where the rules have changed since."""
    with write_store(store) as connection:
        return gather_around(connection, run, ())


def gather_around(connection: Connection, run: int, names: Collection[TellingName]) -> Gathered:
    """Takes in new documents, and gathers anew the incidents that these tellings have to do with."""
    fresh = _fresh_accounts(connection)
    newest = fresh[-1][0] if fresh else 0  # as good as the number of accounts, and found without counting
    if not _is_indexed(connection) or (fresh and len(fresh) * MANY > newest):
        return gather_all(connection, run)
    if not fresh and not names:
        return Gathered()
    touched = Touched(events=event_keys_of(connection, {name.document for name in names}), gone=set(names))
    for document in dict.fromkeys(document for _, document in fresh):
        _take_in(connection, document, touched)
    gathered = _gather(connection, run, touched)
    if fresh:
        _note_gathering(connection, run)
    return gathered


def gather_all(connection: Connection, run: int) -> Gathered:
    """Gathers the incidents of all documents, and writes anew the indexes by which single ones are taken in."""
    told = rebuild_indexes(connection)
    roots = {each.telling.passport.id: each.root for each in told}
    kept = load_kept(connection, keys_in_force(connection))
    tellings = [each.telling for each in told]
    names = resolve_anchors(kept, tellings)
    incidents = gather_part(tellings, roots, make_ties(kept, names))
    stale = list(connection.execute(select(INCIDENTS.c.key).where(STANDS)).scalars())
    gathered = write_versions(connection, run, make_versions(incidents, kept, names), stale)
    _note_gathering(connection, run)
    return gathered


def rebuild_indexes(connection: Connection) -> list[Told]:
    """Writes anew what single documents are taken in by; gives all tellings in order of publication."""
    rows = connection.execute(latest_accounts()).all()
    roots = rebuild_copies(connection, {row.key: from_plain(Passport, row.passport) for row in rows})
    told = sorted(load_told_of(connection, roots).values(), key=_order)
    rebuild_pairs(connection, told)
    return told


def is_gathered(store: Store) -> bool:
    """False when documents came in that no incident knows of yet (a run was cut short), or the rules have changed."""
    with store.engine.connect() as connection:
        return not _fresh_accounts(connection) and _is_indexed(connection)


def _gather(connection: Connection, run: int, touched: Touched) -> Gathered:
    """Gathers what has been touched, with all that is linked with it."""
    closure = close_over(connection, touched.events, touched.gone)
    wanted = set(closure.events.values())
    roots = family(connection, {name.document for name in wanted})
    kept = load_kept(connection, sorted(closure.decisions))
    documents = {*roots, *(anchor.name.document for each in kept for anchor in each.anchors)}
    told = load_told_of(connection, documents)
    tellings = [each.telling for each in told.values()]
    names = resolve_anchors(kept, tellings)
    incidents = gather_part(tellings, _with_anchors(roots, told), make_ties(kept, names), wanted)
    return write_versions(connection, run, make_versions(incidents, kept, names), sorted(closure.versions))


def _take_in(connection: Connection, document: str, touched: Touched) -> None:
    """Puts the last version of a document into the indexes in place of the one that was there."""
    former = event_keys_of(connection, [document])
    touched.gone.update(name_events(connection, former).values())
    touched.events.update(forget_events(connection, former))
    before = family(connection, [document])
    row = connection.execute(latest_accounts([document])).one()
    rerooted = index_copies(connection, row.key, from_plain(Passport, row.passport))
    index_tellings(connection, list(load_told_of(connection, rerooted).values()))
    kin = {*before, *family(connection, rerooted)}
    touched.events.difference_update(former)
    touched.events.update(event_keys_of(connection, kin))


def _with_anchors(roots: dict[str, str], told: dict[int, Told]) -> dict[str, str]:
    return {**{each.telling.passport.id: each.root for each in told.values()}, **roots}


def _order(told: Told) -> tuple[tuple[str, str], str]:
    return (publication_order(told.telling.passport), told.telling.event.id)


def _fresh_accounts(connection: Connection) -> list[tuple[int, str]]:
    """Key and document of the accounts that came in since the last gathering, in order."""
    last = select(GATHERINGS.c.last_account).order_by(GATHERINGS.c.key.desc()).limit(1)
    taken_in = connection.execute(last).scalar() or 0
    query = select(ACCOUNTS.c.key, DOCUMENTS.c.id).join(DOCUMENTS, DOCUMENTS.c.key == ACCOUNTS.c.document)
    rows = connection.execute(query.where(ACCOUNTS.c.key > taken_in).order_by(ACCOUNTS.c.key))
    return [(row.key, row.id) for row in rows]


def _is_indexed(connection: Connection) -> bool:
    """True where the rules of today have linked what is there."""
    last = select(GATHERINGS.c.edition).order_by(GATHERINGS.c.key.desc()).limit(1)
    edition = connection.execute(last).scalar()
    return edition == linking_edition() or edition is None


def _note_gathering(connection: Connection, run: int) -> None:
    last = connection.execute(select(func.max(ACCOUNTS.c.key))).scalar() or 0
    connection.execute(GATHERINGS.insert().values(run=run, last_account=last, edition=linking_edition()))
