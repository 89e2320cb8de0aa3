"""Who is logged in: sessions with an end, kept by the digest of their token so that a copy of the store opens none."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256

from sqlalchemy import Column, ForeignKey, Integer, Table, delete, select

from recoupe.store.opening import Store, now, write_store
from recoupe.store.tables import METADATA, String
from recoupe.store.users import USERS, User, read_user

SESSIONS = Table(
    "sessions",
    METADATA,
    Column("key", Integer, primary_key=True),
    Column("token", String, nullable=False, unique=True),  # SHA-256 of what the browser holds
    Column("user", ForeignKey("users.key"), nullable=False, index=True),
    Column("started", String, nullable=False),  # ISO 8601, UTC
    Column("expires", String, nullable=False),
)

SESSION_LENGTH = timedelta(hours=12)
"""A working day: nobody is logged out in the middle of a shift, and a forgotten browser is locked by the next."""


def start_session(store: Store, user: User, token: str) -> None:
    """Keeps that the holder of `token` is that user, and forgets the sessions that have ended."""
    ends = (datetime.now(UTC) + SESSION_LENGTH).isoformat(timespec="microseconds")
    with write_store(store) as connection:
        connection.execute(delete(SESSIONS).where(SESSIONS.c.expires <= now()))
        connection.execute(SESSIONS.insert().values(token=_digest(token), user=user.key, started=now(), expires=ends))


def find_session(store: Store, token: str) -> User | None:
    """The user that holds the token; None where the session has ended or the user is disabled."""
    query = (
        select(USERS)
        .join(SESSIONS, SESSIONS.c.user == USERS.c.key)
        .where(SESSIONS.c.token == _digest(token), SESSIONS.c.expires > now(), USERS.c.disabled.is_(False))
    )
    with store.engine.connect() as connection:
        row = connection.execute(query).first()
    return read_user(row) if row else None


def end_session(store: Store, token: str) -> None:
    """Forgets the session of a token."""
    with write_store(store) as connection:
        connection.execute(delete(SESSIONS).where(SESSIONS.c.token == _digest(token)))


def end_sessions(store: Store, user: User) -> None:
    """Logs a user out everywhere."""
    with write_store(store) as connection:
        connection.execute(delete(SESSIONS).where(SESSIONS.c.user == user.key))


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
