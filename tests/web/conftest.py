"""One served store a test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.web_desk import QUICK, make_store

from recoupe.store.opening import Store
from recoupe.web import passwords


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = make_store(tmp_path)
    yield made
    made.engine.dispose()


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashing that does not take its time; that it does outside the tests is tested in test_passwords."""
    monkeypatch.setattr(passwords, "HASHER", QUICK)
