"""docs/web.md says of the server what the server says of itself."""

import re
from pathlib import Path

import pytest

from recoupe.store.sessions import SESSION_LENGTH
from recoupe.web import throttle
from recoupe.web.envelope import HEADERS, MOST_BODY
from recoupe.web.queries import MOST_ROWS
from recoupe.web.routes.table import ROUTES

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "web.md").read_text("utf-8")
THREATS = (ROOT / "docs" / "threat_model.md").read_text("utf-8")


def test_every_route_stands_there_with_whom_it_admits() -> None:
    rows = re.findall(r"^\| `([A-Z]+ \S+)` \| (\w+) \|", PAGE, re.MULTILINE)
    assert rows == [(route.name, route.access.value) for route in ROUTES]


def test_every_header_stands_there() -> None:
    assert re.findall(r"^\| `([A-Z][A-Za-z-]+)` \|", PAGE, re.MULTILINE) == list(HEADERS)


def test_the_numbers_are_those_of_the_code() -> None:
    assert SESSION_LENGTH.total_seconds() == 12 * 3600
    assert (MOST_BODY, MOST_ROWS) == (64 * 1024, 500)
    limits = (throttle.MOST_FOR_NAME_AND_ADDRESS, throttle.MOST_FOR_ADDRESS, throttle.MOST_FOR_NAME)
    assert (limits, throttle.WINDOW.total_seconds()) == ((5, 20, 50), 15 * 60)


@pytest.mark.parametrize("name", sorted(set(re.findall(r"test_\w+\.py", THREATS))))
def test_every_test_that_the_threat_model_names_is_there(name: str) -> None:
    assert list((ROOT / "tests").rglob(name))
