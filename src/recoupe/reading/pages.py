"""Documents from HTML pages: the article's text and title, where and when it appeared."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace

from lxml.html import HtmlElement

from recoupe.errors import DocumentError
from recoupe.reading.fingerprint import short_hash
from recoupe.reading.fragments import parse_html
from recoupe.reading.jsonld import find_articles, read_article
from recoupe.reading.notices import find_notice
from recoupe.reading.page_dates import find_modified, find_published
from recoupe.records import Document

LEAST_WORDS = 6
"""Words of a line from which it may be a sentence without its full stop."""

# The zone in "2021-11-14T18:05:00+40:00", an attribute's value: htmldate fails on it, and trafilatura with htmldate.
IMPOSSIBLE_ZONE = re.compile(
    r"(?<=[\"'])(\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?) ?[+-](?:2[4-9]|[3-9]\d):?\d\d(?=[\"'])"
)

ENDS = (".", "!", "?", "…", "»", "”", '"')


def read_page(html: str, name: str, origin: str, address: str | None = None) -> Document:
    """The article of an HTML page, with its title, outlet, address, language and dates as the page gives them.

    `name` begins the id; `address` is where the page was fetched, used where it states none itself. The text is
    trafilatura's, paragraphs parted by line ends. Raises DocumentError where the page holds no article, and where it
    is a paywall, a consent form or an error page.
    """
    html = IMPOSSIBLE_ZONE.sub(r"\1", html)
    tree = parse_html(html)
    if tree is None:
        raise DocumentError("this page cannot be parsed as HTML: there is nothing in it")
    document = _read_tree(tree, html, name, origin)
    notice = find_notice(document.text, document.title, tree)
    if notice:
        raise DocumentError(notice)
    if not document.text:
        raise DocumentError("no article text was found on this page: it may be a list of links, a form or a notice")
    return replace(document, url=document.url or address)


def looks_like_page(text: str) -> bool:
    """True for text that begins as HTML does."""
    head = text[:1000].lstrip("\ufeff \t\r\n").lower()
    return head.startswith(("<!doctype html", "<html", "<?xml")) and "<html" in text[:5000].lower()


def _read_tree(tree: HtmlElement, html: str, name: str, origin: str) -> Document:
    """The document of a page, whose text may be empty."""
    import trafilatura

    found = trafilatura.bare_extraction(html, with_metadata=True, include_comments=False, include_images=False)
    linked = _linked_article(tree, name, origin)
    title = getattr(found, "title", None) or (linked.title if linked else None)
    text = _below_title((getattr(found, "text", None) or "").strip(), title)
    if not holds_prose(text):
        text = linked.text if linked else ""
    return Document(
        id=f"{name}-{short_hash(text)}",
        text=text,
        title=title,
        published=find_published(tree),
        modified=find_modified(tree),
        language=_language(tree),
        outlet=_outlet(tree) or getattr(found, "hostname", None),
        url=getattr(found, "url", None),
        origin=origin,
    )


def holds_prose(text: str) -> bool:
    """True where some line may be a sentence; a menu or list of links has none."""
    lines = text.splitlines()
    return any(len(line.split()) >= LEAST_WORDS or (" " in line and line.rstrip().endswith(ENDS)) for line in lines)


def _below_title(text: str, title: str | None) -> str:
    """The text without a first line that is the title again."""
    first, _, rest = text.partition("\n")
    return rest.strip() if title and rest and " ".join(first.split()) == " ".join(title.split()) else text


def _linked_article(tree: HtmlElement, name: str, origin: str) -> Document | None:
    """The article that the page's JSON-LD carries whole, for pages that are drawn by a program alone."""
    for data in _linked_data(tree):
        try:
            return next((read_article(each, name, origin) for each in find_articles(data)), None)
        except DocumentError:  # an empty body: the page's own words serve
            continue
    return None


def _linked_data(tree: HtmlElement) -> Iterator[object]:
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            yield json.loads(script, strict=False)
        except (ValueError, RecursionError):
            continue


def _language(tree: HtmlElement) -> str | None:
    declared = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    return declared.strip().partition("-")[0].lower() or None if declared else None


def _outlet(tree: HtmlElement) -> str | None:
    names = tree.xpath("//meta[@property='og:site_name']/@content")
    return str(names[0]).strip() or None if names else None
