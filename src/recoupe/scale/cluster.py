"""Parts read by the workers of an existing Dask cluster: the answers that one process would give, in the same order."""

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from distributed import Client, KilledWorker

from recoupe.errors import InputError
from recoupe.reading.lines import read_raw_line
from recoupe.reading.parts import FilePart, LinesPart, Part, carry_file, part_bytes, read_part
from recoupe.records import Unread
from recoupe.scale.answers import Answers
from recoupe.scale.tasks import Answer, Task

PARTS_A_THREAD = 3
"""Parts under way for each thread of the cluster: enough that none waits, few enough that memory stays bounded."""


def read_on_cluster(parts: Iterable[Part], task: Task, address: str) -> Iterator[Answers]:
    """The answers of each part in order, read by the cluster whose scheduler is at `address` ("tcp://host:8786").

    Raises InputError where nobody answers.
    """
    with connect(address) as client:
        most = max(1, PARTS_A_THREAD * sum(client.nthreads().values()))
        under_way: deque[tuple[Part, Any]] = deque()
        coming = iter(parts)
        while True:
            for part in islice(coming, most - len(under_way)):
                under_way.append((part, submit(client, part, task)))
            if not under_way:
                return
            part, future = under_way.popleft()
            yield Answers(given=collect(client, part, future, task), size=part_bytes(part))


def connect(address: str) -> Any:
    """A client of the cluster; Dask has no types."""
    try:
        return Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as problem:
        raise InputError(
            f"no Dask scheduler answers at {address} ({problem}); give its address, such as tcp://host:8786"
        ) from problem


CONNECT_SECONDS = 20


def submit(client: Any, part: Part, task: Task, skip: int = 0, take: int | None = None) -> Any:
    """Sends a part, or some of its documents, to a worker; files travel as their bytes, paths being of this machine."""
    carried = carry_file(part) if isinstance(part, FilePart) else part
    future: Any = client.submit(read_some, carried, task, skip, take, pure=False)
    return future


def read_some(part: Part, task: Task, skip: int, take: int | None) -> tuple[Answer, ...]:
    """The answers of some documents of a part; runs on a worker."""
    stop = None if take is None else skip + take
    return tuple(task.read(item) for item in islice(read_part(part), skip, stop))


def collect(client: Any, part: Part, future: Any, task: Task) -> tuple[Answer, ...]:
    """What a part gave; where workers died over it, its documents one by one, and those at fault as errors."""
    try:
        given: tuple[Answer, ...] = future.result()
        return given
    except KilledWorker:
        return tuple(read_singly(client, part, task))


def read_singly(client: Any, part: Part, task: Task) -> Iterator[Answer]:
    """The documents of a part each by itself; where two in a row cannot be reached, the rest is given up."""
    position = lost = 0
    while lost < 2:
        try:
            one = submit(client, part, task, position, 1).result()
            if not one:
                return
            yield from one
            lost = 0
        except KilledWorker:
            lost += 1
            yield task.read(set_aside(part, position))
        position += 1


def set_aside(part: Part, position: int) -> Unread:
    """What stands in for a document over which the cluster's workers died."""
    identifier, origin = part_name(part, position)
    return Unread(id=identifier, origin=origin, reason=f"{origin}: the cluster's workers died while reading this")


def part_name(part: Part, position: int) -> tuple[str, str]:
    """Identifier and origin of a document of a part: "afp-17" and "news.jsonl:17"."""
    if isinstance(part, LinesPart) and position < len(part.lines):
        number, raw = part.lines[position]
        origin = f"{part.name}:{number}"
        return read_raw_line(raw, origin).id, origin
    origin = str(part.path) if isinstance(part, FilePart) else getattr(part, "origin", "input")
    return f"{origin}#{position + 1}", origin
