"""How long one document may take and how much memory one process may hold; a document beyond them is set aside."""

import resource
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

from recoupe.records import Document

# When a document outruns its time and Python cannot say so (a call into a library that does not return), the process
# that reads it is ended after so many times the bound, by the clock: a busy machine gives a process a tenth of itself.
PATIENCE = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one document and one process may use.

    A long article takes a tenth of a second: the time, of the processor, is for a text made to be slow. Models
    and tables are 0.4 GB: the memory is far above, as allocators and libraries reserve more than they use.
    """

    seconds: float = 30.0  # for any document
    characters_a_second: float = 2_000.0  # and longer for a longer one
    process_bytes: int = 6_000_000_000

    def seconds_for(self, document: Document) -> float:
        """The time that a document may take, by its length."""
        return self.seconds + len(document.content) / self.characters_a_second


class OutOfTime(BaseException):
    """Raised inside a reading that takes too long; no Exception, so that nothing on the way takes it for its own."""


@contextmanager
def time_bound(seconds: float) -> Iterator[None]:
    """Raises OutOfTime in the block after so many seconds of this process's own time, however busy the machine is.

    Bounds nothing outside a process's main thread.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGPROF, _raise)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def bound_memory(most: int) -> None:
    """From here on this process gets no more than `most` bytes: a MemoryError in one document, not a dead machine."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


def _raise(_signal: int, _frame: FrameType | None) -> None:
    raise OutOfTime
