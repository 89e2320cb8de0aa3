"""Documents from schema.org's JSON-LD: articles with their body."""

from collections.abc import Iterator
from typing import Any

from recoupe.errors import DocumentError
from recoupe.reading.fingerprint import short_hash
from recoupe.reading.fragments import read_fragment
from recoupe.reading.moments import read_moment
from recoupe.records import Document

BODIES = ("articleBody", "text")
DEEPEST = 40
"""Levels of nesting looked into; JSON-LD of pages has five."""


def find_articles(data: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Every object that is an article by its type and has a body, outermost first."""
    if depth > DEEPEST:
        return
    if isinstance(data, dict):
        if is_article(data) and any(isinstance(data.get(key), str) for key in BODIES):
            yield data
            return
        data = list(data.values())
    for each in data if isinstance(data, list) else []:
        yield from find_articles(each, depth + 1)


def is_article(data: dict[str, Any]) -> bool:
    """True for schema.org's Article and its kinds: NewsArticle, ReportageNewsArticle, BlogPosting, LiveBlogPosting."""
    kinds = data.get("@type")
    named = [kinds] if isinstance(kinds, str) else kinds if isinstance(kinds, list) else []
    return any(isinstance(kind, str) and kind.endswith(("Article", "Posting", "Report")) for kind in named)


def read_article(data: dict[str, Any], name: str, origin: str) -> Document:
    """The document of an article; raises DocumentError where its body is empty."""
    body = next((data[key] for key in BODIES if isinstance(data.get(key), str)), "")
    text = read_fragment(body)
    if not text:
        raise DocumentError("the article's body is empty")
    language = _string(data.get("inLanguage")) or _string(_inner(data.get("inLanguage"), "alternateName"))
    return Document(
        id=_string(data.get("@id")) or _string(data.get("url")) or f"{name}-{short_hash(text)}",
        text=text,
        title=read_fragment(_string(data.get("headline")) or _string(data.get("name")) or "") or None,
        published=read_moment(data.get("datePublished")) or read_moment(data.get("dateCreated")),
        modified=read_moment(data.get("dateModified")),
        language=language.partition("-")[0].lower() if language else None,
        outlet=_string(_inner(data.get("publisher"), "name")) or _string(data.get("publisher")),
        url=_string(data.get("url")) or _string(_inner(data.get("mainEntityOfPage"), "@id")),
        origin=origin,
    )


def _inner(value: Any, key: str) -> Any:
    found = value[0] if isinstance(value, list) and value else value
    return found.get(key) if isinstance(found, dict) else None


def _string(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None
