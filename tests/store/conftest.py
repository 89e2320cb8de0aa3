"""Stores to test with: every test of this folder that takes `store` or `location` runs on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.postgres import Cluster, empty_database, require_binaries, run_cluster

from recoupe.store.opening import Store, open_store


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL for the whole run."""
    require_binaries()
    with run_cluster() as running:
        yield running


@pytest.fixture(scope="session")
def database(cluster: Cluster) -> str:
    """A database for the whole run."""
    return cluster.make_database()


@pytest.fixture(params=["sqlite", "postgresql"])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new store may be made."""
    if request.param == "sqlite":
        return str(tmp_path / "news.db")
    url: str = request.getfixturevalue("database")
    empty_database(url)
    return url


@pytest.fixture
def store(location: str) -> Iterator[Store]:
    """A new store."""
    opened = open_store(location, create=True)
    yield opened
    opened.engine.dispose()
