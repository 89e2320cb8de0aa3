"""A store as JSON Lines and back: every document with all it says, in the order in which they came in.

Incidents follow from these; a store restored from the lines gathers the same ones.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from recoupe.errors import FormatError
from recoupe.plain import from_plain, to_plain
from recoupe.records import Account
from recoupe.store.documents import add_account, load_account, load_passports
from recoupe.store.gathering import update_incidents
from recoupe.store.opening import Store, start_run
from recoupe.store.versions import Gathered

FORMAT = "recoupe store 1"
"""What the first line says, so that another version can tell."""


def store_lines(store: Store) -> Iterator[dict[str, Any]]:
    """The lines of a store: one that names the format, then one a document."""
    yield {"format": FORMAT}
    for passport in load_passports(store):  # in the order in which they came in, which gathering keeps
        account = load_account(store, passport.id)
        yield {"account": to_plain(replace(account, voices=(passport.voice,) if passport.voice else ()))}


def restore_lines(lines: Iterable[dict[str, Any]], store: Store) -> Gathered:
    """Adds the documents of the lines to a store and gathers its incidents.

    Raises FormatError for lines that are not those of a store.
    """
    run = start_run(store, "restore")
    for number, line in enumerate(lines, 1):
        if number == 1 and line.get("format") != FORMAT:
            raise FormatError(f"the first line is {str(line)[:60]!r}; expected the output of `recoupe export -f store`")
        if number > 1:
            add_account(store, from_plain(Account, line["account"]), run)
    return update_incidents(store, run)
