"""`accept` to `note`, `undo`, `decisions`, `queue`: over a store whose documents were made by hand."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.records_by_hand import make_account
from typer.testing import CliRunner

from recoupe.cli.commands import app
from recoupe.cli.deciding import read_given
from recoupe.errors import QueryError
from recoupe.store.documents import add_account
from recoupe.store.gathering import update_incidents
from recoupe.store.opening import open_store, start_run


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    location = str(tmp_path / "news.db")
    opened = open_store(location, create=True)
    run = start_run(opened, "add")
    add_account(opened, make_account(killed=12), run)
    add_account(opened, make_account("d2", "Autre Journal"), run)
    update_incidents(opened, run)
    opened.engine.dispose()
    monkeypatch.setenv("RECOUPE_STORE", location)
    monkeypatch.setenv("RECOUPE_USER", "Awa")
    return location


def call(*arguments: str) -> str:
    result = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_an_amended_value_is_marked_with_who_and_when_and_can_be_undone() -> None:
    assert "Awa amended killed to 23 on 2019-08-19-koutougou-" in call(
        "amend", "koutougou", "killed", "23", "-r", "liste"
    )
    shown = call("show", "koutougou")
    assert "23 amended by Awa, 20" in shown
    assert "12 set aside by Awa, 20" in shown
    assert "1: amend killed, Awa, 20" in shown
    explained = call("explain", "koutougou", "--field", "killed")
    assert "23  (amended)" in explained
    assert "Awa   rule: decision 1, 20" in explained
    told = " ".join(call("why", "koutougou", "killed").split())
    assert "killed: 23 was set by Awa on 20" in told
    assert "killed: 12 was set aside by Awa on 20" in told
    assert "weak, amended" in call("incidents") or "fair, amended" in call("incidents")
    assert "undone by Awa: Awa amended killed to 23" in call("undo")
    assert "amended by" not in call("show", "koutougou")
    assert "(undone by Awa)" in call("decisions")


def test_what_is_rejected_is_listed_with_its_state_alone() -> None:
    call("reject", "koutougou", "--reason", "exercice")
    assert "No incident fits" in call("incidents")
    assert "Koutougou" in call("incidents", "--state", "rejected")
    assert call("export") == ""


def test_split_and_merge_name_tellings_and_incidents() -> None:
    call("split", "koutougou", "d2")
    rows = [json.loads(line) for line in call("incidents", "--json").splitlines()]
    assert [row["documents"] for row in sorted(rows, key=lambda row: str(row["documents"]))] == [["d1"], ["d2"]]
    call("merge", rows[0]["id"], rows[1]["id"])
    assert len(call("incidents", "--json").splitlines()) == 1


def test_the_past_is_shown_as_it_was() -> None:
    before = json.loads(call("show", "koutougou", "--json"))
    call("amend", "koutougou", "killed", "23")
    [made] = [json.loads(line) for line in call("decisions", "--json").splitlines()]
    assert json.loads(call("show", "koutougou", "--json", "--as-of", made["made"])) == before
    assert json.loads(call("incidents", "--json", "--as-of", made["made"]).splitlines()[0]) == before
    assert "No incident fits" in call("incidents", "--as-of", "2001-01-01")


def test_the_queue_says_why_each_incident_waits() -> None:
    shown = call("queue")
    assert "single origin +2: one origin behind 2" in " ".join(shown.split())
    [line] = [json.loads(line) for line in call("queue", "--json").splitlines()]
    assert line["reasons"][0]["name"] == "single origin"
    call("accept", "koutougou")
    assert call("queue", "--json") == ""
    call("note", "koutougou", "appeler l'hôpital")
    assert "appeler l'hôpital" in call("show", "koutougou")
    call("regrade", "koutougou", "confirmed", "--reason", "vidéo localisée")
    assert "confirmed: graded by Awa: vidéo localisée" in call("show", "koutougou")


GIVEN = [
    ("killed", "24", {"low": 24, "high": 24}),
    ("killed", "10-15", {"low": 10, "high": 15}),
    ("injured", "10+", {"low": 10, "high": None}),
    ("killed", "aucun", 0),
    ("date", "2022-01-04", {"earliest": "2022-01-04", "latest": "2022-01-04"}),
    ("date", "2022-01-04..2022-01-06", {"earliest": "2022-01-04", "latest": "2022-01-06"}),
    ("date", "2022-02", {"earliest": "2022-02-01", "latest": "2022-02-28", "precision": "month"}),
    ("place", "Djibo", {"name": "Djibo"}),
    ("place", "Djibo, bf, 14.1, -1.6", {"name": "Djibo", "country": "BF", "latitude": 14.1, "longitude": -1.6}),
    ("perpetrators", "GSIM; EIGS", ["GSIM", "EIGS"]),
    ("outcome", "Carried out", "carried_out"),
    ("weapons", '{"text": "drone", "count": 2}', {"text": "drone", "count": 2}),
]


@pytest.mark.parametrize(("field", "text", "value"), GIVEN)
def test_values_are_typed_as_people_write_them(field: str, text: str, value: Any) -> None:
    assert read_given(field, text) == value


@pytest.mark.parametrize(("field", "text"), [("killed", "many"), ("place", "A, BF, north, west"), ("killed", "{24")])
def test_what_is_no_value_is_refused(field: str, text: str) -> None:
    with pytest.raises(QueryError, match=r"expected|JSON"):
        read_given(field, text)
