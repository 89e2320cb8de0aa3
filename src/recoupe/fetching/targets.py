"""What a URL asks for, checked before anything is looked up: scheme, host, port and path, and no credentials."""

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import quote, urljoin, urlsplit

from recoupe.errors import FetchError

PORTS = {"http": 80, "https": 443}
LONGEST = 4000
"""Characters of the longest URL; servers refuse longer ones."""

_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")
_UNWRITABLE = re.compile(r"[\x00-\x20\x7f\\]")
_KEPT = "/%:@!$&'()*+,;=~-._?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One thing on one server."""

    scheme: str
    host: str  # in ASCII; an IPv6 address without brackets
    port: int
    path: str  # with the query

    @property
    def authority(self) -> str:
        """Host and port as the Host header has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The URL, spelt in one way; never with credentials or a fragment."""
        return f"{self.scheme}://{self.authority}{self.path}"


def is_url(given: str) -> bool:
    """True for what is meant as a URL rather than as a file: "https://…", "ftp://…"."""
    return bool(re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", given))


def parse_url(url: str, ports: frozenset[int] = frozenset(PORTS.values())) -> Target:
    """The target of a URL; raises FetchError, in a sentence that repeats no credentials, where it must not be fetched.

    `ports` are those that may be connected to.
    """
    shown = show_url(url)
    if len(url) > LONGEST or _UNWRITABLE.search(url):
        raise FetchError(f"{shown}: this is no URL: it has blanks, control characters or over {LONGEST:,} characters")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as problem:
        raise FetchError(f"{shown}: this is no URL ({problem})") from problem
    scheme = parts.scheme.lower()
    if scheme not in PORTS:
        raise FetchError(f"{shown}: only http and https are fetched, not {scheme or 'a URL without a scheme'}")
    if "@" in parts.netloc:
        raise FetchError(f"{shown}: the URL holds a user name or password; give it without, nothing is logged in to")
    port = PORTS[scheme] if port is None else port
    if port not in ports:
        allowed = ", ".join(str(each) for each in sorted(ports))
        raise FetchError(f"{shown}: port {port} is not fetched from; allowed are {allowed} (setting fetching.ports)")
    path = quote(parts.path or "/", safe=_KEPT) + (f"?{quote(parts.query, safe=_KEPT)}" if parts.query else "")
    return Target(scheme=scheme, host=_read_host(parts.hostname or "", shown), port=port, path=path)


def follow(target: Target, location: str, ports: frozenset[int]) -> Target:
    """Where a redirect from `target` leads, checked as any URL is."""
    return parse_url(urljoin(target.url, location.strip()), ports)


def show_url(url: str) -> str:
    """A URL as messages may show it: without credentials, fragment and control characters, and not at any length."""
    scheme, sign, rest = url.partition("://")
    authority, slash, path = rest.partition("/")
    bare = f"{scheme}{sign}{authority.rpartition('@')[2]}{slash}{path.partition('#')[0]}" if sign else "the URL"
    return _UNWRITABLE.sub("?", bare)[:200]


def _read_host(host: str, shown: str) -> str:
    """The host in ASCII; addresses only in their usual form."""
    if ":" in host:
        return _read_address(host, shown)
    try:
        name = host.rstrip(".").encode("idna").decode("ascii").lower()
    except UnicodeError as problem:
        raise FetchError(f"{shown}: {host[:80]!r} is no name of a server") from problem
    labels = name.split(".")
    if _NUMBER.fullmatch(labels[-1]):  # 2130706433, 0x7f.1 and 127.1 are all taken for 127.0.0.1 by some
        return _read_address(name, shown)
    if not all(_LABEL.fullmatch(label) for label in labels):
        raise FetchError(f"{shown}: {host[:80]!r} is no name of a server")
    return name


def _read_address(host: str, shown: str) -> str:
    try:
        return str(IPv6Address(host) if ":" in host else IPv4Address(host))
    except ValueError as problem:
        raise FetchError(
            f"{shown}: {host[:80]!r} is an address in an unusual form; write four numbers with dots"
        ) from problem
