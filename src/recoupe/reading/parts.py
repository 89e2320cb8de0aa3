"""Input in parts that can be read apart, on other processors or machines: some lines, some archived pages, one file.

To split is cheap and to read a part is not: nothing is parsed here. The parts of a file, read in order, give the
documents that `read_file` gives.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO, TypeVar, cast

from recoupe.reading.archives import ArchivedPage, iterate_pages, read_item
from recoupe.reading.files import mark_items
from recoupe.reading.lines import iterate_raw_lines, read_raw_line
from recoupe.reading.paths import list_folder, read_file
from recoupe.reading.recognising import HEAD, Format, recognise
from recoupe.reading.unpacking import Resumed
from recoupe.records import Document, Unread

T = TypeVar("T")
Items = Iterator[Document | Unread]

LINES_A_PART, PAGES_A_PART = 16, 8
"""Small enough that processors end together, large enough that handing over costs nothing beside reading."""

BYTES_A_PART = 4_000_000
"""Lines or pages that are larger than all others make parts by themselves, so that memory stays bounded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinesPart:
    """Lines of JSON Lines, with the number of each in its file."""

    name: str
    lines: tuple[tuple[int, bytes], ...]
    taken_for: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PagesPart:
    """Pages of a web archive."""

    name: str
    origin: str
    pages: tuple[tuple[int, ArchivedPage | str], ...]  # the number of each; a sentence where the archive breaks off


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePart:
    """A whole file."""

    path: Path
    columns: Mapping[str, str] | None
    held: bytes | None = None  # what is in it, for a machine on which it is not


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPart:
    """What had to be read to be split, or could not be read."""

    items: tuple[Document | Unread, ...]


Part = LinesPart | PagesPart | FilePart | ReadPart


def split_paths(paths: Iterable[Path], columns: Mapping[str, str] | None = None) -> Iterator[Part]:
    """The parts of files and folders, in the order of `read_paths`."""
    for path in paths:
        for file in list_folder(path) if path.is_dir() else [path]:
            if isinstance(file, Unread):
                yield ReadPart(items=(file,))
            else:
                yield from split_file(file, columns)


def split_file(path: Path, columns: Mapping[str, str] | None = None) -> Iterator[Part]:
    """The parts of one file: many of JSON Lines and of web archives, else one."""
    try:
        with path.open("rb") as stream:
            head = stream.read(HEAD)
            kind, resumed = recognise(head, path.suffix), cast(BinaryIO, Resumed(head, stream))
            if kind is Format.LINES:
                yield from split_lines(resumed, path.name, kind.value)
            elif kind is Format.ARCHIVE:
                yield from split_archive(resumed, path)
            else:
                yield FilePart(path=path, columns=columns)
    except OSError:  # read_file words the reason
        yield FilePart(path=path, columns=columns)


def split_items(items: Iterable[Document | Unread]) -> Iterator[ReadPart]:
    """Each of what can only be read here, as a part: standard input, pages from the web."""
    for item in items:
        yield ReadPart(items=(item,))


def split_lines(stream: BinaryIO, name: str, taken_for: str | None = None, *, skip: int = 0) -> Iterator[LinesPart]:
    """JSON Lines, some at a time; blank ones are passed over, and so are the first `skip` others."""
    numbered = ((number, raw) for number, raw in enumerate(iterate_raw_lines(stream), 1) if raw.strip())
    for lines in grouped(islice(numbered, skip, None), LINES_A_PART, lambda line: len(line[1])):
        yield LinesPart(name=name, lines=lines, taken_for=taken_for)


def split_archive(stream: BinaryIO, path: Path) -> Iterator[Part]:
    """The pages of a web archive, some at a time; an archive without any is left to `read_file` to refuse."""
    pages = number_pages(iterate_pages(stream))
    first = next(pages, None)
    if first is None or first[0] == 0:
        yield FilePart(path=path, columns=None)
        return
    for some in grouped(chain([first], pages), PAGES_A_PART, lambda page: len(getattr(page[1], "raw", b""))):
        yield PagesPart(name=path.stem, origin=str(path), pages=some)


def number_pages(pages: Iterable[ArchivedPage | str]) -> Iterator[tuple[int, ArchivedPage | str]]:
    """Each page with how many have come, itself counted in; a sentence in place of a page counts as none."""
    number = 0
    for page in pages:
        number += isinstance(page, ArchivedPage)
        yield number, page


def grouped(items: Iterable[T], number: int, size: Callable[[T], int]) -> Iterator[tuple[T, ...]]:
    """The items, up to `number` at a time and fewer where their sizes add up to BYTES_A_PART."""
    held: list[T] = []
    bytes_held = 0
    for item in items:
        held.append(item)
        bytes_held += size(item)
        if len(held) == number or bytes_held >= BYTES_A_PART:
            yield tuple(held)
            held, bytes_held = [], 0
    if held:
        yield tuple(held)


def read_part(part: Part) -> Items:
    """The documents of a part, in order, each with what its file was taken for."""
    if isinstance(part, ReadPart):
        yield from part.items
    elif isinstance(part, FilePart):
        yield from read_file(part.path, part.columns, part.held)
    elif isinstance(part, PagesPart):
        pages = (read_item(page, number, part.name, part.origin) for number, page in part.pages)
        yield from mark_items(pages, Format.ARCHIVE.value)
    else:
        lines = (read_raw_line(raw, f"{part.name}:{number}") for number, raw in part.lines)
        yield from mark_items(lines, part.taken_for) if part.taken_for else lines


def carry_file(part: FilePart) -> FilePart:
    """The part with the bytes of its file, so that it can be read where the file is not; as it is where that fails."""
    try:
        return replace(part, held=part.path.read_bytes())
    except OSError:  # read_file words the reason
        return part


def part_bytes(part: Part) -> int:
    """How much of the input a part is, for progress; 0 where that is not known."""
    if isinstance(part, LinesPart):
        return sum(len(raw) for _, raw in part.lines)
    if isinstance(part, PagesPart):
        return sum(len(page.raw) for _, page in part.pages if isinstance(page, ArchivedPage))
    return part.path.stat().st_size if isinstance(part, FilePart) and part.path.is_file() else 0
