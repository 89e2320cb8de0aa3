"""Documents from a JSON file: ninjs, JSON-LD, or documents in the form of JSON Lines, alone or in a list."""

import json
from collections.abc import Iterator
from typing import Any

from recoupe.errors import DocumentError
from recoupe.reading.decoding import decode
from recoupe.reading.jsonld import find_articles, read_article
from recoupe.reading.lines import read_line
from recoupe.reading.newsml import looks_like_ninjs, read_ninjs
from recoupe.records import Document, Unread


def read_json(raw: bytes, name: str, origin: str) -> Iterator[Document | Unread]:
    """The documents of a JSON file, in order; a member that is none comes back as `Unread`.

    Raises DocumentError for what is no JSON, and for JSON in which there is no document.
    """
    try:
        data = json.loads(decode(raw))
    except (ValueError, RecursionError) as problem:
        raise DocumentError(f"this is no JSON ({problem}): ask its sender for a whole copy") from problem
    found = list(_find_records(data))
    if not found:
        raise DocumentError("this JSON holds no article: expected ninjs, a schema.org article with its body, or 'text'")
    for number, record in enumerate(found, 1):
        where = origin if len(found) == 1 else f"{origin}#{number}"
        try:
            yield read_record(record, name, where)
        except DocumentError as problem:
            yield Unread(id=f"{name}#{number}", origin=where, reason=f"{where}: {problem}")


def read_record(record: dict[str, Any], name: str, origin: str) -> Document:
    """The document of one object, by the keys it has."""
    if looks_like_ninjs(record):
        return read_ninjs(record, name, origin)
    if "@type" in record:
        return read_article(record, name, origin)
    return read_line(json.dumps(record).encode(), origin)


def _find_records(data: Any) -> Iterator[dict[str, Any]]:
    """The objects that are documents: the whole, the members of a list, the articles of a graph."""
    members = data if isinstance(data, list) else [data]
    for each in members:
        if isinstance(each, dict) and (looks_like_ninjs(each) or ("@type" not in each and "text" in each)):
            yield each
        else:
            yield from find_articles(each)
