"""How rarely Python looks for cyclic garbage in a process of ours."""

import gc

COLLECT_AFTER = 300_000
"""New objects after which it looks. A start and its first text make 260,000, mostly rules and tables that last: at
Python's own 700, a tenth of the time went into looking for garbage among them. A further text leaves next to none."""


def collect_rarely() -> None:
    """To be called first in a process that is ours alone; a program that uses Recoupe decides for itself."""
    gc.set_threshold(COLLECT_AFTER)


def collect_no_more() -> None:
    """To be called where a process ends: what is left goes with it, and to look through it took a tenth of a second."""
    gc.freeze()
