"""When a page was published and changed: its own statements first, then what can be read off it.

JSON-LD, then `<meta>`, then `<time>`, then htmldate without its extensive search, which would take a footer's
"© 2026" for the date. What stands around the article is cut away before dates are read off it: other articles,
comments, footers and today's date have days of their own. A page without a date has none.
"""

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import date, datetime
from itertools import islice
from typing import Any

from lxml.html import HtmlElement

from recoupe.reading.jsonld import DEEPEST, is_article
from recoupe.reading.moments import read_moment

PUBLISHED = (
    "//meta[@property='article:published_time' or @name='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//meta[@name='date' or @name='dc.date' or @name='DC.date.issued' or @name='pubdate' or @name='parsely-pub-date'"
    " or @name='dcterms.created' or @name='sailthru.date']/@content",
)

SHOWN = (
    "//time[@itemprop='datePublished' or @pubdate]/@datetime",
    "//article//time/@datetime",
)
"""Where a page shows its date, once what stands around the article is cut away."""

TAGS_AROUND = ("footer", "aside", "nav", "script", "style", "iframe", "form", "table")

AROUND = (
    "//header[not(ancestor::article or ancestor::main)]",
    "//meta[contains(@property, 'image') or contains(@property, 'modified') or contains(@property, 'updated')]",
    "//meta[contains(@name, 'modified') or contains(@name, 'image') or contains(@name, 'generator')]",
    "//meta[@itemprop='dateModified' or @http-equiv]",
    "//time[@itemprop='dateModified' or (contains(@class, 'updated') and not(contains(@class, 'published')))]",
    "//link[not(@rel='canonical')]",
)
"""What stands around the article, a path each: libxml2 sorts what several paths in one find, which takes ages."""

_AROUND = re.compile(
    r"(?:^|[\s_-])(?:comment\w*|related|latest|recent|more|also|sidebar|footer|widget|promo\w*|recommend\w*|newsletter"
    r"|menu|nav\w*|today|clock|weather|meteo|copyright|legal|breadcrumbs?|trending|popular"
    r"|masthead|topbar|event|agenda|calendar)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""Words by which pages class what is not the article: "comments-area", "latest-news", "site-footer"."""

_OWNERSHIP = re.compile(
    r"©|\(c\)|copyright|all rights reserved|tous droits réservés|\bdepuis\b|\bsince\b|\bfounded\b", re.I
)

LONGEST_OWNERSHIP = 200
"""Characters of a block that says whose the page is; an article has more."""

MOST_PARTS = 12
"""Elements in such a line; larger blocks are not gone through word by word."""

OTHERS = frozenset({"itemListElement", "comment", "hasPart", "relatedLink", "review", "subEvent"})
"""Keys of JSON-LD under which other articles and their readers' comments stand."""

MODIFIED = (
    "//meta[@property='article:modified_time' or @name='article:modified_time']/@content",
    "//meta[@property='og:updated_time']/@content",
    "//meta[@itemprop='dateModified']/@content",
    "//time[@itemprop='dateModified']/@datetime",
)


def find_published(tree: HtmlElement) -> date | datetime | None:
    """The day or time of publication that the page states, or None."""
    stated = _first_moment(tree, "datePublished", PUBLISHED)
    if stated:
        return stated
    article = cut_around(tree)
    shown = (read_moment(str(value)) for path in SHOWN for value in article.xpath(path))
    if found := next((moment for moment in shown if moment), None):
        return found

    from htmldate import find_date

    guessed = find_date(article, extensive_search=False, original_date=True)
    return read_moment(guessed) if guessed else None


def cut_around(tree: HtmlElement) -> HtmlElement:
    """A copy of a page without what stands around its article."""
    article = deepcopy(tree)
    found = [*article.iter(*TAGS_AROUND), *(each for path in AROUND for each in article.xpath(path))]
    found += [each for each in article.xpath("//body//*[@class or @id]") if _is_classed_around(each)]
    found += [each for each in article.iter("div", "p", "span", "small") if _is_small_print(each)]
    for element in found:
        if element.getparent() is not None:
            element.drop_tree()
    return article


def _is_classed_around(element: HtmlElement) -> bool:
    """True for what a page classes as no part of the article; not where the headline is in it."""
    named = f"{element.get('class', '')} {element.get('id', '')}"
    return bool(_AROUND.search(named)) and not element.xpath("boolean(.//h1)")


def _is_small_print(element: HtmlElement) -> bool:
    """True for a line that says whose the page is, and since when."""
    if len(list(islice(element.iter(), MOST_PARTS))) == MOST_PARTS:
        return False
    words = element.text_content()
    return len(words) < LONGEST_OWNERSHIP and bool(_OWNERSHIP.search(words))


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
        data = [value for key, value in data.items() if key not in OTHERS]
    for value in data if isinstance(data, list) else []:
        yield from _walk(value, depth + 1)
