"""Decisions: what a person says goes before what the machine made, and can be undone."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.records_by_hand import make_account

from recoupe.errors import QueryError
from recoupe.records import Account, Decision, Figure, Incident, TellingName, Verb
from recoupe.store.copying import copy_records, list_records
from recoupe.store.deciding import add_decision, undo_decision
from recoupe.store.decisions import load_decisions
from recoupe.store.documents import add_account, add_reading
from recoupe.store.gathering import update_incidents
from recoupe.store.incidents import Filter, find_incidents, list_queue, list_rows, load_incident
from recoupe.store.opening import Store, open_store, start_run


@pytest.fixture(autouse=True)
def told(store: Store) -> None:
    add(store, make_account(), make_account("d2", "Autre Journal"))


def add(store: Store, *accounts: Account) -> None:
    run = start_run(store, "add", "desk")
    for account in accounts:
        add_account(store, account, run)
    update_incidents(store, run)


def decide(store: Store, verb: Verb, **more: Any) -> Decision:
    given = {"user": "Awa", "incident": "koutougou", **more}
    return add_decision(store, Decision(verb=verb, **given))


def killed(incident: Incident) -> list[Any]:
    return [c.value for c in incident.claims if c.field == "killed" and not c.superseded]


def test_an_amended_toll_stands_in_place_of_those_told_until_it_is_undone(store: Store) -> None:
    made = decide(store, Verb.AMEND, field="killed", value=23, reason="bilan définitif")
    incident = load_incident(store, "koutougou")
    assert killed(incident) == [Figure(low=23, high=23, spans=())]
    assert (incident.state, incident.flagged, incident.decisions) == ("amended", False, (made,))
    [row] = list_rows(store, Filter())
    assert (row.killed_low, row.killed_high, row.state) == (23, 23, "amended")
    undone = undo_decision(store, made.key, "Bea")
    assert (undone.undone, undone.undone_by) == (True, "Bea")
    assert list_rows(store, Filter())[0].killed_low == 24
    with pytest.raises(QueryError, match="Bea"):
        undo_decision(store, made.key, "Bea")


def test_a_decision_whose_evidence_has_changed_holds_on_and_is_flagged(store: Store) -> None:
    decide(store, Verb.AMEND, field="killed", value=23)
    add(store, make_account("d3", "Troisième Journal"))
    assert not load_incident(store, "koutougou").flagged, "one more that says the same is no new evidence"
    add(store, make_account("d4", "Quatrième Journal", killed=29))
    incident = load_incident(store, "koutougou")
    assert incident.flagged
    assert killed(incident) == [Figure(low=23, high=23, spans=())]
    assert list_queue(store)[0].reasons[0].name == "flagged"


def test_what_is_rejected_is_listed_only_when_asked_for(store: Store) -> None:
    decide(store, Verb.REJECT, reason="exercice")
    assert find_incidents(store, Filter()) == ()
    [incident] = find_incidents(store, Filter(state="rejected"))
    assert incident.support.reason == "rejected by Awa: exercice"


def test_a_split_parts_tellings_for_good_and_a_merge_joins_them_again(store: Store) -> None:
    [event] = make_account("d2").events
    decide(store, Verb.SPLIT, tellings=(TellingName(document="d2", event=event.id),))
    first, second = find_incidents(store, Filter())
    assert {first.documents, second.documents} == {("d1",), ("d2",)}
    add(store, make_account("d3", "Troisième Journal"))
    assert len(find_incidents(store, Filter())) == 2
    merge = decide(store, Verb.MERGE, incident=first.id, incidents=(second.id,))
    [joined] = find_incidents(store, Filter())
    assert sorted(joined.documents) == ["d1", "d2", "d3"]
    undo_decision(store, merge.key, "Awa")
    assert len(find_incidents(store, Filter())) == 2


REFUSED = [
    ({"verb": Verb.AMEND, "field": "weather", "value": 1}, "cannot be amended"),
    ({"verb": Verb.AMEND, "field": "killed", "value": "many"}, "no value of killed"),
    ({"verb": Verb.REGRADE, "value": "superb"}, "confirmed, fair"),
    ({"verb": Verb.NOTE}, "words"),
    ({"verb": Verb.MERGE}, "another incident"),
    ({"verb": Verb.SPLIT}, "some of the tellings"),
    ({"verb": Verb.ACCEPT, "incident": "bagdad"}, "no incident 'bagdad'"),
    ({"verb": Verb.ACCEPT, "user": ""}, "RECOUPE_USER"),
]


@pytest.mark.parametrize(("given", "said"), REFUSED)
def test_what_makes_no_sense_is_refused_and_leaves_no_trace(store: Store, given: dict[str, Any], said: str) -> None:
    with pytest.raises(QueryError, match=said):
        decide(store, **given)
    assert load_decisions(store) == ()


def test_any_past_state_can_be_shown(store: Store) -> None:
    made = decide(store, Verb.AMEND, field="killed", value=23)
    amended = load_incident(store, "koutougou")
    undone = undo_decision(store, made.key, "Awa")
    assert load_incident(store, "koutougou", as_of=made.made).decisions == ()
    [run] = [each for each in load_decisions(store) if each.undone]
    assert run == undone
    before = load_decisions(store, as_of=made.made)
    assert [each.undone for each in before] == [False]
    assert killed(amended) == [Figure(low=23, high=23, spans=())]


def test_a_decision_made_under_a_former_name_is_found_again(store: Store) -> None:
    decide(store, Verb.NOTE, reason="à suivre")
    earlier = make_account("a0", "Premier Journal")
    former = load_incident(store, "koutougou").id
    add(store, replace(earlier, document=replace(earlier.document, published=None)))
    incident = load_incident(store, former)
    assert [each.reason for each in incident.decisions] == ["à suivre"]
    assert [each.reason for each in load_decisions(store, incident.id)] == ["à suivre"]


def test_decisions_are_replayed_when_a_document_is_read_again(store: Store) -> None:
    decide(store, Verb.AMEND, field="killed", value=23)
    account = make_account()
    run = start_run(store, "reread")
    renamed = replace(account, events=tuple(replace(each, id="e7") for each in account.events))
    add_reading(store, renamed, run)
    update_incidents(store, run)
    incident = load_incident(store, "koutougou")
    assert {telling.event.id for telling in incident.tellings} == {"e7", "e1"}
    assert (killed(incident), incident.flagged) == ([Figure(low=23, high=23, spans=())], False)
    add_reading(store, make_account(killed=31), start_run(store, "reread"))
    update_incidents(store, run)
    assert load_incident(store, "koutougou").flagged


def test_splits_hold_when_a_document_is_read_again(store: Store) -> None:
    [event] = make_account("d2").events
    decide(store, Verb.SPLIT, tellings=(TellingName(document="d2", event=event.id),))
    account = make_account("d2", "Autre Journal")
    add_reading(store, replace(account, events=tuple(replace(e, id="e9") for e in account.events)), 1)
    update_incidents(store, start_run(store, "reread"))
    assert {each.documents for each in find_incidents(store, Filter())} == {("d1",), ("d2",)}


def test_a_store_copied_row_by_row_is_the_same_store(store: Store, tmp_path: Path) -> None:
    made = decide(store, Verb.AMEND, field="killed", value=23)
    decide(store, Verb.NOTE, reason="à suivre")
    undo_decision(store, made.key, "Bea")
    copy = open_store(str(tmp_path / "copy.db"), create=True)
    lines = [json.loads(json.dumps(row)) for row in list_records(store)]
    copy_records(copy, ((name, row) for name, row in lines))
    assert [json.loads(json.dumps(row)) for row in list_records(copy)] == lines
    assert load_decisions(copy) == load_decisions(store)
    assert load_incident(copy, "koutougou") == load_incident(store, "koutougou")
    assert load_incident(copy, "koutougou", as_of=made.made) == load_incident(store, "koutougou", as_of=made.made)
    add(copy, make_account("d3", "Troisième Journal"))
    assert len(load_incident(copy, "koutougou").documents) == 3
    with pytest.raises(QueryError, match="documents already"):
        copy_records(copy, [])
