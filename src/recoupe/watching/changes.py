"""Which changes of the record somebody is called for, each in a line."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from recoupe.explain import describe
from recoupe.export.tables import standing_figure
from recoupe.records import Incident, Outcome
from recoupe.store.changes import Change

KINDS = ("new", "toll", "contradiction", "confirmed")
"""A new incident; a toll that rises; accounts that contradict one another; a second independent origin."""

CONFIRMING = 2
"""Independent origins, counted at their surest, from which one confirms another."""

TITLES = {"new": "New incident", "toll": "Toll rises", "contradiction": "Contradiction", "confirmed": "Second origin"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One thing that somebody is called for."""

    kind: str
    incident: str
    text: str  # a line for people; names no victim
    support: str
    origins: tuple[int, int]

    @property
    def line(self) -> str:
        """ "Toll rises: 10 → 24 killed: armed attack, Koutougou (BF), … "."""
        return f"{TITLES[self.kind]}: {self.text}"


def find_calls(changes: Iterable[Change], wanted: Iterable[str] = KINDS) -> tuple[Call, ...]:
    """The calls for changes, in the order of incidents and kinds; nobody is called for what is told in passing."""
    kinds = set(wanted)
    return tuple(call for change in changes if change.after.focus for call in _calls_of(change) if call.kind in kinds)


def _calls_of(change: Change) -> Iterator[Call]:
    before, after = change.before, change.after
    if before is None:
        yield _call("new", after, headline(after))
    elif rise := _rise(before, after):
        yield _call("toll", after, f"{rise}: {headline(after)}")
    known = {conflict.field for conflict in before.conflicts} if before else set()
    for conflict in after.conflicts:
        if conflict.field not in known:
            yield _call("contradiction", after, f"{conflict.field}, {conflict.reason}: {headline(after)}")
    if (before.independent_origins.low if before else 0) < CONFIRMING <= after.independent_origins.low:
        yield _call("confirmed", after, headline(after))


def headline(incident: Incident) -> str:
    """ "armed attack, carried out, Koutougou (BF), Monday 19 August 2019; 24 killed; weak, 1 to 2 origins (ID)"."""
    kind = incident.type.value.replace("_", " ")
    outcome = "" if incident.outcome is Outcome.CARRIED_OUT else f", {describe(incident.outcome)}"
    where = describe(incident.place) if incident.place else "place not said"
    when = describe(incident.date) if incident.date else "date not said"
    killed = standing_figure(incident, "killed")
    toll = f"{describe(killed)} killed" if killed else "no toll told"
    low, high = incident.independent_origins.low, incident.independent_origins.high
    origins = f"{low} to {high} origins" if low != high else f"{low} origin{'' if low == 1 else 's'}"
    return f"{kind}{outcome}, {where}, {when}; {toll}; {incident.support.grade}, {origins} ({incident.id})"


def _rise(before: Incident, after: Incident) -> str | None:
    """ "10 → 24 killed" where the lowest number that stands has risen."""
    was, now = (_least(each) for each in (before, after))
    return f"{'?' if was is None else was} → {now} killed" if now is not None and now > (was or 0) else None


def _least(incident: Incident) -> int | None:
    figure = standing_figure(incident, "killed")
    return figure.low if figure else None


def _call(kind: str, incident: Incident, text: str) -> Call:
    origins = incident.independent_origins
    counted = (origins.low, origins.high)
    return Call(kind=kind, incident=incident.id, text=text, support=incident.support.grade, origins=counted)
