"""Statements: those that come often are prepared, those that have not come for long are forgotten."""

from recoupe.store.postgresql.statements import MOST, OFTEN, Statements


def test_a_statement_gets_a_name_when_it_comes_often() -> None:
    known = Statements()
    names = [known.use("SELECT 1").name for _ in range(OFTEN + 1)]
    assert names == [b""] * (OFTEN - 1) + [b"recoupe_0"] * 2


def test_a_statement_that_failed_is_never_prepared_again() -> None:
    known = Statements()
    for _ in range(OFTEN):
        statement = known.use("SELECT 1")
    assert known.fail(statement) == b"recoupe_0"
    assert [known.use("SELECT 1").name for _ in range(2 * OFTEN)] == [b""] * 2 * OFTEN


def test_those_used_last_are_kept_in_mind() -> None:
    known = Statements()
    for text in ("old", "lasting"):
        for _ in range(OFTEN):
            known.use(text).prepared = True
    for number in range(MOST - 1):
        known.use(f"SELECT {number}")
        known.use("lasting")
    assert known.drop_oldest() == [b"recoupe_0"]
    assert known.use("lasting").prepared
    assert known.use("old").used == 1
