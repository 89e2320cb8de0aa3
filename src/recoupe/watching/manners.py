"""How servers are asked politely: what robots.txt allows, not too often, and later where they ask for it or fail."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from recoupe.errors import FetchError
from recoupe.fetching.fetcher import OK, Fetched, Fetcher, Known
from recoupe.watching.state import WatchState

NAME = "recoupe"
"""Whom robots.txt speaks of when it means us."""

BETWEEN = 2.0
"""Seconds between two questions to one host, where its robots.txt asks for no more."""

LONGEST_BETWEEN = 60.0
DAY, WEEK = 86_400.0, 604_800.0
ROBOTS_KEPT = DAY  # RFC 9309, 2.4
LARGEST_ROBOTS = 512_000  # RFC 9309, 2.5: at least 500 KiB
JITTER = 0.1
"""Share of a waiting time that is added by lot, so that not everybody's watch comes on the minute."""

BUSY = frozenset({429, 503})
GONE = 410
SERVER_ERRORS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """The time and how to wait; tests have their own."""

    now: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Whoever asks servers for things, with what is remembered of each."""

    fetcher: Fetcher
    state: WatchState
    clock: Clock = field(default_factory=Clock)

    def ask(self, url: str, known: Known | None = None) -> Fetched:
        """An answer, politely; raises FetchError where robots.txt, the host or the network is against it."""
        host = host_of(url)
        state = self.state.host(host)
        if state.due > self.clock.now():
            raise FetchError(f"{host} asked to be left alone for another {state.due - self.clock.now():.0f} seconds")
        rules = self._rules(url)
        if not rules.can_fetch(NAME, url):
            raise FetchError(f"{host}: its robots.txt keeps programs from this address")
        self._wait(host, min(float(rules.crawl_delay(NAME) or BETWEEN), LONGEST_BETWEEN))
        answer = self.fetcher.fetch(url, known)
        if answer.status in BUSY:
            state.due = self.clock.now() + (read_retry(answer.retry_after, self.clock.now()) or BETWEEN)
        return answer

    def _rules(self, url: str) -> RobotFileParser:
        """What the host's robots.txt says; it is asked for once a day."""
        parts = urlsplit(url)
        state = self.state.host(host_of(url))
        if state.robots is None or self.clock.now() - state.robots_at > ROBOTS_KEPT:
            self._wait(host_of(url), BETWEEN)
            state.robots = self._read_robots(f"{parts.scheme}://{parts.netloc}/robots.txt")
            state.robots_at = self.clock.now()
        rules = RobotFileParser()
        rules.parse(state.robots.splitlines())
        return rules

    def _read_robots(self, url: str) -> str:
        """The file; "" where the host has none. One that fails to say forbids all, as RFC 9309 (2.3.1) asks."""
        answer = self.fetcher.fetch(url)
        if answer.status >= SERVER_ERRORS or answer.status in BUSY:
            raise FetchError(f"{host_of(url)}: its robots.txt cannot be read ({answer.reason}), so nothing is fetched")
        return answer.body[:LARGEST_ROBOTS].decode("utf-8", "replace") if answer.status == OK else ""

    def _wait(self, host: str, between: float) -> None:
        """Waits until so many seconds have gone by since the host was last asked."""
        state = self.state.host(host)
        if (left := state.asked + between - self.clock.now()) > 0:
            self.clock.sleep(min(left, LONGEST_BETWEEN))
        state.asked = self.clock.now()


def host_of(url: str) -> str:
    """Host and port that a URL asks."""
    return urlsplit(url).netloc.lower().rpartition("@")[2]


def read_retry(stated: str | None, now: float) -> float | None:
    """The seconds that a Retry-After header asks for (RFC 9110, 10.2.3), a week at most; None for none."""
    if not stated:
        return None
    if stated.strip().isdecimal():
        return min(float(stated), WEEK)
    try:
        return min(max(0.0, parsedate_to_datetime(stated).timestamp() - now), WEEK)
    except ValueError:
        return None


def wait_after(url: str, looks: int, failures: int, every: float) -> float:
    """Seconds until a feed is looked at again: twice as long for each failure in a row, a day at most, and some jitter.

    The lot is drawn from the address and the number of looks: the same watch waits the same.
    """
    lot = random.Random(f"{url} {looks}").random()
    waiting = min(every * 2.0**failures, max(DAY, every)) if failures else every
    return waiting * (1 + JITTER * lot)
