"""The text of a piece of HTML: paragraphs parted by line ends, nothing else left of the markup."""

import re

from lxml.etree import ParserError, iterwalk
from lxml.html import HtmlElement, HTMLParser, document_fromstring

BLOCKS = frozenset({
    "address", "article", "blockquote", "body", "br", "dd", "div", "dl", "dt", "figcaption", "footer", "h1", "h2",
    "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul",
})  # fmt: skip
HIDDEN = "//script | //style | //noscript | //template | //head | //iframe | //svg | //comment()"

CONTROLS = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127, 0xFFFE, 0xFFFF), " ")
_NO_CHARACTER = re.compile(r"&#(?:x0*fff[ef]|0*6553[45]);?", re.IGNORECASE)  # the same, written as numbers

_SPACES = re.compile(r"[ \t\r\n\f\v]+")
_ENDS = re.compile(r" *\n[ \n]*")


def read_fragment(html: str) -> str:
    """The text of an HTML fragment or page, all of it; "" where there is none."""
    if not html.strip() or ("<" not in html and "&" not in html):
        return html.strip()
    tree = parse_html(html)
    if tree is None:
        return ""
    for hidden in tree.xpath(HIDDEN):
        drop(hidden)
    return _ENDS.sub("\n", "".join(_pieces(tree))).strip()


def parse_html(html: str) -> HtmlElement | None:
    """The tree of a fragment or page; None where there is nothing in it.

    Control characters count as spaces: HTML has no place for them, and lxml refuses to join texts that hold one.
    """
    try:
        clean = _NO_CHARACTER.sub(" ", html.translate(CONTROLS))
        return document_fromstring(clean.encode(errors="replace"), parser=HTMLParser(encoding="utf-8"))
    except (ParserError, ValueError):
        return None


def drop(element: HtmlElement) -> None:
    """Takes an element out of its tree, the words after it left in place."""
    if element.getparent() is not None:
        element.drop_tree()


def _pieces(tree: HtmlElement) -> list[str]:
    """Text and line ends in order; walked without recursion, since pages may nest as deep as they like."""
    pieces: list[str] = []
    for event, element in iterwalk(tree, events=("start", "end")):
        if element.tag in BLOCKS:
            pieces.append("\n")
        words = element.text if event == "start" else element.tail
        if words and isinstance(element.tag, str):
            pieces.append(_SPACES.sub(" ", words))
    return pieces
