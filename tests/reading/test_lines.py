"""JSON Lines: every line is a document or is named with what is wrong with it."""

import json
from datetime import UTC, date, datetime
from io import BytesIO

import pytest

from recoupe.reading.lines import LARGEST_LINE, read_lines, read_published
from recoupe.records import Document, Unread


def read(*lines: str | bytes) -> list[Document | Unread]:
    raw = b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines)
    return list(read_lines(BytesIO(raw), "news.jsonl"))


def test_a_line_becomes_a_document_with_all_it_gives() -> None:
    given = {
        "id": "a", "text": "Texte", "title": "Titre", "outlet": "Journal", "url": "https://journal.example/a",
        "language": "fr", "published": "2022-01-04T07:30:00Z", "anything": "else",
    }  # fmt: skip
    [document] = read(json.dumps(given))
    assert document == Document(
        id="a", text="Texte", title="Titre", outlet="Journal", url="https://journal.example/a", language="fr",
        published=datetime(2022, 1, 4, 7, 30, tzinfo=UTC), origin="news.jsonl:1",
    )  # fmt: skip


def test_only_the_text_is_required_and_an_id_is_made_from_place_and_text() -> None:
    first, second = read('{"text": "un"}', '{"text": "deux"}')
    assert first.id.startswith("news.jsonl-1-")
    assert second.id.startswith("news.jsonl-2-")


BAD = [
    ("{", "no JSON"),
    ("[1]", "JSON list"),
    ('{"title": "x"}', "'text' is missing"),
    ('{"text": 3}', "'text' is missing or no string"),
    ('{"text": "x", "outlet": 3}', "'outlet' is 3"),
    (b'{"text": "\xff\xfe\x81"}', "neither UTF-8"),
    ("[" * 100_000, "no JSON"),
]


@pytest.mark.parametrize(("line", "words"), BAD)
def test_a_malformed_line_is_named_and_the_rest_is_read(line: str | bytes, words: str) -> None:
    first, bad, last = read('{"text": "un"}', line, '{"text": "trois"}')
    assert isinstance(first, Document)
    assert isinstance(last, Document)
    assert isinstance(bad, Unread)
    assert bad.reason.startswith("news.jsonl:2: ")
    assert words in bad.reason


def test_the_id_of_a_malformed_line_is_kept_where_it_can_be_seen() -> None:
    [bad] = read('{"id": "x7", "text": 3}')
    assert bad.id == "x7"


def test_blank_lines_are_passed_over_but_counted() -> None:
    bad, document = read("", "{", "", '{"text": "un"}')
    assert (bad.id, document.origin) == ("news.jsonl:2", "news.jsonl:4")


def test_a_line_beyond_the_bound_is_refused_and_the_next_is_read() -> None:
    bad, document = read(b'{"text": "' + b"x" * (2 * LARGEST_LINE) + b'"}', '{"text": "un"}')
    assert isinstance(bad, Unread)
    assert f"{LARGEST_LINE:,}" in bad.reason
    assert isinstance(document, Document)


@pytest.mark.parametrize("value", ["Wed Nov 23", "4:58 PM ET", "0001-01-01", 20220104])
def test_a_date_that_cannot_be_read_is_unknown_and_said_so(value: object, caplog: pytest.LogCaptureFixture) -> None:
    [document] = read(json.dumps({"text": "x", "published": value}))
    assert isinstance(document, Document)
    assert document.published is None
    assert "news.jsonl:1: 'published' is" in caplog.text


def test_published_keeps_the_precision_that_was_given() -> None:
    assert read_published("2022-01-04") == date(2022, 1, 4)
    assert read_published("2022-01-04T07:30:00+03:00").isoformat() == "2022-01-04T07:30:00+03:00"
    assert read_published(None) is None
