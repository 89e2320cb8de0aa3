"""What can go wrong with a PostgreSQL server, in the classes of PEP 249 that SQLAlchemy and the store tell apart.

Error
├── InterfaceError         the driver was used in a wrong way
└── DatabaseError
    ├── OperationalError   out of reach, refused, too many connections, disk full, read-only, locked, cut off
    ├── IntegrityError     a row that must not be
    ├── DataError          a value that cannot be
    ├── ProgrammingError   a statement that cannot be, or names what is not there
    ├── InternalError      the transaction or the server is in no state for it
    └── NotSupportedError

The server says what happened by an SQLSTATE (appendix A of its manual), pg8000 by one class for all. Only a failure
that is `lost` leaves no connection behind.
"""

from collections.abc import Mapping
from typing import Any


class Error(Exception):
    """A failure; `sqlstate` is the server's code for it, `lost` whether the connection is gone."""

    def __init__(self, said: str, sqlstate: str = "", *, lost: bool = False) -> None:
        super().__init__(said)
        self.sqlstate = sqlstate
        self.lost = lost


class InterfaceError(Error):
    """The driver was used in a wrong way."""


class DatabaseError(Error):
    """The database could not do it."""


class OperationalError(DatabaseError):
    """No fault of the statement: the server is out of reach, or cannot do it now."""


class IntegrityError(DatabaseError):
    """A row that a constraint forbids."""


class DataError(DatabaseError):
    """A value that its type cannot hold."""


class ProgrammingError(DatabaseError):
    """A statement that cannot be, or that names what is not there."""


class InternalError(DatabaseError):
    """The transaction or the server is in no state for it."""


class NotSupportedError(DatabaseError):
    """What this server does not do."""


READ_ONLY = "25006"
GONE = "08006"

KINDS: Mapping[str, type[DatabaseError]] = {
    **dict.fromkeys(("08", "26", "28", "34", "40", "53", "54", "55", "57", "58", "HV", READ_ONLY), OperationalError),
    **dict.fromkeys(("24", "25", "2B", "2D", "2F", "38", "39", "3B", "F0", "P0", "XX"), InternalError),
    **dict.fromkeys(("20", "21", "3D", "3F", "42", "44"), ProgrammingError),
    **{"0A": NotSupportedError, "22": DataError, "23": IntegrityError},
}
"""By the first two characters of an SQLSTATE, its class; or by all of it, where one stands out of its class."""

ENDING = ("FATAL", "PANIC")
"""The server ends the connection after a complaint of this severity."""


def server_failure(told: Mapping[str, str]) -> DatabaseError:
    """The failure that a server tells of: fields of an ErrorResponse by their letters (section 55.8 of its manual)."""
    code = told.get("C", "")
    kind = KINDS.get(code) or KINDS.get(code[:2], DatabaseError)
    named = (("", "M"), ("DETAIL: ", "D"), ("HINT: ", "H"))
    lines = [f"{name}{told[letter]}" for name, letter in named if told.get(letter)]
    return kind("\n".join(lines), code, lost=told.get("V", told.get("S")) in ENDING)


def broken_connection(problem: object) -> OperationalError:
    """The failure of a connection that was there."""
    return OperationalError(f"the connection to the server is lost: {_reason(problem)}", GONE, lost=True)


def no_connection(place: object, problem: object) -> OperationalError:
    """The failure of a connection that was never made."""
    return OperationalError(f"there is no PostgreSQL at {place}: {_reason(problem)}", "08001", lost=True)


def _reason(problem: object) -> str:
    """ "Connection refused" of an error of the operating system, whose number says nothing."""
    return getattr(problem, "strerror", None) or str(problem) or type(problem).__name__


def is_lost(problem: Any) -> bool:
    """True of a failure that leaves no connection behind."""
    return isinstance(problem, Error) and problem.lost
