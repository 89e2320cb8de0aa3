"""For which changes somebody is called."""

from dataclasses import replace

import pytest

from incidents.newsroom import COALITION_TO_AFP, event, telling, toll
from recoupe.incidents import gather_incidents
from recoupe.records import Conflict, Incident, Origins
from recoupe.store.changes import Change
from recoupe.watching.changes import KINDS, find_calls


def incident(low: int | None = None, *, origins: int = 1, conflicts: tuple[str, ...] = ()) -> Incident:
    """With so many killed, on so many origins, contradicted on these fields."""
    claims = () if low is None else (toll(low, low, COALITION_TO_AFP),)
    (found,) = gather_incidents([telling("A", told=event(claims=claims))])
    disputed = tuple(Conflict(field=field, reason="they differ") for field in conflicts)
    return replace(found, conflicts=disputed, independent_origins=Origins(low=origins, high=origins))


CASES: dict[str, tuple[Incident | None, Incident, list[str]]] = {
    "a new one": (None, incident(), ["new"]),
    "a new one, contested and confirmed": (
        None,
        incident(origins=2, conflicts=("killed",)),
        ["new", "contradiction", "confirmed"],
    ),
    "nothing that matters": (incident(3), incident(3), []),
    "a first toll": (incident(), incident(3), ["toll"]),
    "a toll that rises": (incident(3), incident(4), ["toll"]),
    "a toll that falls": (incident(4), incident(3), []),
    "a toll of none": (incident(), incident(0), []),
    "a contradiction": (incident(), incident(conflicts=("outcome",)), ["contradiction"]),
    "a contradiction known before": (incident(conflicts=("outcome",)), incident(conflicts=("outcome",)), []),
    "a second origin": (incident(), incident(origins=2), ["confirmed"]),
    "a third origin": (incident(origins=2), incident(origins=3), []),
    "one told in passing": (None, replace(incident(), focus=()), []),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_called_out(name: str) -> None:
    before, after, kinds = CASES[name]
    calls = find_calls([Change(before=before, after=after)])
    assert [call.kind for call in calls] == kinds
    assert all(after.id in call.line for call in calls)


def test_only_the_kinds_that_are_wanted() -> None:
    change = Change(before=None, after=incident(origins=2, conflicts=("killed",)))
    assert [call.kind for call in find_calls([change], ["confirmed"])] == ["confirmed"]
    assert {call.kind for call in find_calls([change])} <= set(KINDS)
