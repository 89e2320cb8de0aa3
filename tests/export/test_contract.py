"""The contract of `recoupe extract`."""

import json
from dataclasses import replace

import pytest
from jsonschema import Draft202012Validator
from tests.records_by_hand import make_account

from recoupe.errors import FormatError
from recoupe.export.contract import account_line, line_passport, read_tellings
from recoupe.export.schema import contract_schema
from recoupe.reading import passports
from recoupe.records import Account, Document


def test_the_schema_is_one_and_a_line_fits_it() -> None:
    schema = contract_schema()
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(json.loads(json.dumps(account_line(make_account()))))


def test_a_document_that_could_not_be_read_is_a_line_too() -> None:
    line = account_line(Account(document=Document(id="x", text=""), language=None, error="it is empty"))
    Draft202012Validator(contract_schema()).validate(line)
    assert (line["events"], line["error"]) == ([], "it is empty")


def test_the_title_offset_is_where_the_text_begins() -> None:
    account = make_account()
    titled = replace(account, document=Document(id="d", title="Titre", text="Texte"))
    assert account_line(titled)["title_offset"] == len("Titre\n\n")
    assert account_line(account)["title_offset"] == 0


def test_tellings_read_back_are_those_of_the_account() -> None:
    account = make_account()
    line = json.loads(json.dumps(account_line(account)))
    assert read_tellings(line) == passports.read_tellings(account)
    assert line_passport(line) == passports.read_passport(account)


def test_a_reader_that_gives_only_the_bare_contract_is_understood() -> None:
    event = {"type": "bombing", "perpetrators": ["ISIS"], "weapons": [{"text": "a car bomb"}], "killed": None}
    [telling] = read_tellings({"id": "a", "events": [event]})
    assert telling.event.perpetrators[0].text == "ISIS"
    assert telling.event.weapons[0].weapon is None


@pytest.mark.parametrize("line", [{"events": []}, [], {"id": "a", "events": [{"type": "quarrel"}]}])
def test_a_line_that_breaks_the_contract_is_refused(line: object) -> None:
    with pytest.raises(FormatError):
        read_tellings(line)  # type: ignore[arg-type]
