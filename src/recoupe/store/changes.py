"""What a run changed: each incident as it was before, and as it is after it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, select

from recoupe.incidents.decided import apply_decisions
from recoupe.plain import from_plain
from recoupe.records import Incident
from recoupe.store.decisions import decisions_by_version
from recoupe.store.documents import in_parts
from recoupe.store.opening import Store
from recoupe.store.tables import INCIDENTS, RUNS, TELLINGS


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One incident before (None where there was none) and after a run; without tellings, decisions applied."""

    before: Incident | None
    after: Incident


def list_runs(store: Store, verb: str, *, after: int) -> tuple[int, ...]:
    """The keys of the runs of a verb that are newer than the run `after`."""
    query = select(RUNS.c.key).where(RUNS.c.verb == verb, RUNS.c.key > after).order_by(RUNS.c.key)
    with store.engine.connect() as connection:
        return tuple(connection.execute(query).scalars())


def list_changes(store: Store, run: int) -> tuple[Change, ...]:
    """What a run made new or changed, by identifier.

    An incident whose earliest telling came later than the others has another identifier than before: what it was
    before is then the version that shares most tellings with it.
    """
    with store.engine.connect() as connection:
        fresh = _versions(connection, INCIDENTS.c.run == run)
        ended = _versions(connection, INCIDENTS.c.ended_run == run)
        tellings = _tellings(connection, [*fresh, *ended])
    by_id = {incident.id: key for key, incident in ended.items()}
    changes = []
    for key, incident in sorted(fresh.items(), key=lambda each: each[1].id):
        former = by_id.get(incident.id) or _nearest(key, list(ended), tellings)
        changes.append(Change(before=ended[former] if former else None, after=incident))
    return tuple(changes)


def _versions(connection: Connection, wanted: ColumnElement[bool]) -> dict[int, Incident]:
    rows = connection.execute(select(INCIDENTS.c.key, INCIDENTS.c.record).where(wanted)).all()
    decisions = decisions_by_version(connection, [row.key for row in rows], None)
    return {row.key: apply_decisions(from_plain(Incident, row.record), decisions.get(row.key, ())) for row in rows}


def _tellings(connection: Connection, keys: Sequence[int]) -> dict[int, set[tuple[str, str]]]:
    found: dict[int, set[tuple[str, str]]] = {}
    for part in in_parts(keys):
        for row in connection.execute(select(TELLINGS).where(TELLINGS.c.incident.in_(part))):
            found.setdefault(row.incident, set()).add((row.document, row.event))
    return found


def _nearest(key: int, ended: Sequence[int], tellings: dict[int, set[tuple[str, str]]]) -> int | None:
    """The ended version with most of the tellings; None where none has any."""
    shared = Counter({each: len(tellings.get(key, set()) & tellings.get(each, set())) for each in ended})
    return next((each for each, number in shared.most_common(1) if number), None)
