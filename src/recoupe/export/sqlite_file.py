"""Incidents as an SQLite file with plain tables, for whoever asks in SQL."""

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from recoupe.errors import InputError
from recoupe.export.incident_line import claim_value
from recoupe.export.tables import COLUMNS, incident_row
from recoupe.plain import to_plain
from recoupe.records import Incident

CLAIMS = ("incident", "position", "field", "value", "origins_low", "origins_high", "superseded", "denied_by")
VOICES = ("incident", "claim", "root", "kind", "chain")
GIVEN = ("id", "outlet", "url", "published", "title")
DOCUMENTS = ("incident", "event", "document", *GIVEN[1:])


def write_sqlite(incidents: Sequence[Incident], path: str) -> None:
    """Writes the tables incidents, claims, voices and documents; raises InputError where the file is there already."""
    if Path(path).exists():
        raise InputError(f"{path} is there already; name a new file, so that nothing is overwritten")
    with closing(sqlite3.connect(path)) as connection, connection:
        _create(connection, "incidents", COLUMNS)
        _create(connection, "claims", CLAIMS)
        _create(connection, "voices", VOICES)
        _create(connection, "documents", DOCUMENTS)
        for incident in incidents:
            row = incident_row(incident)
            _insert(connection, "incidents", [tuple(row[name] for name in COLUMNS)])
            _insert(connection, "claims", claim_rows(incident))
            _insert(connection, "voices", voice_rows(incident))
            _insert(connection, "documents", document_rows(incident))


def claim_rows(incident: Incident) -> list[tuple[object, ...]]:
    """Every value that was told of an incident."""
    return [
        (
            incident.id,
            position,
            claim.field,
            json.dumps(claim_value(claim), ensure_ascii=True),
            claim.origins.low,
            claim.origins.high,
            int(claim.superseded),
            "; ".join(claim.denied_by),
        )
        for position, claim in enumerate(incident.claims)
    ]


def voice_rows(incident: Incident) -> list[tuple[object, ...]]:
    """Everybody on whose word a value rests."""
    return [
        (incident.id, position, voice.root, voice.kind.value, json.dumps(list(voice.chain)))
        for position, claim in enumerate(incident.claims)
        for voice in claim.voices
    ]


def document_rows(incident: Incident) -> list[tuple[object, ...]]:
    """The documents that tell of it."""
    return [
        (incident.id, each.event.id, *(to_plain(getattr(each.passport, name)) for name in GIVEN))
        for each in incident.tellings
    ]


def _create(connection: sqlite3.Connection, table: str, columns: Sequence[str]) -> None:
    connection.execute(f"CREATE TABLE {table} ({', '.join(columns)})")


def _insert(connection: sqlite3.Connection, table: str, rows: Sequence[tuple[object, ...]]) -> None:
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        cleaned = [tuple(_cell(value) for value in row) for row in rows]
        connection.executemany(f"INSERT INTO {table} VALUES ({marks})", cleaned)


def _cell(value: object) -> object:
    """Text that SQLite can hold: a lone surrogate as a question mark."""
    return value.encode(errors="replace").decode() if isinstance(value, str) else value
