"""How long somebody has to wait before trying to log in again, told from the failures in the audit log.

The log outlives a restart and is shared by all processes that serve a store, so that neither gives fresh guesses.
"""

from datetime import timedelta

from recoupe.store.audit import count_failures
from recoupe.store.opening import Store

WINDOW = timedelta(minutes=15)

MOST_FOR_NAME_AND_ADDRESS = 5
"""Failures of one name from one address within the window: a forgotten password, not a guessed one."""

MOST_FOR_ADDRESS = 20
"""Failures from one address, whatever the names: an office behind one address, not a list of passwords tried out."""

MOST_FOR_NAME = 50
"""Failures of one name from anywhere: 4,800 guesses a day of a password of twelve characters, and no easy way to
lock a colleague out from one machine."""


def seconds_to_wait(store: Store, name: str, address: str) -> int:
    """0 where a login may be tried; the window where too many have failed within it."""
    counts = (
        (count_failures(store, WINDOW, user=name, address=address), MOST_FOR_NAME_AND_ADDRESS),
        (count_failures(store, WINDOW, address=address), MOST_FOR_ADDRESS),
        (count_failures(store, WINDOW, user=name), MOST_FOR_NAME),
    )
    return int(WINDOW.total_seconds()) if any(failed >= most for failed, most in counts) else 0
