"""Why values stand there, and how they are put for people."""

from dataclasses import replace
from datetime import date

import pytest

from recoupe.explain import describe, describe_date, describe_figure, explain_incident
from recoupe.incidents import gather_incidents
from recoupe.reading.passports import read_tellings
from recoupe.records import (
    Basis,
    Claim,
    DatePrecision,
    EventDate,
    Figure,
    Outcome,
    Party,
    PartyKind,
    Value,
    WeaponUse,
)
from tests.records_by_hand import TEXT, make_account, make_event, span

DATES = [
    ("2022-01-04", "2022-01-04", "day", "Tuesday 4 January 2022"),
    ("2022-01-03", "2022-01-04", "day", "3 to 4 January 2022"),
    ("2022-01-31", "2022-02-01", "day", "31 January to 1 February 2022"),
    ("2022-01-01", "2022-01-31", "month", "January 2022"),
    ("2022-01-01", "2022-12-31", "year", "2022"),
]


@pytest.mark.parametrize(("first", "last", "precision", "words"), DATES)
def test_a_date_is_put_to_the_precision_it_has(first: str, last: str, precision: str, words: str) -> None:
    days = date.fromisoformat(first), date.fromisoformat(last)
    assert (
        describe_date(EventDate(earliest=days[0], latest=days[1], precision=DatePrecision(precision), spans=()))
        == words
    )


FIGURES = [(24, 24, "24"), (0, 0, "none"), (8, 12, "8 to 12"), (20, None, "20 or more"), (None, 5, "up to 5")]


@pytest.mark.parametrize(("low", "high", "words"), FIGURES)
def test_a_figure_is_put_with_its_bounds(low: int | None, high: int | None, words: str) -> None:
    assert describe_figure(Figure(low=low, high=high, spans=())) == words


NAMED: list[tuple[Value, str]] = [
    (Outcome.CARRIED_OUT, "carried out"),
    (Party(text="Daech || l'EI", kind=PartyKind.ORGANIZATION, basis=Basis.CLAIMED, spans=()), "Daech (claimed)"),
    (Party(text="la base", kind=PartyKind.FACILITY, spans=()), "la base"),
    (WeaponUse(text="drones", weapon="drone", count=2, spans=()), "2 × drones"),
    (WeaponUse(text="un drone", weapon="drone", count=1, spans=()), "un drone"),
]


@pytest.mark.parametrize(("value", "words"), NAMED)
def test_names_are_put_with_their_ground_or_number(value: Value, words: str) -> None:
    assert describe(value) == words


def test_every_value_has_its_words_its_rule_and_its_chain() -> None:
    [incident] = gather_incidents(read_tellings(make_account()))
    [killed] = explain_incident(incident, {"d1": TEXT}, field="killed")
    assert killed.words == ("Vingt-quatre soldats",)
    assert killed.chain == ("Journal du Sahel", "l'état-major")
    assert killed.rule == "killed"


def test_what_no_longer_stands_is_explained_too() -> None:
    event = make_event()
    earlier = Figure(low=8, high=12, spans=span("soldats"), rule="recalled toll")
    told = Claim(field="killed", value=earlier, source=None, status="recalled", spans=span("soldats"))
    account = replace(make_account(), events=(replace(event, claims=(*event.claims, told)),))
    [incident] = gather_incidents(read_tellings(account))
    found = explain_incident(incident, {"d1": TEXT}, field="killed")
    assert [(each.value, each.status) for each in found] == [("24", "stands"), ("8 to 12", "recalled")]


def test_a_document_that_is_not_at_hand_gives_no_words() -> None:
    [incident] = gather_incidents(read_tellings(make_account()))
    assert {each.words for each in explain_incident(incident, {})} == {()}
