"""Copies found by account: without it, every document taken in looked through all others."""

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Adds the index."""
    op.create_index("index_copies_by_account", "index_copies", ["account"])
