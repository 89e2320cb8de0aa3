"""`recoupe reread`: documents that another version has read, read again; decisions go before what comes out."""

from importlib.metadata import version

from recoupe.cli.blocks import make_console, plural
from recoupe.cli.reading import read_with_progress, report_unread
from recoupe.settings import Settings
from recoupe.store.documents import add_reading, list_documents, list_outdated, load_document
from recoupe.store.gathering import is_gathered, update_incidents
from recoupe.store.opening import open_store, start_run


def reread_documents(settings: Settings, *, everything: bool) -> None:
    """Reads documents of the store again and gathers its incidents; what they said before is kept."""
    store = open_store(settings.store)
    run = start_run(store, "reread", settings.user)
    wanted = [row["id"] for row in list_documents(store)] if everything else list_outdated(store, version("recoupe"))
    unread = []
    for account in read_with_progress([load_document(store, each) for each in wanted], settings):
        if account.error:
            unread.append(account)
        else:
            add_reading(store, account, run)
    report_unread(unread)
    gathered = None if is_gathered(store) else update_incidents(store, run)
    console = make_console()
    console.print(f"{plural(len(wanted) - len(unread), 'document')} read again. Store: {store.location}")
    if gathered:
        console.print(f"Incidents: {gathered.new} new, {gathered.changed} changed, {gathered.retired} retired.")
