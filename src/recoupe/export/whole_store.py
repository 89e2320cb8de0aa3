"""A store as JSON Lines and back: its documents with all they say, its incidents in all versions, its decisions."""

from collections.abc import Iterable, Iterator
from typing import Any

from recoupe.errors import FormatError
from recoupe.store.copying import copy_records, list_records
from recoupe.store.opening import Store

FORMAT = "recoupe store 2"
"""What the first line says, so that another version can tell."""


def store_lines(store: Store) -> Iterator[dict[str, Any]]:
    """The lines of a store: one that names the format, then one a row."""
    yield {"format": FORMAT}
    for table, row in list_records(store):
        yield {"table": table, "row": row}


def restore_lines(lines: Iterable[dict[str, Any]], store: Store) -> int:
    """Puts the lines of a store into an empty one, which is the same then; gives the number of documents.

    Raises FormatError for lines that are not those of a store.
    """
    return copy_records(store, _rows(lines))


def _rows(lines: Iterable[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    number = 0
    for number, line in enumerate(lines, 1):
        if number == 1:
            if line.get("format") != FORMAT:
                raise FormatError(
                    f"the first line is {str(line)[:60]!r}; expected {FORMAT!r}, as `recoupe export -f store` writes it"
                )
        elif not isinstance(line.get("row"), dict):
            raise FormatError(f"line {number} has no 'row': {str(line)[:60]!r}")
        else:
            yield str(line.get("table")), line["row"]
    if not number:
        raise FormatError("there are no lines; expected the output of `recoupe export -f store`")
