"""Where parts are read: in this process, in several, or on a cluster; the answers are the same."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from recoupe.errors import InputError
from recoupe.reading.parts import Part
from recoupe.scale.answers import Answers, read_here
from recoupe.scale.crew import read_in_processes
from recoupe.scale.tasks import Task


@dataclass(frozen=True, slots=True, kw_only=True)
class Force:
    """What there is to read with; a cluster goes before processes."""

    workers: int = 1
    cluster: str | None = None


def read_parts(parts: Iterable[Part], task: Task, force: Force) -> Iterator[Answers]:
    """The answers of each part, in order; raises InputError where a cluster is asked for and Dask is not installed."""
    if force.cluster:
        try:
            from recoupe.scale.cluster import read_on_cluster
        except ImportError as problem:
            raise InputError("reading on a cluster needs Dask: pip install 'recoupe[cluster]'") from problem
        return read_on_cluster(parts, task, force.cluster)
    if force.workers > 1:
        return read_in_processes(parts, task, force.workers)
    return read_here(parts, task)
