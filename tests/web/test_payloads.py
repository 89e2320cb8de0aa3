"""Markup in every field of a document and in every parameter: it comes back as JSON, or not at all."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from tests.records_by_hand import make_account, make_event
from tests.web_desk import join_alone, log_in

from recoupe.records import Account, Wording
from recoupe.store.documents import add_account
from recoupe.store.gathering import update_incidents
from recoupe.store.opening import Store, start_run
from recoupe.store.users import Role

PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg/onload=alert(1)>',
    "'-alert(1)-'",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "<!--<img src=--><img src=x onerror=alert(1)//>",
    "{{7*7}}${7*7}<%= 7*7 %>",
    "\u2028<iframe srcdoc='<script>alert(1)</script>'>",
    '<a href="javascript&colon;alert(1)">x</a>',
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "\u202ealert(1)\u202c",
    "'; DROP TABLE incidents; --",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
]
JSON = ("application/json", "application/problem+json")


def check(answer: Response) -> None:
    """JSON, said to be JSON, that no browser takes for anything else, and no failure."""
    assert answer.status_code < 500, answer.text
    kind = answer.headers.get("content-type", "").partition(";")[0]
    if answer.request.url.path.startswith("/api/"):
        assert kind in JSON
        json.loads(answer.content)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "script-src 'self';" in answer.headers["content-security-policy"]


def parameters(client: TestClient) -> Iterator[tuple[str, str, list[str]]]:
    """Method, path and names of the query parameters of every route that the API describes."""
    for path, methods in client.get("/api/openapi.json").json()["paths"].items():
        for method, told in methods.items():
            given = [each["name"] for each in told.get("parameters", []) if each["in"] == "query"]
            yield method.upper(), path, given


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_parameter_is_never_answered_as_a_page(store: Store, payload: str) -> None:
    client = log_in(store, Role.ADMIN)
    for method, path, names in parameters(client):
        part = quote(payload, safe="")
        address = path.format(identifier=part, key=part, name=part) if "{" in path else path
        if method == "GET":
            for name in [*names, "unknown"]:
                check(client.get(address, params={name: payload}))
        check(client.request(method, address, json={} if method != "GET" else None))
    check(client.get("/" + quote(payload, safe="")))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_a_document_says_is_never_answered_as_a_page(store: Store, payload: str) -> None:
    add_hostile(store, payload)
    client = join_alone(store)
    listed = client.get("/api/incidents", params={"limit": 500}).json()["items"]
    assert any(payload in row["title"] for row in listed)
    paths = [f"/api/incidents/{quote(row['id'], safe='')}" for row in listed]
    paths += [f"/api/documents/{quote(name, safe='')}" for name in ("d1", hostile_id(payload))]
    for path in [*paths, "/api/incidents", "/api/map", "/api/facets", "/api/queue"]:
        answer = client.get(path)
        assert answer.status_code == 200, path
        check(answer)
    found = client.get(f"/api/documents/{quote(hostile_id(payload), safe='')}").json()
    assert payload in found["content"]  # to the letter: the text is not altered, it is shown as text


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_a_person_writes_is_never_answered_as_a_page(store: Store, payload: str) -> None:
    client = join_alone(store)
    identifier = client.get("/api/incidents").json()["items"][0]["id"]
    writes: list[dict[str, Any]] = [
        {"verb": "note", "reason": payload},
        {"verb": "amend", "field": "place", "value": {"name": payload, "country": payload}},
        {"verb": "amend", "field": "targets", "value": [payload]},
        {"verb": payload},
        {"verb": "amend", "field": payload, "value": payload},
        {"verb": "merge", "incidents": [payload]},
    ]
    for each in writes:
        check(client.post("/api/decisions", json={"incident": identifier, **each}))
    check(client.post("/api/login", json={"name": payload, "password": payload}))
    check(client.post("/api/users", json={"name": payload, "role": "read", "password": payload}))
    for path in ("/api/audit", "/api/decisions", "/api/users", f"/api/incidents/{identifier}", "/api/incidents"):
        check(client.get(path))


def hostile_id(payload: str) -> str:
    return f"id/{payload.replace('%', '_')}"  # the test client decodes a path twice


def add_hostile(store: Store, payload: str) -> None:
    """A document with the payload in whatever it gives of itself, and in what was read from it."""
    account = make_account(hostile_id(payload), payload)
    event = make_event(outlet=payload)
    place = replace(event.place, name=payload, country="BF", identifier="elsewhere") if event.place else None
    hostile = replace(
        event,
        place=place,
        perpetrators=tuple(replace(each, text=payload, rule=payload) for each in event.perpetrators),
        targets=tuple(replace(each, text=payload) for each in event.targets),
        loaded=(Wording(text=payload, spans=event.trigger.spans),),
    )
    given = replace(account.document, title=payload, text=f"{payload} {account.document.text}", url=payload)
    run = start_run(store, "add")
    add_account(store, Account(document=given, language="fr", events=(hostile,), voices=account.voices), run)
    update_incidents(store, run)
