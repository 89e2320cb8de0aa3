"""Statements that a connection has seen: those that come again are prepared, so that the server reads them once."""

from collections import OrderedDict
from dataclasses import dataclass
from itertools import count
from typing import Any

OFTEN = 5
"""A statement is prepared when it comes for so manieth time: the server itself takes a plan for good after five."""

MOST = 100
"""So many are kept in mind; a run uses about fifty, besides lists of any length."""


@dataclass(slots=True, kw_only=True)
class Statement:
    """A statement; it has a name from when it is to be prepared, and columns from when it is."""

    name: bytes = b""
    used: int = 0
    columns: Any = None
    readers: Any = None
    prepared: bool = False
    failed: bool = False  # then it is sent whole each time: who knows what the server kept of it


class Statements:
    """The statements of one connection, those used last at the end."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, Statement] = OrderedDict()
        self._names = count()

    def use(self, text: str) -> Statement:
        """The statement, used once more."""
        statement = self._known.setdefault(text, Statement())
        self._known.move_to_end(text)
        statement.used += 1
        if statement.used == OFTEN and not statement.failed:
            statement.name = f"recoupe_{next(self._names)}".encode()
        return statement

    def fail(self, statement: Statement) -> bytes:
        """Notes that a statement failed; gives the name by which the server may still know it."""
        former = statement.name
        statement.name, statement.prepared, statement.failed = b"", False, True
        return former

    def drop_oldest(self) -> list[bytes]:
        """The names of statements that have not been used for long and are no longer kept in mind."""
        dropped = []
        while len(self._known) > MOST:
            _, statement = self._known.popitem(last=False)
            dropped += [statement.name] if statement.prepared else []
        return dropped
