"""Parts read by several processes side by side: the answers that one process would give, in the same order.

A process that dies is replaced, and what it was at is read again; a document over which processes die again and again,
or that hangs, becomes an answer with an error. Only so many parts are under way at a time, so that a slow disk at the
end of the way holds up the reading and does not fill the memory.
"""

import multiprocessing
import signal
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from recoupe.errors import RecoupeError
from recoupe.reading.parts import Part, part_bytes
from recoupe.records import Unread
from recoupe.scale.answers import Answers
from recoupe.scale.bounds import PATIENCE
from recoupe.scale.reader import Begun, Finished, Message, Order, serve
from recoupe.scale.tasks import Answer, Task, too_long

PARTS_A_PROCESS = 4
"""Parts handed out or waiting to be passed on, for each process."""

OPENING_SECONDS = 300.0
"""To load the models, and to make documents of a file's bytes before the first is read."""

TRIES = 3
"""A process may be killed by others, for memory say; a document over which three died is to blame itself."""


@dataclass(slots=True, kw_only=True)
class Assignment:
    """A part with what has come of it."""

    part: Part
    given: list[Answer] = field(default_factory=list)
    losses: int = 0  # processes that died over the document that is next
    finished: bool = False


@dataclass(slots=True, kw_only=True)
class Seat:
    """A process with what it is at."""

    process: BaseProcess
    connection: Connection
    at: Assignment | None = None
    begun: Begun | None = None
    deadline: float = 0.0


def read_in_processes(parts: Iterable[Part], task: Task, processes: int) -> Iterator[Answers]:
    """The answers of each part in order, read by so many processes."""
    coming, under_way = iter(parts), deque[Assignment]()
    crew = Crew(task, processes)
    try:
        while True:
            fresh = [Assignment(part=part) for part in islice(coming, PARTS_A_PROCESS * processes - len(under_way))]
            under_way += fresh
            crew.waiting += fresh
            if not under_way:
                return
            if under_way[0].finished:
                done = under_way.popleft()
                yield Answers(given=tuple(done.given), size=part_bytes(done.part))
            else:
                crew.work()
    finally:
        crew.dismiss()


@contextmanager
def broken_pipes_raised() -> Iterator[None]:
    """Writing to a process that has just died raises BrokenPipeError here.

    The command line lets SIGPIPE end the program, as `recoupe extract … | head` asks; a dead reader must not.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "SIGPIPE"):
        yield
        return
    before = signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGPIPE, before)


class Crew:
    """The processes, and the parts that wait for one of them."""

    def __init__(self, task: Task, processes: int) -> None:
        self.task = task
        self.waiting: deque[Assignment] = deque()
        # A fresh interpreter each: forked ones would inherit each other's pipes, and miss that the parent is gone.
        self._context = multiprocessing.get_context("spawn")
        self._seats = [self._hire() for _ in range(processes)]

    def work(self) -> None:
        """Hands out what waits and takes in what has come; returns after at least one message, death or time-out."""
        for seat in self._seats:
            if seat.at is None and self.waiting:
                self._hand_out(seat, self.waiting.popleft())
        busy = [seat for seat in self._seats if seat.at]
        if not busy:  # the processes that were handed something had died, and are replaced
            return
        patience = max(0.0, min(seat.deadline for seat in busy) - time.monotonic())
        ready = set(wait([seat.connection for seat in busy], patience))
        for seat in busy:
            if seat.connection in ready:
                self._take_in(seat)
            elif time.monotonic() >= seat.deadline:
                self._give_up(seat)

    def dismiss(self) -> None:
        """Ends all processes."""
        for seat in self._seats:
            seat.process.kill()
            seat.process.join()
            seat.connection.close()

    def _hire(self) -> Seat:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=serve, args=(theirs, self.task), daemon=True)
        process.start()
        theirs.close()
        return Seat(process=process, connection=ours)

    def _hand_out(self, seat: Seat, assignment: Assignment) -> None:
        seat.at, seat.begun, seat.deadline = assignment, None, time.monotonic() + OPENING_SECONDS
        try:
            with broken_pipes_raised():
                seat.connection.send(Order(part=assignment.part, skip=len(assignment.given)))
        except (BrokenPipeError, ConnectionResetError):
            self._lose(seat)

    def _take_in(self, seat: Seat) -> None:
        try:
            message: Message = seat.connection.recv()
        except (EOFError, ConnectionResetError):
            self._lose(seat)
            return
        assert seat.at  # only seats that are at something are listened to
        if isinstance(message, RecoupeError):
            raise message
        if isinstance(message, Finished):
            seat.at.finished, seat.at = True, None
        elif isinstance(message, Begun):
            seat.begun, seat.deadline = message, time.monotonic() + PATIENCE * message.seconds
        else:
            self._accept(seat, message)

    def _accept(self, seat: Seat, answer: Answer) -> None:
        assert seat.at
        seat.at.given.append(answer)
        seat.at.losses, seat.begun, seat.deadline = 0, None, time.monotonic() + OPENING_SECONDS

    def _lose(self, seat: Seat) -> None:
        """The process is dead: another tries again, or the document is set aside."""
        assert seat.at
        seat.at.losses += 1
        if seat.at.losses >= TRIES:
            self._set_aside(seat, f"{TRIES} processes died while reading this (out of memory, or a fault of a library)")
        self._replace(seat)

    def _give_up(self, seat: Seat) -> None:
        """The document hangs where not even an alarm reaches it."""
        seconds = seat.begun.seconds if seat.begun else OPENING_SECONDS
        self._set_aside(seat, too_long(PATIENCE * seconds if seat.begun else seconds))
        self._replace(seat)

    def _set_aside(self, seat: Seat, reason: str) -> None:
        """An answer with an error for the document begun; for all the rest of the part where none was."""
        assert seat.at
        name = getattr(seat.at.part, "path", None) or getattr(seat.at.part, "name", "input")
        begun = seat.begun or Begun(id=f"{name}#{len(seat.at.given) + 1}", origin=str(name), seconds=0)
        unread = Unread(id=begun.id, origin=begun.origin, reason=f"{begun.origin}: {reason}")
        seat.at.given.append(self.task.read(unread))
        seat.at.losses = 0
        seat.at.finished = seat.begun is None

    def _replace(self, seat: Seat) -> None:
        """A new process in the seat of one that is dead or to be ended; its part waits for the next that is free."""
        seat.process.kill()
        seat.process.join()
        seat.connection.close()
        if seat.at and not seat.at.finished:
            self.waiting.appendleft(seat.at)
        fresh = self._hire()
        seat.process, seat.connection, seat.at, seat.begun = fresh.process, fresh.connection, None, None
