"""Documents from whatever is named on a command line: files, folders, standard input."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from recoupe.errors import DocumentError
from recoupe.reading.files import read_whatever
from recoupe.records import Document, Unread

Columns = Mapping[str, str]


def read_paths(paths: Iterable[Path], columns: Columns | None = None) -> Iterator[Document | Unread]:
    """The documents under `paths` (files, or folders with all that is in them, by name), in order.

    What cannot be read comes back as `Unread`: nothing is passed over in silence but hidden files.
    `columns` names the columns of tables, as in `read_table`.
    """
    for path in paths:
        if path.is_dir():
            yield from read_folder(path, columns)
        else:
            yield from read_file(path, columns)


def read_folder(folder: Path, columns: Columns | None = None) -> Iterator[Document | Unread]:
    """The documents of a folder and of the folders in it, in the order of their paths."""
    for found in list_folder(folder):
        if isinstance(found, Unread):
            yield found
        else:
            yield from read_file(found, columns)


def list_folder(folder: Path) -> list[Path | Unread]:
    """The files of a folder and of the folders in it by their paths, hidden ones left out; `Unread` for none at all."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    shown = [path for path in files if not any(part.startswith(".") for part in path.relative_to(folder).parts)]
    nothing = Unread(id=str(folder), origin=str(folder), reason=f"{folder}: the folder holds no file")
    return [*shown] or [nothing]


def read_file(path: Path, columns: Columns | None = None, held: bytes | None = None) -> Iterator[Document | Unread]:
    """The documents of one file, recognised by its content; what it was taken for is in each of them.

    `held` are its bytes where they are at hand: the file may be on another machine.
    """
    try:
        with path.open("rb") if held is None else BytesIO(held) as stream:
            yield from read_whatever(stream, path.stem, str(path), path.suffix, columns)
    except DocumentError as problem:
        yield _unread(path, str(problem))
    except OSError as problem:
        yield _unread(path, problem.strerror or str(problem))


def read_stream(stream: BinaryIO, columns: Columns | None = None) -> Iterator[Document | Unread]:
    """The documents of standard input, recognised by its content as those of a file."""
    try:
        yield from read_whatever(stream, "stdin", "standard input", columns=columns)
    except DocumentError as problem:
        yield Unread(id="stdin", origin="standard input", reason=f"standard input: {problem}")


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
