"""`recoupe add`: documents of any kind into the store."""

from collections import Counter
from collections.abc import Sequence

from recoupe.cli.blocks import make_console, plural
from recoupe.cli.reading import NOTHING_READ, Given, open_paths, read_with_progress, report_taken, report_unread
from recoupe.records import Unread
from recoupe.settings import Settings
from recoupe.store.documents import Added, add_account, knows_document
from recoupe.store.gathering import is_gathered, update_incidents
from recoupe.store.opening import open_store, start_run


def add_documents(paths: Sequence[str], given: Given, settings: Settings) -> int:
    """Reads `paths` into the store and gathers its incidents anew; returns the exit code."""
    store = open_store(settings.store, create=True)
    run = start_run(store, "add")
    items = list(open_paths(paths, given))
    report_taken(items)
    fresh = [item for item in items if isinstance(item, Unread) or not knows_document(store, item)]
    counts: Counter[str] = Counter({Added.KNOWN.value: len(items) - len(fresh)})
    unread = []
    for account in read_with_progress(fresh, settings):
        if account.error:
            unread.append(account)
        else:
            counts[add_account(store, account, run).value] += 1
    report_unread(unread)
    gathered = None if is_gathered(store) else update_incidents(store, run)
    console = make_console()
    summary = ", ".join(f"{counts[each.value]} {each.value}" for each in Added)
    console.print(f"{plural(len(items), 'document')}: {summary}, {len(unread)} unread. Store: {store.location}")
    if gathered:
        console.print(f"Incidents: {gathered.new} new, {gathered.changed} changed, {gathered.retired} retired.")
    return NOTHING_READ if items and len(unread) == len(items) else 0
