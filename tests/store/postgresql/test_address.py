"""Addresses: a URL goes before the variables of PostgreSQL's programs, these before what is usual."""

from pathlib import Path

import pytest
from sqlalchemy import make_url

from recoupe.store.postgresql.address import Address, Encryption, find_password, read_address

ELSEWHERE = {"PGPASSFILE": "/nowhere"}

READ = [
    ("postgresql://desk@db.example/news", {}, ("db.example", 5432, "news", "desk", None)),
    ("postgresql://desk:a%40b@db.example:6000/news", {}, ("db.example", 6000, "news", "desk", "a@b")),
    ("postgresql://desk@db.example", {}, ("db.example", 5432, "desk", "desk", None)),
    ("postgresql:///news?host=/run/pg&user=desk&port=6", {}, ("/run/pg", 6, "news", "desk", None)),
    ("postgresql:///news", {"PGHOST": "db", "PGUSER": "desk", "PGPORT": "7"}, ("db", 7, "news", "desk", None)),
    ("postgresql://", {"PGHOST": "db", "PGUSER": "desk", "PGDATABASE": "news"}, ("db", 5432, "news", "desk", None)),
    ("postgresql://desk@db/news", {"PGUSER": "other", "PGPASSWORD": "x"}, ("db", 5432, "news", "desk", "x")),
]


@pytest.mark.parametrize(("url", "environment", "expected"), READ)
def test_an_address_is_read(url: str, environment: dict[str, str], expected: tuple[object, ...]) -> None:
    read = read_address(make_url(url), ELSEWHERE | environment)
    assert (read.host, read.port, read.database, read.user, read.password) == expected


def test_without_a_host_the_socket_of_this_machine_is_taken_where_there_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recoupe.store.postgresql.address.SOCKET_FOLDERS", (tmp_path,))
    url = make_url("postgresql://desk@/news")
    assert read_address(url, ELSEWHERE).host == "localhost"
    (tmp_path / ".s.PGSQL.5432").touch()
    read = read_address(url, ELSEWHERE)
    assert (read.is_local, str(read)) == (True, str(tmp_path / ".s.PGSQL.5432"))


def test_encryption_and_the_session_are_read() -> None:
    said = "sslmode=verify-full&sslrootcert=r.pem&sslcert=c.pem&sslkey=k.pem&connect_timeout=3&options=-cjit%3Doff"
    read = read_address(make_url(f"postgresql://desk@db/news?{said}"), ELSEWHERE | {"PGAPPNAME": "desk 2"})
    expected = Encryption(mode="verify-full", root_certificate="r.pem", certificate="c.pem", key="k.pem")
    assert read == Address(
        host="db",
        port=5432,
        database="news",
        user="desk",
        password=None,
        encryption=expected,
        timeout=3.0,
        application="desk 2",
        options="-cjit=off",
    )


REFUSED = [
    ("sslmod=require", "'sslmod' is no parameter"),
    ("sslmode=yes", "expected one of disable, allow"),
    ("host=a&host=b", "given 2 times"),
    ("port=five", "invalid literal"),
]


@pytest.mark.parametrize(("said", "reason"), REFUSED)
def test_what_a_url_should_not_say_is_refused(said: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        read_address(make_url(f"postgresql:///news?{said}"), {})


LINES = ["# db:5432:news:desk:no", "db:5432:old:desk:first", r"db:*:news:desk:a\:b\\c", "*:*:*:*:any", "db:broken"]
KEPT = [
    (("db", "5432", "old", "desk"), "first"),
    (("db", "6000", "news", "desk"), r"a:b\c"),
    (("db", "5432", "news", "other"), "any"),
]


@pytest.mark.parametrize(("wanted", "password"), KEPT)
def test_the_first_line_that_fits_has_the_password(wanted: tuple[str, ...], password: str) -> None:
    assert find_password(LINES, [{each} for each in wanted]) == password


def test_where_no_line_fits_there_is_no_password() -> None:
    assert find_password(LINES[:3], [{"elsewhere"}, {"5432"}, {"news"}, {"desk"}]) is None


def test_a_file_of_passwords_that_others_may_read_is_not_read(tmp_path: Path) -> None:
    kept = tmp_path / "pass"
    kept.write_text("db:*:*:*:x\n")
    url = make_url(f"postgresql://desk@db/news?passfile={kept}")
    kept.chmod(0o644)
    assert read_address(url, {}).password is None
    kept.chmod(0o600)
    assert read_address(url, {}).password == "x"
