"""What is new at a feed or in a folder."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from recoupe.errors import DocumentError, FetchError
from recoupe.fetching.documents import name_of, read_fetched, unread_url
from recoupe.fetching.fetcher import NOT_MODIFIED, OK, Known
from recoupe.reading.feeds import read_feed
from recoupe.reading.fingerprint import short_hash
from recoupe.reading.paths import fill_in, list_folder, read_file
from recoupe.records import Document, Unread
from recoupe.watching.manners import BUSY, GONE, SERVER_ERRORS, WEEK, Visitor, read_retry, wait_after
from recoupe.watching.state import SourceState, WatchState
from recoupe.watching.watch_list import FeedSource, FolderSource

MOST_PAGES = 30
"""Pages of one feed that are fetched at one look; the others have their turn at the next."""

MOST_TRIES = 3
"""Looks at which the page of an entry is asked for before the feed's own words are taken."""

Found = Iterator[Document | Unread]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a feed is looked at."""

    feed: FeedSource
    visitor: Visitor
    every: float

    @property
    def state(self) -> SourceState:
        """What is remembered of the feed."""
        return self.visitor.state.source(self.feed.url)


def read_new(look: Look) -> Found:
    """The new documents of a feed that is due; what goes wrong comes as `Unread`, and puts off the next look."""
    state, now = look.state, look.visitor.clock.now()
    if state.due > now:
        return
    state.looks += 1
    try:
        yield from _read_entries(look)
        state.failures = 0
    except FetchError as problem:
        state.failures += 1
        yield unread_url(look.feed.url, str(problem))
    waiting = wait_after(look.feed.url, state.looks, state.failures, look.every)
    state.due = max(state.due, now + waiting)


def _read_entries(look: Look) -> Found:
    """The entries that have not been seen; raises FetchError where the feed itself cannot be read."""
    feed, state = look.feed, look.state
    answer = look.visitor.ask(feed.url, Known(etag=state.etag, modified=state.modified))
    if answer.status == NOT_MODIFIED:
        return
    if answer.status != OK:
        now = look.visitor.clock.now()
        asked = WEEK if answer.status == GONE else read_retry(answer.retry_after, now) or 0.0
        state.due = now + asked
        raise FetchError(f"the server answers {answer.reason}")
    try:
        entries = list(read_feed(answer.body, name_of(answer.url), answer.url))
    except DocumentError as problem:
        raise FetchError(str(problem)) from problem
    yield from _take_entries(look, entries)
    if not state.tries:  # else the feed has to be read again, for what is left of it
        state.etag, state.modified = answer.known.etag, answer.known.modified


def _take_entries(look: Look, entries: list[Document | Unread]) -> Found:
    state, pages, seen = look.state, 0, set(look.state.seen)
    for entry in entries:
        key = short_hash(f"{entry.id} {getattr(entry, 'content', '')} {getattr(entry, 'modified', '')}")
        if key in seen:
            continue
        if isinstance(entry, Unread):
            state.note_done(key)
            yield entry
        elif not look.feed.articles or not entry.url:
            state.note_done(key)
            yield _completed(entry, look.feed, entry)
        elif pages < MOST_PAGES:
            pages += 1
            yield from _read_page(look, entry, key)
        else:
            state.tries.setdefault(key, 0)


def _read_page(look: Look, entry: Document, key: str) -> Found:
    """The article that an entry leads to; the feed's own words where its page is not to be had."""
    state, url = look.state, entry.url or ""
    try:
        answer = look.visitor.ask(url)
        wrong = "" if answer.status == OK else f"the server answers {answer.reason}"
        passing = answer.status in BUSY or answer.status >= SERVER_ERRORS
    except FetchError as problem:
        answer, wrong, passing = None, str(problem), True
    if wrong and passing and state.tries.get(key, 0) + 1 < MOST_TRIES:
        state.tries[key] = state.tries.get(key, 0) + 1
        yield unread_url(url, f"{wrong}; asked for again at the next look")
        return
    state.note_done(key)
    found = list(read_fetched(answer)) if answer and not wrong else [unread_url(url, wrong)]
    documents = [each for each in found if isinstance(each, Document)]
    if documents:
        yield from (_completed(each, look.feed, entry) for each in documents)
    else:
        yield _completed(entry, look.feed, entry)
        yield from (each for each in found if isinstance(each, Unread))


def _completed(document: Document, feed: FeedSource, entry: Document) -> Document:
    """The document with what its page does not say: from the feed's entry, else from the list of feeds."""
    filled = fill_in(document, published=entry.published, language=entry.language or feed.language)
    return replace(filled, outlet=document.outlet or feed.outlet or entry.outlet)


def read_folder_news(folder: FolderSource, place: Path, state: WatchState) -> Found:
    """The documents of the files that are new in a folder, or have changed."""
    for file in list_folder(place):
        if isinstance(file, Unread):  # an empty folder is nothing to complain of
            continue
        stamp = file.stat()
        if state.files.get(str(file)) == [stamp.st_size, stamp.st_mtime_ns]:
            continue
        state.files[str(file)] = [stamp.st_size, stamp.st_mtime_ns]
        for each in read_file(file):
            yield (each if isinstance(each, Unread) else fill_in(each, language=folder.language, outlet=folder.outlet))
