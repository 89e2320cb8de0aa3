"""The last large answers, so that the second reader of a map does not wait for it to be made again."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

MOST_KEPT = 4
"""Maps: one of a hundred thousand points has 22 MB."""


class LastAnswers:
    """The bodies of the answers given last, by their ETags: an ETag names the question and the state of the store."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._lock = Lock()

    def find_or_make(self, tag: str, make: Callable[[], bytes]) -> bytes:
        """The body of that tag; one that is not there is made, by whoever asks for it."""
        with self._lock:
            if tag in self._kept:
                self._kept.move_to_end(tag)
                return self._kept[tag]
        body = make()
        with self._lock:
            self._kept[tag] = body
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return body
