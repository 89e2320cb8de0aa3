"""The audit log: who changed what and who logged in or tried to, from where; rows are only ever added."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Column, Index, Integer, Table, func, select

from recoupe.store.opening import Store, now, write_store
from recoupe.store.tables import METADATA, String

AUDIT = Table(
    "audit",
    METADATA,
    Column("key", Integer, primary_key=True),
    Column("at", String, nullable=False),  # ISO 8601, UTC
    Column("user", String, nullable=False),  # as it was given, also where there is no such user
    Column("action", String, nullable=False),  # "login", "login failed", "decision accept", "user add"
    Column("subject", String, nullable=False),
    Column("detail", String, nullable=False),
    Column("address", String, nullable=False),  # of the client; "" on the command line
)

Index("audit_by_action", AUDIT.c.action, AUDIT.c.at)

LOGIN_FAILED = "login failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One thing that was done or tried."""

    user: str
    action: str
    subject: str = ""
    detail: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """An action and when it was."""

    at: str
    action: Action


def record_action(store: Store, action: Action) -> None:
    """Adds an action to the log."""
    values = {name: getattr(action, name) for name in ("user", "action", "subject", "detail", "address")}
    with write_store(store) as connection:
        connection.execute(AUDIT.insert().values(at=now(), **values))


def list_audit(store: Store, *, limit: int, offset: int = 0) -> Sequence[AuditEntry]:
    """The log, the newest entry first."""
    query = select(AUDIT).order_by(AUDIT.c.key.desc()).limit(limit).offset(offset)
    names = ("user", "action", "subject", "detail", "address")
    with store.engine.connect() as connection:
        rows = connection.execute(query).mappings().all()
    return [AuditEntry(at=row["at"], action=Action(**{name: row[name] for name in names})) for row in rows]


def count_audit(store: Store) -> int:
    """How many entries the log has."""
    with store.engine.connect() as connection:
        return int(connection.execute(select(func.count()).select_from(AUDIT)).scalar_one())


def count_failures(store: Store, within: timedelta, *, user: str | None = None, address: str | None = None) -> int:
    """How often a login failed lately, for a user's name, from an address, or both."""
    since = (datetime.now(UTC) - within).isoformat(timespec="microseconds")
    query = select(func.count()).select_from(AUDIT).where(AUDIT.c.action == LOGIN_FAILED, AUDIT.c.at >= since)
    if user is not None:
        query = query.where(AUDIT.c.user == user)
    if address is not None:
        query = query.where(AUDIT.c.address == address)
    with store.engine.connect() as connection:
        return int(connection.execute(query).scalar_one())
