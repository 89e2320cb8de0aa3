"""What `make demo` is to show: the incidents of the demo newsroom, right in date, place, type and outcome."""

from collections.abc import Sequence
from datetime import date
from math import cos, hypot, radians
from pathlib import Path

import pytest

from recoupe.desk import Desks
from recoupe.incidents import gather_incidents
from recoupe.pipeline import read_documents
from recoupe.reading.passports import read_passport, read_tellings
from recoupe.reading.paths import read_paths
from recoupe.records import Account, Figure, Incident

NEWSROOM = Path(__file__).parents[1] / "examples" / "newsroom"

EXPECTED = [
    (date(2019, 8, 19), (14.43, -1.03), "armed_attack", "carried_out"),
    (date(2022, 1, 3), (33.26, 44.23), "drone_strike", "intercepted"),
    (date(2022, 1, 4), (33.79, 42.44), "drone_strike", "intercepted"),
    (date(2022, 1, 5), (33.79, 42.44), "shelling", "failed"),
]
"""Day, place, type and outcome of what happened."""

NEAR = 50.0
"""Kilometres within which two places are taken for one, as the benchmarks take them."""

OUTCOMES = {"failed": ("failed", "carried_out")}
"""Rockets that fell two kilometres from the base: tried without effect, or an attack carried out."""


@pytest.fixture(scope="module")
def accounts() -> tuple[Account, ...]:
    return tuple(read_documents(read_paths([NEWSROOM]), Desks()))


@pytest.fixture(scope="module")
def incidents(accounts: Sequence[Account]) -> tuple[Incident, ...]:
    tellings = [telling for account in accounts for telling in read_tellings(account)]
    return gather_incidents(tellings, [read_passport(account) for account in accounts])


def kilometres(incident: Incident, point: tuple[float, float]) -> float:
    place = incident.place
    if place is None or place.latitude is None or place.longitude is None:
        return float("inf")
    east = (place.longitude - point[1]) * cos(radians(point[0]))
    return 111.2 * hypot(place.latitude - point[0], east)


def find(incidents: Sequence[Incident], day: date, point: tuple[float, float]) -> Incident:
    fitting = [each for each in incidents if each.date and each.date.earliest == day and kilometres(each, point) < NEAR]
    assert len(fitting) == 1, [each.id for each in incidents]
    return fitting[0]


def test_no_article_fails(accounts: Sequence[Account]) -> None:
    assert [account.error for account in accounts if account.error] == []


@pytest.mark.parametrize(("day", "point", "kind", "outcome"), EXPECTED)
def test_an_incident_is_right_in_date_place_type_and_outcome(
    incidents: Sequence[Incident], day: date, point: tuple[float, float], kind: str, outcome: str
) -> None:
    incident = find(incidents, day, point)
    assert incident.type == kind
    assert incident.outcome in OUTCOMES.get(outcome, (outcome,))
    assert incident.focus


def test_the_toll_of_koutougou_is_24_and_the_first_one_is_kept_as_superseded(incidents: Sequence[Incident]) -> None:
    incident = find(incidents, *EXPECTED[0][:2])
    tolls = {
        (claim.value.low, claim.value.high): claim.superseded
        for claim in incident.claims
        if claim.field == "killed" and isinstance(claim.value, Figure)
    }
    assert tolls[24, 24] is False
    assert tolls[8, 12] is True
    assert len(incident.outlets) == 4
    assert incident.independent_origins.low == 1


def test_copies_under_several_mastheads_are_one_origin(incidents: Sequence[Incident]) -> None:
    incident = find(incidents, *EXPECTED[2][:2])
    assert len(incident.outlets) >= 4
    assert incident.independent_origins.low < len(incident.outlets)


def test_what_the_partisan_outlet_claims_is_a_contradiction_and_its_words_are_its_own(
    incidents: Sequence[Incident],
) -> None:
    incident = find(incidents, *EXPECTED[2][:2])
    assert {conflict.field for conflict in incident.conflicts} >= {"injured"}
    assert {outlet for outlet, _ in incident.loaded} == {"La Voix des Deux Rives"}


def test_articles_on_something_else_tell_of_no_incident(accounts: Sequence[Account]) -> None:
    told = {account.document.id: len(account.events) for account in accounts}
    assert (told["volta-210819"], told["post-220105"]) == (0, 0)
