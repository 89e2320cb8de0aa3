"""The driver: values come back as they went, failures and lost connections are seen for what they are."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import (
    ARRAY,
    JSON,
    BigInteger,
    Boolean,
    Column,
    Engine,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    Numeric,
    Table,
    Text,
    func,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.exc import DataError, IntegrityError, InternalError, OperationalError, ProgrammingError
from tests.store.postgresql.conftest import Server

from recoupe.errors import StoreError
from recoupe.store.opening import make_engine, write_engine
from recoupe.store.postgresql.statements import MOST, OFTEN

KINDS = Table(
    "kinds",
    MetaData(),
    Column("key", Integer, primary_key=True),
    Column("json", JSON(none_as_null=True)),
    Column("jsonb", JSONB(none_as_null=True)),
    Column("texts", ARRAY(Text)),
    Column("numbers", ARRAY(Integer)),
    Column("bytes", LargeBinary),
    Column("float", Float),
    Column("numeric", Numeric),
    Column("flag", Boolean),
    Column("large", BigInteger),
    Column("text", Text),
)
FULL: dict[str, Any] = {
    "json": {"é": [1, None, "\\\"'"]},
    "jsonb": [1.5, "ü"],
    "texts": ["a,b", '"{}\\', None, "NULL", ""],
    "numbers": [1, -2],
    "bytes": b"\0\xff\\x",
    "float": 0.1,
    "numeric": Decimal("1.50"),
    "flag": True,
    "large": 2**40,
    "text": "100 % of $1 :name é 🛰 \n\t'\\",
}
EMPTY: dict[str, Any] = dict.fromkeys(FULL)
ROWS = [FULL, EMPTY] * 250


@pytest.fixture
def engine(server: Server) -> Iterator[Engine]:
    made = make_engine(server.url())
    with made.begin() as connection:
        KINDS.metadata.drop_all(connection)
        KINDS.metadata.create_all(connection)
    yield made
    made.dispose()


def test_values_of_every_kind_come_back_as_they_went(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(KINDS.insert(), ROWS)
        assert connection.execute(KINDS.update().values(key=KINDS.c.key + 1000)).rowcount == len(ROWS)
    columns = [column for column in KINDS.c if column.name != "key"]
    with engine.connect() as connection:
        query = select(*columns).order_by(KINDS.c.key)
        assert [dict(row) for row in connection.execute(query).mappings()] == ROWS
        portions = connection.execute(query, execution_options={"yield_per": 60})  # by a cursor on the server
        assert [dict(row) for row in portions.mappings()] == ROWS
        assert connection.execute(select(func.max(KINDS.c.key % 7))).scalar() == 6


def test_rows_come_back_with_their_keys_in_order(engine: Engine) -> None:
    with engine.begin() as connection:
        returned = connection.execute(KINDS.insert().returning(KINDS.c.key, sort_by_parameter_order=True), ROWS)
        keys = returned.scalars().all()
        found = connection.execute(select(KINDS.c.flag).order_by(KINDS.c.key)).scalars().all()
    assert keys == sorted(keys)
    assert found == [row["flag"] for row in ROWS]


def test_a_statement_that_comes_often_goes_on_after_one_that_failed(engine: Engine) -> None:
    query = text("SELECT 10 / CAST(:number AS integer)")
    with engine.connect() as connection:
        for number in (1, 0, 2, 5, *[1] * OFTEN, 0, 5, *[0] * OFTEN, 2):
            if number:
                assert connection.execute(query, {"number": number}).scalar() == 10 // number
            else:
                with pytest.raises(DataError, match="division by zero"):
                    connection.execute(query, {"number": number})
                connection.rollback()


def test_no_more_statements_are_prepared_than_are_kept_in_mind(engine: Engine) -> None:
    with engine.connect() as connection:
        for kind in range(MOST + 20):
            for number in range(OFTEN + 1):
                asked = text(f"SELECT {kind} + CAST(:number AS integer)")
                assert connection.execute(asked, {"number": number}).scalar() == kind + number
        prepared = connection.execute(text("SELECT count(*) FROM pg_prepared_statements")).scalar_one()
    assert OFTEN < prepared <= MOST


RAISED = [
    ("53100", StoreError),  # disk full
    ("55P03", StoreError),  # locked too long
    ("40001", StoreError),  # cannot be one after the other
    ("40P01", StoreError),  # deadlock
    ("25006", StoreError),  # read-only
    ("57014", StoreError),  # cancelled
    ("XX001", StoreError),  # corrupted
    ("23505", IntegrityError),
    ("22003", DataError),
    ("42501", ProgrammingError),
]


@pytest.mark.parametrize(("code", "kind"), RAISED)
def test_what_the_server_refuses_is_seen_by_its_code(engine: Engine, code: str, kind: type[Exception]) -> None:
    with pytest.raises(kind, match="as told"), write_engine(engine) as connection:
        connection.exec_driver_sql(f"DO $$ BEGIN RAISE EXCEPTION 'as told' USING ERRCODE = '{code}'; END $$")


def test_many_rows_of_which_one_cannot_be_leave_nothing(engine: Engine) -> None:
    rows = [{"key": number} for number in [*range(300), 150]]
    with pytest.raises(IntegrityError, match="duplicate key"), engine.begin() as connection:
        connection.execute(KINDS.insert(), rows)
    with engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(KINDS)).scalar() == 0


def test_a_transaction_that_failed_is_not_kept(engine: Engine) -> None:
    with engine.connect() as connection:
        connection.execute(KINDS.insert())
        with pytest.raises(ProgrammingError):
            connection.execute(text("SELECT nothing"))
        with pytest.raises(InternalError, match="nothing of it is kept"):
            connection.commit()


def end_other(server: Server, number: int) -> None:
    """Ends a connection as an administrator does."""
    other = make_engine(server.url())
    with other.begin() as connection:
        connection.execute(text("SELECT pg_terminate_backend(:number, 5000)"), {"number": number})
    other.dispose()


def own_number(connection: Any) -> int:
    """The server's number of a connection."""
    return int(connection.execute(text("SELECT pg_backend_pid()")).scalar_one())


def test_a_connection_that_was_ended_fails_once_and_is_made_anew(server: Server, engine: Engine) -> None:
    with (
        pytest.raises(StoreError, match="nothing of this was kept: terminating connection"),
        write_engine(engine) as connection,
    ):
        connection.execute(KINDS.insert())
        end_other(server, own_number(connection))
    with engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(KINDS)).scalar() == 0


def test_a_connection_that_was_ended_while_nobody_used_it_is_made_anew_unnoticed(
    server: Server, engine: Engine
) -> None:
    with engine.connect() as connection:
        number = own_number(connection)
    end_other(server, number)
    with engine.connect() as connection:
        assert own_number(connection) != number


def test_a_server_that_is_away_is_said_and_one_that_is_back_is_used(server: Server, engine: Engine) -> None:
    with engine.connect() as connection:
        server.cluster.stop()
        with pytest.raises(OperationalError) as failure:
            connection.execute(text("SELECT 1"))
        assert failure.value.connection_invalidated
    with pytest.raises(StoreError, match=r"there is no PostgreSQL at 127\.0\.0\.1"), write_engine(engine):
        pass
    server.cluster.start()
    with engine.connect() as connection:
        assert connection.execute(text("SELECT 1")).scalar() == 1
