"""Rounds of a watch: look at all that is due, add what is new, call out what it changed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from recoupe.desk import Desks
from recoupe.fetching.fetcher import Fetcher
from recoupe.pipeline import read_documents
from recoupe.records import Document, Unread
from recoupe.store.changes import list_changes, list_runs
from recoupe.store.documents import Added, add_account, knows_document
from recoupe.store.gathering import is_gathered, update_incidents
from recoupe.store.opening import Store, start_run
from recoupe.watching.calling import send_calls, write_mail
from recoupe.watching.changes import Call, find_calls
from recoupe.watching.manners import Clock, Visitor
from recoupe.watching.sources import Look, read_folder_news, read_new
from recoupe.watching.state import WatchState, load_state, save_state
from recoupe.watching.watch_list import WatchList

VERB = "watch"

FOLDERS_EVERY = 10.0
"""Seconds between two looks into a folder on this machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """A watch and all that it works with."""

    wanted: WatchList
    store: Store
    fetcher: Fetcher
    desks: Desks = field(default_factory=Desks)
    clock: Clock = field(default_factory=Clock)


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What came of one round."""

    added: int = 0
    unread: tuple[str, ...] = ()  # a sentence each
    calls: tuple[Call, ...] = ()


def watch_once(watch: Watch) -> Round:
    """One round over all that is due.

    Where it is cut short, the next one takes up what came in, and calls out what nobody was called for.
    """
    state = load_state(watch.wanted.state_file)
    run = start_run(watch.store, VERB)
    added, unread = 0, []
    for item in _read_sources(watch, state):
        if isinstance(item, Unread):
            unread.append(item.reason)
            continue
        added += _add(watch, item, run, unread)
    if not is_gathered(watch.store):
        update_incidents(watch.store, run)
    calls = _call_out(watch, state)
    save_state(state, watch.wanted.state_file)
    return Round(added=added, unread=tuple(unread), calls=calls)


def watch_on(watch: Watch, report: Callable[[Round], None]) -> None:
    """Round after round, until it is interrupted; `report` is told of each."""
    while True:
        report(watch_once(watch))
        watch.clock.sleep(_until_due(watch))


def _read_sources(watch: Watch, state: WatchState) -> Iterator[Document | Unread]:
    visitor = Visitor(fetcher=watch.fetcher, state=state, clock=watch.clock)
    for feed in watch.wanted.feeds:
        yield from read_new(Look(feed=feed, visitor=visitor, every=watch.wanted.every))
    for folder in watch.wanted.folders:
        yield from read_folder_news(folder, watch.wanted.beside(folder.path), state)


def _add(watch: Watch, document: Document, run: int, unread: list[str]) -> int:
    """Reads one document into the store; 1 where that added something."""
    if knows_document(watch.store, document):
        return 0
    [account] = read_documents([document], watch.desks)
    if account.error:
        unread.append(f"{document.origin or document.id}: {account.error}")
        return 0
    return int(add_account(watch.store, account, run) is not Added.KNOWN)


def _call_out(watch: Watch, state: WatchState) -> tuple[Call, ...]:
    """Calls for what the runs changed that nobody was called for yet."""
    runs = list_runs(watch.store, VERB, after=state.run)
    changes = [change for run in runs for change in list_changes(watch.store, run)]
    calls = find_calls(changes, watch.wanted.on)
    mail, webhook = watch.wanted.mail, watch.wanted.webhook
    if mail:
        write_mail(calls, mail, watch.wanted.beside(mail.folder), watch.clock.now())
    if webhook:
        fetcher = replace(watch.fetcher, allow_private=watch.fetcher.allow_private or webhook.private)
        send_calls(calls, webhook.url, fetcher, state)
    state.run = runs[-1] if runs else state.run
    return calls


def _until_due(watch: Watch) -> float:
    """Seconds until something is due."""
    state = load_state(watch.wanted.state_file)
    dues = [state.source(feed.url).due - watch.clock.now() for feed in watch.wanted.feeds]
    return max(1.0, min([*dues, *([FOLDERS_EVERY] if watch.wanted.folders else [])]))
