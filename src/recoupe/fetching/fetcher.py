"""Fetching one URL, whoever wrote it: a person, a feed, or a server that redirects.

The host is looked up here, all its addresses are checked, and the connection goes to one of the very addresses that
were checked: a name that leads elsewhere at the second look-up (DNS rebinding) gains nothing. Every redirect is
checked anew. Proxies named in the environment are not used, cookies not kept, nobody is logged in to.
"""

import logging
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.client import HTTPException, responses
from importlib.metadata import version
from threading import Timer

import certifi
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

from recoupe.errors import FetchError
from recoupe.fetching.addresses import name_refusal
from recoupe.fetching.bodies import Bounds, read_body
from recoupe.fetching.targets import PORTS, Target, follow, parse_url, show_url

LOG = logging.getLogger(__name__)

OK, NOT_MODIFIED = 200, 304
REDIRECTS = frozenset({301, 302, 303, 307, 308})

MOST_ADDRESSES = 3
"""Addresses of one host that are tried."""

AGENT = f"recoupe/{version('recoupe')}"
"""What we are called in the User-Agent header and in robots.txt ("recoupe")."""

Resolve = Callable[[str, int], list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What an earlier answer said of itself, to ask for a newer one only."""

    etag: str | None = None
    modified: str | None = None  # its Last-Modified header


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """An answer; its body is read where the status is 200, else it is empty."""

    url: str  # after redirects, without credentials
    status: int
    body: bytes = b""
    content_type: str = ""  # as the header words it
    known: Known = field(default_factory=Known)
    retry_after: str | None = None

    @property
    def reason(self) -> str:
        """ "404 Not Found"."""
        return f"{self.status} {responses.get(self.status, '')}".strip()


def resolve_host(host: str, port: int) -> list[str]:
    """All addresses of a host, in the order in which the system would try them; raises FetchError for none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as problem:
        raise FetchError(f"{host} was not found ({getattr(problem, 'strerror', None) or problem})") from problem
    return list(dict.fromkeys(str(each[4][0]) for each in found))


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetcher:
    """How URLs are fetched. `allow_private` is there for tests against a server on this machine."""

    bounds: Bounds = field(default_factory=Bounds)
    ports: frozenset[int] = frozenset(PORTS.values())
    resolve: Resolve = resolve_host
    context: ssl.SSLContext | None = None
    allow_private: bool = False

    def fetch(self, url: str, known: Known | None = None) -> Fetched:
        """The answer to a GET of `url`, redirects followed; raises FetchError naming the URL without credentials."""
        deadline = time.monotonic() + self.bounds.whole
        target, asked = parse_url(url, self.ports), _Asked(headers=_conditions(known or Known()))
        for _ in range(self.bounds.redirects + 1):
            try:
                answer = self._ask(target, asked, deadline)
            except FetchError as problem:
                raise FetchError(f"{show_url(target.url)}: {problem}") from problem
            if isinstance(answer, Fetched):
                return answer
            target = follow(target, answer, self.ports)
        raise FetchError(f"{show_url(url)}: it redirects more than {self.bounds.redirects} times")

    def post(self, url: str, body: bytes, content_type: str) -> Fetched:
        """The answer to a POST, no redirects followed; raises FetchError naming the host alone: the path is secret."""
        target = parse_url(url, self.ports)
        asked = _Asked(method="POST", headers={"Content-Type": content_type}, body=body)
        try:
            answer = self._ask(target, asked, time.monotonic() + self.bounds.whole)
        except FetchError as problem:
            raise FetchError(f"{target.authority}: {problem}") from problem
        if isinstance(answer, Fetched):
            return answer
        raise FetchError(f"{target.authority}: it redirects; name the URL that takes the message")

    def _ask(self, target: Target, asked: "_Asked", deadline: float) -> Fetched | str:
        """The answer of one server, or where it redirects to."""
        connection = self._connect(target, deadline)
        with _ended(connection, deadline), _worded(self.bounds, deadline):
            connection.timeout = self.bounds.silence
            headers = _headers(target) | asked.headers
            connection.request(asked.method, target.path, asked.body, headers, preload_content=False)
            answer = connection.getresponse()
            if answer.status in REDIRECTS and (location := answer.headers.get("Location")):
                return str(location)
            body = read_body(answer, self.bounds, deadline) if answer.status == OK else b""
            return _fetched(target, answer, body)

    def _connect(self, target: Target, deadline: float) -> HTTPConnection:
        """A connection to one of the addresses that were checked."""
        problem: Exception | None = None
        for address in self._find_addresses(target)[:MOST_ADDRESSES]:
            connection = self._prepare(target, address, max(0.1, min(self.bounds.connect, deadline - time.monotonic())))
            try:
                connection.connect()
                return connection
            except (HTTPError, OSError) as failed:
                connection.close()
                problem = failed
        raise FetchError(f"no connection to {target.host}: {_wording(problem)}") from problem

    def _find_addresses(self, target: Target) -> list[str]:
        """The addresses of the host; raises FetchError where any of them is not public."""
        addresses = self.resolve(target.host, target.port)
        refused = {address: reason for address in addresses if (reason := name_refusal(address))}
        if refused and not self.allow_private:
            address, reason = next(iter(refused.items()))
            raise FetchError(f"{target.host} is at {address} ({reason}): only public addresses are fetched")
        LOG.debug("%s is at %s", target.host, ", ".join(addresses))
        return addresses

    def _prepare(self, target: Target, address: str, timeout: float) -> HTTPConnection:
        if target.scheme == "http":
            return HTTPConnection(address, target.port, timeout=timeout)
        # The certificate is checked against the name that was asked for, not the address.
        context = self.context or default_context()
        return HTTPSConnection(address, target.port, timeout=timeout, ssl_context=context, server_hostname=target.host)


@cache
def default_context() -> ssl.SSLContext:
    """The system's authorities and Mozilla's: a slim container has none of its own."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What is asked of a server."""

    method: str = "GET"
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None


def _headers(target: Target) -> dict[str, str]:
    return {"Host": target.authority, "User-Agent": AGENT, "Accept": "*/*", "Accept-Encoding": "gzip"}


def _conditions(known: Known) -> dict[str, str]:
    given = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
    return {name: value for name, value in given.items() if value}


def _fetched(target: Target, answer: BaseHTTPResponse, body: bytes) -> Fetched:
    told = answer.headers
    return Fetched(
        url=target.url,
        status=answer.status,
        body=body,
        content_type=told.get("Content-Type", ""),
        known=Known(etag=told.get("ETag"), modified=told.get("Last-Modified")),
        retry_after=told.get("Retry-After"),
    )


@contextmanager
def _ended(connection: HTTPConnection, deadline: float) -> Iterator[None]:
    """Ends the connection at the deadline: a server may send a byte of its headers every ten seconds."""
    line = socket.socket(fileno=socket.dup(connection.sock.fileno()))
    watch = Timer(max(0.0, deadline - time.monotonic()), _shut, (line,))
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()
        watch.join()
        line.close()
        connection.close()


def _shut(line: socket.socket) -> None:
    try:
        line.shutdown(socket.SHUT_RDWR)
    except OSError:  # the other side was quicker
        LOG.debug("the connection had ended before its deadline")


@contextmanager
def _worded(bounds: Bounds, deadline: float) -> Iterator[None]:
    """What goes wrong on a connection as a FetchError; so is an answer that only seems to end at the deadline."""
    late = f"the answer was not complete after {bounds.whole:g} seconds"
    try:
        yield
    except (HTTPError, HTTPException, OSError, ValueError) as problem:
        raise FetchError(late if time.monotonic() >= deadline else _wording(problem)) from problem
    if time.monotonic() >= deadline:
        raise FetchError(late)


def _wording(problem: Exception | None) -> str:
    """What is wrong with a connection, in one line."""
    if isinstance(problem, TimeoutError) or "timed out" in str(problem):
        return "it does not answer in time"
    cause = problem.__cause__ if problem and isinstance(problem.__cause__, OSError) else problem
    told = (cause.strerror if isinstance(cause, OSError) else None) or str(
        cause.args[0] if cause and cause.args else ""
    )
    return " ".join(told.split())[:200] or type(problem).__name__
