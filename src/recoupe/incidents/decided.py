"""An incident as people have decided it: their decisions over what the machine made of the tellings.

A decision holds until it is undone. Where what it was based on has changed since, it holds on and is flagged.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from hashlib import blake2b
from typing import Any

from recoupe.errors import FormatError, QueryError
from recoupe.incidents.corroboration import grade_support
from recoupe.incidents.values import FIELDS, FIGURE_FIELDS, LIST_FIELDS
from recoupe.plain import from_plain, to_plain
from recoupe.records import (
    Decision,
    EventDate,
    EventPlace,
    EventType,
    Figure,
    Incident,
    IncidentClaim,
    Origins,
    Outcome,
    Party,
    Support,
    TellingName,
    Value,
    Verb,
    WeaponUse,
)

AMENDABLE = ("type", *FIELDS)
GRADES = ("confirmed", "fair", "weak", "contested", "discounted")
UNSPOKEN = ("spans", "rule", "of", "basis")  # of a value, what says nothing of the happening itself

STATES = {Verb.ACCEPT: "accepted", Verb.AMEND: "amended", Verb.REJECT: "rejected", Verb.REGRADE: "amended"}


def apply_decisions(incident: Incident, decisions: Sequence[Decision]) -> Incident:
    """The incident as it stands by the decisions in force on it, in the order in which they were made."""
    decided = replace(incident, decisions=tuple(decisions), flagged=any(each.flagged for each in decisions))
    for decision in decisions:
        apply = _CHANGES.get(decision.verb)
        decided = apply(decided, decision) if apply else decided
        decided = replace(decided, state=STATES.get(decision.verb, decided.state))
    return decided


def read_values(field: str, given: Any) -> tuple[Any, ...]:
    """The values that a field is amended to, as records; raises QueryError for what the field cannot hold."""
    if field not in AMENDABLE:
        raise QueryError(f"{field!r} cannot be amended; what can: {', '.join(AMENDABLE)}")
    items = given if isinstance(given, list | tuple) else [given]
    if len(items) != 1 and field not in LIST_FIELDS:
        raise QueryError(f"{field} takes one value, not {len(items)}")
    try:
        return tuple(_read_value(field, item) for item in items)
    except (FormatError, ValueError) as problem:
        raise QueryError(f"{given!r} is no value of {field}: {problem}") from problem


def evidence_digest(incident: Incident, decision: Decision) -> str:
    """A digest of what a decision rests on: when it changes, the decision has to be looked at again.

    An amended field rests on the values told of that field, a merge or split on what the tellings say that it
    names, any other decision on all values told. Who tells a value, and in which words, does not count.
    """
    if decision.verb in (Verb.MERGE, Verb.SPLIT):
        named = set(decision.tellings)
        told = [
            [each.passport.id, each.event.id, each.event.type.value, _told(each.event.date), _told(each.event.place)]
            for each in incident.tellings
            if TellingName(document=each.passport.id, event=each.event.id) in named
        ]
        return _digest(sorted(told, key=str))
    field = decision.field if decision.verb is Verb.AMEND else None
    if field == "type":
        return _digest(sorted({telling.event.type.value for telling in incident.tellings}))
    claims = [claim for claim in incident.claims if field in (None, claim.field)]
    return _digest(sorted(json.dumps([each.field, _told(each.value), bool(each.denied_by)]) for each in claims))


def _read_value(field: str, item: Any) -> Any:
    if field in ("type", "outcome"):
        return (EventType if field == "type" else Outcome)(item)
    kind, given = _READ_AS.get(field, (Party, {"kind": "unknown"}))
    return from_plain(kind, {"spans": [], **given, **_as_object(field, item)})


def _as_object(field: str, item: Any) -> dict[str, Any]:
    """A value that is given as one word or number, as the object that it stands for."""
    if isinstance(item, dict):
        return item
    if field == "date":
        return {"earliest": item, "latest": item}
    if field in FIGURE_FIELDS:
        return {"low": item, "high": item}
    return {"name" if field == "place" else "text": item}


def _told(value: Value | None) -> Any:
    plain = to_plain(value)
    return {key: each for key, each in plain.items() if key not in UNSPOKEN} if isinstance(plain, dict) else plain


def _digest(told: Any) -> str:
    return blake2b(json.dumps(told).encode(), digest_size=16).hexdigest()


def _amend(incident: Incident, decision: Decision) -> Incident:
    field = decision.field or ""
    values = read_values(field, decision.value)
    aside = tuple(
        replace(claim, superseded=True, decision=decision.key) if claim.field == field else claim
        for claim in incident.claims
    )
    if field == "type":  # no claim: it is the commonest of the tellings
        return replace(incident, type=values[0])
    claims = (*(_decided_claim(field, value, decision) for value in values), *aside)
    if field in ("outcome", "date", "place"):
        incident = replace(incident, **{field: values[0]})
    conflicts = tuple(conflict for conflict in incident.conflicts if conflict.field != field)
    if conflicts != incident.conflicts and incident.support.grade == "contested":
        support = grade_support(incident.independent_origins, claims, conflicts)
        incident = replace(incident, support=support)
    return replace(incident, claims=claims, conflicts=conflicts)


def _decided_claim(field: str, value: Value, decision: Decision) -> IncidentClaim:
    wordings = (value.text,) if isinstance(value, Party | WeaponUse) else ()
    return IncidentClaim(
        field=field,
        value=value,
        wordings=wordings,
        documents=(),
        outlets=(),
        voices=(),
        origins=Origins(low=0, high=0, reasons=(f"amended by {decision.user}",)),
        decision=decision.key,
    )


def _reject(incident: Incident, decision: Decision) -> Incident:
    reason = f"rejected by {decision.user}" + (f": {decision.reason}" if decision.reason else "")
    return replace(incident, support=Support(grade="discounted", reason=reason))


def _regrade(incident: Incident, decision: Decision) -> Incident:
    reason = f"graded by {decision.user}" + (f": {decision.reason}" if decision.reason else "")
    return replace(incident, support=Support(grade=str(decision.value), reason=reason))


_READ_AS: dict[str, tuple[type[Any], dict[str, Any]]] = {
    "date": (EventDate, {"precision": "day"}),
    "place": (
        EventPlace,
        {"precision": "town", **dict.fromkeys(("country", "latitude", "longitude", "identifier"))},
    ),
    "weapons": (WeaponUse, {"weapon": None, "count": None}),
    **{field: (Figure, {}) for field in FIGURE_FIELDS},
}

_CHANGES: dict[Verb, Callable[[Incident, Decision], Incident]] = {
    Verb.AMEND: _amend,
    Verb.REJECT: _reject,
    Verb.REGRADE: _regrade,
}
