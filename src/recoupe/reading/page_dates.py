"""When a page was published: its own statements first, then what can be read off it.

JSON-LD, then `<meta>`, then `<time>`, then htmldate without its extensive search, which would take a footer's
"© 2026" for the date. A page without a date has none.
"""

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from htmldate import find_date
from lxml.html import HtmlElement

META = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//meta[@name='date' or @name='dc.date' or @name='DC.date.issued' or @name='pubdate']/@content",
    "//time[@itemprop='datePublished' or @pubdate]/@datetime",
    "//article//time/@datetime",
)


def find_published(tree: HtmlElement, html: str) -> date | datetime | None:
    """The day or time of publication that the page states, or None."""
    for stated in _stated(tree):
        moment = _moment(stated)
        if moment:
            return moment
    guessed = find_date(html, extensive_search=False, original_date=True)
    return _moment(guessed) if guessed else None


def _stated(tree: HtmlElement) -> Iterator[str]:
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        yield from _json_dates(script)
    for path in META:
        yield from (str(value) for value in tree.xpath(path))


def _json_dates(script: str) -> Iterator[str]:
    try:
        data = json.loads(script)
    except json.JSONDecodeError:  # pages carry broken JSON-LD often enough; the next statement serves
        return
    yield from _walk(data)


def _walk(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        if isinstance(data.get("datePublished"), str):
            yield data["datePublished"]
        for value in data.values():
            yield from _walk(value)
    elif isinstance(data, list):
        for value in data:
            yield from _walk(value)


def _moment(stated: str) -> date | datetime | None:
    stated = stated.strip()
    try:
        return datetime.fromisoformat(stated) if len(stated) > 10 else date.fromisoformat(stated)
    except ValueError:
        return None
