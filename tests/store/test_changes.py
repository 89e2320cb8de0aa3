"""What a run changed, incident by incident, before and after."""

from dataclasses import replace
from datetime import date

from tests.records_by_hand import make_account

from recoupe.records import Account
from recoupe.store.changes import list_changes, list_runs
from recoupe.store.documents import add_account
from recoupe.store.gathering import update_incidents
from recoupe.store.opening import Store, start_run


def take_in(store: Store, account: Account) -> int:
    run = start_run(store, "watch")
    add_account(store, account, run)
    update_incidents(store, run)
    return run


def dated(account: Account, day: str) -> Account:
    return replace(account, document=replace(account.document, published=date.fromisoformat(day)))


def test_a_first_document_makes_a_new_incident(store: Store) -> None:
    [change] = list_changes(store, take_in(store, make_account()))
    assert change.before is None
    assert change.after.documents == (make_account().document.id,)


def test_a_second_document_changes_it(store: Store) -> None:
    take_in(store, make_account())
    [change] = list_changes(store, take_in(store, make_account("d2", "Autre Journal", killed=30)))
    assert change.before is not None
    assert (len(change.before.documents), len(change.after.documents)) == (1, 2)


def test_the_same_again_changes_nothing(store: Store) -> None:
    take_in(store, make_account())
    assert list_changes(store, take_in(store, make_account())) == ()


def test_an_incident_that_got_another_identifier_is_no_new_one(store: Store) -> None:
    take_in(store, dated(make_account("later", "Autre Journal"), "2019-08-21"))
    [change] = list_changes(store, take_in(store, dated(make_account("d0"), "2019-08-19")))
    assert change.before is not None
    assert change.before.documents == ("later",)
    assert set(change.after.documents) == {"d0", "later"}


def test_runs_are_listed_by_verb_after_the_one_that_is_known(store: Store) -> None:
    first, second = take_in(store, make_account()), take_in(store, make_account("d2"))
    start_run(store, "add")
    assert list_runs(store, "watch", after=0) == (first, second)
    assert list_runs(store, "watch", after=first) == (second,)
