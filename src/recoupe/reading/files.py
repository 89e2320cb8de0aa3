"""One file or stream, whatever it is: recognised by its content and handed to the reader of its format."""

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import BinaryIO, cast

from recoupe.errors import DocumentError
from recoupe.reading.decoding import LARGEST_FILE, find_encoding
from recoupe.reading.fingerprint import short_hash
from recoupe.reading.json_files import read_json
from recoupe.reading.lines import read_lines
from recoupe.reading.newsml import read_newsml
from recoupe.reading.recognising import HEAD, Format, name_binary, recognise
from recoupe.reading.unpacking import LARGEST_PACKED, Resumed, open_packed, peek_packed, unpack
from recoupe.records import Document, Unread

Found = Iterator[Document | Unread]

MARKED_UP = (Format.FEED, Format.NEWSML, Format.XML, Format.PDF, Format.WORD, Format.BINARY, Format.OTHER, Format.MAIL)
"""Formats that say themselves how their words are encoded, or where each part does."""

LARGEST = {Format.PDF: LARGEST_PACKED, Format.WORD: LARGEST_PACKED, Format.TABLE: LARGEST_PACKED}
"""Bytes read of a file by its format, where that is not one document of words."""


def read_whatever(
    stream: BinaryIO, name: str, origin: str, suffix: str = "", columns: Mapping[str, str] | None = None
) -> Found:
    """The documents of a stream in any of the formats, each with what it was taken for.

    `suffix` is the ending of the file's name, `columns` as in `read_table`.
    Raises DocumentError where nothing can be read of it.
    """
    head = stream.read(HEAD)
    kind, resumed = recognise(head, suffix), cast(BinaryIO, Resumed(head, stream))
    if kind is Format.PACKED and recognise(peek_packed(head), _inner(name)) is Format.LINES:
        yield from mark_items(_packed_lines(resumed, origin), Format.LINES.value)
        return
    if kind in STREAMED:
        yield from mark_items(STREAMED[kind](resumed, name, origin), kind.value)
        return
    raw = read_bounded(resumed, LARGEST.get(kind, LARGEST_FILE))
    if kind is Format.PACKED:
        raw = unpack(raw)
        kind = recognise(raw[:HEAD], _inner(name))
    if kind is Format.TABLE:
        from recoupe.reading.table_rows import read_table

        yield from mark_items(read_table(raw, name, origin, columns), _note(kind, raw))
    else:
        yield from mark_items(READERS[kind](raw, name, origin), _note(kind, raw))


def read_bounded(stream: BinaryIO, bound: int) -> bytes:
    """All that a stream holds; raises DocumentError for more than `bound` bytes."""
    raw = stream.read(bound + 1)
    while len(raw) <= bound and (more := stream.read(bound + 1 - len(raw))):
        raw += more
    if len(raw) > bound:
        raise DocumentError(
            f"this has more than {bound:,} bytes; the most that is read as one document is {bound:,}:"
            " split it into its articles, or give them as JSON Lines"
        )
    return raw


def read_text(raw: bytes, name: str, origin: str) -> Document:
    """A plain text as it is."""
    text = find_encoding(raw).text
    return Document(id=f"{name}-{short_hash(text)}", text=text, origin=origin)


def _one(read: Callable[[bytes, str, str], Document]) -> Callable[[bytes, str, str], Found]:
    """A reader of one document as a reader of many."""

    def read_one(raw: bytes, name: str, origin: str) -> Found:
        yield read(raw, name, origin)

    return read_one


def _read_page_bytes(raw: bytes, name: str, origin: str) -> Document:
    from recoupe.reading.pages import read_page

    return read_page(find_encoding(raw).text, name, origin)


def _read_feed(raw: bytes, name: str, origin: str) -> Found:
    from recoupe.reading.feeds import read_feed

    return read_feed(raw, name, origin)


def _read_pdf(raw: bytes, name: str, origin: str) -> Document:
    from recoupe.reading.pdf import read_pdf

    return read_pdf(raw, name, origin)


def _read_word(raw: bytes, name: str, origin: str) -> Document:
    from recoupe.reading.word_files import read_word

    return read_word(raw, name, origin)


def _read_mail(raw: bytes, name: str, origin: str) -> Document:
    from recoupe.reading.mail import read_mail

    return read_mail(raw, name, origin)


def _read_mailbox(stream: BinaryIO, name: str, origin: str) -> Found:
    from recoupe.reading.mail import read_mailbox

    return read_mailbox(stream, name, origin)


def _read_archive(stream: BinaryIO, name: str, origin: str) -> Found:
    from recoupe.reading.archives import read_archive

    return read_archive(stream, name, origin)


def _refuse_binary(raw: bytes, name: str, origin: str) -> Document:
    raise DocumentError(f"this is binary data ({name_binary(raw)}), which is not read")


def _refuse_other(raw: bytes, name: str, origin: str) -> Document:
    raise DocumentError("files of this type hold code, settings or marked-up notes and are not read: save it as text")


def _refuse_xml(raw: bytes, name: str, origin: str) -> Document:
    raise DocumentError("this XML is none of the news formats that are read: RSS, Atom, NewsML-G2, XHTML")


def _lines(stream: BinaryIO, name: str, origin: str) -> Found:
    return read_lines(stream, origin.rpartition("/")[2])


def _packed_lines(stream: BinaryIO, origin: str) -> Found:
    """The lines of a gzip file, up to where it is damaged."""
    try:
        yield from read_lines(open_packed(stream), origin.rpartition("/")[2])
    except (OSError, EOFError, zlib.error) as problem:
        reason = f"{origin}: this gzip file is damaged here ({problem}): what came before was read; fetch it again"
        yield Unread(id=origin, origin=origin, reason=reason)


STREAMED: Mapping[Format, Callable[[BinaryIO, str, str], Found]] = {
    Format.LINES: _lines,
    Format.ARCHIVE: _read_archive,
    Format.MAILBOX: _read_mailbox,
}

READERS: Mapping[Format, Callable[[bytes, str, str], Found]] = {
    Format.JSON: read_json,
    Format.PAGE: _one(_read_page_bytes),
    Format.FEED: _read_feed,
    Format.NEWSML: read_newsml,
    Format.PDF: _one(_read_pdf),
    Format.WORD: _one(_read_word),
    Format.MAIL: _one(_read_mail),
    Format.TEXT: _one(read_text),
    Format.XML: _one(_refuse_xml),
    Format.BINARY: _one(_refuse_binary),
    Format.OTHER: _one(_refuse_other),
    Format.PACKED: _one(_refuse_binary),
    Format.LINES: read_json,
    Format.ARCHIVE: _one(_refuse_binary),
    Format.MAILBOX: _one(_read_mail),
}


def _note(kind: Format, raw: bytes) -> str:
    """ "web page, cp1252 (guessed)"."""
    if kind in MARKED_UP:
        return kind.value
    try:
        return f"{kind.value}, {find_encoding(raw).note}"
    except DocumentError:
        return kind.value


def mark_items(found: Iterable[Document | Unread], note: str) -> Found:
    """The documents with what their file was taken for."""
    for each in found:
        yield each if isinstance(each, Unread) else replace(each, taken_for=note)


def _inner(name: str) -> str:
    """The ending that a packed file's name has without its own: ".jsonl" of "news.jsonl"."""
    return name[name.rfind(".") :] if "." in name else ""
