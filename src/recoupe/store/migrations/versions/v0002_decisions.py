"""Decisions, past states, columns for lists and maps, full text, points, and the indexes that gathering uses."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

from recoupe.store import dialects
from recoupe.store.migrations.columns import flag, key, number, part, record, reference, run, text
from recoupe.store.tables import String

revision = "0002"
down_revision = "0001"

TEXTS = ("ended", "title", "date_precision", "place_name", "place_precision")
NUMBERS = ("ended_run", "killed_low", "killed_high", "injured_low", "injured_high")
GIVEN = {"day": "", "outlets": "", "conflicts": "", "state": "machine"}


def upgrade() -> None:
    """Adds them, and fills them for what is there."""
    connection = op.get_bind()
    add_columns()
    make_decisions()
    make_indexes()
    ddl = {"sqlite": dialects.SQLITE_DDL, "postgresql": dialects.POSTGRESQL_DDL}[connection.dialect.name]
    for statement in ddl:
        op.execute(statement)
    fill_incidents(connection)
    documents = connection.execute(sa.text("SELECT key, title, text FROM documents")).all()
    dialects.index_words(connection, "document", [(row.key, f"{row.title or ''} {row.text}") for row in documents])
    op.drop_column("incidents", "retired")
    index_incidents()


def add_columns() -> None:
    """The new columns of the old tables."""
    op.add_column("runs", sa.Column("user", String))
    op.add_column("documents", sa.Column("modified", String))
    op.add_column("documents", sa.Column("taken_for", String))
    op.add_column("accounts", sa.Column("added", String))
    op.execute("UPDATE accounts SET added = (SELECT d.added FROM documents d WHERE d.key = accounts.document)")
    op.add_column("gatherings", sa.Column("edition", String, nullable=False, server_default=""))
    for name in TEXTS:
        op.add_column("incidents", sa.Column(name, String))
    for name in NUMBERS:
        op.add_column("incidents", sa.Column(name, sa.Integer))
    for name, value in GIVEN.items():
        op.add_column("incidents", sa.Column(name, String, nullable=False, server_default=value))
    op.add_column("incidents", sa.Column("documents", sa.Integer, nullable=False, server_default="0"))
    op.add_column("incidents", sa.Column("focus", sa.Boolean, nullable=False, server_default=sa.true()))
    op.add_column("incidents", sa.Column("flagged", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("incidents", sa.Column("urgency", sa.Float, nullable=False, server_default="0"))


def make_decisions() -> None:
    """What people say, what they undo, and where it holds."""
    op.create_table(
        "decisions",
        *(key(), run(), text("made"), text("user"), text("verb"), text("incident", index=True)),
        *(text("field", nullable=True), sa.Column("value", sa.JSON), record("incidents")),
        *(text("reason"), text("evidence")),
    )
    op.create_table(
        "decision_tellings",
        *(reference("decision", "decisions"), number("position"), text("document", index=True), text("event")),
        *(number("start"), flag("rest"), sa.UniqueConstraint("decision", "position")),
    )
    op.create_table(
        "undoings", key(), run(), text("made"), text("user"), reference("decision", "decisions", unique=True)
    )
    op.create_table(
        "incident_decisions",
        sa.Column("incident", sa.Integer, sa.ForeignKey("incidents.key"), primary_key=True),
        sa.Column("decision", sa.Integer, sa.ForeignKey("decisions.key"), primary_key=True, index=True),
        flag("flagged"),
    )


def make_indexes() -> None:
    """What gathering looks things up in."""
    whole = {"sqlite_with_rowid": False}
    op.create_table("index_blocks", part("block", String), part("asks"), part("event"), **whole)
    op.create_table("index_pairs", part("event"), part("other"), sa.Column("score", sa.Float, nullable=False), **whole)
    sketch = (part("triple", sa.BigInteger), part("published", String), part("document", String))
    op.create_table("index_sketches", *sketch, **whole)
    op.create_table(
        "index_copies",
        *(part("document", String), number("account"), text("published")),
        *(text("copy_of", nullable=True), number("rank"), text("root", index=True)),
        **whole,
    )
    op.create_index("index_blocks_by_event", "index_blocks", ["event"])
    op.create_index("index_sketches_by_document", "index_sketches", ["document"])
    op.create_index("index_copies_by_original", "index_copies", ["copy_of"])


def index_incidents() -> None:
    """Lists are sorted and filtered by these."""
    op.drop_index("incidents_by_day", "incidents")
    wanted = {
        **{"incidents_by_day": ["day", "id"], "incidents_by_country": ["country", "day"]},
        **{"incidents_by_type": ["type", "day"], "incidents_by_urgency": ["urgency"]},
        **{"incidents_by_origins": ["origins_low"], "incidents_by_killed": ["killed_low"]},
    }
    stands = sa.text("ended IS NULL")
    for name, columns in wanted.items():
        op.create_index(name, "incidents", columns, sqlite_where=stands, postgresql_where=stands)
    op.create_index("tellings_by_document", "tellings", ["document", "event"])
    op.create_index("documents_by_id", "documents", ["id", "key"])


def fill_incidents(connection: sa.Connection) -> None:
    """When each version ended, and what lists show of it, out of its record."""
    rows = connection.execute(
        sa.text("SELECT key, id, run, added, retired, folded, latitude, longitude, record FROM incidents ORDER BY key")
    ).all()
    following: dict[str, Any] = {}
    filled = []
    for row in reversed(rows):
        after = row if row.retired else following.get(row.id)
        following[row.id] = row
        ended = {"ended": after.added, "ended_run": after.run} if after else {"ended": None, "ended_run": None}
        record = row.record if isinstance(row.record, dict) else json.loads(row.record)
        filled.append({"key": row.key, **ended, **listed(record)})
    if filled:
        names = [name for name in filled[0] if name != "key"]
        assigned = ", ".join(f"{name} = :{name}" for name in names)
        connection.execute(sa.text(f"UPDATE incidents SET {assigned} WHERE key = :key"), filled)
    dialects.index_words(connection, "incident", [(row.key, row.folded) for row in rows])
    placed = [row for row in rows if row.latitude is not None and row.longitude is not None]
    dialects.index_points(
        connection, [{"key": row.key, "latitude": row.latitude, "longitude": row.longitude} for row in placed]
    )


def listed(record: dict[str, Any]) -> dict[str, Any]:
    """What lists show of an incident, of its record as 0.1 wrote it."""
    when, where = record.get("date") or {}, record.get("place") or {}
    return {
        "day": when.get("earliest", ""),
        "date_precision": when.get("precision"),
        "place_name": where.get("name"),
        "place_precision": where.get("precision"),
        "outlets": "\n".join(record["outlets"]),
        "conflicts": "\n".join(each["field"] for each in record["conflicts"]),
        "documents": len(record["documents"]),
        "focus": bool(record["focus"]),
        **bounds(record, "killed"),
        **bounds(record, "injured"),
    }


def bounds(record: dict[str, Any], field: str) -> dict[str, Any]:
    """The best supported figure of a field that stands."""
    standing = [each for each in record["claims"] if each["field"] == field and not each["superseded"]]
    best = max(standing, key=lambda each: (each["origins"]["low"], len(each["documents"])), default=None)
    value = best["value"] if best else {}
    return {f"{field}_low": value.get("low"), f"{field}_high": value.get("high")}
