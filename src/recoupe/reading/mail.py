"""Documents from mail: one message (EML), or a mailbox of them (MBOX) read as a stream."""

from collections.abc import Iterator
from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr
from typing import BinaryIO, cast

from recoupe.errors import DocumentError
from recoupe.reading.decoding import LARGEST_FILE, check_size, find_encoding
from recoupe.reading.fingerprint import short_hash
from recoupe.reading.fragments import read_fragment
from recoupe.reading.moments import read_moment
from recoupe.records import Document, Unread

MOST_PARTS = 200
"""Parts of a message that are looked at; newsletters have three, bombs of nested parts thousands."""


def read_mail(raw: bytes, name: str, origin: str) -> Document:
    """The document of one message: its text, subject, date with zone, and who sent it as outlet.

    Raises DocumentError where the message holds no text.
    """
    check_size(len(raw))
    try:
        message = message_from_bytes(raw, policy=default)
        text = _text(message)
        headers = {key: _header(message, key) for key in ("Subject", "From", "Date", "Content-Language")}
    except (MessageError, ValueError, LookupError, ArithmeticError, AttributeError, RecursionError) as problem:
        raise DocumentError(f"this message is malformed ({problem}): save it from the mail program anew") from problem
    if not text:
        raise DocumentError("this message holds no text of its own (attachments are read as files: save them)")
    sender, address = parseaddr(headers["From"])
    language = headers["Content-Language"].partition(",")[0].partition("-")[0].strip().lower()
    return Document(
        id=f"{name}-{short_hash(text)}",
        text=text,
        title=headers["Subject"] or None,
        published=read_moment(headers["Date"]),
        language=language or None,
        outlet=sender or address.rpartition("@")[2] or None,
        origin=origin,
    )


def read_mailbox(stream: BinaryIO, name: str, origin: str) -> Iterator[Document | Unread]:
    """The documents of a mailbox, in order, one message in memory at a time."""
    for number, raw in enumerate(split_messages(stream), 1):
        where = f"{origin}#{number}"
        try:
            yield read_mail(raw, f"{name}-{number}", where)
        except DocumentError as problem:
            yield Unread(id=f"{name}#{number}", origin=where, reason=f"{where}: {problem}")


def split_messages(stream: BinaryIO) -> Iterator[bytes]:
    """The messages of a mailbox: each begins after a line "From …", before which a line is blank."""
    lines: list[bytes] = []
    size, blank, begun = 0, True, False
    while line := stream.readline(LARGEST_FILE):
        if blank and line.startswith(b"From "):
            if begun:
                yield b"".join(lines)
            lines, size, begun = [], 0, True
        elif size <= LARGEST_FILE:  # of a larger one no more than its refusal needs
            lines.append(line[1:] if line.startswith(b">From ") else line)
            size += len(line)
        blank = not line.strip()
    if begun:
        yield b"".join(lines)


def _text(message: EmailMessage) -> str:
    """The longest plain part, else the longest HTML part; attachments are left out."""
    plain, html = [""], [""]
    for number, part in enumerate(message.walk()):
        if number > MOST_PARTS:
            break
        if part.get_content_disposition() != "attachment" and part.get_content_maintype() == "text":
            words = _part_text(part)
            (html if part.get_content_subtype() == "html" else plain).append(words)
    return max(plain, key=len).strip() or read_fragment(max(html, key=len))


def _part_text(part: object) -> str:
    """Decoded by what it declares, and by what it is where that fails."""
    message = cast(EmailMessage, part)
    payload = message.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else str(payload or "").encode(errors="replace")
    return find_encoding(raw, message.get_content_charset()).text.replace("\r\n", "\n")


def _header(message: EmailMessage, key: str) -> str:
    return " ".join(str(message.get(key, "")).split())
