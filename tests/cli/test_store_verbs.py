"""`incidents`, `show`, `explain`, `export`, `schema`: over a store whose documents were made by hand."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from tests.records_by_hand import make_account
from typer.testing import CliRunner

from recoupe.cli.commands import app
from recoupe.errors import QueryError, StoreError
from recoupe.store.documents import add_account
from recoupe.store.gathering import update_incidents
from recoupe.store.opening import open_store, start_run


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    location = str(tmp_path / "news.db")
    opened = open_store(location, create=True)
    run = start_run(opened, "add")
    add_account(opened, make_account(killed=12), run)
    add_account(opened, make_account("d2", "Autre Journal"), run)
    update_incidents(opened, run)
    opened.engine.dispose()
    monkeypatch.setenv("RECOUPE_STORE", location)
    return location


def call(*arguments: str) -> str:
    result = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_incidents_lists_one_line_each_and_says_what_to_type_next(store: str) -> None:
    output = call("incidents")
    assert "2019-08-19" in output
    assert "Koutougou (BF)" in output
    assert "recoupe show " in output


FILTERS = [
    (["--country", "bf"], 1),
    (["--country", "IQ"], 0),
    (["--place", "koutou", "--since", "2019-08-19", "--until", "2019-08-19"], 1),
    (["--type", "bombing"], 0),
    (["--outcome", "carried_out"], 1),
    (["--text", "soldats"], 1),
    (["--support", "confirmed"], 0),
]


@pytest.mark.parametrize(("options", "number"), FILTERS)
def test_filters_choose(store: str, options: list[str], number: int) -> None:
    assert len(call("incidents", "--json", *options).splitlines()) == number
    assert len(call("export", *options).splitlines()) == number


def test_show_prints_every_value_with_its_words_and_the_way_they_took(store: str) -> None:
    output = call("show", "koutougou")
    assert "ARMED ATTACK, carried out" in output
    assert "“Vingt-quatre soldats”" in output
    assert "Journal du Sahel → l'état-major" in output


def test_incidents_in_full_are_those_that_show_prints(store: str) -> None:
    assert "“Vingt-quatre soldats”" in call("incidents", "--full")


def test_explain_names_words_rule_and_chain_of_each_value(store: str) -> None:
    output = call("explain", "koutougou", "--field", "date")
    assert "Monday 19 August 2019" in output
    assert "“lundi”" in output
    assert "rule: weekday before publication" in output
    first = json.loads(call("explain", "koutougou", "--field", "killed", "--json").splitlines()[0])
    assert first["words"] == ["Vingt-quatre soldats"]
    assert first["spans"] == [[0, 20]]


def test_explain_refuses_a_field_that_is_not_there(store: str) -> None:
    with pytest.raises(QueryError, match="there are: type, outcome"):
        call("explain", "koutougou", "--field", "colour")


def test_exports_read_back(store: str, tmp_path: Path) -> None:
    assert json.loads(call("export"))["place"]["name"] == "Koutougou"
    assert next(csv.DictReader(StringIO(call("export", "--format", "csv"))))["country"] == "BF"
    call("export", "--format", "geojson", "-o", str(tmp_path / "map.geojson"))
    assert json.loads((tmp_path / "map.geojson").read_text())["features"][0]["geometry"]["type"] == "Point"


def test_schema_is_json() -> None:
    assert json.loads(call("schema"))["$schema"].startswith("https://json-schema.org")


def test_a_store_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"none\.db"):
        call("incidents", "--store", str(tmp_path / "none.db"))
