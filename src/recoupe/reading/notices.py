"""Pages that are no news: paywalls, consent forms, error pages, questions to robots."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from lxml.html import HtmlElement

from recoupe.resources import LANGUAGES, read_toml

LONGEST_NOTICE = 1500
"""Characters up to which such words decide; longer pages carry an article beside them. None of the 916 Wikinews
articles of this length and less is taken for a notice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A kind of page that is no news, and the words it is known by."""

    name: str
    reason: str
    pattern: re.Pattern[str]


@cache
def load_notices() -> tuple[Notice, ...]:
    """The notices of all languages: an English consent form stands before French pages as well."""
    tables = [read_toml(f"languages/{language}/notices.toml") for language in LANGUAGES]
    return tuple(
        Notice(name=rule["name"], reason=rule["reason"], pattern=re.compile(rule["pattern"]))
        for table in tables
        for rule in table["rule"]
    )


def find_notice(text: str, title: str | None, tree: HtmlElement | None = None) -> str | None:
    """Why a page is no news, a sentence; None for news. `tree` is asked for what it states of being free."""
    if len(text) > LONGEST_NOTICE:
        return None
    if tree is not None and _is_closed(tree):
        return "this page is a paywall: it states that the article is not free, and gives its beginning only"
    words = f"{title or ''}\n{text}".lower().replace("’", "'")
    found = next((notice for notice in load_notices() if notice.pattern.search(words)), None)
    return f"this page is no news but a notice ({found.name}): {found.reason}" if found else None


def _is_closed(tree: HtmlElement) -> bool:
    """True where JSON-LD says `isAccessibleForFree: false`."""
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            data = json.loads(script)
        except (ValueError, RecursionError):
            continue
        if any(str(each.get("isAccessibleForFree")).lower() == "false" for each in _objects(data)):
            return True
    return False


def _objects(data: object) -> Iterator[dict[str, object]]:
    """The object, or the members of its list or graph."""
    members = data if isinstance(data, list) else [data]
    for each in members:
        if isinstance(each, dict):
            yield each
            graph = each.get("@graph")
            yield from (node for node in graph if isinstance(node, dict)) if isinstance(graph, list) else ()
