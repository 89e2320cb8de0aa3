"""Answers: rows are read from their bytes; an answer that breaks off is a lost connection."""

from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pytest
from pg8000.exceptions import InterfaceError

from recoupe.store.postgresql.answers import read_answers, read_row

ROWS: list[tuple[bytes, list[Any], list[Any]]] = [
    (b"\0\0", [], []),
    (b"\0\2\0\0\0\2\xc3\xa9\xff\xff\xff\xff", [bytes.decode, int], ["é", None]),
    (b"\0\2\0\0\0\x0212\0\0\0\0", [int, bytes.decode], [12, ""]),
]


@pytest.mark.parametrize(("content", "readers", "row"), ROWS)
def test_a_row_is_read(content: bytes, readers: list[Any], row: list[Any]) -> None:
    assert read_row(content, readers) == row


@pytest.mark.parametrize("answered", [b"", b"D\0\0", b"D\0\0\0\x09\0"])
def test_an_answer_that_breaks_off_is_a_failure(answered: bytes) -> None:
    wire = SimpleNamespace(_sock=BytesIO(answered), message_types={})
    with pytest.raises(InterfaceError, match="network error"):
        read_answers(wire, SimpleNamespace(input_funcs=[], rows=[], error=None))
