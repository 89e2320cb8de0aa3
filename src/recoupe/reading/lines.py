"""Documents from JSON Lines, one object a line; the input of `recoupe extract`."""

import json
import logging
import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, BinaryIO

from recoupe.errors import DocumentError
from recoupe.reading.decoding import LARGEST_FILE, decode
from recoupe.reading.fingerprint import short_hash
from recoupe.records import Document, Unread

LOG = logging.getLogger(__name__)

LARGEST_LINE = 2 * LARGEST_FILE
"""Bytes of the longest line: JSON may write a character in six bytes, and most in fewer than two."""

_LEADING_ID = re.compile(rb'\s*\{\s*"id"\s*:\s*"([^"\\]{1,200})"')

NEWS_YEARS = range(1800, 2200)
"""Years in which an article may have appeared: what is reckoned from its date must stay within the calendar."""

TEXT_FIELDS = ("id", "url", "outlet", "title", "language")


def read_lines(stream: BinaryIO, name: str, *, head: bytes = b"") -> Iterator[Document | Unread]:
    """The documents of a stream of JSON Lines, in order; blank lines are passed over.

    `head` is what has been read of the first line already.
    A line that is no document comes back as `Unread`, named `name:line`, and the next is read.
    """
    for number, raw in enumerate(iterate_raw_lines(stream, head), 1):
        if raw.strip():
            yield read_raw_line(raw, f"{name}:{number}")


def read_raw_line(raw: bytes, place: str) -> Document | Unread:
    """The document of one line, or `Unread` with what is wrong with it."""
    try:
        return read_line(raw, place)
    except DocumentError as problem:
        return Unread(id=_salvage_id(raw) or place, origin=place, reason=f"{place}: {problem}")


def read_line(raw: bytes, place: str) -> Document:
    """The document of one line; raises DocumentError saying what is wrong with it."""
    if len(raw) > LARGEST_LINE:
        raise DocumentError(f"the line is longer than {LARGEST_LINE:,} bytes, more than one document may have")
    record = _parse_object(decode(raw))
    text = record.get("text")
    if not isinstance(text, str):
        found = ", ".join(sorted(record)) or "no fields"
        raise DocumentError(f"'text' is missing or no string; the line has: {found}")
    given = {key: _string(record, key) for key in TEXT_FIELDS}
    return Document(
        id=given["id"] or f"{place.replace(':', '-')}-{short_hash(text)}",
        text=text,
        title=given["title"],
        published=read_published(record.get("published"), place),
        language=given["language"],
        outlet=given["outlet"],
        url=given["url"],
        origin=place,
    )


def read_published(value: Any, place: str = "") -> date | datetime | None:
    """A day or a time from ISO 8601, None from nothing; anything else is logged and taken for unknown.

    An article whose date cannot be read ("Wed Nov 23") still says what it says.
    """
    if value is None or value == "":
        return None
    try:
        moment = datetime.fromisoformat(value) if len(value) > 10 else date.fromisoformat(value)
        if moment.year not in NEWS_YEARS:
            raise ValueError(f"the year {moment.year} is none of a news article")
        return moment
    except (TypeError, ValueError):
        LOG.warning("%s: 'published' is %r, not an ISO 8601 day or time: taken for unknown", place or "document", value)
        return None


def _parse_object(line: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as problem:
        raise DocumentError(f"this is no JSON ({problem}); expected one object a line") from problem
    if not isinstance(record, dict):
        raise DocumentError(f"this is a JSON {type(record).__name__}; expected an object with 'text'")
    return record


def _string(record: dict[str, Any], key: str) -> str | None:
    value = record.get(key)
    if key == "id" and isinstance(value, int):
        return str(value)
    if value is not None and not isinstance(value, str):
        raise DocumentError(f"{key!r} is {value!r}; expected a string or null")
    return value or None


def _salvage_id(raw: bytes) -> str | None:
    """The id at the beginning of a line that is no document, so that its error can be matched with what was sent."""
    found = _LEADING_ID.match(raw)
    return found[1].decode("utf-8", "replace") if found else None


def iterate_raw_lines(stream: BinaryIO, head: bytes = b"") -> Iterator[bytes]:
    """Lines of a stream; of one beyond the bound only its beginning, so that memory stays bounded too."""
    if head:
        yield head if head.endswith(b"\n") else head + stream.readline(LARGEST_LINE)
    while line := stream.readline(LARGEST_LINE + 1):
        yield line
        while len(line) > LARGEST_LINE and not line.endswith(b"\n"):
            line = stream.readline(LARGEST_LINE + 1)
            if not line:
                return
            if len(line) <= LARGEST_LINE:
                break
