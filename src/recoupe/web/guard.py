"""Who is calling, whether they may, and whether the call was meant: role, session cookie, CSRF token, content type."""

import hmac
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, HTTPException, Request, Response

from recoupe.store.audit import Action, record_action
from recoupe.store.opening import Store
from recoupe.store.sessions import find_session
from recoupe.store.users import Role
from recoupe.web.access import Access
from recoupe.web.options import WebOptions

CSRF_HEADER = "X-CSRF-Token"
SAFE_METHODS = ("GET", "HEAD")

TOKEN_BYTES = 32
"""256 random bits: beyond guessing, also over years (OWASP asks for 64)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Whoever sent a request."""

    name: str | None  # None: nobody is logged in
    role: Role | None
    token: str | None  # what the session cookie holds
    address: str


def get_store(request: Request) -> Store:
    """The store that is served."""
    store: Store = request.app.state.store
    return store


def get_options(request: Request) -> WebOptions:
    """How it is served."""
    options: WebOptions = request.app.state.options
    return options


def find_caller(request: Request) -> Caller:
    """The user of the session cookie; without `--team` the one user there is, who may do everything."""
    options, token = get_options(request), request.cookies.get(get_options(request).cookie)
    address = request.client.host if request.client else ""
    if not options.team:
        return Caller(name=options.user, role=Role.ADMIN, token=token, address=address)
    user = find_session(get_store(request), token) if token else None
    return Caller(name=user.name if user else None, role=user.role if user else None, token=token, address=address)


async def give_store(request: Request) -> Store:
    """The same for FastAPI, which runs a plain function in a thread and this one at once."""
    return get_store(request)


async def give_options(request: Request) -> WebOptions:
    """Likewise."""
    return get_options(request)


ServedStore = Annotated[Store, Depends(give_store)]
Options = Annotated[WebOptions, Depends(give_options)]
KnownCaller = Annotated[Caller, Depends(find_caller)]


def ask_for(access: Access) -> Callable[[Request, Caller], Awaitable[None]]:
    """The check that a route puts before itself."""

    async def check_caller(request: Request, caller: KnownCaller) -> None:
        check_access(access, caller)
        if request.method not in SAFE_METHODS:
            check_intent(request, caller.token)

    return check_caller


def check_access(access: Access, caller: Caller) -> None:
    """Refuses a caller whose role does not reach."""
    if access.admits(caller.role):
        return
    if caller.role is None:
        raise HTTPException(401, "log in first: POST /api/login")
    raise HTTPException(403, f"this is for the role {access.value}; {caller.name} has {caller.role.value}")


def check_intent(request: Request, token: str | None) -> None:
    """Refuses a write without the CSRF token of its session, from another origin, or in another form than JSON."""
    given = request.headers.get(CSRF_HEADER, "")
    if not token or not hmac.compare_digest(given.encode(), csrf_token(token).encode()):
        raise HTTPException(403, f"the header {CSRF_HEADER} has to carry the csrf of GET /api/session")
    if not _is_own_page(request):
        raise HTTPException(403, "writes are taken from pages of this server alone")
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json" and has_body(request):
        raise HTTPException(415, "the body has to be application/json")


def has_body(request: Request) -> bool:
    """True where something was sent with the request, or its kind was named."""
    headers = request.headers
    return "content-type" in headers or "transfer-encoding" in headers or headers.get("content-length", "0") != "0"


def csrf_token(token: str) -> str:
    """What a page has to show besides its cookie; a page of another site can read neither.

    It is derived from the session, so that a new session has a new one and nothing need be kept.
    """
    return hmac.new(token.encode(), b"csrf", sha256).hexdigest()


def new_token() -> str:
    """A fresh session token."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def set_cookie(response: Response, options: WebOptions, token: str) -> None:
    """Hands the browser its session token: not for scripts, not for other sites, gone when the browser closes."""
    response.set_cookie(options.cookie, token, path="/", httponly=True, samesite="strict", secure=options.secure)


def record(request: Request, caller: Caller, action: str, subject: str = "", detail: str = "") -> None:
    """Adds what a caller did to the audit log."""
    entry = Action(user=caller.name or "", action=action, subject=subject, detail=detail, address=caller.address)
    record_action(get_store(request), entry)


def _is_own_page(request: Request) -> bool:
    """False when the browser says that another origin sent the request; other clients say nothing."""
    origin, site = request.headers.get("origin"), request.headers.get("sec-fetch-site")
    same_host = origin is None or urlsplit(origin).netloc == request.headers.get("host")
    return same_host and site in (None, "same-origin")
