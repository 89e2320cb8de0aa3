"""Tasks: what is done with each document."""

from pathlib import Path

import pytest

from recoupe.desk import Desks
from recoupe.records import Account, Document, Unread
from recoupe.scale import tasks
from recoupe.scale.bounds import Limits
from recoupe.scale.tasks import AddTask, ExtractTask, Known, read_within, write_json
from recoupe.store.documents import add_account
from recoupe.store.opening import open_store, start_run


def test_a_document_that_outruns_its_time_comes_back_with_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(*_: object, **__: object) -> None:
        while True:
            pass

    monkeypatch.setattr("recoupe.pipeline.annotate", endless)
    document = Document(id="a", text="x", language="en")
    account = read_within(document, Desks(), Limits(seconds=0.1))
    assert account.document is document and account.error and "longer than 0 s" in account.error


def test_what_is_unread_gives_a_line_with_its_reason() -> None:
    line = ExtractTask().read(Unread(id="x:1", origin="x:1", reason="x:1: no JSON"))
    assert line.error == "x:1: no JSON" and '"id": "x:1"' in line.text


def test_a_known_document_is_not_read_again(tmp_path: Path) -> None:
    location = str(tmp_path / "store.db")
    store = open_store(location, create=True)
    document = Document(id="a", text="Rien à signaler.", language="fr", origin="a.txt", taken_for="plain text")
    task = AddTask(store=location)
    first = task.read(document)
    assert isinstance(first, Account)
    add_account(store, first, start_run(store, "add"))
    assert task.read(document) == Known(origin="a.txt", taken_for="plain text")
    tasks.reopen_store.cache_clear()


def test_lone_surrogates_are_written_as_escapes() -> None:
    assert write_json({"a": "é"}) == '{"a": "é"}'
    assert write_json({"a": "é\ud800"}) == '{"a": "\\u00e9\\ud800"}'
