"""Failures: what the server says by an SQLSTATE has the class of PEP 249 that the store goes by."""

import pytest

from recoupe.store.postgresql import failures
from recoupe.store.postgresql.failures import is_lost, no_connection, server_failure

CODES = [
    ("53300", failures.OperationalError),  # too many connections
    ("53100", failures.OperationalError),  # disk full
    ("25006", failures.OperationalError),  # read-only
    ("25P02", failures.InternalError),  # a statement of the transaction failed before
    ("40001", failures.OperationalError),  # two transactions that cannot be one after the other
    ("55P03", failures.OperationalError),  # locked too long
    ("57P01", failures.OperationalError),  # shut down
    ("08006", failures.OperationalError),
    ("28P01", failures.OperationalError),  # wrong password
    ("23505", failures.IntegrityError),
    ("22021", failures.DataError),
    ("42P01", failures.ProgrammingError),
    ("3D000", failures.ProgrammingError),  # no such database
    ("0A000", failures.NotSupportedError),
    ("XX001", failures.InternalError),  # corrupted data
    ("01000", failures.DatabaseError),
]


@pytest.mark.parametrize(("code", "kind"), CODES)
def test_a_code_has_its_class(code: str, kind: type[failures.DatabaseError]) -> None:
    failure = server_failure({"C": code, "M": "no", "S": "ERROR"})
    assert (type(failure), failure.sqlstate, failure.lost) == (kind, code, False)


def test_a_failure_says_what_the_server_said() -> None:
    told = {"C": "23505", "M": "duplicate key", "D": "Key (name)=(ann) already exists.", "H": "Take another."}
    assert str(server_failure(told)).splitlines() == [
        "duplicate key",
        "DETAIL: Key (name)=(ann) already exists.",
        "HINT: Take another.",
    ]


def test_after_a_fatal_complaint_the_connection_is_lost() -> None:
    assert is_lost(server_failure({"C": "57P01", "M": "shutting down", "S": "FATAL", "V": "FATAL"}))
    assert is_lost(server_failure({"C": "57P01", "M": "arrêt", "S": "FATALE", "V": "FATAL"}))  # S is translated, V not
    assert not is_lost(OSError("another"))


def test_what_was_never_there_is_named() -> None:
    failure = no_connection("db, port 5432", ConnectionRefusedError(111, "Connection refused"))
    assert str(failure) == "there is no PostgreSQL at db, port 5432: Connection refused"
    assert is_lost(failure)
