"""Fetching from a server that means no good."""

import gzip
import logging
import socket
import ssl
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from threading import Thread

import pytest

from loopback import Server, page, redirect, serve
from recoupe.errors import FetchError
from recoupe.fetching.bodies import Bounds
from recoupe.fetching.fetcher import Known

FIXTURES = Path(__file__).parents[1] / "fixtures"


@pytest.fixture
def server() -> Iterator[Server]:
    with serve() as running:
        yield running


def test_a_page_is_fetched_with_what_its_server_says_of_it(server: Server) -> None:
    server.answers["/a"] = page("<p>Bonjour</p>", ETag='"1"', Last_Modified="Tue, 04 Jan 2022 10:00:00 GMT")
    fetched = server.fetcher().fetch(server.url("/a"))
    assert (fetched.status, fetched.body, fetched.url) == (200, b"<p>Bonjour</p>", server.url("/a"))
    assert fetched.known == Known(etag='"1"', modified="Tue, 04 Jan 2022 10:00:00 GMT")
    assert server.asked[0][1]["Host"] == f"news.example:{server.port}"
    assert server.asked[0][1]["User-Agent"].startswith("recoupe/")


def test_what_is_known_is_asked_for_only_if_it_changed(server: Server) -> None:
    server.answers["/a"] = page(b"", status=304)
    assert server.fetcher().fetch(server.url("/a"), Known(etag='"1"', modified="then")).status == 304
    assert server.asked[0][1]["If-None-Match"] == '"1"'
    assert server.asked[0][1]["If-Modified-Since"] == "then"


def test_a_private_address_is_refused_before_anything_is_sent(server: Server) -> None:
    with pytest.raises(FetchError, match=r"127\.0\.0\.1 \(loopback\): only public addresses"):
        server.fetcher(allow_private=False).fetch(server.url("/a"))
    assert server.asked == []


def test_one_private_address_among_public_ones_is_enough_to_refuse(server: Server) -> None:
    fetcher = server.fetcher(allow_private=False, resolve=lambda host, port: ["8.8.8.8", "10.0.0.1"])
    with pytest.raises(FetchError, match=r"10\.0\.0\.1 \(private\)"):
        fetcher.fetch(server.url("/a"))


def test_a_redirect_to_a_private_address_is_refused(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    # The first host passes for public; the second, to which it redirects, is the metadata service.
    monkeypatch.setattr("recoupe.fetching.fetcher.name_refusal", {"169.254.169.254": "link-local"}.get)
    server.answers["/a"] = redirect(f"http://metadata.example:{server.port}/latest/meta-data/")
    hosts = {"news.example": ["127.0.0.1"], "metadata.example": ["169.254.169.254"]}
    with pytest.raises(FetchError, match=r"metadata\.example is at 169\.254\.169\.254 \(link-local\)"):
        server.fetcher(allow_private=False, resolve=lambda host, port: hosts[host]).fetch(server.url("/a"))
    assert [path for path, _ in server.asked] == ["/a"]


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("file:///etc/passwd", "only http and https"),
        ("http://user:secret@news.example/", "user name or password"),
        ("http://news.example:22/", "port 22"),
        ("http://2852039166/latest/", "unusual form"),
    ],
)
def test_a_redirect_is_checked_as_the_url_was(server: Server, location: str, reason: str) -> None:
    server.answers["/a"] = redirect(location)
    with pytest.raises(FetchError, match=reason) as caught:
        server.fetcher().fetch(server.url("/a"))
    assert "secret" not in str(caught.value)


def test_redirects_are_followed_but_not_for_ever(server: Server) -> None:
    server.answers |= {"/a": redirect("/b", 301), "/b": page("there"), "/round": redirect("/round", 307)}
    assert server.fetcher().fetch(server.url("/a")).url == server.url("/b")
    with pytest.raises(FetchError, match="redirects more than 5 times"):
        server.fetcher().fetch(server.url("/round"))


def test_a_name_that_leads_elsewhere_at_the_second_look_gains_nothing(server: Server) -> None:
    looks: list[str] = []

    def rebinding(host: str, port: int) -> list[str]:
        looks.append(host)
        return ["127.0.0.1"] if len(looks) == 1 else ["169.254.169.254"]

    server.answers["/a"] = page("once")
    assert server.fetcher(resolve=rebinding).fetch(server.url("/a")).body == b"once"
    assert looks == ["news.example"]  # the connection went to the address of the one look-up


def test_a_gzip_bomb_goes_off_in_a_bounded_room(server: Server) -> None:
    server.answers["/bomb"] = page(gzip.compress(bytes(50_000_000)), Content_Encoding="gzip")
    with pytest.raises(FetchError, match="unpacks to more than 1,000,000 bytes"):
        server.fetcher(bounds=Bounds(size=1_000_000)).fetch(server.url("/bomb"))


