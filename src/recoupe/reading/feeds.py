"""Documents from RSS and Atom feeds: one an entry."""

from calendar import timegm
from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import feedparser

from recoupe.errors import DocumentError
from recoupe.reading.fingerprint import short_hash
from recoupe.reading.fragments import read_fragment
from recoupe.reading.moments import read_moment
from recoupe.reading.xml_trees import refuse_entities
from recoupe.records import Document, Unread


def read_feed(raw: bytes, name: str, origin: str) -> Iterator[Document | Unread]:
    """The entries of a feed, in its order: the longest text each gives, with its own date and zone.

    An entry of a headline alone is a document of that headline; one of nothing at all comes back as `Unread`.
    Raises DocumentError for what is no feed.
    """
    refuse_entities(raw)
    try:
        feed = feedparser.parse(BytesIO(raw), sanitize_html=False, resolve_relative_uris=False)
    except (ValueError, LookupError, ArithmeticError, AttributeError, TypeError, RecursionError) as problem:
        raise DocumentError(f"this feed is malformed ({problem}): fetch it again") from problem
    if not feed.version or (feed.bozo and not feed.entries):
        raise DocumentError(f"this begins as a feed and is none ({feed.get('bozo_exception', 'no entries')})")
    if not feed.entries:
        raise DocumentError("this feed has no entries")
    for number, entry in enumerate(feed.entries, 1):
        where = f"{origin}#{number}"
        text = _text(entry)
        if text:
            yield _document(entry, feed.feed, text, name=name, origin=where)
        else:
            yield Unread(id=f"{name}#{number}", origin=where, reason=f"{where}: the entry has neither text nor title")


def _document(entry: Any, feed: Any, text: str, *, name: str, origin: str) -> Document:
    title = read_fragment(entry.get("title") or "") or None
    return Document(
        id=entry.get("id") or entry.get("link") or f"{name}-{short_hash(text)}",
        text=text,
        title=title if title != text else None,
        published=_moment(entry, "published") or _moment(entry, "updated"),
        modified=_moment(entry, "updated") if _moment(entry, "published") else None,
        language=_language(entry, feed),
        outlet=read_fragment(_outlet(entry, feed)) or None,
        url=entry.get("link"),
        origin=origin,
    )


def _text(entry: Any) -> str:
    """The longest of the entry's contents and summary, else its headline."""
    contents = [content.get("value") or "" for content in entry.get("content", [])]
    texts = [read_fragment(each) for each in (*contents, entry.get("summary") or "")]
    return max(texts, key=len, default="") or read_fragment(entry.get("title") or "")


def _moment(entry: Any, key: str) -> date | datetime | None:
    """As the entry words it, so that its zone stays; else as feedparser understands it, in universal time."""
    # As a plain dict: a FeedParserDict gives `published` for an `updated` that is not there, and warns of it.
    stated = read_moment(dict.get(entry, key))
    parsed = dict.get(entry, f"{key}_parsed")
    if stated is None and parsed:
        return read_moment(datetime.fromtimestamp(timegm(parsed), tz=UTC).isoformat())
    return stated


def _language(entry: Any, feed: Any) -> str | None:
    told = [content.get("language") for content in entry.get("content", [])]
    told += [entry.get("title_detail", {}).get("language"), feed.get("language")]
    code = next((each for each in told if each), None)
    return code.partition("-")[0].lower() if code else None


def _outlet(entry: Any, feed: Any) -> str:
    """Who published: the entry's own source in a feed that gathers many, else the feed."""
    return str(entry.get("source", {}).get("title") or feed.get("title") or "")
