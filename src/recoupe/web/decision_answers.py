"""Decisions as they are sent and answered."""

from collections.abc import Sequence

from recoupe.records import Decision, TellingName
from recoupe.web.answers import DecisionAnswer, NewDecision, TellingKey


def decision_answer(decision: Decision, result: Sequence[str] = ()) -> DecisionAnswer:
    """A decision as it was kept, and where it led."""
    return DecisionAnswer(
        key=decision.key,
        made=decision.made,
        user=decision.user,
        verb=decision.verb.value,
        incident=decision.incident,
        field=decision.field,
        value=decision.value,
        incidents=list(decision.incidents),
        tellings=[TellingKey(document=each.document, event=each.event) for each in decision.tellings],
        reason=decision.reason,
        undone=decision.undone,
        undone_by=decision.undone_by,
        flagged=decision.flagged,
        result=list(result),
    )


def read_decision(given: NewDecision, user: str) -> Decision:
    """The decision that was sent, signed."""
    return Decision(
        user=user,
        verb=given.verb,
        incident=given.incident,
        field=given.field,
        value=given.value,
        incidents=tuple(given.incidents),
        tellings=tuple(TellingName(document=each.document, event=each.event) for each in given.tellings),
        reason=given.reason,
    )
