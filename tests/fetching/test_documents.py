"""What is read at a URL."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from loopback import Answer, Server, page, serve
from recoupe.cli.reading import Given, open_paths
from recoupe.fetching.documents import read_url
from recoupe.records import Document, Unread

FORMATS = Path(__file__).parents[1] / "fixtures" / "formats"

TEXT = "<html><head><title>Attaque</title></head><body><p>Deux soldats ont été tués hier à Koutougou.</p></body></html>"


@pytest.fixture
def server() -> Iterator[Server]:
    with serve() as running:
        yield running


def read(server: Server, answer: Answer, path: str = "/news/attaque.php") -> list[Document | Unread]:
    server.answers[path] = answer
    return list(read_url(server.url(path), server.fetcher()))


def test_a_page_keeps_where_it_was_fetched(server: Server) -> None:
    (document,) = read(server, page(TEXT))
    assert isinstance(document, Document)
    assert document.text == "Deux soldats ont été tués hier à Koutougou."
    assert document.url == document.origin == server.url("/news/attaque.php")
    assert document.id.startswith("attaque-")


@pytest.mark.parametrize("header", ["text/html; charset=iso-8859-15", 'text/html; charset="latin1"'])
def test_the_header_says_how_a_page_is_encoded_and_that_is_reported(server: Server, header: str) -> None:
    (document,) = read(server, page(TEXT.encode("latin1"), header))
    assert isinstance(document, Document)
    assert "été tués" in document.text
    assert "8859" in (document.taken_for or "") or "1252" in (document.taken_for or "")


@pytest.mark.parametrize(
    ("name", "content_type", "taken_for"),
    [
        ("feed-rss.xml", "text/html", "feed"),
        ("feed-atom.xml", "application/atom+xml", "feed"),
        ("page.pdf", "application/octet-stream", "PDF"),
        ("agency-ninjs3.json", "application/json", "JSON"),
        ("crawl.warc.gz", "application/gzip", "web archive"),
        ("table.tsv", "text/tab-separated-values; charset=utf-8", "table"),
    ],
)
def test_any_format_is_read_at_a_url(server: Server, name: str, content_type: str, taken_for: str) -> None:
    found = read(server, page((FORMATS / name).read_bytes(), content_type), "/get?id=7")
    documents = [each for each in found if isinstance(each, Document)]
    assert documents
    assert all(each.url and taken_for in (each.taken_for or "") for each in documents)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (page("gone", status=410), "the server answers 410 Gone"),
        (page("no", status=403), "the server answers 403 Forbidden"),
        (page((FORMATS / "paywall.html").read_bytes()), "paywall"),
        (page((FORMATS / "consent.html").read_bytes()), "notice"),
        (page(b"\x89PNG\r\n\x1a\n" + bytes(40), "image/png"), "binary data"),
        (page(b""), "nothing in it"),
    ],
)
def test_what_gives_no_document_is_named_in_one_line(server: Server, answer: Answer, reason: str) -> None:
    (unread,) = read(server, answer)
    assert isinstance(unread, Unread)
    assert reason in unread.reason
    assert unread.reason.startswith(server.url("/news/attaque.php"))
    assert "\n" not in unread.reason


def test_paths_and_urls_may_be_given_side_by_side(server: Server) -> None:
    server.answers["/a"] = page(TEXT)
    given = Given(outlet="Le Fil", open_fetcher=server.fetcher)
    found = list(open_paths([str(FORMATS / "plain.txt"), server.url("/a"), "ftp://news.example/"], given))
    assert [getattr(each, "outlet", None) for each in found] == ["Le Fil", "Le Fil", None]
    assert isinstance(found[2], Unread)
