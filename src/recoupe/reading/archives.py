"""Documents from web archives (WARC, WARC.gz): one a page, read as a stream, however large the file."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from fastwarc.warc import ArchiveIterator, WarcRecordType

from recoupe.errors import DocumentError
from recoupe.reading.decoding import LARGEST_FILE, find_encoding
from recoupe.reading.pages import read_page
from recoupe.reading.unpacking import Resumed, Unpacked
from recoupe.records import Document, Unread

PAGES = ("text/html", "application/xhtml+xml")
"""Media types of what is read; pictures, styles and scripts are passed over."""

REDIRECTS = range(300, 400)
"""Statuses of answers that only point elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedPage:
    """An answer of a server as it was archived."""

    url: str
    status: int
    charset: str | None
    raw: bytes


def read_archive(stream: BinaryIO, name: str, origin: str) -> Iterator[Document | Unread]:
    """The articles among the pages of an archive, in its order; pages that hold none come back as `Unread`.

    Memory stays bounded by the largest page. Raises DocumentError where there is no page at all.
    """
    number = 0
    for page in iterate_pages(stream):
        if isinstance(page, ArchivedPage):
            number += 1
        elif not number:
            raise DocumentError(page)
        yield read_item(page, number, name, origin)
    if not number:
        raise DocumentError("this web archive holds no page: nothing in it is HTML that a server answered with")


def read_item(page: ArchivedPage | str, number: int, name: str, origin: str) -> Document | Unread:
    """The article of the archive's page of that number, or what is wrong from there on."""
    if isinstance(page, ArchivedPage):
        return read_archived(page, name, f"{origin}#{page.url}")
    return Unread(id=f"{name}#{number}", origin=origin, reason=f"{origin}: {page}")


def iterate_pages(stream: BinaryIO) -> Iterator[ArchivedPage | str]:
    """The HTML answers of an archive one by one; a sentence in place of the rest where the archive is cut short."""
    wanted = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.unknown
    try:
        records = ArchiveIterator(open_archive(stream), record_types=wanted, parse_http=True, auto_decode="content")
        for record in records:
            page = _page(record) if _is_whole(record) else CUT_OFF
            if page:
                yield page
    except (OSError, EOFError, ValueError, zlib.error) as problem:
        yield f"the archive breaks off here ({problem}): what came before was read"


def open_archive(stream: BinaryIO) -> BinaryIO:
    """The stream unpacked where it is packed: fastwarc would end without a word where a packed archive is cut short."""
    head = stream.read(2)
    resumed = cast(BinaryIO, Resumed(head, stream))
    return cast(BinaryIO, Unpacked(resumed)) if head == b"\x1f\x8b" else resumed


def read_archived(page: ArchivedPage, name: str, origin: str) -> Document | Unread:
    """The article of an archived page, its address being the one it was fetched from."""
    try:
        if page.status >= 400:
            raise DocumentError(f"the server answered with error {page.status}: this is no article")
        if len(page.raw) > LARGEST_FILE:
            raise DocumentError(f"the page has more than {LARGEST_FILE:,} bytes")
        return read_page(find_encoding(page.raw, page.charset).text, name, origin, address=page.url)
    except DocumentError as problem:
        return Unread(id=page.url, origin=origin, reason=f"{origin}: {problem}")


CUT_OFF = "the archive is cut off here: what came before was read; fetch it again for the rest"


def _is_whole(record: Any) -> bool:
    """False for a record whose own header breaks off: fastwarc gives what there is of it."""
    return all(record.headers.get(name) for name in ("WARC-Type", "Content-Length"))


def _page(record: Any) -> ArchivedPage | str | None:
    if record.record_type is WarcRecordType.unknown:
        return None
    status = record.http_headers.status_code if record.http_headers else 200
    kind = (record.http_content_type if record.http_headers else record.headers.get("Content-Type")) or ""
    if not kind.lower().startswith(PAGES) or status is None or status in REDIRECTS:
        return None
    length, raw = record.content_length, record.reader.read(LARGEST_FILE + 1)
    encoded = record.http_headers is not None and record.http_headers.get("Content-Encoding")
    if not encoded and len(raw) < min(length, LARGEST_FILE):
        return CUT_OFF
    return ArchivedPage(
        url=record.headers.get("WARC-Target-URI", "").strip("<>"),
        status=status,
        charset=record.http_charset if record.http_headers else None,
        raw=raw,
    )
