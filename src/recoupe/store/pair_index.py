"""Which tellings are alike enough to be linked, kept so that a new one is compared with those of its blocks only."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, or_, select

from recoupe.incidents.linking import index_keys, likely_pairs, likeness, query_keys
from recoupe.plain import from_plain
from recoupe.records import Event, Passport, Telling
from recoupe.store.documents import in_parts
from recoupe.store.index_tables import BLOCKS, COPIES, PAIRS
from recoupe.store.tables import ACCOUNTS, EVENTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A telling of a document's last version, with the key of its event and what its text was taken from."""

    key: int
    telling: Telling
    root: str


def rebuild_pairs(connection: Connection, told: Sequence[Told]) -> None:
    """Writes the index anew for all tellings, which come in order of publication."""
    connection.execute(BLOCKS.delete())
    connection.execute(PAIRS.delete())
    blocks = sorted((block, asks, each.key) for each in told for block, asks in _blocks(each))
    for part in in_parts(blocks):  # in the order of the table, which grows at its end then
        connection.execute(BLOCKS.insert(), [{"block": b, "asks": asks, "event": key} for b, asks, key in part])
    roots = {each.telling.passport.id: each.root for each in told}
    pairs = likely_pairs([each.telling for each in told], roots)
    rows = [
        {"event": told[one].key, "other": told[other].key, "score": pair.score}
        for pair in pairs
        for one, other in ((pair.left, pair.right), (pair.right, pair.left))
    ]
    for portion in in_parts(rows):
        connection.execute(PAIRS.insert(), portion)


def index_tellings(connection: Connection, told: Sequence[Told]) -> None:
    """Takes in tellings, or takes them in anew: their blocks, and whom of those in them they are like."""
    forget_events(connection, [each.key for each in told])
    known = {each.key: each for each in told}
    if rows := [row for each in told for row in _block_rows(each)]:
        connection.execute(BLOCKS.insert(), rows)
    near = {each.key: _neighbours(connection, each) for each in told}
    known |= load_told(connection, set().union(*near.values()) - set(known))
    scores: dict[tuple[int, int], float] = {}
    for key, others in near.items():
        for other in others:
            score = _score(known[key], known[other])
            if score is not None:
                scores[key, other] = scores[other, key] = score
    if scores:
        connection.execute(
            PAIRS.insert(), [{"event": a, "other": b, "score": score} for (a, b), score in sorted(scores.items())]
        )


def forget_events(connection: Connection, keys: Collection[int]) -> set[int]:
    """Takes events out of the index; gives those that they were like."""
    found: set[int] = set()
    for part in in_parts(sorted(keys)):
        others = others_of(connection, part)
        connection.execute(BLOCKS.delete().where(BLOCKS.c.event.in_(part)))
        connection.execute(PAIRS.delete().where(PAIRS.c.event.in_(part)))
        for kin in in_parts(sorted(others)):  # each pair stands in both directions, and is found by its first alone
            connection.execute(PAIRS.delete().where(PAIRS.c.event.in_(kin), PAIRS.c.other.in_(part)))
        found |= others
    return found - set(keys)


def others_of(connection: Connection, keys: Iterable[int]) -> set[int]:
    """The events that these are like."""
    found: set[int] = set()
    for part in in_parts(sorted(keys)):
        found.update(connection.execute(select(PAIRS.c.other).where(PAIRS.c.event.in_(part))).scalars())
    return found


def load_told(connection: Connection, keys: Collection[int]) -> dict[int, Told]:
    """Tellings by the keys of their events, of documents' last versions."""
    return _load(connection, EVENTS.c.key, sorted(keys))


def load_told_of(connection: Connection, documents: Collection[str]) -> dict[int, Told]:
    """All tellings of documents in their last version."""
    return _load(connection, COPIES.c.document, sorted(documents))


def _load(connection: Connection, column: Any, values: Sequence[Any]) -> dict[int, Told]:
    found: dict[int, Told] = {}
    passports: dict[int, Passport] = {}
    for part in in_parts(values):
        query = (
            select(EVENTS.c.key, EVENTS.c.account, EVENTS.c.record, ACCOUNTS.c.passport, COPIES.c.root)
            .join(ACCOUNTS, ACCOUNTS.c.key == EVENTS.c.account)
            .join(COPIES, COPIES.c.account == ACCOUNTS.c.key)
            .where(column.in_(part))
        )
        for row in connection.execute(query):
            if row.account not in passports:
                passports[row.account] = from_plain(Passport, row.passport)
            telling = Telling(passport=passports[row.account], event=from_plain(Event, row.record))
            found[row.key] = Told(key=row.key, telling=telling, root=row.root)
    return found


def _neighbours(connection: Connection, told: Told) -> set[int]:
    """The events in whose blocks a telling looks, and those that look in its own."""
    asked = [_name(key) for key in query_keys(told.telling)]
    found_in = [_name(key) for key in index_keys(told.telling)]
    near = or_(
        and_(BLOCKS.c.asks == 0, BLOCKS.c.block.in_(asked)), and_(BLOCKS.c.asks == 1, BLOCKS.c.block.in_(found_in))
    )
    return set(connection.execute(select(BLOCKS.c.event).where(near).distinct()).scalars()) - {told.key}


def _score(one: Told, other: Told) -> float | None:
    return likeness(one.telling, other.telling, same_text=one.root == other.root)


def _block_rows(told: Told) -> list[dict[str, Any]]:
    return [{"block": block, "asks": asks, "event": told.key} for block, asks in sorted(_blocks(told))]


def _blocks(told: Told) -> set[tuple[str, int]]:
    """The blocks in which a telling is found (0), and in which it looks for others (1)."""
    found = {(_name(key), 0) for key in index_keys(told.telling)}
    return found | {(_name(key), 1) for key in query_keys(told.telling)}


def _name(key: tuple[str, ...]) -> str:
    return "|".join(key)
