"""Decisions: what people say against or beside the machine, with undo."""

from typing import Annotated

from fastapi import HTTPException, Path, Query, Request

from recoupe.web.answers import DecisionAnswer, Decisions, NewDecision, Short
from recoupe.web.freshness import Fresh
from recoupe.web.guard import KnownCaller, ServedStore
from recoupe.web.queries import Page

Key = Annotated[int, Path(ge=1, le=2**31 - 1)]


class DecisionQuery(Page):
    """A page of the decisions, or of those on one incident."""

    incident: Short | None = None


def list_decisions(given: Annotated[DecisionQuery, Query()], store: ServedStore, _: Fresh) -> Decisions:
    """What was decided, the newest first."""
    return Decisions(total=0, items=[])


def add_decision(given: NewDecision, request: Request, caller: KnownCaller) -> DecisionAnswer:
    """Adds a decision, signed with the caller's name."""
    raise HTTPException(501, "this store takes no decisions yet")


def undo_decision(key: Key, request: Request, caller: KnownCaller) -> DecisionAnswer:
    """Undoes a decision; both stay in the log."""
    raise HTTPException(501, "this store takes no decisions yet")
