"""Users, their sessions and the audit log."""

import sqlalchemy as sa
from alembic import op

from recoupe.store.migrations.columns import flag, key, reference, text
from recoupe.store.tables import String

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Adds the tables that a team needs; those that a server made for itself before there was this step stay."""
    there = set(sa.inspect(op.get_bind()).get_table_names())
    if "users" not in there:
        name = sa.Column("name", String, nullable=False, unique=True)
        op.create_table("users", key(), text("added"), name, text("role"), text("password"), flag("disabled"))
    if "sessions" not in there:
        token = sa.Column("token", String, nullable=False, unique=True)
        user = reference("user", "users", index=True)
        op.create_table("sessions", key(), token, user, text("started"), text("expires"))
    if "audit" not in there:
        told = (text("at"), text("user"), text("action"), text("subject"), text("detail"), text("address"))
        op.create_table("audit", key(), *told)
        op.create_index("audit_by_action", "audit", ["action", "at"])
