"""Packed files, unpacked within bounds: a few kilobytes may swell to gigabytes."""

import gzip
import zlib
from io import BytesIO
from pathlib import PurePosixPath
from typing import BinaryIO, cast
from zipfile import BadZipFile, ZipFile

from recoupe.errors import DocumentError
from recoupe.reading.decoding import LARGEST_FILE

LARGEST_PACKED = 64_000_000
"""Bytes of the largest PDF or Word file read, and of all that a Word file unpacks to: pictures are most of it."""


def unpack(raw: bytes) -> bytes:
    """What a gzip file holds; raises DocumentError where it is damaged or holds more than one document may have."""
    try:
        with gzip.open(BytesIO(raw)) as packed:
            found = packed.read(LARGEST_FILE + 1)
    except (OSError, EOFError, zlib.error) as problem:
        raise DocumentError(f"this gzip file is damaged ({problem}): fetch it again") from problem
    if len(found) > LARGEST_FILE:
        raise DocumentError(
            f"this gzip file unpacks to more than {LARGEST_FILE:,} bytes, the most that is read as one document"
        )
    return found


def peek_packed(head: bytes) -> bytes:
    """The beginning of what a gzip file holds, from the beginning of the file; b"" where it is damaged."""
    try:
        return zlib.decompressobj(wbits=31).decompress(head, 8192)
    except zlib.error:
        return b""


def open_packed(stream: BinaryIO) -> BinaryIO:
    """A stream of what a gzip stream holds."""
    return cast(BinaryIO, gzip.open(stream))


def list_members(raw: bytes) -> list[str]:
    """The names in a ZIP file; raises DocumentError where it is damaged or unpacks beyond the bound."""
    try:
        with ZipFile(BytesIO(raw)) as packed:
            members = packed.infolist()
    except (BadZipFile, ValueError, OSError, NotImplementedError) as problem:
        raise DocumentError(f"this ZIP or Word file is damaged ({problem}): save it anew") from problem
    size = sum(member.file_size for member in members)
    if size > LARGEST_PACKED:
        raise DocumentError(
            f"this file unpacks to {size:,} bytes; at most {LARGEST_PACKED:,} are read: save it without its pictures"
        )
    return [str(PurePosixPath(member.filename)) for member in members]


class Unpacked:
    """What a gzip stream holds, handed on as it is unpacked: what comes before damage is not lost to it."""

    def __init__(self, stream: BinaryIO) -> None:
        self.packed, self.taken = gzip.GzipFile(fileobj=stream), 0

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes, some of them at least until there are no more; raises EOFError where it is cut short."""
        found = self.packed.read1(size)
        self.taken += len(found)
        return found

    def tell(self) -> int:
        """How many bytes have been taken."""
        return self.taken


class Resumed:
    """A stream whose beginning has been read already, from that beginning."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self.head, self.stream, self.taken = head, stream, 0

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes, all of them where it is negative."""
        if size < 0:
            found, self.head = self.head + self.stream.read(), b""
        elif self.head:
            found, self.head = self.head[:size], self.head[size:]
        else:
            found = self.stream.read(size)
        self.taken += len(found)
        return found

    def tell(self) -> int:
        """How many bytes have been taken."""
        return self.taken

    def readline(self, size: int = -1) -> bytes:
        """The next line, up to `size` bytes of it."""
        end = self.head.find(b"\n") + 1 or len(self.head)
        found = self.head[: end if size < 0 else min(end, size)]
        self.head = self.head[len(found) :]
        if not found.endswith(b"\n") and len(found) != size:
            found += self.stream.readline(size - len(found) if size >= 0 else -1)
        self.taken += len(found)
        return found
