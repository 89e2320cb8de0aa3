"""What a file is, by what it holds; its name only decides between what looks alike."""

import re
from enum import StrEnum

from recoupe.reading.unpacking import peek_packed

HEAD = 8192
"""Bytes from the beginning of a file that it is recognised by."""


class Format(StrEnum):
    """What a file was taken for, in the words in which it is reported."""

    LINES = "JSON Lines"
    JSON = "JSON"
    PAGE = "web page"
    FEED = "feed (RSS or Atom)"
    NEWSML = "NewsML-G2"
    XML = "XML of another kind"
    ARCHIVE = "web archive (WARC)"
    PDF = "PDF"
    PACKED = "gzip"
    WORD = "Word or other ZIP file"
    MAIL = "mail message"
    MAILBOX = "mailbox (MBOX)"
    TABLE = "table (CSV or TSV)"
    TEXT = "plain text"
    BINARY = "binary data"
    OTHER = "code or settings"


NAMED = {
    ".jsonl": Format.LINES, ".ndjson": Format.LINES, ".json": Format.JSON, ".jsonld": Format.JSON,
    ".csv": Format.TABLE, ".tsv": Format.TABLE, ".eml": Format.MAIL, ".mbox": Format.MAILBOX,
    ".html": Format.PAGE, ".htm": Format.PAGE, ".xhtml": Format.PAGE,
}  # fmt: skip
"""Endings that decide where the content leaves it open."""

ZIPPED = (".docx", ".xlsx", ".pptx", ".odt", ".zip", ".epub")

NO_NEWS = frozenset({
    ".bat", ".bib", ".c", ".cfg", ".conf", ".cpp", ".css", ".go", ".h", ".ini", ".ipynb", ".java", ".js", ".less",
    ".lock", ".log", ".map", ".php", ".ps1", ".py", ".r", ".rb", ".rs", ".rtf", ".scss", ".sh", ".sql", ".srt", ".svg",
    ".tex", ".toml", ".ts", ".vtt", ".yaml", ".yml",
})  # fmt: skip
"""Endings of texts that are code, settings or subtitles: never an article, however much they look like text."""

BINARIES = {
    b"\x89PNG": "a PNG picture", b"\xff\xd8\xff": "a JPEG picture", b"GIF8": "a GIF picture", b"\x7fELF": "a program",
    b"MZ": "a program", b"\xd0\xcf\x11\xe0": "an old Office file (save it as .docx)", b"Rar!": "a RAR archive",
    b"7z\xbc\xaf": "a 7-Zip archive", b"SQLite format 3\0": "an SQLite file", b"ID3": "a sound file",
    b"OggS": "a sound or video file", b"RIFF": "a sound, video or picture file", b"PAR1": "a Parquet table",
    b"\x28\xb5\x2f\xfd": "a Zstandard archive", b"BZh": "a bzip2 archive", b"\xfd7zXZ": "an xz archive",
}  # fmt: skip
"""First bytes of what is not read, with what to call it."""

_HEADER = re.compile(
    rb"(?:return-path|received|delivered-to|message-id|date|from|to|subject|mime-version|reply-to|x-[\w-]+"
    rb"|content-type|sender|cc|list-id|dkim-signature)\s*:",
    re.IGNORECASE,
)
_MAILBOX = re.compile(rb"From \S+.*\d{4}\r?\n[A-Za-z-]+:")
_ROOT = re.compile(rb"<(?!\?|!)([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
_TABLE = re.compile(rb"""["']?[\w .-]{1,40}["']?(?:[,;\t|]["']?[\w .#-]{1,40}["']?)+\s*\r?\n""")
_TEXT_COLUMN = re.compile(rb"(?:^|[,;\t|\"])(?:text|body|content|texte|contenu|article)(?:[,;\t|\"\r\n]|$)", re.I)

ROOTS = {
    b"rss": Format.FEED, b"feed": Format.FEED, b"rdf": Format.FEED, b"html": Format.PAGE,
    b"newsmessage": Format.NEWSML, b"newsitem": Format.NEWSML, b"packageitem": Format.NEWSML,
}  # fmt: skip


def recognise(head: bytes, suffix: str = "") -> Format:
    """The format of a file that begins with `head`; `suffix` is the ending of its name, ".csv"."""
    suffix = suffix.lower()
    if suffix in NO_NEWS:
        return Format.OTHER
    return _by_signature(head, suffix) or _by_beginning(_plain_head(head), suffix)


def name_binary(head: bytes) -> str:
    """What sort of binary data it is: "a PNG picture"; "binary data" where nobody knows."""
    return next((name for mark, name in BINARIES.items() if head.startswith(mark)), "binary data")


def _by_signature(head: bytes, suffix: str) -> Format | None:
    if head.startswith(b"\x1f\x8b"):
        return Format.ARCHIVE if peek_packed(head).startswith(b"WARC/") else Format.PACKED
    if head.startswith(b"WARC/"):
        return Format.ARCHIVE
    if b"%PDF-" in head[:1024]:
        return Format.PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Format.WORD
    if suffix in ZIPPED:  # one that was cut short, or never was one
        return Format.WORD
    return Format.BINARY if head.startswith(tuple(BINARIES)) else None


def _plain_head(head: bytes) -> bytes:
    """The head without byte order mark, and without the zeros of UTF-16."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head[2:].replace(b"\0", b"")
    return head.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")


def _by_beginning(head: bytes, suffix: str) -> Format:
    if head.startswith(b"<"):
        return _by_root(head, suffix)
    if suffix in NAMED and suffix not in (".eml", ".mbox"):
        return NAMED[suffix]
    if head.startswith((b"{", b"[")):
        return _json_or_lines(head)
    if _MAILBOX.match(head):
        return Format.MAILBOX
    if suffix == ".eml" or _is_mail(head):
        return Format.MAIL
    first = head.partition(b"\n")[0] + b"\n"
    return Format.TABLE if _TABLE.match(first) and _TEXT_COLUMN.search(first) else Format.TEXT


def _by_root(head: bytes, suffix: str) -> Format:
    if head[:15].lower() == b"<!doctype html>" or suffix in (".html", ".htm"):
        return Format.PAGE
    root = _ROOT.search(re.sub(rb"<!--.*?-->", b"", head, flags=re.DOTALL))
    name = root[2].lower() if root else b""
    if name in ROOTS:
        return ROOTS[name]
    if head.startswith(b"<?xml"):
        return Format.XML
    return Format.PAGE if name in (b"head", b"body", b"meta", b"title", b"article", b"div", b"p") else Format.TEXT


def _json_or_lines(head: bytes) -> Format:
    """JSON Lines where the first line is an object of its own that has a text."""
    first, _, rest = head.partition(b"\n")
    whole = first.rstrip().endswith(b"}") and b'"text"' in first
    return Format.LINES if head.startswith(b"{") and (whole or (not rest and b'"text"' in first)) else Format.JSON


def _is_mail(head: bytes) -> bool:
    """Two header lines of mail and more before the first blank line, the first line being one of them."""
    lines = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0].splitlines()
    return len(lines) > 1 and bool(_HEADER.match(lines[0])) and sum(bool(_HEADER.match(line)) for line in lines) > 1