@pytest.mark.parametrize("stated", [True, False])
def test_a_body_over_the_bound_is_not_read(server: Server, stated: bool) -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        if stated:
            handler.send_header("Content-Length", "5000000")
        handler.end_headers()
        handler.wfile.write(bytes(5_000_000))

    server.answers["/large"] = answer
    with pytest.raises(FetchError, match=r"at most|more than"):
        server.fetcher(bounds=Bounds(size=100_000)).fetch(server.url("/large"))


def test_a_packed_body_is_unpacked(server: Server) -> None:
    server.answers["/a"] = page(gzip.compress(b"words" * 40_000), Content_Encoding="gzip")
    assert server.fetcher().fetch(server.url("/a")).body == b"words" * 40_000


@pytest.mark.parametrize(
    ("body", "packing", "reason"),
    [
        (b"no gzip", "gzip", "damaged"),
        (gzip.compress(b"words" * 400)[:-12], "gzip", "breaks off"),
        (b"x", "br", "not asked for"),
    ],
)
def test_a_damaged_body_is_named(server: Server, body: bytes, packing: str, reason: str) -> None:
    server.answers["/a"] = page(body, Content_Encoding=packing)
    with pytest.raises(FetchError, match=reason):
        server.fetcher().fetch(server.url("/a"))


def test_a_body_that_breaks_off_is_named(server: Server) -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b"half")

    server.answers["/a"] = answer
    with pytest.raises(FetchError, match="4 bytes read, 996 more expected"):
        server.fetcher().fetch(server.url("/a"))


@pytest.mark.parametrize("slow", ["headers", "body"])
def test_a_server_that_drips_is_left_at_the_deadline(server: Server, slow: str) -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.0 200 OK\r\n" + (b"\r\n" if slow == "body" else b""))
        while not server.ended.wait(0.05):
            handler.wfile.write(b"x" if slow == "body" else b"X-More: x\r\n")

    server.answers["/slow"] = answer
    began = time.monotonic()
    with pytest.raises(FetchError, match=r"not complete after 0\.4 seconds"):
        server.fetcher(bounds=Bounds(whole=0.4)).fetch(server.url("/slow"))
    assert time.monotonic() - began < 3


def test_a_server_that_says_nothing_is_left(server: Server) -> None:
    server.answers["/silent"] = lambda handler: bool(server.ended.wait(5)) and None
    with pytest.raises(FetchError, match="does not answer in time"):
        server.fetcher(bounds=Bounds(silence=0.2)).fetch(server.url("/silent"))


def test_where_nobody_listens_is_named(server: Server) -> None:
    fetcher = server.fetcher(ports=frozenset({1}))
    with pytest.raises(FetchError, match=r"no connection to news\.example: Connection refused"):
        fetcher.fetch("http://news.example:1/")


def test_no_credentials_are_logged(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(FetchError):
        server.fetcher().fetch(f"http://user:secret@news.example:{server.port}/a")
    server.answers["/a"] = page("fine")
    server.fetcher().fetch(server.url("/a"))
    assert "secret" not in caplog.text


@pytest.fixture
def sealed() -> Iterator[int]:
    """The port of a server with a certificate for news.example, made by nobody in particular."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(FIXTURES / "tls" / "news.example.pem")
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(10)

        def answer() -> None:
            try:
                with context.wrap_socket(listening.accept()[0], server_side=True) as line:
                    line.recv(4000)
                    line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nsure!")
            except OSError:  # a client that does not trust us hangs up
                return

        thread = Thread(target=answer, daemon=True)
        thread.start()
        yield listening.getsockname()[1]
        thread.join()


def fetch_sealed(port: int, host: str, context: ssl.SSLContext | None) -> bytes:
    fetcher = Server(port=port).fetcher(context=context)
    return fetcher.fetch(f"https://{host}:{port}/").body


def test_a_certificate_is_checked_against_the_name_that_was_asked_for(sealed: int) -> None:
    trusting = ssl.create_default_context(cafile=str(FIXTURES / "tls" / "news.example.pem"))
    assert fetch_sealed(sealed, "news.example", trusting) == b"sure!"


@pytest.mark.parametrize(("host", "trusted"), [("other.example", True), ("news.example", False)])
def test_a_certificate_of_another_name_or_of_nobody_is_refused(sealed: int, host: str, trusted: bool) -> None:
    context = ssl.create_default_context(cafile=str(FIXTURES / "tls" / "news.example.pem")) if trusted else None
    with pytest.raises(FetchError, match="certificate"):
        fetch_sealed(sealed, host, context)
