"""Bytes of a file or stream as text."""

import codecs
import re
from dataclasses import dataclass

from recoupe.errors import DocumentError

LARGEST_FILE = 8_000_000
"""Bytes of the largest file read as one document (text or page); pages of news stay under two million."""

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))

# <meta charset="iso-8859-15">, <meta http-equiv … content="text/html; charset=…">, <?xml … encoding="…"?>
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)

_AS_READ_BY_BROWSERS = {"iso-8859-1": "cp1252", "iso8859-1": "cp1252", "latin-1": "cp1252", "ascii": "cp1252"}
"""What these names stand for on the web (WHATWG Encoding Standard)."""

LEGACY = ("cp1252", "mac_roman", "cp850")
"""Encodings of Western newsrooms before UTF-8: Windows, Macintosh, DOS; in doubt the first."""

_USUAL = frozenset("éèêëàâäùûüîïôöçœæÉÈÊÀÂÇÔÎŒ’‘“”«»–—…€°º·ñáíóúÑ")
"""What French and English use beyond ASCII; the wrong encoding makes other signs of it ("‚t‚" for "été")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A text and the encoding it was in; `guessed` where nothing said which."""

    text: str
    encoding: str
    guessed: bool = False

    @property
    def note(self) -> str:
        """ "utf-8", "cp1252 (guessed)"."""
        return f"{self.encoding} (guessed)" if self.guessed else self.encoding


def decode(raw: bytes) -> str:
    """The text of `raw`; see `find_encoding`."""
    return find_encoding(raw).text


def find_encoding(raw: bytes, declared: str | None = None) -> Decoded:
    """The text of `raw`: by its byte order mark, else UTF-8, else as `declared` or as it declares itself, else guessed.

    Guessed is one of the encodings of old Western newsrooms. Raises DocumentError for binary data and for more
    than 8 MB.
    """
    check_size(len(raw))
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return Decoded(text=_decode_as(raw, encoding), encoding=encoding.removesuffix("-sig"))
    if b"\0" in raw:
        return _wide_text(raw)
    try:
        return Decoded(text=raw.decode("utf-8"), encoding="utf-8")
    except UnicodeDecodeError:
        return _declared_text(raw, declared) or _guessed_text(raw)


def check_size(size: int) -> None:
    """Raises DocumentError for a file of more bytes than one document has."""
    if size > LARGEST_FILE:
        raise DocumentError(
            f"this has {size:,} bytes; the most that is read as one document is {LARGEST_FILE:,}:"
            " split it into its articles, or give them as JSON Lines"
        )


def _wide_text(raw: bytes) -> Decoded:
    """UTF-16 without a mark: every other byte of Western text is zero."""
    for encoding, zeros in (("utf-16-le", raw[1:400:2]), ("utf-16-be", raw[0:400:2])):
        if len(zeros) > 4 and zeros.count(0) > 0.8 * len(zeros):
            return Decoded(text=_decode_as(raw, encoding), encoding=encoding, guessed=True)
    raise DocumentError("this is binary data, not text: give plain text, HTML or JSON Lines")


def _declared_text(raw: bytes, declared: str | None) -> Decoded | None:
    found = _DECLARED.search(raw[:2048])
    for name in (declared, found[1].decode("ascii") if found else None):
        known = _AS_READ_BY_BROWSERS.get((name or "").lower(), name)
        try:
            if known and codecs.lookup(known).name != "utf-8":
                return Decoded(text=raw.decode(known), encoding=codecs.lookup(known).name)
        except (LookupError, ValueError):  # an encoding nobody knows, or not the one it is in
            continue
    return None


def _guessed_text(raw: bytes) -> Decoded:
    """The likeliest of the legacy encodings: the one in which most signs beyond ASCII are usual ones."""
    strange = bytes(byte for byte in raw if byte > 127)
    best, score = LEGACY[0], len(strange) / 2  # another than Windows' must make sense of most signs
    for encoding in LEGACY:
        usual = sum(sign in _USUAL for sign in strange.decode(encoding, "replace"))
        if usual > score:
            best, score = encoding, usual
    return Decoded(text=_decode_as(raw, best), encoding=best, guessed=True)


def _decode_as(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as problem:
        raise DocumentError(
            f"this is neither UTF-8 nor {encoding} text (byte {problem.start}): convert it to UTF-8, or leave it out"
        ) from problem
