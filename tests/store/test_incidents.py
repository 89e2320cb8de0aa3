"""Lists, counts, facets, points and the queue: sorted, paged, and out of plain columns."""

from dataclasses import replace
from datetime import date

import pytest
from tests.records_by_hand import make_account

from recoupe.errors import QueryError
from recoupe.records import Account, Incident, Outcome
from recoupe.store.documents import add_account
from recoupe.store.gathering import update_incidents
from recoupe.store.incidents import (
    Filter,
    count_days,
    count_facets,
    count_incidents,
    find_incidents,
    list_points,
    list_queue,
    list_rows,
)
from recoupe.store.opening import Store, start_run

TOLD = [  # document, day, country, killed, outcome
    ("a1", 1, "BF", 24, Outcome.CARRIED_OUT),
    ("a2", 5, "ML", 0, Outcome.INTERCEPTED),
    ("a3", 9, "BF", 3, Outcome.CARRIED_OUT),
    ("a4", 20, "NE", 90, Outcome.CARRIED_OUT),
]


def make_told(identifier: str, day: int, country: str, killed: int, outcome: Outcome) -> Account:
    account = make_account(identifier, f"Journal {identifier}", killed=killed)
    [event] = account.events
    assert event.date and event.place
    when = replace(event.date, earliest=date(2019, 3, day), latest=date(2019, 3, day))
    where = replace(event.place, country=country, name=f"Ville {identifier}", identifier=f"t:{identifier}")
    told = replace(event, date=when, place=replace(where, latitude=10.0 + day), outcome=outcome, claims=())
    return replace(account, events=(told,))


@pytest.fixture(autouse=True)
def told(store: Store) -> None:
    run = start_run(store, "add")
    for each in TOLD:
        add_account(store, make_told(*each), run)
    update_incidents(store, run)


ORDERS = [
    ("date", ["a1", "a2", "a3", "a4"]),
    ("-date", ["a4", "a3", "a2", "a1"]),
    ("killed", ["a4", "a1", "a3", "a2"]),
    ("origins", ["a1", "a2", "a3", "a4"]),
]


@pytest.mark.parametrize(("sort", "expected"), ORDERS)
def test_lists_are_sorted_and_paged(store: Store, sort: str, expected: list[str]) -> None:
    def outlets(**page: int) -> list[str]:
        return [row.outlets[0].removeprefix("Journal ") for row in list_rows(store, Filter(), sort=sort, **page)]

    assert outlets() == expected
    assert outlets(limit=2) + outlets(limit=2, offset=2) == expected
    assert [each.documents[0] for each in find_incidents(store, Filter(), sort=sort)] == expected


def test_an_order_that_is_not_there_is_refused(store: Store) -> None:
    with pytest.raises(QueryError, match="date, -date, origins, killed, urgency"):
        list_rows(store, Filter(), sort="weather")


def test_a_row_says_what_the_record_says(store: Store) -> None:
    [incident] = find_incidents(store, Filter(country="NE"))
    [row] = list_rows(store, Filter(country="NE"))
    assert isinstance(incident, Incident)
    assert incident.place and incident.date
    assert (row.id, row.type, row.outcome) == (incident.id, incident.type.value, incident.outcome.value)
    assert (row.place, row.latitude, row.precision) == (incident.place.name, incident.place.latitude, "town")
    assert (row.earliest, row.killed_low, row.documents, row.state) == ("2019-03-20", 90, 1, "machine")
    assert row.support == incident.support.grade
    assert row.radius_km == 5.0


def test_counts_and_facets_are_of_what_fits(store: Store) -> None:
    assert count_incidents(store, Filter()) == 4
    assert count_incidents(store, Filter(country="BF")) == 2
    facets = count_facets(store, Filter())
    assert facets["country"] == {"BF": 2, "ML": 1, "NE": 1}
    assert facets["month"] == {"2019-03": 4}
    assert count_facets(store, Filter(country="BF"))["outcome"] == {"carried_out": 2}
    assert count_days(store, Filter(country="BF")) == {"2019-03-01": 1, "2019-03-09": 1}
    assert len(list_points(store, Filter(outcome=Outcome.INTERCEPTED))) == 1


def test_the_queue_begins_with_what_needs_a_person_most(store: Store) -> None:
    queue = list_queue(store)
    assert [each.row.killed_low for each in queue] == [90, 24, 3, 0]
    assert [reason.name for reason in queue[0].reasons] == ["single origin", "high toll"]
    assert [each.row.urgency for each in queue] == [round(sum(r.score for r in each.reasons), 3) for each in queue]


@pytest.mark.parametrize("box", [(0, 20, 1, 10), (-200, 0, 0, 1), (0, -91, 1, 0)])
def test_a_box_that_is_none_is_refused(store: Store, box: tuple[float, float, float, float]) -> None:
    with pytest.raises(QueryError, match="west,south,east,north"):
        count_incidents(store, Filter(bbox=box))
