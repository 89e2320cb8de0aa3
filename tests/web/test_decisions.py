"""Decisions by the API: signed, shown, undone, in the queue."""

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient
from tests.web_desk import join_alone, log_in

from recoupe.store.audit import list_audit
from recoupe.store.opening import Store
from recoupe.store.users import Role


def first(client: TestClient) -> str:
    return str(client.get("/api/incidents", params={"state": "any"}).json()["items"][0]["id"])


def decide(client: TestClient, verb: str, **more: Any) -> dict[str, Any]:
    answer = client.post("/api/decisions", json={"verb": verb, "incident": first(client), **more})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def values(client: TestClient, field: str) -> list[tuple[str, str]]:
    page = client.get(f"/api/incidents/{first(client)}").json()
    [found] = [each for each in page["fields"] if each["field"] == field]
    return [(value["text"], value["status"]) for value in found["values"]]


def test_a_toll_that_is_amended_stands_until_that_is_undone(store: Store) -> None:
    client = log_in(store, Role.REVIEW)
    before = values(client, "killed")
    decision = decide(client, "amend", field="killed", value=23, reason="counted again")
    assert (decision["user"], decision["verb"], decision["value"]["low"]) == ("victor", "amend", 23)
    assert values(client, "killed")[0] == ("23", "amended")
    assert {status for _, status in values(client, "killed")[1:]} == {"superseded"}
    [row] = client.get("/api/incidents").json()["items"]
    assert (row["state"], row["killed"]) == ("amended", {"low": 23, "high": 23})
    undone = client.post(f"/api/decisions/{decision['key']}/undo", json={}).json()
    assert (undone["undone"], undone["undone_by"]) == (True, "victor")
    assert values(client, "killed") == before
    assert client.post(f"/api/decisions/{decision['key']}/undo", json={}).status_code == 409


def test_a_split_and_its_undoing_say_where_they_led(store: Store) -> None:
    client = join_alone(store)
    page = client.get(f"/api/incidents/{first(client)}").json()
    names = [{"document": each["document"], "event": each["event"]} for each in page["tellings"]]
    split = decide(client, "split", tellings=names[1:])
    listed = {each["id"] for each in client.get("/api/incidents").json()["items"]}
    assert len(listed) == 2
    assert set(split["result"]) == listed
    undone = client.post(f"/api/decisions/{split['key']}/undo").json()
    assert undone["result"] == [page["id"]]
    both = client.get("/api/incidents").json()["items"]
    assert [each["id"] for each in both] == [page["id"]]


def test_what_is_rejected_is_out_of_the_lists_and_can_be_asked_for(store: Store) -> None:
    client = join_alone(store)
    decide(client, "reject", reason="an exercise")
    assert client.get("/api/incidents").json()["total"] == 0
    assert client.get("/api/incidents", params={"state": "rejected"}).json()["total"] == 1


def test_decisions_are_listed_by_incident_the_newest_first(store: Store) -> None:
    client = join_alone(store)
    keys = [decide(client, "note", reason=text)["key"] for text in ("one", "two", "three")]
    listed = client.get("/api/decisions", params={"incident": first(client), "limit": 2}).json()
    assert (listed["total"], [each["key"] for each in listed["items"]]) == (3, keys[:0:-1])
    assert client.get("/api/decisions", params={"incident": "other"}).json()["total"] == 0
    page = client.get(f"/api/incidents/{first(client)}").json()
    assert [each["reason"] for each in page["decisions"]] == ["one", "two", "three"]


def test_every_decision_is_in_the_audit_log(store: Store) -> None:
    client = log_in(store, Role.REVIEW)
    key = decide(client, "amend", field="killed", value=23, reason="counted again")["key"]
    client.post(f"/api/decisions/{key}/undo", json={})
    told = [each.action for each in list_audit(store, limit=5)]
    assert [(each.user, each.action, each.detail) for each in told] == [
        ("victor", "decision undo", f"amend {key}"),
        ("victor", "decision amend", "killed counted again"),
    ]


SENSELESS = [
    {"verb": "amend", "field": "killed", "value": "many"},
    {"verb": "amend", "field": "killed", "value": {"low": "x"}},
    {"verb": "amend", "field": "colour", "value": 1},
    {"verb": "amend", "field": "killed", "value": 10**20},
    {"verb": "amend", "field": "killed", "value": {"low": float("nan")}},
    {"verb": "amend", "field": "place", "value": "a\x00b"},
    {"verb": "amend", "field": "targets", "value": [[[[["x"]]]]]},
    {"verb": "amend", "field": "targets", "value": ["x"] * 51},
    {"verb": "regrade", "value": "excellent"},
    {"verb": "merge", "incidents": []},
    {"verb": "merge", "incidents": ["nothing"]},
    {"verb": "split", "tellings": [{"document": "no", "event": "no"}]},
    {"verb": "accept", "incident": "nothing"},
    {"verb": "delete"},
    {"verb": "note", "reason": "x" * 4001},
    {"verb": "note", "user": "ada"},
]


@pytest.mark.parametrize("given", SENSELESS, ids=str)
def test_a_decision_that_makes_no_sense_is_refused_with_a_reason(store: Store, given: dict[str, Any]) -> None:
    client = join_alone(store)
    body = json.dumps({"incident": first(client)} | given).encode()
    answer = client.post("/api/decisions", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["detail"]
    assert client.get("/api/decisions").json()["total"] == 0


def test_an_undoing_of_what_was_never_decided_is_refused(store: Store) -> None:
    assert join_alone(store).post("/api/decisions/99/undo", json={}).status_code == 404


def test_the_queue_says_why(store: Store) -> None:
    queue = join_alone(store).get("/api/queue").json()
    assert queue["total"] == 1
    assert all(reason["name"] and reason["text"] for reason in queue["items"][0]["reasons"])
