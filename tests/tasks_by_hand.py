"""Tasks that go wrong on purpose, in a module that other processes can import."""

import os
import signal
import time
from dataclasses import dataclass, field
from pathlib import Path

from recoupe.errors import DataError
from recoupe.records import Document, Unread
from recoupe.scale.bounds import Limits
from recoupe.scale.tasks import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchyTask:
    """Answers with the text; dies, hangs, stumbles or refuses at texts that say so."""

    folder: str  # where a mark is left by what dies once
    limits: Limits = field(default_factory=lambda: Limits(seconds=0.3))

    def read(self, item: Document | Unread) -> Line:
        if isinstance(item, Unread):
            return Line(text=item.id, error=item.reason, origin=item.origin)
        mark = Path(self.folder) / item.id
        if item.text == "deadly" or (item.text == "deadly once" and not mark.exists()):
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        if item.text == "endless":
            time.sleep(600)
        if item.text == "broken data":
            raise DataError("the rules are wrong")
        return Line(text=f"{item.id} {item.text}", error=None, origin=item.id)
