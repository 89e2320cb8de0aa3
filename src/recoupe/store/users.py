"""Who may use a store that several people share: names, roles and password hashes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Boolean, Column, Connection, Integer, Row, Table, select
from sqlalchemy.exc import IntegrityError

from recoupe.errors import ConflictError, QueryError
from recoupe.store.opening import Store, now, write_store
from recoupe.store.tables import METADATA, String

USERS = Table(
    "users",
    METADATA,
    Column("key", Integer, primary_key=True),
    Column("added", String, nullable=False),  # ISO 8601, UTC
    Column("name", String, nullable=False, unique=True),
    Column("role", String, nullable=False),
    Column("password", String, nullable=False),  # its argon2 hash
    Column("disabled", Boolean, nullable=False),
)

NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
"""Names that look alike in a log and nowhere else: small ASCII letters, so that "Ann" and "ann" are one."""


class Role(StrEnum):
    """What a user may do; each role may do all that those before it may."""

    READ = "read"  # see everything but the audit log
    REVIEW = "review"  # decide
    ADMIN = "admin"  # manage users, see the audit log

    def covers(self, asked: "Role") -> bool:
        """True when this role may do what `asked` may."""
        order = list(Role)
        return order.index(self) >= order.index(asked)


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Somebody who may log in."""

    key: int
    name: str
    role: Role
    password: str  # hash
    disabled: bool
    added: str


def add_user(store: Store, name: str, role: Role, password: str) -> User:
    """Adds a user whose password has the hash `password`; raises ConflictError for a name that is taken."""
    if not NAME.fullmatch(name):
        raise QueryError(f"{name!r} is no user name: give small letters, digits, '.', '_' or '-', at most 64 of them")
    row = {"added": now(), "name": name, "role": role.value, "password": password, "disabled": False}
    try:
        with write_store(store) as connection:
            connection.execute(USERS.insert().values(**row))
    except IntegrityError as problem:
        raise ConflictError(f"there is a user {name!r} already; `recoupe user list` shows all") from problem
    return load_user(store, name)


def load_user(store: Store, name: str) -> User:
    """The user of that name; raises QueryError naming those there are."""
    user = find_user(store, name)
    if user is None:
        known = ", ".join(each.name for each in list_users(store)) or "none yet (`recoupe user add`)"
        raise QueryError(f"there is no user {name!r}; there are: {known}")
    return user


def find_user(store: Store, name: str) -> User | None:
    """The user of that name, or None."""
    with store.engine.connect() as connection:
        row = connection.execute(select(USERS).where(USERS.c.name == name)).first()
    return read_user(row) if row else None


def list_users(store: Store) -> Sequence[User]:
    """All users by name, the disabled ones too."""
    with store.engine.connect() as connection:
        return [read_user(row) for row in connection.execute(select(USERS).order_by(USERS.c.name))]


def change_user(store: Store, name: str, **changes: Role | str | bool) -> User:
    """Gives a user another role or password hash, or disables or enables it.

    Raises QueryError where there is no such user, ConflictError where no admin would be left to manage the others.
    """
    before = load_user(store, name)
    with write_store(store) as connection:
        connection.execute(USERS.update().where(USERS.c.key == before.key).values(**changes))
        if is_active_admin(before) and not _has_admin(connection):
            raise ConflictError(f"{name!r} is the last admin; make another one first")
    return load_user(store, name)


def has_admin(store: Store) -> bool:
    """True when somebody is there who may manage users."""
    with store.engine.connect() as connection:
        return _has_admin(connection)


def is_active_admin(user: User) -> bool:
    """True for an admin that may log in."""
    return user.role is Role.ADMIN and not user.disabled


def _has_admin(connection: Connection) -> bool:
    wanted = select(USERS.c.key).where(USERS.c.role == Role.ADMIN.value, USERS.c.disabled.is_(False)).limit(1)
    return connection.execute(wanted).first() is not None


def read_user(row: Row[Any]) -> User:
    """The user that a row of the table holds."""
    return User(**{**row._mapping, "role": Role(row.role)})
