"""What is written to a PostgreSQL server, as bytes (section 55.7 of its manual); what it answers, pg8000 reads.

A statement with its values goes out as one piece, so that the answer is one way there and back off; pg8000 by itself
takes three.
"""

from collections.abc import Iterable
from struct import pack

END = b"\0"


def _message(kind: bytes, content: bytes) -> bytes:
    return kind + pack("!i", len(content) + 4) + content


EXECUTE = _message(b"E", END + pack("!i", 0))
SYNC = _message(b"S", b"")


def query(statement: str) -> bytes:
    """A statement without values, to be carried out at once."""
    return _message(b"Q", statement.encode() + END)


def prepare(name: bytes, statement: str) -> bytes:
    """The server is to know a statement by a name, "" until the next, and to say what its rows will look like."""
    parsed = name + END + statement.encode() + END + pack("!h", 0)
    return _message(b"P", parsed) + _message(b"D", b"S" + name + END)


def forget(name: bytes) -> bytes:
    """The server need not know a statement any more."""
    return _message(b"C", b"S" + name + END)


def bind(name: bytes, values: Iterable[str | None]) -> bytes:
    """The values of a statement, as text."""
    given = [_value(value) for value in values]
    return _message(b"B", END + name + END + pack("!h", 0) + pack("!H", len(given)) + b"".join(given) + pack("!h", 0))


def _value(value: str | None) -> bytes:
    if value is None:
        return pack("!i", -1)
    encoded = value.encode()
    return pack("!i", len(encoded)) + encoded
