"""Bytes of a file or stream as text."""

import codecs

from recoupe.errors import DocumentError

LARGEST_FILE = 8_000_000
"""Bytes of the largest file read as one document (text or page); pages of news stay under two million."""

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decode(raw: bytes) -> str:
    """The text of `raw`: by its byte order mark, else UTF-8, else Windows-1252 (old Western newsrooms).

    Raises DocumentError for binary data and for more than 8 MB.
    """
    check_size(len(raw))
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _decode_as(raw, encoding)
    if b"\0" in raw:
        raise DocumentError("this is binary data, not text: give plain text, HTML or JSON Lines")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_as(raw, "cp1252")


def check_size(size: int) -> None:
    """Raises DocumentError for a file of more bytes than one document has."""
    if size > LARGEST_FILE:
        raise DocumentError(
            f"this has {size:,} bytes; the most that is read as one document is {LARGEST_FILE:,}:"
            " split it into its articles, or give them as JSON Lines"
        )


def _decode_as(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as problem:
        raise DocumentError(
            f"this is neither UTF-8 nor {encoding} text (byte {problem.start}): convert it to UTF-8, or leave it out"
        ) from problem
