"""`read`, `extract`, `link`, `add`: through the whole of Recoupe, as a user calls it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from recoupe.export.schema import contract_schema

ATTACK = (
    "Deux drones piégés ont visé mardi 4 janvier la base aérienne d'Aïn al-Assad, en Irak. Les deux appareils ont été"
    " abattus sans faire de victime, a indiqué à l'AFP un responsable de la coalition."
)
ELSEWHERE = "Les prix de l'oignon ont doublé sur les marchés de la capitale, où les pluies ont retardé la récolte."


def run(*arguments: str, given: bytes = b"", store: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    environment = os.environ | ({"RECOUPE_STORE": str(store)} if store else {})
    command = [sys.executable, "-m", "recoupe", *arguments]
    return subprocess.run(command, input=given, capture_output=True, env=environment, check=False)


def line(**given: object) -> str:
    return json.dumps(given, ensure_ascii=False)


MIXED = "\n".join([
    line(id="attack", text=ATTACK, published="2022-01-04", outlet="Le Fil", language="fr"),
    "{malformed",
    line(id="empty", text=""),
    line(id="japanese", text="ドローン2機がバグダッド空港の近くで撃墜された。"),
    line(id="binary", text="\0\1\2" * 20),
    line(id="large", text="x" * 20_000_000),
    line(id="onions", text=ELSEWHERE),
]).encode()  # fmt: skip


@pytest.fixture(scope="module")
def extracted() -> subprocess.CompletedProcess[bytes]:
    return run("extract", "-", given=MIXED)


def test_every_line_given_is_a_line_written_in_order(extracted: subprocess.CompletedProcess[bytes]) -> None:
    ids = [json.loads(each)["id"] for each in extracted.stdout.splitlines()]
    assert ids == ["attack", "stdin:2", "empty", "japanese", "binary", "large", "onions"]


def test_what_cannot_be_read_has_a_clear_error_and_the_rest_is_read(
    extracted: subprocess.CompletedProcess[bytes],
) -> None:
    errors = {each["id"]: each["error"] for each in map(json.loads, extracted.stdout.splitlines())}
    assert errors["attack"] is None
    assert errors["onions"] is None
    words = {"stdin:2": "no JSON", "empty": "empty", "japanese": "Japanese", "binary": "binary", "large": "16,000,000"}
    for identifier, word in words.items():
        assert word in errors[identifier]
        assert errors[identifier].encode() in extracted.stderr
    assert extracted.returncode == 0


def test_real_output_keeps_the_contract(extracted: subprocess.CompletedProcess[bytes]) -> None:
    validator = Draft202012Validator(contract_schema())
    for each in map(json.loads, extracted.stdout.splitlines()):
        validator.validate(each)


def test_every_span_lies_in_the_document(extracted: subprocess.CompletedProcess[bytes]) -> None:
    attack = json.loads(extracted.stdout.splitlines()[0])
    assert attack["events"]
    for mention in attack["places"] + attack["times"] + attack["weapons"]:
        assert ATTACK[mention["start"] : mention["end"]] == mention["text"]
    for event in attack["events"]:
        for start, end in event["trigger"]["spans"]:
            assert 0 <= start < end <= len(ATTACK)


def test_link_reads_what_extract_writes(extracted: subprocess.CompletedProcess[bytes]) -> None:
    linked = run("link", "-", given=extracted.stdout)
    incidents = [json.loads(each) for each in linked.stdout.splitlines()]
    assert any("attack" in incident["focus"] for incident in incidents)
    documents = run("link", "-", "--documents", given=extracted.stdout).stdout.splitlines()
    assert json.loads(documents[0])["id"] == "attack"


def test_output_is_the_same_in_every_run(extracted: subprocess.CompletedProcess[bytes]) -> None:
    assert run("extract", "-", given=MIXED).stdout == extracted.stdout


def test_adding_the_same_again_changes_nothing(tmp_path: Path) -> None:
    store, news = tmp_path / "news.db", tmp_path / "news.jsonl"
    news.write_bytes(MIXED)
    first = run("add", str(news), store=store)
    assert b"2 new, 0 revised, 0 known, 5 unread" in first.stdout
    listed = run("incidents", "--json", store=store).stdout
    again = run("add", str(news), store=store)
    assert b"0 new, 0 revised, 2 known, 5 unread" in again.stdout
    assert run("incidents", "--json", store=store).stdout == listed


def test_read_prints_the_record_without_colours_into_a_pipe(tmp_path: Path) -> None:
    (tmp_path / "news.txt").write_text(ATTACK, encoding="utf-8")
    shown = run("read", str(tmp_path), "--published", "2022-01-04")
    assert shown.returncode == 0, shown.stderr
    assert b"DRONE STRIKE" in shown.stdout
    assert b"\x1b" not in shown.stdout
    assert all(each == each.rstrip() for each in shown.stdout.decode().splitlines())


def test_read_takes_standard_input_and_gives_the_contract_as_json() -> None:
    shown = run("read", "-", "--json", "--language", "fr", given=ATTACK.encode())
    assert json.loads(shown.stdout)["language"] == "fr"


EXITS = [
    (["read", "nowhere.txt"], b"", 3, b"no such file"),
    (["extract", "nowhere.jsonl"], b"", 3, b"nowhere.jsonl"),
    (["read", "-"], b"", 1, b"empty"),
    (["read"], b"", 2, b"Missing argument"),
    (["link", "-"], b"{", 3, b"stdin:1"),
    (["link", "-"], b"[]", 3, b"recoupe extract"),
    (["incidents", "--store", "nowhere.db"], b"", 3, b"recoupe add"),
]


@pytest.mark.parametrize(("arguments", "given", "code", "words"), EXITS)
def test_failures_are_one_line_and_an_exit_code(arguments: list[str], given: bytes, code: int, words: bytes) -> None:
    failed = run(*arguments, given=given)
    assert failed.returncode == code
    assert words in failed.stderr
    assert b"Traceback" not in failed.stderr


def test_a_reader_that_goes_away_is_no_failure(extracted: subprocess.CompletedProcess[bytes]) -> None:
    command = f"{sys.executable} -m recoupe schema | head -n 1"
    ended = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert ended.stdout == b"{\n"
    assert ended.stderr == b""
