"""Logging in and out, and what a page needs to know of its session."""

import threading

from fastapi import HTTPException, Request, Response

from recoupe.store.audit import LOGIN_FAILED, Action, record_action
from recoupe.store.sessions import end_session, start_session
from recoupe.store.users import User, find_user
from recoupe.web.answers import Login, SessionAnswer
from recoupe.web.freshness import VERSION
from recoupe.web.guard import (
    Caller,
    KnownCaller,
    Options,
    csrf_token,
    get_options,
    get_store,
    new_token,
    record,
    set_cookie,
)
from recoupe.web.options import WebOptions
from recoupe.web.passwords import is_password
from recoupe.web.throttle import seconds_to_wait

ONE_AT_A_TIME = threading.Lock()
"""Logins are checked one after the other: a burst of guesses counts in full, and hashing takes 64 MB once."""


def show_session(response: Response, caller: KnownCaller, options: Options) -> SessionAnswer:
    """Who is logged in, and the CSRF token that every write has to carry; with a cookie where there was none."""
    token = caller.token
    if not token:
        token = new_token()
        set_cookie(response, options, token)
    response.headers["Cache-Control"] = "no-store"
    return session_answer(caller, options, token)


def log_in(given: Login, request: Request, response: Response, caller: KnownCaller) -> SessionAnswer:
    """Starts a session under a fresh token, so that one that somebody else planted is worth nothing."""
    store = get_store(request)
    name = given.name.strip().lower()
    with ONE_AT_A_TIME:
        wait = seconds_to_wait(store, name, caller.address)
        if wait:
            raise HTTPException(429, "too many failed logins; wait a while", headers={"Retry-After": str(wait)})
        user = find_user(store, name)
        if not is_password(user.password if user else None, given.password) or user is None or user.disabled:
            record_action(store, Action(user=name, action=LOGIN_FAILED, address=caller.address))
            raise HTTPException(401, "name or password is wrong")
    return _open_session(request, response, user, caller)


def log_out(request: Request, response: Response, caller: KnownCaller, options: Options) -> SessionAnswer:
    """Ends the session; the browser gets a fresh token that belongs to nobody."""
    if caller.token:
        end_session(get_store(request), caller.token)
    record(request, caller, "logout")
    token = new_token()
    set_cookie(response, options, token)
    nobody = Caller(name=None, role=None, token=token, address=caller.address)
    return session_answer(nobody if options.team else caller, options, token)


def session_answer(caller: Caller, options: WebOptions, token: str) -> SessionAnswer:
    """What a page needs to know."""
    csrf = csrf_token(token)
    return SessionAnswer(user=caller.name, role=caller.role, csrf=csrf, team=options.team, version=VERSION)


def _open_session(request: Request, response: Response, user: User, before: Caller) -> SessionAnswer:
    store, options = get_store(request), get_options(request)
    if before.token:
        end_session(store, before.token)
    token = new_token()
    start_session(store, user, token)
    set_cookie(response, options, token)
    caller = Caller(name=user.name, role=user.role, token=token, address=before.address)
    record(request, caller, "login")
    return session_answer(caller, options, token)
