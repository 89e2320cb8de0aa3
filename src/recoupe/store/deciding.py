"""What people do with incidents: decide, and undo."""

from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, select

from recoupe.errors import QueryError
from recoupe.incidents.decided import GRADES, evidence_digest, read_values
from recoupe.incidents.ties import name_of
from recoupe.plain import to_plain
from recoupe.records import Decision, Incident, Telling, TellingName, Verb
from recoupe.store.decisions import load_kept, trigger_start
from recoupe.store.gathering import gather_around
from recoupe.store.incidents import load_undecided
from recoupe.store.opening import Store, insert_run, new_key, now, write_store
from recoupe.store.tables import DECISION_TELLINGS, DECISIONS, UNDOINGS


def add_decision(store: Store, decision: Decision) -> Decision:
    """Adds a decision and brings the incidents that it bears on up to date; gives it as it was kept.

    Raises QueryError where it names an incident, field, value or telling that is not there.
    """
    with write_store(store) as connection:
        run = insert_run(connection, decision.verb.value, decision.user)
        incident = load_undecided(connection, decision.incident, store.location)
        named = [load_undecided(connection, each, store.location) for each in decision.incidents]
        others = list({each.id: each for each in named if each.id != incident.id}.values())
        checked = _check(replace(decision, incident=incident.id, incidents=tuple(e.id for e in others)), incident)
        off, rest = _divide(checked, [incident, *others])
        signed = replace(checked, tellings=tuple(map(name_of, off)), made=now())
        basis = replace(incident, tellings=tuple(off)) if checked.verb in (Verb.MERGE, Verb.SPLIT) else incident
        key = _insert(connection, run, signed, evidence_digest(basis, signed))
        _insert_tellings(connection, key, off, rest)
        gather_around(connection, run, {name_of(telling) for telling in (*off, *rest)})
        [kept] = load_kept(connection, [key])
        return kept.decision


def undo_decision(store: Store, key: int, user: str) -> Decision:
    """Undoes a decision, by a further entry; gives it as it stands then.

    Raises QueryError where there is none of that key, or where it is undone already.
    """
    with write_store(store) as connection:
        found = load_kept(connection, [key])
        if not found:
            raise QueryError(f"there is no decision {key} in {store.location}; `recoupe decisions` lists them")
        if found[0].decision.undone:
            raise QueryError(f"decision {key} was undone already, by {found[0].decision.undone_by}")
        run = insert_run(connection, "undo", user)
        connection.execute(UNDOINGS.insert().values(run=run, made=now(), user=user, decision=key))
        gather_around(connection, run, {anchor.name for anchor in found[0].anchors})
        return load_kept(connection, [key])[0].decision


def last_decision(store: Store, user: str | None = None) -> int:
    """The key of the last decision that holds, of one user or of anybody; raises QueryError where there is none."""
    undone = select(UNDOINGS.c.decision)
    query = select(DECISIONS.c.key).where(DECISIONS.c.key.not_in(undone)).order_by(DECISIONS.c.key.desc()).limit(1)
    with store.engine.connect() as connection:
        key = connection.execute(query.where(DECISIONS.c.user == user) if user else query).scalar()
    if key is None:
        raise QueryError(f"there is no decision{f' by {user}' if user else ''} to undo in {store.location}")
    return int(key)


def _check(decision: Decision, incident: Incident) -> Decision:
    """The decision with its value as it is kept; raises QueryError for what makes no sense."""
    if not decision.user:
        raise QueryError("a decision needs a user who signs it; set RECOUPE_USER")
    if decision.verb is Verb.AMEND:
        values = [to_plain(value) for value in read_values(decision.field or "", decision.value)]
        return replace(decision, value=values if isinstance(decision.value, list | tuple) else values[0])
    if decision.verb is Verb.REGRADE and decision.value not in GRADES:
        raise QueryError(f"{decision.value!r} is no grade; grades are: {', '.join(GRADES)}")
    if decision.verb is Verb.NOTE and not decision.reason:
        raise QueryError("a note needs its words, as the reason")
    if decision.verb is Verb.MERGE and not decision.incidents:
        raise QueryError(f"merging {incident.id} needs another incident; none was named but itself")
    return replace(decision, field=None, value=decision.value if decision.verb is Verb.REGRADE else None)


def _divide(decision: Decision, incidents: list[Incident]) -> tuple[list[Telling], list[Telling]]:
    """The tellings that a decision bears on, and of a split those that stay."""
    told = [telling for incident in incidents for telling in incident.tellings]
    if decision.verb is not Verb.SPLIT:
        return told, []
    wanted = set(decision.tellings)
    known = {name_of(telling) for telling in told}
    if strange := wanted - known:
        named = ", ".join(f"{each.document} {each.event}" for each in strange)
        raise QueryError(f"{incidents[0].id} has no telling {named}; it has: {_listed(known)}")
    off = [telling for telling in told if name_of(telling) in wanted]
    if not off or len(off) == len(told):
        raise QueryError(
            f"a split takes some of the tellings of {incidents[0].id}, not none and not all: {_listed(known)}"
        )
    return off, [telling for telling in told if name_of(telling) not in wanted]


def _listed(names: set[TellingName]) -> str:
    return ", ".join(
        sorted(
            name.event if name.event.startswith(name.document) else f"{name.document} {name.event}" for name in names
        )
    )


def _insert(connection: Connection, run: int, decision: Decision, evidence: str) -> int:
    names = ("made", "user", "incident", "field", "value", "reason")
    given: dict[str, Any] = {name: getattr(decision, name) for name in names}
    given |= {"verb": decision.verb.value, "incidents": list(decision.incidents), "evidence": evidence, "run": run}
    return new_key(connection.execute(DECISIONS.insert().values(given)))


def _insert_tellings(connection: Connection, key: int, off: list[Telling], rest: list[Telling]) -> None:
    rows = [
        {
            "decision": key,
            "position": position,
            "document": telling.passport.id,
            "event": telling.event.id,
            "start": trigger_start(telling),
            "rest": position >= len(off),
        }
        for position, telling in enumerate((*off, *rest))
    ]
    if rows:
        connection.execute(DECISION_TELLINGS.insert(), rows)
