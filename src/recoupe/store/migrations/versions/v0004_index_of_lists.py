"""An index with all that lists, counts and maps are made from, so that the rows, wide by their records, stay unread."""

from alembic import op

revision = "0004"
down_revision = "0003"

LISTED = (
    *("day", "id", "state", "country", "type", "outcome", "support", "flagged", "latest", "killed_low"),
    *("latitude", "longitude", "place_precision", "place", "ended"),
)


def upgrade() -> None:
    """Adds it on SQLite; PostgreSQL keeps wide values beside its rows, and bounds the width of an index."""
    op.drop_index("tellings_by_document", "tellings")
    op.create_index("tellings_by_document", "tellings", ["document", "event", "incident"])
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"CREATE INDEX incidents_listed ON incidents ({', '.join(LISTED)}) WHERE ended IS NULL")
