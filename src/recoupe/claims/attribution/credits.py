"""Finds whose copy a document is: "(AFP)" at its end, "BAGHDAD (Reuters) -" at its head, "avec AFP et Reuters"."""

import re

from recoupe.claims.outlets import Outlet, OutletTable
from recoupe.records import Document, Span

HEAD = 220  # characters of the text in which a dateline or byline can stand
TAIL = 160  # characters of the text in which a credit can stand
DATELINE = re.compile(
    r"^\s*(?P<place>[A-ZÀ-Ý][\w’'.,/ -]{1,60}?)?,?\s*"
    r"(?:\d{1,2}\s+\w+\.?\s*|\w+\.?\s+\d{1,2}(?:er)?\.?\s*)?(?:\d{4}\s*)?"
    r"\((?P<names>[A-Z][\w’' /,&.-]{1,40})\)\s*[-–—:]"
)
BYLINE = re.compile(r"^\s*(?:Par|By|PAR|BY)\s+(?P<names>[^\n]{2,80})\n")
LEAD = re.compile(r"^\s*(?P<names>[A-Z][\w .-]{1,30}?)\s+[-–—]{1,2}\s+(?=[A-ZÀ-Ý«“\"])")
BRACKETS = re.compile(r"[(\[](?P<names>[^()\[\]\n]{2,60})[)\]][\s.]*$")
DASH = re.compile(r"[-–—]{1,2}\s*(?P<names>[A-Z][\w’' /,&.-]{1,40}?)[\s.]*$")
LAST_LINE = re.compile(r"\n\s*(?P<names>[^\n]{2,60}?)[\s.]*$")
SEPARATORS = re.compile(r"\s*(?:/|,|&|;|\bet\b|\band\b|\+)\s*")
CREDIT_WORDS = re.compile(
    r"^(?:(?:avec|with|par|by|source\s*:|sources\s*:|via|d['’]après|©|from|texte\s*:|agences?|agenc(?:y|ies)|l['’]agence|the)\s+)+",
    re.IGNORECASE,
)


def find_credits(document: Document, outlets: OutletTable) -> tuple[tuple[Outlet, Span], ...]:
    """The agencies (or outlets) that the document says its copy comes from, with the words that say so."""
    text, offset = document.text, document.title_offset
    found: list[tuple[Outlet, Span]] = []
    for pattern, part, shift in _places(text):
        match = pattern.search(part)
        if match is not None:
            span = Span(match.start("names") + shift + offset, match.end("names") + shift + offset)
            found += [(outlet, span) for outlet in _outlets(match.group("names"), outlets)]
    unique = {outlet.id: (outlet, span) for outlet, span in reversed(found)}
    return tuple(reversed(unique.values()))


def _places(text: str) -> tuple[tuple[re.Pattern[str], str, int], ...]:
    head, tail, shift = text[:HEAD], text[-TAIL:].rstrip(), max(0, len(text) - TAIL)
    return (
        (DATELINE, head, 0),
        (BYLINE, head, 0),
        (LEAD, head, 0),
        (BRACKETS, tail, shift),
        (DASH, tail, shift),
        (LAST_LINE, tail, shift),
    )


def _outlets(names: str, outlets: OutletTable) -> list[Outlet]:
    """The known outlets among the names of a credit, all of whose names must be known or credit words."""
    parts = [CREDIT_WORDS.sub("", part.strip()) for part in SEPARATORS.split(names)]
    known = [outlets.find_outlet(part) for part in parts if part]
    return [outlet for outlet in known if outlet is not None]
