"""One served store a test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.web_desk import make_store

from recoupe.store.opening import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = make_store(tmp_path)
    yield made
    made.engine.dispose()
