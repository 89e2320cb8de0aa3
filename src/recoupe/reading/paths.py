"""Documents from whatever is named on a command line: files, folders, standard input."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

from recoupe.errors import DocumentError
from recoupe.reading.decoding import check_size, decode
from recoupe.reading.fingerprint import short_hash
from recoupe.reading.lines import read_lines
from recoupe.reading.pages import looks_like_page, read_page
from recoupe.records import Document, Unread

HEAD = 4096
"""Bytes of the first line looked at to tell JSON Lines from a text."""

LINES = (".jsonl", ".ndjson")
PAGES = (".html", ".htm", ".xhtml")
TEXTS = (".txt", ".text", ".md")
READ = LINES + PAGES + TEXTS


def read_paths(paths: Iterable[Path]) -> Iterator[Document | Unread]:
    """The documents under `paths` (files, or folders with all that is in them, by name), in order.

    What cannot be read comes back as `Unread`: nothing is passed over in silence but hidden files.
    """
    for path in paths:
        if path.is_dir():
            yield from read_folder(path)
        else:
            yield from read_file(path)


def read_folder(folder: Path) -> Iterator[Document | Unread]:
    """The documents of a folder and of the folders in it, in the order of their paths."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    shown = [path for path in files if not any(part.startswith(".") for part in path.relative_to(folder).parts)]
    if not shown:
        yield Unread(id=str(folder), origin=str(folder), reason=f"{folder}: the folder holds no file")
    for path in shown:
        if path.suffix.lower() in READ:
            yield from read_file(path)
        else:
            known = ", ".join(READ)
            yield _unread(path, f"files of type {path.suffix or '(none)'} are not read (those that are: {known})")


def read_file(path: Path) -> Iterator[Document | Unread]:
    """The documents of one file: JSON Lines by its name, a page or a plain text by its beginning."""
    try:
        if path.suffix.lower() in LINES:
            with path.open("rb") as stream:
                yield from read_lines(stream, path.name)
        else:
            check_size(path.stat().st_size)
            yield read_text(path.read_bytes(), path.stem, str(path))
    except DocumentError as problem:
        yield _unread(path, str(problem))
    except OSError as problem:
        yield _unread(path, problem.strerror or str(problem))


def read_stream(stream: BinaryIO) -> Iterator[Document | Unread]:
    """The documents of standard input: JSON Lines where it begins with an object, else one page or text."""
    head = stream.readline(HEAD)
    while head and not head.strip():
        head = stream.readline(HEAD)
    if head.lstrip(b"\xef\xbb\xbf \t").startswith(b"{"):
        yield from read_lines(stream, "stdin", head=head)
        return
    try:
        yield read_text(head + stream.read(), "stdin", "standard input")
    except DocumentError as problem:
        yield Unread(id="stdin", origin="standard input", reason=f"standard input: {problem}")


def read_text(raw: bytes, name: str, origin: str) -> Document:
    """The document of one file's bytes: the article of a page, else the text as it is."""
    text = decode(raw)
    if looks_like_page(text):
        return read_page(text, name, origin)
    return Document(id=f"{name}-{short_hash(text)}", text=text, origin=origin)


def fill_in(
    document: Document,
    *,
    published: date | datetime | None = None,
    language: str | None = None,
    outlet: str | None = None,
) -> Document:
    """The document with what it does not say itself; what it says stands."""
    return replace(
        document,
        published=document.published or published,
        language=document.language or language,
        outlet=document.outlet or outlet,
    )


def _unread(path: Path, reason: str) -> Unread:
    return Unread(id=path.name, origin=str(path), reason=f"{path}: {reason}")
