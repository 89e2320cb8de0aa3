"""Versions of incidents: what has changed gets a further one, what is no more is ended."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, select

from recoupe.incidents.decided import apply_decisions, evidence_digest
from recoupe.incidents.ties import name_of
from recoupe.plain import to_plain
from recoupe.records import Decision, Incident, TellingName
from recoupe.store.decisions import Anchor, Kept
from recoupe.store.dialects import index_points, index_words
from recoupe.store.documents import in_parts
from recoupe.store.opening import now
from recoupe.store.rows import incident_columns
from recoupe.store.tables import INCIDENT_DECISIONS, INCIDENTS, ORIGINS, TELLINGS


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What gathering changed."""

    new: int = 0
    changed: int = 0
    retired: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """An incident as it is about to be written."""

    incident: Incident  # decisions applied, with its tellings
    record: Any  # what the machine made of it
    decisions: tuple[Decision, ...]

    @property
    def flags(self) -> dict[int, bool]:
        """The decisions in force on it, and which are flagged."""
        return {decision.key: decision.flagged for decision in self.decisions}


def make_versions(
    incidents: Sequence[Incident], kept: Sequence[Kept], names: dict[Anchor, TellingName]
) -> list[Version]:
    """The incidents with the decisions in force on each: one bears on the incident with most of its tellings."""
    holder = {name_of(telling): incident.id for incident in incidents for telling in incident.tellings}
    borne: dict[str, list[Kept]] = {}
    for each in kept:
        votes = Counter(
            holder[names[anchor]]
            for anchor in each.anchors
            if not anchor.rest and anchor in names and names[anchor] in holder
        )
        if votes:  # the first of several with as many
            borne.setdefault(max(votes, key=lambda each: votes[each]), []).append(each)
    return [_make_version(incident, borne.get(incident.id, ()), names) for incident in incidents]


def write_versions(connection: Connection, run: int, versions: Sequence[Version], stale: Sequence[int]) -> Gathered:
    """Writes those of the versions that say something new, and ends the stale ones that are not as they were.

    `stale` are the keys of the versions standing until now, of the same tellings.
    """
    standing = {row.id: row for row in _load(connection, stale)}
    flags = _flags(connection, [row.key for row in standing.values()])
    columns = {each.incident.id: incident_columns(each.incident) for each in versions}
    fresh = [
        each
        for each in versions
        if not _is_same(each, columns[each.incident.id], standing.get(each.incident.id), flags)
    ]
    written, live = {each.incident.id for each in fresh}, set(columns)
    gone = [row for identifier, row in standing.items() if identifier in written or identifier not in live]
    moment = now()
    for keys in in_parts([row.key for row in gone]):
        connection.execute(INCIDENTS.update().where(INCIDENTS.c.key.in_(keys)).values(ended=moment, ended_run=run))
    _insert(connection, fresh, [{"run": run, "added": moment, **columns[each.incident.id]} for each in fresh])
    new = sum(each.incident.id not in standing for each in fresh)
    return Gathered(new=new, changed=len(fresh) - new, retired=len(set(standing) - live))


def _make_version(incident: Incident, kept: Iterable[Kept], names: dict[Anchor, TellingName]) -> Version:
    decisions = []
    for each in kept:
        tellings = tuple(names[anchor] for anchor in each.anchors if not anchor.rest and anchor in names)
        asked = replace(each.decision, tellings=tellings)
        flagged = evidence_digest(incident, asked) != each.evidence
        decisions.append(replace(each.decision, flagged=flagged))
    record = to_plain(replace(incident, tellings=()))
    return Version(incident=apply_decisions(incident, decisions), record=record, decisions=tuple(decisions))


def _is_same(version: Version, columns: dict[str, Any], row: Any, flags: dict[int, dict[int, bool]]) -> bool:
    return (
        row is not None
        and row.record == version.record
        and flags.get(row.key, {}) == version.flags
        and all(getattr(row, name) == value for name, value in columns.items())
    )


def _load(connection: Connection, keys: Sequence[int]) -> Iterator[Any]:
    for part in in_parts(keys):
        yield from connection.execute(select(INCIDENTS).where(INCIDENTS.c.key.in_(part)))


def _flags(connection: Connection, keys: Sequence[int]) -> dict[int, dict[int, bool]]:
    found: dict[int, dict[int, bool]] = {}
    for part in in_parts(keys):
        for row in connection.execute(select(INCIDENT_DECISIONS).where(INCIDENT_DECISIONS.c.incident.in_(part))):
            found.setdefault(row.incident, {})[row.decision] = row.flagged
    return found


def _insert(connection: Connection, versions: Sequence[Version], rows: Sequence[dict[str, Any]]) -> None:
    if not versions:
        return
    given = [{**row, "record": version.record} for version, row in zip(versions, rows, strict=True)]
    added = connection.execute(INCIDENTS.insert().returning(INCIDENTS.c.key, sort_by_parameter_order=True), given)
    keyed = list(zip(added.scalars().all(), versions, given, strict=True))
    parts = {
        TELLINGS: [row for key, version, _ in keyed for row in _telling_rows(key, version)],
        ORIGINS: [row for key, version, _ in keyed for row in _origin_rows(key, version)],
        INCIDENT_DECISIONS: [row for key, version, _ in keyed for row in _decision_rows(key, version)],
    }
    for table, part in parts.items():
        if part:
            connection.execute(table.insert(), part)
    index_words(connection, "incident", [(key, row["folded"]) for key, _, row in keyed])
    placed = [(key, row) for key, _, row in keyed if row["latitude"] is not None and row["longitude"] is not None]
    index_points(connection, [{"key": k, "latitude": r["latitude"], "longitude": r["longitude"]} for k, r in placed])


def _telling_rows(key: int, version: Version) -> Iterable[dict[str, Any]]:
    for position, telling in enumerate(version.incident.tellings):
        name = name_of(telling)
        yield {"incident": key, "position": position, "document": name.document, "event": name.event}


def _origin_rows(key: int, version: Version) -> Iterable[dict[str, Any]]:
    for position, claim in enumerate(version.incident.claims):
        for voice in claim.voices:
            held = {"root": voice.root, "chain": list(voice.chain)}
            yield {"incident": key, "field": claim.field, "claim": position, **held}


def _decision_rows(key: int, version: Version) -> Iterable[dict[str, Any]]:
    return ({"incident": key, "decision": number, "flagged": flag} for number, flag in version.flags.items())
