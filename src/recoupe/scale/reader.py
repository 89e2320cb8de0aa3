"""A reader: a process that is sent parts, one at a time, and answers document by document."""

import signal
from dataclasses import dataclass
from itertools import islice
from multiprocessing.connection import Connection

from recoupe.errors import RecoupeError
from recoupe.garbage import collect_rarely
from recoupe.reading.parts import Part, read_part
from recoupe.records import Document, Unread
from recoupe.scale.bounds import Limits, bound_memory
from recoupe.scale.tasks import Answer, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A part to read, but for its first documents, which are answered already."""

    part: Part
    skip: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """The reader now reads this document, which may take so long."""

    id: str
    origin: str
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """The part is at its end."""


Message = Begun | Finished | Answer | RecoupeError


def serve(connection: Connection, task: Task) -> None:
    """The life of a reader: it ends when nobody is at the other end any more."""
    collect_rarely()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that hands out
    bound_memory(task.limits.process_bytes)
    try:
        while True:
            answer_order(connection, connection.recv(), task)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return
    except RecoupeError as problem:  # rules, models or store are wrong, for every document
        connection.send(problem)


def answer_order(connection: Connection, order: Order, task: Task) -> None:
    """Sends what each document of the part gives, saying before each that it is begun."""
    for item in islice(read_part(order.part), order.skip, None):
        connection.send(begin(item, task.limits))
        connection.send(task.read(item))
    connection.send(Finished())


def begin(item: Document | Unread, limits: Limits) -> Begun:
    """That this is read now."""
    if isinstance(item, Document):
        return Begun(id=item.id, origin=item.origin or item.id, seconds=limits.seconds_for(item))
    return Begun(id=item.id, origin=item.origin, seconds=limits.seconds)
