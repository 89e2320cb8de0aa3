"""`recoupe export`, `restore`: incidents for other programs, a store as lines and back."""

import sys
from collections.abc import Mapping

from recoupe.cli.blocks import plural
from recoupe.cli.streams import STANDARD, open_input, open_output, read_json_lines, stream_name, write_lines
from recoupe.errors import QueryError
from recoupe.export.forms import FILES, write_form
from recoupe.export.whole_store import restore_lines, store_lines
from recoupe.store.incidents import Filter, load_incidents
from recoupe.store.opening import open_store


def export_incidents(location: str, wanted: Filter, form: str, output: str) -> None:
    """Writes the incidents that fit in the form asked for; `store` is the whole store."""
    store = open_store(location)
    if form == "store":
        if wanted != Filter():
            raise QueryError("--format store writes the whole store: give no filter with it")
        with open_output(output) as target:
            write_lines(store_lines(store), target)
        return
    incidents = load_incidents(store, wanted)
    if form in FILES:
        if output == STANDARD:
            raise QueryError(f"--format {form} is no text: name a file with -o")
        FILES[form](incidents, output)
        return
    with open_output(output) as target:
        left_out = write_form(form, incidents, target)
    report_left_out(left_out, len(incidents))


def report_left_out(left_out: Mapping[str, int], number: int) -> None:
    """Says on standard error how many incidents the codebook cannot say, and why."""
    if left_out:
        reasons = "; ".join(f"{count}: {reason}" for reason, count in left_out.items())
        sys.stderr.write(f"recoupe: {sum(left_out.values())} of {plural(number, 'incident')} left out. {reasons}\n")


def restore_store(source: str, location: str) -> None:
    """Adds to a store what `recoupe export --format store` wrote of another."""
    store = open_store(location, create=True)
    with open_input(source) as stream:
        gathered = restore_lines(read_json_lines(stream, stream_name(source)), store)
    sys.stdout.write(f"Incidents: {gathered.new} new, {gathered.changed} changed. Store: {store.location}\n")
