"""The body of an answer, read and unpacked within bounds of size and time."""

import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from urllib3.response import BaseHTTPResponse

from recoupe.errors import FetchError

CHUNK = 65_536


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How much, and how long, is waited for."""

    size: int = 64_000_000  # bytes of a body, packed and unpacked: the largest PDF that is read
    connect: float = 10.0  # seconds for a connection
    silence: float = 20.0  # seconds without a byte
    whole: float = 60.0  # seconds for all of it, redirects included
    redirects: int = 5


def read_body(answer: BaseHTTPResponse, bounds: Bounds, deadline: float) -> bytes:
    """All of a body, unpacked; raises FetchError where it is larger, or takes longer, than the bounds allow."""
    stated = answer.headers.get("Content-Length", "")
    if stated.isdecimal() and int(stated) > bounds.size:
        raise FetchError(f"the answer has {int(stated):,} bytes; at most {bounds.size:,} are read")
    body = bytearray()
    for chunk in _unpacked(_bounded(answer, bounds, deadline), answer.headers.get("Content-Encoding", "")):
        body += chunk
        if len(body) > bounds.size:
            raise FetchError(f"the answer unpacks to more than {bounds.size:,} bytes, the most that is read")
    return bytes(body)


def _bounded(answer: BaseHTTPResponse, bounds: Bounds, deadline: float) -> Iterator[bytes]:
    """The body as it was sent, piece by piece."""
    taken = 0
    while chunk := answer.read1(CHUNK, decode_content=False):
        taken += len(chunk)
        if taken > bounds.size:
            raise FetchError(f"the answer has more than {bounds.size:,} bytes, the most that is read")
        if time.monotonic() > deadline:
            raise FetchError(f"the answer was not complete after {bounds.whole:g} seconds")
        yield chunk


def _unpacked(chunks: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    """The pieces unpacked, never more than CHUNK bytes at once: a bomb goes off in small pieces."""
    packing = encoding.strip().lower()
    if packing in ("", "identity"):
        yield from chunks
        return
    if packing not in ("gzip", "x-gzip", "deflate"):
        raise FetchError(f"the answer is packed as {packing[:20]!r}, which was not asked for")
    unpacker = zlib.decompressobj(wbits=47 if packing != "deflate" else zlib.MAX_WBITS)
    try:
        for chunk in chunks:
            pending = chunk
            while pending:
                yield unpacker.decompress(pending, CHUNK)
                pending = unpacker.unconsumed_tail
        yield unpacker.flush(CHUNK)
        if not unpacker.eof:
            raise FetchError("the answer breaks off in the middle of what it packs")
    except zlib.error as problem:
        raise FetchError(f"the answer is damaged ({problem})") from problem
