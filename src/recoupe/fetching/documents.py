"""Documents from URLs: fetched, then read as a file of that content is."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from recoupe.errors import DocumentError, FetchError
from recoupe.fetching.fetcher import OK, Fetched, Fetcher
from recoupe.fetching.targets import show_url
from recoupe.reading.decoding import find_encoding
from recoupe.reading.files import read_whatever
from recoupe.reading.recognising import HEAD, NAMED, Format, recognise
from recoupe.records import Document, Unread

SUFFIXES = {
    "text/html": ".html", "application/xhtml+xml": ".xhtml", "application/json": ".json",
    "application/ld+json": ".jsonld", "application/x-ndjson": ".jsonl", "application/jsonl": ".jsonl",
    "text/csv": ".csv", "text/tab-separated-values": ".tsv", "message/rfc822": ".eml", "application/mbox": ".mbox",
}  # fmt: skip
"""The ending that a file of a content type has; where there is none, and for others, the content itself decides."""

LONGEST_NAME = 60
"""Characters of the name that a document gets from its address."""


def read_url(url: str, fetcher: Fetcher, columns: Mapping[str, str] | None = None) -> Iterator[Document | Unread]:
    """The documents at a URL; what cannot be fetched or read comes back as `Unread` with the reason."""
    try:
        fetched = fetcher.fetch(url)
    except FetchError as problem:
        yield unread_url(url, str(problem))
        return
    if fetched.status != OK:
        yield unread_url(url, f"the server answers {fetched.reason}")
        return
    yield from read_fetched(fetched, columns)


def read_fetched(fetched: Fetched, columns: Mapping[str, str] | None = None) -> Iterator[Document | Unread]:
    """The documents of an answer, each with its URL; raises nothing: what is none comes back as `Unread`."""
    raw, encoding = as_utf8(fetched)
    found = read_whatever(BytesIO(raw), name_of(fetched.url), fetched.url, suffix_of(fetched), columns)
    try:
        for each in found:
            yield each if isinstance(each, Unread) else _placed(each, fetched.url, encoding)
    except DocumentError as problem:
        yield unread_url(fetched.url, str(problem))


def unread_url(url: str, reason: str) -> Unread:
    """What stands for a URL that gave no document."""
    shown = show_url(url)
    return Unread(id=shown, origin=shown, reason=reason if reason.startswith(shown) else f"{shown}: {reason}")


def as_utf8(fetched: Fetched) -> tuple[bytes, str | None]:
    """The body in UTF-8, and the encoding that it was in where the server's header named another one."""
    kind, _, parameters = fetched.content_type.partition(";")
    declared = parameters.lower().partition("charset=")[2].partition(";")[0].strip(" \"'")
    if not declared or not kind.strip().lower().startswith("text/"):
        return fetched.body, None
    try:
        decoded = find_encoding(fetched.body, declared)
    except DocumentError:  # too large or binary: the reader that it is given to words it
        return fetched.body, None
    if decoded.guessed or decoded.encoding in ("utf-8", "utf-16"):
        return fetched.body, None
    return decoded.text.encode(), decoded.encoding


def suffix_of(fetched: Fetched) -> str:
    """The ending that the file would have: by its content type, else by its address where that tells of content."""
    kind = fetched.content_type.partition(";")[0].strip().lower()
    if kind == "text/html" and recognise(fetched.body[:HEAD]) in (Format.FEED, Format.NEWSML):
        return ""  # feeds are often sent as pages
    ending = PurePosixPath(urlsplit(fetched.url).path).suffix.lower()
    return SUFFIXES.get(kind) or (ending if ending in NAMED else "")  # ".php" is how a page was made, not what it is


def name_of(url: str) -> str:
    """What the file would be called: the last part of the path, else the host."""
    parts = urlsplit(url)
    last = unquote(PurePosixPath(parts.path).stem)
    return "".join(sign if sign.isalnum() or sign in "-_." else "-" for sign in last or parts.netloc)[:LONGEST_NAME]


def _placed(document: Document, url: str, encoding: str | None) -> Document:
    """The document with the address that it was fetched from, where it names none itself."""
    note = (document.taken_for or "").replace("utf-8", encoding) if encoding else document.taken_for
    return replace(document, url=document.url or url, taken_for=note)
