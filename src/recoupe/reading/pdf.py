"""Documents from PDF files: the text of their pages, columns one after the other."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2

from recoupe.errors import DocumentError
from recoupe.reading.fingerprint import short_hash
from recoupe.reading.unpacking import LARGEST_PACKED
from recoupe.records import Document

MOST_PAGES = 60
"""Pages of the longest file read: a newspaper; a book is not one article."""

MOST_RUNS = 4000
"""Runs of text of a page that are put in order; a drawing of a hundred thousand letters is no article."""

GUTTER = 9.0
"""Points of the narrowest white strip between two columns; newspapers set 10 to 14, words stand 2 to 5 apart."""

LEAST_LINES = 3
"""Lines on either side of a gutter: fewer are a table or a caption."""

PARAGRAPH = 0.9
"""Height of white, in lines, from which a new paragraph begins."""

_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u00ad\ufffe\x02]\n(?=[a-zà-ÿ])")
_LINE_END = re.compile(r"(?<!\n)\n(?!\n)")


@dataclass(frozen=True, slots=True)
class Run:
    """Some words on one line of a page, with their box in points from the lower left corner."""

    left: float
    bottom: float
    right: float
    top: float
    text: str


def read_pdf(raw: bytes, name: str, origin: str) -> Document:
    """The text of a PDF file with the title it states. It has no date: that of the file is when it was printed.

    Raises DocumentError for damaged and locked files and for those that hold only pictures of pages.
    """
    if len(raw) > LARGEST_PACKED:
        raise DocumentError(f"this PDF has {len(raw):,} bytes; at most {LARGEST_PACKED:,} are read: split it")
    try:
        pdf = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as problem:
        raise DocumentError(f"this PDF is damaged or locked ({problem}): save it anew without a password") from problem
    try:
        return _read_open(pdf, name, origin)
    except pypdfium2.PdfiumError as problem:
        raise DocumentError(f"this PDF is damaged ({problem}): save it anew") from problem
    finally:
        pdf.close()


def _read_open(pdf: pypdfium2.PdfDocument, name: str, origin: str) -> Document:
    if len(pdf) > MOST_PAGES:
        raise DocumentError(f"this PDF has {len(pdf)} pages; at most {MOST_PAGES} are read: split it into its articles")
    pages = [lay_out(page_runs(pdf[number])) for number in range(len(pdf))]
    text = "\n\n".join(page for page in pages if page)
    if not text.strip():
        raise DocumentError("this PDF holds pictures of pages and no text: put it through text recognition (OCR) first")
    stated = pdf.get_metadata_dict(skip_empty=True).get("Title", "").strip()
    return Document(id=f"{name}-{short_hash(text)}", text=text, title=stated or None, origin=origin)


def page_runs(page: pypdfium2.PdfPage) -> list[Run]:
    """The runs of text of a page, each a piece of one line, as the file draws them."""
    words = page.get_textpage()
    runs = []
    for index in range(min(words.count_rects(), MOST_RUNS)):
        left, bottom, right, top = words.get_rect(index)
        text = words.get_text_bounded(left, bottom, right, top).replace("\r\n", "\n").strip("\n")
        if text.strip():
            runs.append(Run(left, bottom, right, top, text))
    return runs


def lay_out(runs: Sequence[Run]) -> str:
    """The text of a page in the order of reading; words hyphenated at a line's end are put together."""
    set_lines = _HYPHEN.sub("", "\n\n".join(_paragraphs(block) for block in find_blocks(runs)))
    return _LINE_END.sub(" ", set_lines)


def find_blocks(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """The columns of a page in the order of reading, by cutting it at white strips (recursive XY-cut).

    Down a gutter wherever one runs through; else across at the widest white, so that a headline over two columns
    comes first. G. Nagy, S. Seth: "Hierarchical representation of optically scanned documents", 1984.
    """
    waiting = [list(runs)]
    while waiting:
        block = waiting.pop()
        parts = _cut_down(block) or _cut_across(block)
        if parts:
            waiting.extend(reversed(parts))
        elif block:
            yield block


def _cut_down(runs: list[Run]) -> list[list[Run]]:
    """The block as left and right of its widest gutter; [] where there is none with lines enough on either side."""
    best, widest, reach = 0.0, GUTTER, float("-inf")
    for run in sorted(runs, key=lambda run: run.left):
        if reach > float("-inf") and run.left - reach >= widest:
            best, widest = (run.left + reach) / 2, run.left - reach
        reach = max(reach, run.right)
    parts = [[run for run in runs if run.left < best], [run for run in runs if run.left >= best]]
    return parts if best and all(_count_lines(part) >= LEAST_LINES for part in parts) else []


def _cut_across(runs: list[Run]) -> list[list[Run]]:
    """The block as above and below its widest white; [] where nothing in it stands side by side."""
    if not _has_neighbours(runs):
        return []
    best, widest, reach = 0.0, 0.0, float("inf")
    for run in sorted(runs, key=lambda run: -run.top):
        if reach < float("inf") and reach - run.top > widest:
            best, widest = (reach + run.top) / 2, reach - run.top
        reach = min(reach, run.bottom)
    parts = [[run for run in runs if run.bottom >= best], [run for run in runs if run.bottom < best]]
    return parts if widest > 0 and all(parts) else []


def _has_neighbours(runs: list[Run]) -> bool:
    """True where some runs of one line stand a gutter apart: the block may hold columns."""
    rows = _rows(runs)
    apart = [b.left - a.right >= GUTTER for row in rows for a, b in pairwise(row)]
    return sum(apart) >= LEAST_LINES


def _rows(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs by line, from top to bottom, each line from left to right."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: -(run.top + run.bottom)):
        middle = (run.top + run.bottom) / 2
        if rows and rows[-1][0].bottom <= middle <= rows[-1][0].top:
            rows[-1].append(run)
        else:
            rows.append([run])
    return [sorted(row, key=lambda run: run.left) for row in rows]


def _count_lines(runs: list[Run]) -> int:
    return len(_rows(runs))


def _paragraphs(block: list[Run]) -> str:
    """The lines of a block, a blank line where white parts them."""
    text, last = "", None
    for row in _rows(block):
        top, bottom = max(run.top for run in row), min(run.bottom for run in row)
        if last is not None:
            text += "\n\n" if last - top > PARAGRAPH * (top - bottom) else "\n"
        text += " ".join(" ".join(run.text.split()) for run in row)
        last = bottom
    return text
