"""What a watch remembers between two looks: a JSON file beside the list of feeds, replaced as a whole."""

import json
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from recoupe.errors import FormatError

MOST_SEEN = 2000
"""Entries of a feed that are remembered; feeds show a few hundred at most."""


@dataclass(slots=True, kw_only=True)
class SourceState:
    """What is remembered of a feed."""

    etag: str | None = None
    modified: str | None = None
    due: float = 0.0  # not before this time, seconds since 1970
    failures: int = 0  # in a row
    looks: int = 0
    seen: list[str] = field(default_factory=list)  # entries that are done with, the latest last
    tries: dict[str, int] = field(default_factory=dict)  # entries whose page could not be fetched yet

    def note_done(self, entry: str) -> None:
        """Remembers that an entry needs no further look."""
        self.tries.pop(entry, None)
        self.seen = [*self.seen[-MOST_SEEN + 1 :], entry]


@dataclass(slots=True, kw_only=True)
class HostState:
    """What is remembered of a host."""

    robots: str | None = None  # its robots.txt; "" where it has none
    robots_at: float = 0.0
    asked: float = 0.0  # when something was last asked of it
    due: float = 0.0  # it asked to be left alone until then


@dataclass(slots=True, kw_only=True)
class WatchState:
    """All that is remembered."""

    run: int = 0  # the last run whose changes were called out
    sources: dict[str, SourceState] = field(default_factory=dict)  # by URL
    hosts: dict[str, HostState] = field(default_factory=dict)
    files: dict[str, list[int]] = field(default_factory=dict)  # size and time of change, by path
    unsent: list[dict[str, Any]] = field(default_factory=list)  # calls that the webhook has not taken yet

    def source(self, url: str) -> SourceState:
        """What is remembered of a feed; nothing at first."""
        return self.sources.setdefault(url, SourceState())

    def host(self, name: str) -> HostState:
        """What is remembered of a host; nothing at first."""
        return self.hosts.setdefault(name, HostState())


def load_state(place: Path) -> WatchState:
    """What was remembered; nothing where there is no such file. Raises FormatError for any other file."""
    if not place.exists():
        return WatchState()
    try:
        given = json.loads(place.read_text("utf-8"))
        parts = {"sources": SourceState, "hosts": HostState}
        read = {name: {key: kind(**each) for key, each in given.get(name, {}).items()} for name, kind in parts.items()}
        known = {each.name for each in fields(WatchState)}
        return WatchState(**({key: value for key, value in given.items() if key in known} | read))
    except (OSError, ValueError, TypeError, AttributeError) as problem:
        raise FormatError(f"{place}: {problem}; move it away, and all that is watched is looked at anew") from problem


def save_state(state: WatchState, place: Path) -> None:
    """Puts what is remembered in place of what was: whole, or not at all."""
    beside = place.with_name(f"{place.name}.new")
    beside.write_text(json.dumps(asdict(state), ensure_ascii=False, indent=1, sort_keys=True), encoding="utf-8")
    beside.replace(place)
