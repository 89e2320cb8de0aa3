"""`recoupe export`, `restore`: incidents for other programs, a store as lines and back."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass

from recoupe.cli.blocks import plural
from recoupe.cli.streams import STANDARD, open_input, open_output, read_json_lines, stream_name, write_lines
from recoupe.errors import QueryError
from recoupe.export.forms import FILES, write_form
from recoupe.export.redaction import redact_incidents
from recoupe.export.whole_store import restore_lines, store_lines
from recoupe.store.audit import Action, record_action
from recoupe.store.incidents import Filter, load_incidents
from recoupe.store.opening import Store, open_store


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """Whether the names of private people are written: only for a reason, which is logged with the user."""

    reason: str | None = None
    user: str = "local"


def export_incidents(location: str, wanted: Filter, form: str, output: str, naming: Naming) -> None:
    """Writes the incidents that fit in the form asked for; `store` is the whole store."""
    store = open_store(location)
    if form == "store":
        if naming.reason is None:
            raise QueryError(
                "--format store writes every article in full, names included: say why, --with-names REASON"
            )
        log_naming(store, naming, "export store")
        if wanted != Filter():
            raise QueryError("--format store writes the whole store: give no filter with it")
        with open_output(output) as target:
            write_lines(store_lines(store), target)
        return
    incidents = load_incidents(store, wanted)
    if naming.reason is None:
        incidents = redact_incidents(incidents)
    else:
        log_naming(store, naming, f"export {form}")
    if form in FILES:
        if output == STANDARD:
            raise QueryError(f"--format {form} is no text: name a file with -o")
        FILES[form](incidents, output)
        return
    with open_output(output) as target:
        left_out = write_form(form, incidents, target)
    report_left_out(left_out, len(incidents))


def log_naming(store: Store, naming: Naming, subject: str) -> None:
    """Writes into the audit log that names left the store, and why; raises QueryError for no reason."""
    if not (naming.reason or "").strip():
        raise QueryError("--with-names needs a reason, such as --with-names 'court order of 3 May'; it is logged")
    record_action(store, Action(user=naming.user, action="names written", subject=subject, detail=naming.reason or ""))


def report_left_out(left_out: Mapping[str, int], number: int) -> None:
    """Says on standard error how many incidents the codebook cannot say, and why."""
    if left_out:
        reasons = "; ".join(f"{count}: {reason}" for reason, count in left_out.items())
        sys.stderr.write(f"recoupe: {sum(left_out.values())} of {plural(number, 'incident')} left out. {reasons}\n")


def restore_store(source: str, location: str) -> None:
    """Puts into a new store what `recoupe export --format store` wrote of another."""
    store = open_store(location, create=True)
    with open_input(source) as stream:
        documents = restore_lines(read_json_lines(stream, stream_name(source)), store)
    sys.stdout.write(f"{plural(documents, 'document')} restored. Store: {store.location}\n")
