"""The tables of 0.1: documents with what they say, incidents with their origins."""

import sqlalchemy as sa
from alembic import op

from recoupe.store.migrations.columns import flag, key, number, record, reference, run, text

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes them."""
    op.create_table("runs", key(), text("started"), text("verb"), text("version"))
    op.create_table(
        "documents",
        *(key(), run(), text("added"), text("id"), text("digest")),
        *(text(name, nullable=True) for name in ("outlet", "url", "title", "published", "language", "origin")),
        text("text"),
        sa.UniqueConstraint("id", "digest"),
    )
    op.create_table(
        "accounts",
        *(key(), run(), reference("document", "documents", index=True), text("language", nullable=True)),
        *(record("passport"), record("background"), text("error", nullable=True)),
    )
    op.create_table(
        "events",
        *(key(), reference("account", "accounts", index=True)),
        *(text("id"), text("type"), text("outcome"), flag("focus"), record("record")),
    )
    make_incidents()
    op.create_table("gatherings", key(), run(), number("last_account"))


def make_incidents() -> None:
    """Incidents, their origins and their tellings."""
    op.create_table(
        "incidents",
        *(key(), run(), text("added"), text("id", index=True), flag("retired"), text("type"), text("outcome")),
        *(text(name, nullable=True) for name in ("earliest", "latest", "place", "country")),
        *(sa.Column("latitude", sa.Float), sa.Column("longitude", sa.Float), text("support")),
        *(number("origins_low"), number("origins_high"), text("folded"), record("record")),
    )
    op.create_index("incidents_by_day", "incidents", ["earliest", "country"])
    op.create_table(
        "origins",
        *(key(), reference("incident", "incidents", index=True), text("field")),
        *(number("claim"), text("root", index=True), record("chain")),
    )
    op.create_table(
        "tellings",
        *(reference("incident", "incidents"), number("position"), text("document"), text("event")),
        sa.UniqueConstraint("incident", "position"),
    )
