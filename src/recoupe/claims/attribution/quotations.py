"""Finds quotations: the spans between quotation marks of every kind, over sentences and paragraphs."""

import re
from collections.abc import Iterator

from recoupe.records import Span

LONGEST = 1_500  # characters: a longer one is a mark that was never closed
PARAGRAPH = re.compile(r"[^\n]+")
PAIRS = {"«": "»", "“": "”", "„": "“", "‹": "›"}
DOUBLED = {"''": '"', "``": '"'}  # "''so it is written on some wires''"
MARK = re.compile(r"''|``|[«»“”„‹›\"]")


def find_quotations(content: str) -> tuple[Span, ...]:
    """The outermost quotations of `content` with their marks, in order; a quotation that goes on in the next
    paragraph gives one span for each paragraph."""
    found = [span for paragraph in PARAGRAPH.finditer(content) for span in _in_paragraph(content, paragraph)]
    return tuple(sorted(found))


def _in_paragraph(content: str, paragraph: "re.Match[str]") -> Iterator[Span]:
    yield from _nested(content, paragraph.start(), paragraph.end())


def _nested(content: str, start: int, end: int) -> Iterator[Span]:
    """Outermost pairs; a straight mark opens or closes by turns, an unclosed one runs to the paragraph's end."""
    opened: int | None = None
    closer = ""
    for match in MARK.finditer(content, start, end):
        mark = DOUBLED.get(match.group(), match.group())
        if opened is None:
            if mark in PAIRS or mark == '"':
                opened, closer = match.start(), PAIRS.get(mark, '"')
        elif mark == closer or {mark, closer} == {"”", '"'}:  # "opened straight and closed curly”
            yield Span(opened, match.end())
            opened = None
    if opened is not None and _runs_on(content, opened, end):
        yield Span(opened, end)


def _runs_on(content: str, opened: int, end: int) -> bool:
    """Whether an unclosed mark is a quotation that goes on: it opens its paragraph, or follows a colon."""
    before = content[max(0, opened - 3) : opened].strip(" \u00a0")
    return end - opened < LONGEST and (not before or before.endswith(("\n", ":", ",")))
