"""`recoupe watch`: feeds and folders, round by round."""

import sys
from pathlib import Path

from recoupe.cli.blocks import plural
from recoupe.cli.reading import open_fetcher
from recoupe.desk import Desks
from recoupe.settings import load_settings
from recoupe.store.opening import open_store
from recoupe.watching.rounds import Round, Watch, watch_on, watch_once
from recoupe.watching.watch_list import load_watch_list


def watch_feeds(place: str, location: str | None, *, once: bool) -> None:
    """Watches what a file lists: one round, or until it is interrupted."""
    settings = load_settings()
    fetcher = open_fetcher(settings)
    watch = Watch(
        wanted=load_watch_list(Path(place), fetcher.ports),
        store=open_store(location or settings.store, create=True),
        fetcher=fetcher,
        desks=Desks(pipelines=settings.pipelines),
    )
    if once:
        print_round(watch_once(watch))
        return
    try:
        watch_on(watch, print_round)
    except KeyboardInterrupt:
        sys.stderr.write("recoupe: the watch is over; it goes on where it was when it is started again\n")


def print_round(done: Round) -> None:
    """The calls on standard output, a line each; the rest on standard error."""
    for call in done.calls:
        sys.stdout.write(f"{call.line}\n")
    sys.stdout.flush()
    for reason in done.unread:
        sys.stderr.write(f"recoupe: {reason}\n")
    if done.added:
        sys.stderr.write(f"recoupe: {plural(done.added, 'document')} added, {plural(len(done.calls), 'call')}\n")
