"""Decisions: what people say against or beside the machine, with undo."""

from typing import Annotated

from fastapi import HTTPException, Path, Query, Request

from recoupe.errors import QueryError
from recoupe.store.deciding import add_decision as keep_decision
from recoupe.store.deciding import undo_decision as keep_undoing
from recoupe.store.decisions import load_decisions, load_kept
from recoupe.store.histories import list_holders
from recoupe.web.answers import DecisionAnswer, Decisions, NewDecision, Short
from recoupe.web.decision_answers import decision_answer, read_decision
from recoupe.web.freshness import Fresh
from recoupe.web.guard import KnownCaller, ServedStore, record
from recoupe.web.queries import Page

Key = Annotated[int, Path(ge=1, le=2**31 - 1)]


class DecisionQuery(Page):
    """A page of the decisions, or of those on one incident."""

    incident: Short | None = None


def list_decisions(given: Annotated[DecisionQuery, Query()], store: ServedStore, _: Fresh) -> Decisions:
    """What was decided, undone decisions too, the newest first."""
    found = load_decisions(store, given.incident)[::-1]
    page = found[given.offset : given.offset + given.limit]
    return Decisions(total=len(found), items=[decision_answer(each) for each in page])


def add_decision(given: NewDecision, request: Request, store: ServedStore, caller: KnownCaller) -> DecisionAnswer:
    """Adds a decision, signed with the caller's name, and brings its incidents up to date."""
    try:
        decision = keep_decision(store, read_decision(given, caller.name or ""))
    except QueryError as problem:
        raise HTTPException(422, str(problem)) from problem
    detail = f"{decision.field or ''} {decision.reason}".strip()
    record(request, caller, f"decision {decision.verb.value}", decision.incident, detail)
    return decision_answer(decision, list_holders(store, decision))


def undo_decision(key: Key, request: Request, store: ServedStore, caller: KnownCaller) -> DecisionAnswer:
    """Undoes a decision by a further entry; both stay."""
    with store.engine.connect() as connection:
        found = load_kept(connection, [key])
    if found and found[0].decision.undone:
        raise HTTPException(409, f"decision {key} was undone already, by {found[0].decision.undone_by}")
    decision = keep_undoing(store, key, caller.name or "")
    record(request, caller, "decision undo", decision.incident, f"{decision.verb.value} {key}")
    return decision_answer(decision, list_holders(store, decision))
