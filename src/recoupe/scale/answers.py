"""What a part of the input gave, and parts read one after the other in this process."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from recoupe.reading.parts import Part, part_bytes, read_part
from recoupe.scale.tasks import Answer, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What a part gave, in order, and how many bytes of the input it was."""

    given: tuple[Answer, ...]
    size: int


def read_here(parts: Iterable[Part], task: Task) -> Iterator[Answers]:
    """The answers of each part, read in this process."""
    for part in parts:
        yield Answers(given=tuple(task.read(item) for item in read_part(part)), size=part_bytes(part))
