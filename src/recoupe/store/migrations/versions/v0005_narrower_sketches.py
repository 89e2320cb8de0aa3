"""Sketches without an index by document: what a document held is known from its passport."""

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Takes the index away; it was as large as the sketches."""
    op.drop_index("index_sketches_by_document", "index_sketches")
