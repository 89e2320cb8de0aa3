"""PostgreSQL by pg8000 as a module of PEP 249, the database interface of Python, that SQLAlchemy works with.

pg8000 logs in and reads what the server answers. What is its own here: a statement with its values goes out as one
piece, many rows go out behind one another, what comes again is prepared, and failures have the classes of PEP 249.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import islice
from typing import Any

import pg8000
from pg8000.converters import make_params
from pg8000.core import Context, CoreConnection
from pg8000.exceptions import DatabaseError as ServerError
from pg8000.exceptions import InterfaceError as WireError
from scramp import ScramException

from recoupe.store.postgresql import messages
from recoupe.store.postgresql.address import Address
from recoupe.store.postgresql.answers import read_answers
from recoupe.store.postgresql.connecting import open_socket
from recoupe.store.postgresql.failures import (
    DatabaseError,
    DataError,
    Error,
    IntegrityError,
    InterfaceError,
    InternalError,
    NotSupportedError,
    OperationalError,
    ProgrammingError,
    broken_connection,
    no_connection,
    server_failure,
)
from recoupe.store.postgresql.statements import Statement, Statements

__all__ = [
    "Binary",
    "DataError",
    "DatabaseError",
    "Error",
    "IntegrityError",
    "InterfaceError",
    "InternalError",
    "NotSupportedError",
    "OperationalError",
    "ProgrammingError",
    "connect",
]

__version__ = pg8000.__version__
Binary = pg8000.Binary
apilevel = "2.0"
threadsafety = 1
paramstyle = "numeric_dollar"

AT_ONCE = 200
"""So many rows go out before their answers are read: these, 30 bytes a row, then fit into what sockets hold."""

FAILED_BEFORE = "in failed transaction block"
"""What pg8000 says where a transaction is to be kept of which a statement failed."""

WRONG_PASSWORD = "28P01"
NETWORK_ERROR = "network error"

Values = Sequence[Any]


def connect(*, address: Address) -> "Connection":
    """A connection; raises DatabaseError where there is none to be had."""
    try:
        opened = open_socket(address)
    except OSError as problem:
        raise no_connection(address, problem) from problem
    with ExitStack() as failing:
        failing.callback(opened.close)
        connection = Connection(_log_in(opened, address))
        failing.pop_all()
    opened.settimeout(None)  # a statement may take as long as it takes
    return connection


def _log_in(opened: Any, address: Address) -> CoreConnection:
    try:
        return CoreConnection(
            address.user,
            host=address.host,
            database=address.database,
            password=address.password or "",  # a server that asks for none does not get it
            sock=opened,
            ssl_context=False,  # the socket is encrypted already where it has to be
            application_name=address.application,
            startup_params=_session(address),
        )
    except ServerError as problem:
        raise _refusal(server_failure(problem.args[0]), address) from problem
    except (WireError, OSError, ScramException) as problem:
        raise no_connection(address, _cause_of(problem)) from problem
    except (KeyError, ValueError) as problem:  # "HTTP/1.1 400 Bad Request"
        raise no_connection(address, "what answers there speaks in another way") from problem


def _session(address: Address) -> dict[str, str]:
    """What the server is told at the beginning; text is UTF-8 here, however the database keeps it."""
    given = {"client_encoding": "utf8"}
    return given | {"options": address.options} if address.options else given


def _refusal(failure: DatabaseError, address: Address) -> DatabaseError:
    """Why the server lets nobody in, and what is missing."""
    if failure.sqlstate == WRONG_PASSWORD and not address.password:
        failure.args = (f"{failure}\nHINT: no password was given; PGPASSWORD, ~/.pgpass or the URL may name one",)
    return failure


def _failure_of(problem: Exception, context: Any) -> DatabaseError:
    """What a statement failed of: what the server said last, else what became of the connection."""
    if context.error is not None and context.error.args[0] == FAILED_BEFORE:
        return InternalError("the transaction failed before, and nothing of it is kept", "25P02")
    if context.error is not None:
        return server_failure(context.error.args[0])
    return broken_connection(_cause_of(problem))


def _cause_of(problem: Exception) -> object:
    """What pg8000 calls a network error in every case: what the operating system said, or that no more came."""
    return problem.__cause__ or ("the server closed it" if str(problem) == NETWORK_ERROR else problem)


class Connection:
    """A connection; a transaction begins with its first statement unless `autocommit` is set."""

    def __init__(self, wire: CoreConnection) -> None:
        self.autocommit = False
        self._wire: Any = wire
        self._statements = Statements()
        self._unwanted: list[bytes] = []

    def cursor(self) -> "Cursor":
        """A cursor."""
        return Cursor(self)

    def ping(self) -> None:
        """Raises OperationalError where the server is there no more; begins no transaction."""
        self._ask_simply(";")

    def commit(self) -> None:
        """Keeps what the transaction did."""
        if self._in_transaction:
            self._ask_simply("COMMIT")

    def rollback(self) -> None:
        """Takes back what the transaction did."""
        if self._in_transaction:
            self._ask_simply("ROLLBACK")

    def close(self) -> None:
        """Ends it; of one that is lost nothing is left to be ended."""
        wire, self._wire = self._wire, None
        try:
            if wire:
                wire.close()
        except (WireError, OSError):
            return

    def ask(self, text: str, rows: Sequence[Values]) -> Any:
        """What the server answers to a statement with the values of each row; without any where there is one empty."""
        self._begin()
        if len(rows) == 1 and not rows[0]:
            return self._ask_simply(text)
        statement = self._statements.use(text)
        context = Context(text, columns=statement.columns, input_funcs=statement.readers)
        try:
            for start in range(0, len(rows), AT_ONCE):
                self._send(statement, text, rows[start : start + AT_ONCE], context)
        except Error:
            self._unwanted += filter(None, [self._statements.fail(statement)])
            raise
        return context

    def _send(self, statement: Statement, text: str, rows: Sequence[Values], context: Any) -> None:
        wire = self._open_wire()
        parts = [messages.forget(name) for name in [*self._unwanted, *self._statements.drop_oldest()]]
        self._unwanted = []
        if not statement.prepared:
            parts.append(messages.prepare(statement.name, text))
        for values in rows:
            parts += (messages.bind(statement.name, make_params(wire.py_types, values)), messages.EXECUTE)
        self._exchange(b"".join([*parts, messages.SYNC]), context)
        if statement.name and not statement.prepared:
            statement.columns, statement.readers, statement.prepared = context.columns, context.input_funcs, True

    def _begin(self) -> None:
        if not self.autocommit and not self._in_transaction:
            self._ask_simply("BEGIN")

    def _ask_simply(self, text: str) -> Any:
        context = Context(text)
        self._exchange(messages.query(text), context)
        return context

    def _exchange(self, sent: bytes, context: Any) -> None:
        """Sends messages, and reads all that the server answers to them into the context."""
        wire = self._open_wire()
        try:
            wire._sock.write(sent)
            wire._sock.flush()
            read_answers(wire, context)
        except (ServerError, WireError, OSError) as problem:
            failure = _failure_of(problem, context)
            if failure.lost:
                self.close()
            raise failure from problem

    def _open_wire(self) -> Any:
        if self._wire is None:
            raise broken_connection("it was closed")
        return self._wire

    @property
    def _in_transaction(self) -> bool:
        return self._wire is not None and self._wire._transaction_status in (b"T", b"E")


class Cursor:
    """A statement and its answer."""

    arraysize = 1

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._context: Any = None
        self._rows: Iterator[Values] = iter(())

    @property
    def rowcount(self) -> int:
        """The number of rows that were changed or found; -1 where that means nothing."""
        return self._context.row_count if self._context else -1

    @property
    def description(self) -> list[tuple[Any, ...]] | None:
        """Name and type of each column of the answer, and five things of PEP 249 that nobody asks for."""
        columns = self._context.columns if self._context else None
        return [(each["name"], each["type_oid"], *[None] * 5) for each in columns] if columns else None

    def execute(self, operation: str, parameters: Values = (), stream: None = None) -> None:
        """Has a statement carried out; SQLAlchemy's cursor on the server passes the stream on, which there is none."""
        self.executemany(operation, [tuple(parameters)])

    def executemany(self, operation: str, parameters: Sequence[Values]) -> None:
        """Has a statement carried out for each row of values."""
        self._context = self.connection.ask(operation, [tuple(row) for row in parameters])
        self._rows = iter(self._context.rows or ())

    def fetchone(self) -> Values | None:
        """The next row."""
        return next(self._rows, None)

    def fetchmany(self, size: int | None = None) -> list[Values]:
        """So many further rows."""
        return list(islice(self._rows, size or self.arraysize))

    def fetchall(self) -> list[Values]:
        """All further rows."""
        return list(self._rows)

    def setinputsizes(self, *_: Any) -> None:
        """Nothing: statements say what their values are."""

    def close(self) -> None:
        """Gives the answer up."""
        self._context, self._rows = None, iter(())
