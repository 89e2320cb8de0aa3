"""What a PostgreSQL server answers, read message by message (section 55.7 of its manual).

pg8000 reads all but rows: a map asks for a hundred thousand of them, and so they are read straight from their bytes.
"""

from collections.abc import Callable, Sequence
from struct import Struct
from typing import Any

from pg8000.converters import string_in
from pg8000.exceptions import InterfaceError as WireError

HEAD = Struct("!ci")
LENGTH = Struct("!i")
COLUMNS, ROW, READY = b"T", b"D", b"Z"
NONE = -1

Reader = Callable[[bytes], Any]

FROM_BYTES: dict[Any, Reader] = {string_in: bytes.decode, int: int, float: float}
"""Readers of text that read bytes as well, or have a like that does."""


def read_answers(wire: Any, context: Any) -> None:
    """Reads until the server is ready for more; raises what it complains of."""
    read, code = wire._sock.read, b""
    readers: Sequence[Reader] = _readers(context)
    while code != READY:
        code, size = HEAD.unpack(_whole(read(HEAD.size), HEAD.size))
        size -= LENGTH.size
        content = _whole(read(size), size)
        if code == ROW:
            context.rows.append(read_row(content, readers))
        else:
            wire.message_types[code](content, context)
            readers = _readers(context) if code == COLUMNS else readers
    if context.error is not None:
        raise context.error


def read_row(content: bytes, readers: Sequence[Reader]) -> list[Any]:
    """The values of a row, each by its reader."""
    row: list[Any] = []
    start = 2  # after the number of columns
    for reader in readers:
        (length,) = LENGTH.unpack_from(content, start)
        start += LENGTH.size
        if length == NONE:
            row.append(None)
        else:
            row.append(reader(content[start : start + length]))
            start += length
    return row


def _readers(context: Any) -> list[Reader]:
    return [FROM_BYTES.get(reader) or _of_text(reader) for reader in context.input_funcs]


def _of_text(reader: Callable[[str], Any]) -> Reader:
    return lambda value: reader(value.decode())


def _whole(content: bytes, size: int) -> bytes:
    if len(content) < size:
        raise WireError("network error")
    return content
