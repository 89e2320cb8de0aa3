"""Messages: the bytes that section 55.7 of PostgreSQL's manual asks for."""

import pytest

from recoupe.store.postgresql import messages

WRITTEN = [
    (messages.query("é"), b"Q\x00\x00\x00\x07\xc3\xa9\x00"),
    (messages.prepare(b"a", "b"), b"P\x00\x00\x00\x0aa\x00b\x00\x00\x00D\x00\x00\x00\x07Sa\x00"),
    (messages.bind(b"", []), b"B\x00\x00\x00\x0c" + 8 * b"\x00"),
    (
        messages.bind(b"a", ["é", None, ""]),
        b"B\x00\x00\x00\x1b\x00a\x00\x00\x00\x00\x03\x00\x00\x00\x02\xc3\xa9\xff\xff\xff\xff\x00\x00\x00\x00\x00\x00",
    ),
    (messages.forget(b"a"), b"C\x00\x00\x00\x07Sa\x00"),
    (messages.SYNC, b"S\x00\x00\x00\x04"),
]


@pytest.mark.parametrize(("written", "expected"), WRITTEN)
def test_a_message_is_its_bytes(written: bytes, expected: bytes) -> None:
    assert written == expected
