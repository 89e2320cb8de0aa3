"""Users and the audit log: for admins."""

from typing import Annotated

from fastapi import Path, Request

from recoupe.store.audit import count_audit, list_audit
from recoupe.store.sessions import end_sessions
from recoupe.store.users import User, add_user, change_user, load_user
from recoupe.store.users import list_users as load_users
from recoupe.web.answers import Audit, AuditAnswer, NewUser, UserAnswer, UserChange, UserName, Users
from recoupe.web.guard import KnownCaller, ServedStore, get_store, record
from recoupe.web.passwords import hash_password
from recoupe.web.queries import WantedPage

Name = Annotated[UserName, Path()]


def show_audit(given: WantedPage, store: ServedStore) -> Audit:
    """Every write and login, the newest first."""
    entries = list_audit(store, limit=given.limit, offset=given.offset)
    names = ("user", "action", "subject", "detail", "address")
    items = [AuditAnswer(at=each.at, **{name: getattr(each.action, name) for name in names}) for each in entries]
    return Audit(total=count_audit(store), items=items)


def list_users(given: WantedPage, store: ServedStore) -> Users:
    """All users by name."""
    users = load_users(store)
    page = users[given.offset : given.offset + given.limit]
    return Users(total=len(users), items=[user_answer(each) for each in page])


def create_user(given: NewUser, request: Request, store: ServedStore, caller: KnownCaller) -> UserAnswer:
    """Adds somebody who may log in."""
    user = add_user(store, given.name, given.role, hash_password(given.password))
    record(request, caller, "user add", user.name, user.role.value)
    return user_answer(user)


def update_user(name: Name, given: UserChange, request: Request, caller: KnownCaller) -> UserAnswer:
    """Gives a user another role or password, or disables or enables them; their sessions end."""
    store = get_store(request)
    changes = given.model_dump(exclude_none=True)
    if "password" in changes:
        changes["password"] = hash_password(changes["password"])
    user = change_user(store, name, **changes) if changes else load_user(store, name)
    end_sessions(store, user)
    told = ", ".join(key if key == "password" else f"{key}={value}" for key, value in changes.items())
    record(request, caller, "user change", user.name, told)
    return user_answer(user)


def user_answer(user: User) -> UserAnswer:
    """A user without the hash."""
    return UserAnswer(name=user.name, role=user.role, disabled=user.disabled, added=user.added)
