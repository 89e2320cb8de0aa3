"""The store: what is added stays, and the same again adds nothing."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select
from tests.records_by_hand import make_account

from recoupe.errors import DocumentError, QueryError, StoreError
from recoupe.records import Account, Document, EventType
from recoupe.store.documents import Added, add_account, knows_document, list_documents, load_account, load_tellings
from recoupe.store.gathering import is_gathered, update_incidents
from recoupe.store.incidents import (
    Filter,
    find_incidents,
    load_incident,
    load_incidents,
)
from recoupe.store.opening import Store, open_store, start_run
from recoupe.store.tables import DOCUMENTS, INCIDENTS, METADATA, ORIGINS
from recoupe.store.versions import Gathered


def add(store: Store, *accounts: Account) -> list[Added]:
    run = start_run(store, "add")
    added = [add_account(store, account, run) for account in accounts]
    update_incidents(store, run)
    return added


def count(store: Store, table: str) -> int:
    with store.engine.connect() as connection:
        return int(connection.execute(select(func.count()).select_from(METADATA.tables[table])).scalar_one())


def test_the_same_document_again_changes_nothing(store: Store) -> None:
    assert add(store, make_account()) == [Added.NEW]
    before = {table: count(store, table) for table in ("documents", "accounts", "events", "incidents", "origins")}
    assert add(store, make_account()) == [Added.KNOWN]
    assert {table: count(store, table) for table in before} == before
    assert knows_document(store, make_account().document)


def test_another_text_under_the_same_id_is_a_further_version(store: Store) -> None:
    account = make_account()
    add(store, account)
    longer = replace(
        account, document=replace(account.document, text=account.document.text + " Deux blessés."), events=()
    )
    assert add(store, longer) == [Added.REVISED]
    assert count(store, "documents") == 2
    assert load_tellings(store) == ()
    assert load_account(store, "d1").document == longer.document


def test_what_was_said_comes_back_as_it_was(store: Store) -> None:
    account = make_account()
    add(store, account)
    assert load_account(store, "d1").events == account.events
    assert [telling.event for telling in load_tellings(store)] == list(account.events)
    assert [row["events"] for row in list_documents(store)] == [1]


def test_gathering_again_changes_nothing(store: Store) -> None:
    add(store, make_account(), make_account("d2", "Autre Journal"))
    assert update_incidents(store, start_run(store, "add")) == Gathered()


def test_a_further_document_makes_a_further_version_of_its_incident(store: Store) -> None:
    add(store, make_account())
    add(store, make_account("d2", "Autre Journal"))
    [incident] = find_incidents(store, Filter())
    assert incident.outlets == ("Journal du Sahel", "Autre Journal")
    assert count(store, INCIDENTS.name) == 2


def test_an_incident_whose_tellings_are_gone_is_retired_and_kept(store: Store) -> None:
    account = make_account()
    add(store, account)
    add(store, replace(account, document=replace(account.document, text="Démenti."), events=()))
    assert find_incidents(store, Filter()) == ()
    with store.engine.connect() as connection:
        assert connection.execute(select(INCIDENTS.c.ended)).scalar_one() is not None


def test_a_run_cut_short_before_gathering_is_noticed(store: Store) -> None:
    assert is_gathered(store)
    run = start_run(store, "add")
    add_account(store, make_account(), run)
    assert not is_gathered(store)
    update_incidents(store, run)
    assert is_gathered(store)


def test_a_document_is_added_whole_or_not_at_all(store: Store) -> None:
    broken = replace(make_account(), events=(replace(make_account().events[0], type=None),))  # type: ignore[arg-type]
    with pytest.raises(AttributeError):
        add_account(store, broken, start_run(store, "add"))
    assert count(store, DOCUMENTS.name) == 0


@pytest.mark.parametrize("broken", ["A\0B", "A\ud800B"])
def test_what_no_database_holds_is_refused_in_a_sentence(store: Store, broken: str) -> None:
    account = make_account()
    with pytest.raises(DocumentError, match="its outlet holds"):
        add_account(store, replace(account, document=replace(account.document, outlet=broken)), start_run(store, "add"))
    assert count(store, DOCUMENTS.name) == 0


def test_origins_are_kept_by_claim(store: Store) -> None:
    add(store, make_account())
    with store.engine.connect() as connection:
        rows = connection.execute(select(ORIGINS.c.field, ORIGINS.c.root)).all()
    assert ("killed", "BF/army-staff") in [tuple(row) for row in rows]


FILTERS = [
    (Filter(), 1),
    (Filter(place="KOUTOUGOU"), 1),
    (Filter(place="Djibo"), 0),
    (Filter(country="BF"), 1),
    (Filter(country="ML"), 0),
    (Filter(type=EventType.ARMED_ATTACK), 1),
    (Filter(type=EventType.BOMBING), 0),
    (Filter(since=date(2019, 8, 19), until=date(2019, 8, 19)), 1),
    (Filter(since=date(2019, 8, 20)), 0),
    (Filter(until=date(2019, 8, 18)), 0),
    (Filter(text="hommes ARMES"), 1),
    (Filter(text="drone"), 0),
    (Filter(text="100%"), 0),
    (Filter(text="annonce koutougou"), 1),  # words of the article
    (Filter(text="SOLD"), 1),  # the beginning of one
    (Filter(text="%"), 0),
    (Filter(bbox=(-1, 14, 0, 15)), 1),
    (Filter(bbox=(0, 14, 1, 15)), 0),
    (Filter(bbox=(170, 10, 0, 20)), 1),  # across 180 degrees
    (Filter(bbox=(170, 10, -170, 20)), 0),
    (Filter(state="any"), 1),
    (Filter(state="accepted"), 0),
    (Filter(flagged=True), 0),
    (Filter(flagged=False), 1),
]


@pytest.mark.parametrize(("wanted", "number"), FILTERS)
def test_filters_find_what_fits(store: Store, wanted: Filter, number: int) -> None:
    add(store, make_account())
    assert len(find_incidents(store, wanted)) == number
    assert [len(each.tellings) for each in load_incidents(store, wanted)] == [1] * number


def test_an_incident_is_found_by_a_part_of_its_identifier(store: Store) -> None:
    add(store, make_account())
    assert load_incident(store, "koutougou").tellings[0].event == make_account().events[0]
    with pytest.raises(QueryError, match="koutougou"):
        load_incident(store, "bagdad")


def test_a_store_that_is_not_there_or_is_something_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="recoupe add"):
        open_store(str(tmp_path / "none.db"))
    (tmp_path / "text.db").write_text("this is no database, and long enough to be taken for one" * 100)
    with pytest.raises(StoreError, match=r"text\.db"):
        open_store(str(tmp_path / "text.db"))


def test_a_document_without_text_of_its_own_is_kept(store: Store) -> None:
    account = Account(document=Document(id="x", text="Rien."), language="fr")
    assert add(store, account) == [Added.NEW]
    assert find_incidents(store, Filter()) == ()
