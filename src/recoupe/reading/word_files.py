"""Documents from Word files (DOCX): paragraphs and tables in order."""

import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from lxml.etree import XMLSyntaxError

from recoupe.errors import DocumentError
from recoupe.reading.fingerprint import short_hash
from recoupe.reading.unpacking import LARGEST_PACKED, list_members
from recoupe.records import Document

BODY = "word/document.xml"
DAMAGED = (
    PackageNotFoundError, XMLSyntaxError, BadZipFile, zlib.error, EOFError, KeyError, ValueError, OSError,
    AttributeError, IndexError, NotImplementedError,
)  # fmt: skip
"""What python-docx lets through of the files below it when bytes of a Word file have changed."""

TITLES = ("Title", "Titre", "Heading 1", "Titre 1")
"""Styles of a title, as Word names them in English and French."""


def read_word(raw: bytes, name: str, origin: str) -> Document:
    """The text of a Word file; its title is the paragraph set as one, else the title among its properties.

    It has no date: that of the file is when somebody saved it. Raises DocumentError for other ZIP files, damaged
    and oversized ones, and for those without text.
    """
    if len(raw) > LARGEST_PACKED:
        raise DocumentError(f"this file has {len(raw):,} bytes; at most {LARGEST_PACKED:,} are read")
    members = list_members(raw)
    if BODY not in members:
        raise DocumentError(f"{describe(members)}: unpack it, or save it as text, CSV, PDF or DOCX")
    try:
        word = docx.Document(BytesIO(raw))
        paragraphs = [(style, text) for style, text in _paragraphs(word) if text]
        stated = (word.core_properties.title or "").strip()
    except DAMAGED as problem:
        raise DocumentError(f"this Word file is damaged ({problem}): save it anew") from problem
    title = paragraphs[0][1] if paragraphs and paragraphs[0][0] in TITLES else None
    text = "\n".join(words for _, words in paragraphs[1 if title else 0 :])
    if not text:
        raise DocumentError("this Word file holds no text")
    return Document(id=f"{name}-{short_hash(text)}", text=text, title=title or stated or None, origin=origin)


def describe(members: list[str]) -> str:
    """What a ZIP file is that is no Word file."""
    kinds = {"xl/workbook.xml": "this is an Excel workbook", "ppt/presentation.xml": "this is a presentation"}
    return next(
        (name for member, name in kinds.items() if member in members), "this is a ZIP archive, not one document"
    )


def _paragraphs(word: object) -> Iterator[tuple[str, str]]:
    """Style and words of every paragraph; a row of a table is one line."""
    for block in word.iter_inner_content():  # type: ignore[attr-defined]
        if isinstance(block, Table):
            for row in block.rows:
                yield "", " ".join(cell.text.strip() for cell in row.cells).strip()
        else:
            yield (block.style.name or "") if block.style is not None else "", block.text.strip()
