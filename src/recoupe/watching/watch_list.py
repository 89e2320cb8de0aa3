"""What is watched and who is called: a TOML file with [[feed]], [[folder]] and [calls].

every = 900                                  # seconds between two looks at a feed

[[feed]]
url = "https://news.example/rss"
outlet = "Le Fil"                            # where its documents name none
language = "fr"
articles = true                              # false: the feed's own words, its pages are not fetched

[[folder]]
path = "inbox"                               # beside this file

[calls]
on = ["new", "toll", "contradiction", "confirmed"]
mail = { folder = "outbox", to = "desk@example.org", sender = "recoupe@example.org" }
webhook = { url = "https://hooks.example/…", private = false }
"""

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

from recoupe.errors import FetchError, FormatError
from recoupe.fetching.targets import parse_url
from recoupe.watching.changes import KINDS

EVERY = 900.0
"""Seconds between two looks at a feed: most feeds ask for no more than four an hour."""

SHORTEST = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedSource:
    """A feed to read."""

    url: str
    outlet: str | None = None
    language: str | None = None
    articles: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderSource:
    """A folder to read whatever is put into it."""

    path: str
    outlet: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A folder into which messages are put as .eml files, for a mail program to send."""

    folder: str
    to: str
    sender: str = "recoupe@localhost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """A URL that takes messages as JSON; `private` allows one on the own network."""

    url: str
    private: bool = False


Entry = TypeVar("Entry", FeedSource, FolderSource, Mail, Webhook)


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchList:
    """All that a file of feeds says; `place` is the file."""

    place: Path
    every: float = EVERY
    feeds: tuple[FeedSource, ...] = ()
    folders: tuple[FolderSource, ...] = ()
    on: tuple[str, ...] = KINDS
    mail: Mail | None = None
    webhook: Webhook | None = None

    @property
    def state_file(self) -> Path:
        """Where what has been seen is kept: "feeds.state.json" beside "feeds.toml"."""
        return self.place.with_suffix(".state.json")

    def beside(self, path: str) -> Path:
        """A path of the file, which counts from the folder that the file is in."""
        return self.place.parent / path


def load_watch_list(place: Path, ports: frozenset[int]) -> WatchList:
    """What a file says, checked; raises FormatError naming the file and the entry that is wrong."""
    try:
        given = tomllib.loads(place.read_text("utf-8"))
    except (OSError, ValueError) as problem:
        raise FormatError(
            f"{place}: {problem}; expected a TOML file with [[feed]], [[folder]] and [calls]"
        ) from problem
    _refuse_unknown(place, given, ("every", "feed", "folder", "calls"))
    calls = _table(place, given.get("calls", {}), "[calls]")
    _refuse_unknown(place, calls, ("on", "mail", "webhook"))
    found = WatchList(
        place=place,
        every=_seconds(place, given.get("every", EVERY)),
        feeds=tuple(_entry(place, FeedSource, each, "url") for each in given.get("feed", [])),
        folders=tuple(_entry(place, FolderSource, each, "path") for each in given.get("folder", [])),
        on=_kinds(place, calls.get("on", list(KINDS))),
        mail=_entry(place, Mail, calls["mail"], "folder", "to") if "mail" in calls else None,
        webhook=_entry(place, Webhook, calls["webhook"], "url") if "webhook" in calls else None,
    )
    _check(found, ports)
    return found


def _check(found: WatchList, ports: frozenset[int]) -> None:
    if not found.feeds and not found.folders:
        raise FormatError(
            f"{found.place}: nothing is watched; name a [[feed]] with its url or a [[folder]] with its path"
        )
    for feed in found.feeds:
        try:
            parse_url(feed.url, ports)
        except FetchError as problem:
            raise FormatError(f"{found.place}: {problem}") from problem


def _entry(place: Path, kind: type[Entry], given: Any, *needed: str) -> Entry:
    """One table of the file as a record of `kind`."""
    table, known = _table(place, given, kind.__name__), {each.name: each.type for each in fields(kind)}
    _refuse_unknown(place, table, tuple(known))
    wrong = [name for name, value in table.items() if type(value) is not (bool if known[name] is bool else str)]
    if missing := [name for name in needed if not table.get(name)]:
        raise FormatError(f"{place}: an entry lacks {', '.join(missing)}; it has: {', '.join(table) or 'nothing'}")
    if wrong:
        raise FormatError(f"{place}: {wrong[0]!r} is {table[wrong[0]]!r}; expected a string, or true or false")
    return kind(**table)


def _table(place: Path, given: Any, name: str) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise FormatError(f"{place}: {name} is {given!r}; expected a table")
    return given


def _refuse_unknown(place: Path, given: dict[str, Any], known: tuple[str, ...]) -> None:
    if strange := sorted(set(given) - set(known)):
        raise FormatError(f"{place}: there is no {', '.join(strange)}; there are: {', '.join(known)}")


def _seconds(place: Path, given: Any) -> float:
    if type(given) not in (int, float) or given < SHORTEST:
        raise FormatError(f"{place}: 'every' is {given!r}; expected seconds, {SHORTEST:g} at least")
    return float(given)


def _kinds(place: Path, given: Any) -> tuple[str, ...]:
    if not isinstance(given, list) or (strange := [each for each in given if each not in KINDS]):
        named = strange[0] if isinstance(given, list) else given
        raise FormatError(f"{place}: 'on' names {named!r}; there are: {', '.join(KINDS)}")
    return tuple(given)
