"""Tellings become incidents: linked, counted, compared."""

from dataclasses import replace

from incidents.newsroom import BAGHDAD_AIRPORT, COALITION_TO_AFP, day, event, source, telling, toll
from recoupe.incidents import gather_incidents
from recoupe.records import SourceKind, Voice

STAFF = Voice(
    outlet=None,
    agency=None,
    speaker="l'état-major",
    body="army-staff",
    country="BF",
    named=True,
    kind=SourceKind.OFFICIAL,
    root="BF/army-staff",
    chain=("l'état-major",),
)
SECURITY = replace(
    STAFF, body="security", anonymous=True, named=False, root="?BF/security", speaker="une source sécuritaire"
)


def test_two_outlets_with_one_wire_are_one_incident_of_one_origin() -> None:
    (incident,) = gather_incidents([telling("Le Fanal"), telling("Sahel Matin", 9)])
    assert incident.outlets == ("Le Fanal", "Sahel Matin")
    assert (incident.independent_origins.low, incident.independent_origins.high) == (1, 1)


def test_the_order_of_the_input_changes_nothing() -> None:
    tellings = [
        telling("A"),
        telling("B", 9),
        telling("C", 10, told=event(date=day("2022-01-03"), place=BAGHDAD_AIRPORT)),
    ]
    assert gather_incidents(tellings) == gather_incidents(tellings[::-1])


def test_a_day_and_a_hundred_miles_apart_stay_apart() -> None:
    other = event(date=day("2022-01-03"), place=BAGHDAD_AIRPORT)
    assert len(gather_incidents([telling("A"), telling("B", told=other)])) == 2


def test_two_events_of_one_document_are_never_one_incident() -> None:
    first = telling("A")
    second = replace(first, event=replace(first.event, id="2"))
    assert len(gather_incidents([first, second])) == 2


def test_a_copy_without_credit_inherits_the_agency() -> None:
    sketch = tuple(range(100))
    bare = replace(COALITION_TO_AFP, agency=None, root="?coalition/official@outlet:b", chain=("B", "un responsable"))
    tellings = [telling("A", sketch=sketch), telling("B", 9, sketch=sketch, told=event(sources=(source(bare),)))]
    (incident,) = gather_incidents(tellings)
    assert incident.independent_origins.high == 1


def test_a_later_toll_of_the_same_authority_supersedes_the_first() -> None:
    first = telling("A", 8, told=event(sources=(source(STAFF),), claims=(toll(10, None, STAFF),)))
    later = telling("B", 12, told=event(sources=(source(STAFF),), claims=(toll(24, 24, STAFF),)))
    (incident,) = gather_incidents([first, later])
    assert [(c.value.low, c.superseded) for c in incident.claims if c.field == "killed"] == [(10, True), (24, False)]
    assert not incident.conflicts


def test_a_recalled_toll_is_superseded_by_the_one_beside_it() -> None:
    told = event(sources=(source(STAFF),), claims=(toll(24, 24, STAFF), toll(10, None, STAFF, "recalled")))
    (incident,) = gather_incidents([telling("A", told=told)])
    assert [(c.value.low, c.superseded) for c in incident.claims if c.field == "killed"] == [(24, False), (10, True)]


def test_tolls_of_two_voices_that_do_not_meet_are_a_conflict() -> None:
    first = telling("A", 8, told=event(sources=(source(SECURITY),), claims=(toll(18, 22, SECURITY),)))
    later = telling("B", 12, told=event(sources=(source(STAFF),), claims=(toll(24, 24, STAFF),)))
    (incident,) = gather_incidents([first, later])
    assert [conflict.field for conflict in incident.conflicts] == ["killed"]
    assert incident.support.grade == "contested"
