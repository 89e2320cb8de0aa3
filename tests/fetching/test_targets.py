"""What may be asked for, before anything is looked up."""

import pytest

from recoupe.errors import FetchError
from recoupe.fetching.targets import follow, is_url, parse_url, show_url

TAKEN = {
    "http://news.example": "http://news.example/",
    "HTTPS://News.Example:443/a?b=c#d": "https://news.example/a?b=c",
    "http://news.example./x": "http://news.example/x",
    "https://écho.example/été": "https://xn--cho-9la.example/%C3%A9t%C3%A9",
    "http://8.8.8.8/": "http://8.8.8.8/",
    "http://[2606:4700::1111]/": "http://[2606:4700::1111]/",
    "http://news.example/a%20b?q=%C3%A9": "http://news.example/a%20b?q=%C3%A9",
}

REFUSED = {
    "ftp://news.example/a": "only http and https",
    "file:///etc/passwd": "only http and https",
    "gopher://news.example/": "only http and https",
    "javascript:alert(1)": "only http and https",
    "http://news.example:22/": "port 22",
    "http://news.example:0/": "port 0",
    "http://news.example:99999/": "no URL",
    "http://user:secret@news.example/": "user name or password",
    "http://secret@news.example/": "user name or password",
    "http://news.example\\@127.0.0.1/": "no URL",
    "http://news.example/a b": "no URL",
    "http://news.example/\r\nHost: other": "no URL",
    "http://2130706433/": "unusual form",
    "http://0x7f000001/": "unusual form",
    "http://0x7f.1/": "unusual form",
    "http://127.1/": "unusual form",
    "http://0177.0.0.1/": "unusual form",
    "http:///path": "no name",
    "http://news..example/": "no name",
    "http://[::1/": "no URL",
}


@pytest.mark.parametrize("url", TAKEN)
def test_a_url_is_spelt_in_one_way(url: str) -> None:
    assert parse_url(url).url == TAKEN[url]


@pytest.mark.parametrize("url", REFUSED)
def test_what_must_not_be_fetched_is_refused_in_one_line_without_credentials(url: str) -> None:
    with pytest.raises(FetchError, match=REFUSED[url]) as caught:
        parse_url(url)
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_another_port_may_be_allowed() -> None:
    assert parse_url("http://news.example:8080/", frozenset({8080})).authority == "news.example:8080"


def test_a_redirect_is_checked_as_any_url() -> None:
    start = parse_url("https://news.example/a/b")
    assert follow(start, "../c", frozenset({443})).url == "https://news.example/c"
    with pytest.raises(FetchError, match="only http and https"):
        follow(start, "file:///etc/passwd", frozenset({443}))


@pytest.mark.parametrize(
    ("given", "taken"), [("https://a/b", True), ("ftp://a", True), ("a/b.txt", False), ("-", False)]
)
def test_a_url_is_told_from_a_path(given: str, taken: bool) -> None:
    assert is_url(given) is taken


def test_what_is_shown_has_no_credentials() -> None:
    assert show_url("https://user:secret@news.example/a#b") == "https://news.example/a"
