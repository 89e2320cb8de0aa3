"""Versions of an incident, incidents of a document, and the state of the whole."""

from tests.records_by_hand import make_account

from recoupe.records import Decision, Verb
from recoupe.store.deciding import add_decision, undo_decision
from recoupe.store.documents import add_account
from recoupe.store.gathering import update_incidents
from recoupe.store.histories import list_incidents_of, list_versions, read_state
from recoupe.store.incidents import Filter, list_rows
from recoupe.store.opening import Store, start_run


def add(store: Store, identifier: str) -> str:
    run = start_run(store, "add", "ann")
    add_account(store, make_account(identifier, identifier), run)
    update_incidents(store, run)
    return list_rows(store, Filter())[0].id


def test_each_version_says_when_it_was_and_who_made_it(store: Store) -> None:
    identifier = add(store, "d1")
    decision = add_decision(store, Decision(user="bob", verb=Verb.AMEND, incident=identifier, field="killed", value=23))
    undo_decision(store, decision.key, "cat")
    versions = list_versions(store, identifier)
    assert [(each.verb, each.user) for each in versions] == [("add", "ann"), ("amend", "bob"), ("undo", "cat")]
    assert [each.ended for each in versions] == [versions[1].added, versions[2].added, None]


def test_a_document_names_the_incidents_that_it_tells_of(store: Store) -> None:
    identifier = add(store, "d1")
    add(store, "d2")
    assert list_incidents_of(store, "d1") == (identifier,)
    assert list_incidents_of(store, "d3") == ()


def test_the_state_is_another_one_after_every_change(store: Store) -> None:
    states = [read_state(store)]
    identifier = add(store, "d1")
    states.append(read_state(store))
    decision = add_decision(store, Decision(user="bob", verb=Verb.NOTE, incident=identifier, reason="seen"))
    states.append(read_state(store))
    undo_decision(store, decision.key, "bob")
    states.append(read_state(store))
    assert len(set(states)) == 4
    assert read_state(store) == states[-1]
