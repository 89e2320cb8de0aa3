"""Decisions in the store: which there are, which hold, and on what they bear."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, select

from recoupe.incidents.ties import Ties, tie
from recoupe.records import Decision, Telling, TellingName, Verb
from recoupe.store.documents import in_parts
from recoupe.store.opening import Store, read_moment
from recoupe.store.tables import DECISION_TELLINGS, DECISIONS, INCIDENT_DECISIONS, INCIDENTS, UNDOINGS


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A telling that a decision bears on, and what it is known by when its document is read again."""

    name: TellingName
    start: int  # offset of its trigger
    rest: bool  # of a split: one of those that stayed


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A decision with what the store keeps of its grounds."""

    decision: Decision
    evidence: str
    anchors: tuple[Anchor, ...]


def load_decisions(store: Store, incident: str | None = None, *, as_of: str | None = None) -> tuple[Decision, ...]:
    """All decisions, undone ones too, in the order in which they were made; or those on one incident.

    Those on an incident are the ones that name it and the ones in force on it, under whatever name they were made.
    """
    with store.engine.connect() as connection:
        query = select(DECISIONS.c.key)
        if incident is not None:
            bearing = (
                select(INCIDENT_DECISIONS.c.decision)
                .join(INCIDENTS, INCIDENTS.c.key == INCIDENT_DECISIONS.c.incident)
                .where(INCIDENTS.c.id == incident)
            )
            query = query.where((DECISIONS.c.incident == incident) | DECISIONS.c.key.in_(bearing))
        if as_of is not None:
            query = query.where(DECISIONS.c.made <= read_moment(as_of))
        keys = connection.execute(query.order_by(DECISIONS.c.key)).scalars().all()
        return tuple(each.decision for each in load_kept(connection, keys, as_of))


def load_kept(connection: Connection, keys: Sequence[int], as_of: str | None = None) -> list[Kept]:
    """Decisions by their keys, in order."""
    found: list[Kept] = []
    for part in in_parts(keys):
        rows = connection.execute(select(DECISIONS).where(DECISIONS.c.key.in_(part)).order_by(DECISIONS.c.key)).all()
        anchors, undone, flagged = (
            _anchors(connection, part),
            _undone(connection, part, as_of),
            _flags(connection, part),
        )
        for row in rows:
            decision = _read_decision(row, anchors.get(row.key, ()), undone.get(row.key), flagged.get(row.key, True))
            found.append(Kept(decision=decision, evidence=row.evidence, anchors=anchors.get(row.key, ())))
    return found


def keys_in_force(connection: Connection) -> list[int]:
    """The keys of the decisions that nobody has undone, in order."""
    undone = select(UNDOINGS.c.decision)
    query = select(DECISIONS.c.key).where(DECISIONS.c.key.not_in(undone)).order_by(DECISIONS.c.key)
    return list(connection.execute(query).scalars())


def decisions_by_version(
    connection: Connection, versions: Sequence[int], as_of: str | None
) -> dict[int, list[Decision]]:
    """The decisions in force on each version of an incident, in order."""
    found: dict[int, list[Decision]] = {}
    for part in in_parts(versions):
        query = select(INCIDENT_DECISIONS).where(INCIDENT_DECISIONS.c.incident.in_(part))
        rows = connection.execute(query.order_by(INCIDENT_DECISIONS.c.decision)).all()
        known = {
            each.decision.key: each.decision for each in load_kept(connection, [row.decision for row in rows], as_of)
        }
        for row in rows:
            held = known[row.decision]
            found.setdefault(row.incident, []).append(replace(held, flagged=row.flagged, undone=False, undone_by=None))
    return found


def keys_on_documents(connection: Connection, documents: Iterable[str]) -> set[int]:
    """The keys of the decisions in force that bear on a telling of one of these documents."""
    table, undone = DECISION_TELLINGS.c, select(UNDOINGS.c.decision)
    found: set[int] = set()
    for part in in_parts(sorted(set(documents))):
        query = select(table.decision).where(table.document.in_(part), table.decision.not_in(undone))
        found.update(connection.execute(query).scalars())
    return found


def make_ties(kept: Sequence[Kept], names: dict[Anchor, TellingName]) -> Ties:
    """The ties of the merges and splits among decisions; `names` are the tellings that their anchors are now."""
    judgements = []
    for each in kept:
        off = [names[anchor] for anchor in each.anchors if anchor in names and not anchor.rest]
        rest = [names[anchor] for anchor in each.anchors if anchor in names and anchor.rest]
        if each.decision.verb is Verb.MERGE:
            judgements.append([off])
        elif each.decision.verb is Verb.SPLIT:
            judgements.append([off, rest])
    return tie(judgements)


def resolve_anchors(kept: Sequence[Kept], tellings: Sequence[Telling]) -> dict[Anchor, TellingName]:
    """What the anchors of decisions are called now: the telling of that document whose trigger stands nearest."""
    by_document: dict[str, list[Telling]] = {}
    for telling in tellings:
        by_document.setdefault(telling.passport.id, []).append(telling)
    found = {}
    for anchor in {anchor for each in kept for anchor in each.anchors}:
        if told := by_document.get(anchor.name.document):
            nearest = min(told, key=lambda telling: _distance(anchor, telling))
            found[anchor] = TellingName(document=nearest.passport.id, event=nearest.event.id)
    return found


def trigger_start(telling: Telling) -> int:
    """The offset by which an event is known again when its document is read anew; -1 where it has no words."""
    return min((span.start for span in telling.event.trigger.spans), default=-1)


def _distance(anchor: Anchor, telling: Telling) -> tuple[int, bool, str]:
    return (abs(trigger_start(telling) - anchor.start), telling.event.id != anchor.name.event, telling.event.id)


def _read_decision(row: Any, anchors: Sequence[Anchor], undone_by: str | None, flagged: bool) -> Decision:
    return Decision(
        key=row.key,
        made=row.made,
        user=row.user,
        verb=Verb(row.verb),
        incident=row.incident,
        field=row.field,
        value=row.value,
        incidents=tuple(row.incidents),
        tellings=tuple(anchor.name for anchor in anchors if not anchor.rest),
        reason=row.reason,
        undone=undone_by is not None,
        undone_by=undone_by,
        flagged=flagged and undone_by is None,
    )


def _anchors(connection: Connection, keys: Sequence[int]) -> dict[int, tuple[Anchor, ...]]:
    table = DECISION_TELLINGS.c
    query = select(DECISION_TELLINGS).where(table.decision.in_(keys)).order_by(table.decision, table.position)
    found: dict[int, tuple[Anchor, ...]] = {}
    for row in connection.execute(query):
        name = TellingName(document=row.document, event=row.event)
        anchor = Anchor(name=name, start=row.start, rest=row.rest)
        found[row.decision] = (*found.get(row.decision, ()), anchor)
    return found


def _undone(connection: Connection, keys: Sequence[int], as_of: str | None) -> dict[int, str]:
    query = select(UNDOINGS.c.decision, UNDOINGS.c.user).where(UNDOINGS.c.decision.in_(keys))
    if as_of is not None:
        query = query.where(UNDOINGS.c.made <= read_moment(as_of))
    return {row.decision: row.user for row in connection.execute(query)}


def _flags(connection: Connection, keys: Sequence[int]) -> dict[int, bool]:
    """Whether a decision is flagged where it is in force; one that bears on nothing any more is not there."""
    query = (
        select(INCIDENT_DECISIONS.c.decision, INCIDENT_DECISIONS.c.flagged)
        .join(INCIDENTS, INCIDENTS.c.key == INCIDENT_DECISIONS.c.incident)
        .where(INCIDENT_DECISIONS.c.decision.in_(keys), INCIDENTS.c.ended.is_(None))
    )
    return {row.decision: row.flagged for row in connection.execute(query)}
