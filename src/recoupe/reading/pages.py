"""Documents from HTML pages: the article's text and title, where and when it appeared."""

import trafilatura
from lxml.etree import ParserError
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from recoupe.errors import DocumentError
from recoupe.reading.fingerprint import short_hash
from recoupe.reading.page_dates import find_published
from recoupe.records import Document


def read_page(html: str, name: str, origin: str) -> Document:
    """The article of an HTML page, with its title, outlet, address, language and date as the page gives them.

    `name` begins the id. The text is trafilatura's, paragraphs parted by line ends.
    Raises DocumentError where the page holds no article.
    """
    tree = _parse(html)
    found = trafilatura.bare_extraction(html, with_metadata=True, include_comments=False, include_images=False)
    text = (getattr(found, "text", None) or "").strip()
    if not text:
        raise DocumentError("no article text was found on this page: it may be a list of links, a form or a notice")
    return Document(
        id=f"{name}-{short_hash(text)}",
        text=text,
        title=getattr(found, "title", None),
        published=find_published(tree, html),
        language=_language(tree),
        outlet=_outlet(tree) or getattr(found, "hostname", None),
        url=getattr(found, "url", None),
        origin=origin,
    )


def looks_like_page(text: str) -> bool:
    """True for text that begins as HTML does."""
    head = text[:1000].lstrip("\ufeff \t\r\n").lower()
    return head.startswith(("<!doctype html", "<html", "<?xml")) and "<html" in text[:5000].lower()


def _parse(html: str) -> HtmlElement:
    try:
        return document_fromstring(html.encode(errors="replace"), parser=HTMLParser(encoding="utf-8"))
    except (ParserError, ValueError) as problem:
        raise DocumentError(f"this page cannot be parsed as HTML: {problem}") from problem


def _language(tree: HtmlElement) -> str | None:
    declared = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    return declared.strip().partition("-")[0].lower() or None if declared else None


def _outlet(tree: HtmlElement) -> str | None:
    names = tree.xpath("//meta[@property='og:site_name']/@content")
    return str(names[0]).strip() or None if names else None
