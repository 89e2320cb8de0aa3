"""A cluster gives what one process gives, and files travel to it as their bytes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from recoupe.errors import InputError
from recoupe.reading.parts import split_paths
from recoupe.scale.answers import read_here
from recoupe.scale.running import Force, read_parts
from recoupe.scale.tasks import Line
from tasks_by_hand import TouchyTask

dask = pytest.importorskip("dask", reason="Dask is an extra: pip install 'recoupe[cluster]'")
distributed = pytest.importorskip("distributed", reason="Dask is an extra: pip install 'recoupe[cluster]'")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),  # the first death of a worker is the last
        distributed.LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as cluster,
    ):
        yield cluster.scheduler_address


def test_a_cluster_answers_what_one_process_answers(address: str, tmp_path: Path) -> None:
    task = TouchyTask(folder=str(tmp_path))
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(f"Article {number} says nothing of note to anybody at all.")
    parts = list(split_paths([tmp_path]))
    assert list(read_parts(parts, task, Force(cluster=address))) == list(read_here(parts, task))


def test_a_document_that_kills_workers_is_set_aside(address: str, tmp_path: Path) -> None:
    file = tmp_path / "news.jsonl"
    file.write_text('{"id": "a", "text": "a"}\n{"id": "b", "text": "deadly"}\n{"id": "c", "text": "c"}\n')
    answers = read_parts(split_paths([file]), TouchyTask(folder=str(tmp_path)), Force(cluster=address))
    lines = [line for part in answers for line in part.given if isinstance(line, Line)]
    assert [(line.text, line.error is None) for line in lines] == [("a a", True), ("b", False), ("c c", True)]


def test_no_scheduler_is_an_error_that_says_what_to_give(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("recoupe.scale.cluster.CONNECT_SECONDS", 1)
    with pytest.raises(InputError, match="no Dask scheduler answers"):
        list(read_parts([], TouchyTask(folder=str(tmp_path)), Force(cluster="tcp://127.0.0.1:9")))
