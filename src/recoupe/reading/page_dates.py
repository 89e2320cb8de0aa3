"""When a page was published and changed: its own statements first, then what can be read off it.

JSON-LD, then `<meta>`, then `<time>`, then htmldate without its extensive search, which would take a footer's
"© 2026" for the date. A page without a date has none.
"""

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from lxml.html import HtmlElement

from recoupe.reading.jsonld import DEEPEST, is_article
from recoupe.reading.moments import read_moment

PUBLISHED = (
    "//meta[@property='article:published_time' or @name='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//meta[@name='date' or @name='dc.date' or @name='DC.date.issued' or @name='pubdate' or @name='parsely-pub-date'"
    " or @name='dcterms.created' or @name='sailthru.date']/@content",
    "//time[@itemprop='datePublished' or @pubdate]/@datetime",
    "//article//time/@datetime",
)

MODIFIED = (
    "//meta[@property='article:modified_time' or @name='article:modified_time']/@content",
    "//meta[@property='og:updated_time']/@content",
    "//meta[@itemprop='dateModified']/@content",
    "//time[@itemprop='dateModified']/@datetime",
)


def find_published(tree: HtmlElement, html: str) -> date | datetime | None:
    """The day or time of publication that the page states, or None."""
    stated = _first_moment(tree, "datePublished", PUBLISHED)
    if stated:
        return stated

    from htmldate import find_date

    guessed = find_date(html, extensive_search=False, original_date=True)
    return read_moment(guessed) if guessed else None


def find_modified(tree: HtmlElement) -> date | datetime | None:
    """The day or time of the last change that the page states, or None."""
    return _first_moment(tree, "dateModified", MODIFIED)


def _first_moment(tree: HtmlElement, key: str, paths: tuple[str, ...]) -> date | datetime | None:
    """The first statement that is a moment."""
    moments = (read_moment(stated) for stated in _stated(tree, key, paths))
    return next((moment for moment in moments if moment), None)


def _stated(tree: HtmlElement, key: str, paths: tuple[str, ...]) -> Iterator[str]:
    linked = [data for script in tree.xpath("//script[@type='application/ld+json']/text()") for data in _parse(script)]
    objects = [each for data in linked for each in _walk(data)]
    # The article's own date before that of the page around it, and both before those of comments and related pages.
    for each in [*filter(is_article, objects), *objects]:
        if isinstance(each.get(key), str):
            yield each[key]
    for path in paths:
        yield from (str(value) for value in tree.xpath(path))


def _parse(script: str) -> list[Any]:
    try:
        return [json.loads(script, strict=False)]
    except (ValueError, RecursionError):  # pages carry broken JSON-LD often enough; the next statement serves
        return []


def _walk(data: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > DEEPEST:
        return
    if isinstance(data, dict):
        yield data
        data = list(data.values())
    for value in data if isinstance(data, list) else []:
        yield from _walk(value, depth + 1)
