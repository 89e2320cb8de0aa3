"""Files, folders and streams: what they hold is read, and what cannot be read is named."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from recoupe.reading.decoding import LARGEST_FILE
from recoupe.reading.paths import fill_in, read_paths, read_stream
from recoupe.records import Document, Unread

PAGE = """<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Attaque à Koutougou</title>
<meta property="og:site_name" content="Le Fil du Sahel">{head}</head>
<body><article><h1>Attaque à Koutougou</h1>{body}</article><footer>© 2026 Le Fil du Sahel</footer></body></html>"""
BODY = "<p>Vingt-quatre soldats ont été tués lundi matin dans l'attaque du camp militaire de Koutougou.</p>" * 3
LINKED = '<script type="application/ld+json">{"@graph": [{"datePublished": "2019-08-20T15:30:00+00:00"}]}</script>'


def test_a_text_file_is_one_document_whose_text_is_not_altered(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_bytes("\ufeffligne un\r\nligne deux ".encode())
    [document] = read_paths([tmp_path / "note.txt"])
    assert isinstance(document, Document)
    assert document.text == "ligne un\r\nligne deux "
    assert document.id.startswith("note-")


def test_old_western_encodings_are_read(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_bytes("été 2019 à Djibo".encode("cp1252"))
    [document] = read_paths([tmp_path / "old.txt"])
    assert isinstance(document, Document)
    assert document.text == "été 2019 à Djibo"


def test_a_page_gives_its_article_title_outlet_language_and_date(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE.format(head=LINKED, body=BODY), encoding="utf-8")
    [document] = read_paths([tmp_path / "page.html"])
    assert isinstance(document, Document)
    assert "Vingt-quatre soldats" in document.text
    assert "2026" not in document.text
    assert (document.outlet, document.language) == ("Le Fil du Sahel", "fr")
    assert document.published is not None
    assert document.published.isoformat() == "2019-08-20T15:30:00+00:00"


def test_no_date_is_invented_for_a_page_that_has_none(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE.format(head="", body=BODY), encoding="utf-8")
    [document] = read_paths([tmp_path / "page.html"])
    assert isinstance(document, Document)
    assert document.published is None


def test_a_folder_is_read_whole_in_order_and_nothing_is_passed_over_in_silence(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "2.txt").write_text("deux")
    (tmp_path / "a.jsonl").write_text('{"id": "un", "text": "un"}\n')
    (tmp_path / "c.xlsx").write_bytes(b"PK")
    (tmp_path / ".hidden").write_text("x")
    found = list(read_paths([tmp_path]))
    assert [item.id.partition("-")[0] for item in found] == ["un", "2", "c.xlsx"]
    assert isinstance(found[2], Unread)
    assert ".xlsx" in found[2].reason


REFUSED = [
    (b"\x89PNG\r\n\x1a\n\0\0\0", "binary"),
    (b"x" * (LARGEST_FILE + 1), f"{LARGEST_FILE:,}"),
    (b"<!doctype html><html><body></body></html>", "no article text"),
]


@pytest.mark.parametrize(("raw", "words"), REFUSED)
def test_what_is_no_article_is_named_with_its_reason(raw: bytes, words: str, tmp_path: Path) -> None:
    (tmp_path / "thing.txt").write_bytes(raw)
    [unread] = read_paths([tmp_path / "thing.txt"])
    assert isinstance(unread, Unread)
    assert words in unread.reason
    assert "thing.txt" in unread.reason


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    [unread] = read_paths([tmp_path])
    assert isinstance(unread, Unread)
    assert "no file" in unread.reason


STREAMS = [
    (b'{"text": "un"}\n{"text": "deux"}', ["un", "deux"]),
    (b'\n  {"text": "' + b"x" * 5000 + b'"}\n{"text": "deux"}\n', ["x" * 5000, "deux"]),
    (b"Deux drones abattus.\nSans victime.", ["Deux drones abattus.\nSans victime."]),
    (b"", [""]),
]


@pytest.mark.parametrize(("raw", "texts"), STREAMS)
def test_standard_input_is_json_lines_or_one_text(raw: bytes, texts: list[str]) -> None:
    assert [item.text for item in read_stream(BytesIO(raw)) if isinstance(item, Document)] == texts


def test_what_the_command_line_says_fills_gaps_and_overrules_nothing() -> None:
    bare, full = Document(id="a", text="x"), Document(id="b", text="x", published=date(2020, 1, 1), language="en")
    assert fill_in(bare, published=date(2022, 1, 4), language="fr").published == date(2022, 1, 4)
    assert fill_in(full, published=date(2022, 1, 4), language="fr") == full
