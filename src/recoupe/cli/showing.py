"""`recoupe incidents`, `show`, `explain`, `schema`: what the store holds."""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table
from rich.text import Text

from recoupe.cli.blocks import incident_block, make_console, plural
from recoupe.cli.streams import write_line, write_lines
from recoupe.errors import QueryError
from recoupe.explain import FIELDS, Explanation, describe, explain_incident
from recoupe.export.incident_line import incident_line
from recoupe.export.schema import contract_schema
from recoupe.export.tables import standing_figure
from recoupe.records import Incident, Outcome
from recoupe.store.documents import load_document
from recoupe.store.incidents import Filter, find_incidents, load_incident, load_incidents
from recoupe.store.opening import Store, open_store
from recoupe.why import tell_why


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How incidents are to be printed."""

    full: bool = False
    as_json: bool = False
    as_of: str | None = None  # the past time whose state is asked for


def list_incidents(location: str, wanted: Filter, asked: Asked) -> None:
    """Prints the incidents that fit, one line each or in full."""
    store = open_store(location)
    if asked.as_json:
        found = load_incidents(store, wanted, as_of=asked.as_of)
        write_lines((incident_line(incident) for incident in found), sys.stdout)
        return
    console = make_console()
    if asked.full:
        print_in_full(store, load_incidents(store, wanted, as_of=asked.as_of), console)
        return
    incidents = find_incidents(store, wanted, as_of=asked.as_of)
    console.print(incident_table(incidents) if incidents else "No incident fits.")
    if incidents:
        first = incidents[0].id.rpartition("-")[2]
        console.print(f"{plural(len(incidents), 'incident')}. The whole of one: recoupe show {first}", style="dim")


def print_in_full(store: Store, incidents: Sequence[Incident], console: Console) -> None:
    """The incidents that documents are about, then those that they tell in passing, which get a line each."""
    subjects = [incident for incident in incidents if incident.focus]
    for number, incident in enumerate(subjects, 1):
        console.print(incident_block(incident, load_contents(store, incident), number))
    passing = [incident for incident in incidents if not incident.focus]
    if passing:
        console.print("Told in passing", style="bold")
        console.print(incident_table(passing))


def incident_table(incidents: Sequence[Incident]) -> Table:
    """One row an incident: when, where, what, how many killed, on how many origins."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("date", "place", "what", "killed", "origins/outlets", "support", "id"):
        table.add_column(name, no_wrap=name not in ("place", "what"), overflow="fold")
    for incident in incidents:
        killed = standing_figure(incident, "killed")
        origins = incident.independent_origins
        counted = str(origins.low) if origins.low == origins.high else f"{origins.low}-{origins.high}"
        table.add_row(
            incident.date.earliest.isoformat() if incident.date else "?",
            describe(incident.place) if incident.place else "?",
            what(incident),
            describe(killed) if killed else "",
            f"{counted}/{len(incident.outlets)}",
            incident.support.grade
            + (f", {incident.state}" if incident.state != "machine" else "")
            + ("!" * incident.flagged),
            Text(incident.id.rpartition("-")[2], style="dim"),  # enough of it for `recoupe show`
        )
    return table


def judged(incident: Incident) -> str:
    """ "weak"; "weak, amended" where people have decided, with a mark where that has to be looked at again."""
    state = "" if incident.state == "machine" else f", {incident.state}"
    return f"{incident.support.grade}{state}{' (!)' if incident.flagged else ''}"


def what(incident: Incident) -> str:
    """ "drone strike, intercepted"; of what was carried out just its type."""
    kind = incident.type.value.replace("_", " ")
    return kind if incident.outcome is Outcome.CARRIED_OUT else f"{kind}, {describe(incident.outcome)}"


def show_incident(location: str, identifier: str, *, as_of: str | None, as_json: bool) -> None:
    """Prints one incident in full."""
    store = open_store(location)
    incident = load_incident(store, identifier, as_of=as_of)
    if as_json:
        write_line(incident_line(incident), sys.stdout)
        return
    console = make_console()
    console.print(incident_block(incident, load_contents(store, incident)))
    console.print(f"Why each value stands there: recoupe explain {incident.id}", style="dim")


def explain_values(location: str, identifier: str, field: str | None, *, as_json: bool) -> None:
    """Prints every value of an incident with its words, its rule and who says so."""
    if field is not None and field not in FIELDS:
        raise QueryError(f"there is no field {field!r}; there are: {', '.join(FIELDS)}")
    store = open_store(location)
    incident = load_incident(store, identifier)
    found = explain_incident(incident, load_contents(store, incident), field=field)
    if as_json:
        write_lines((explanation_line(each) for each in found), sys.stdout)
        return
    console = make_console()
    console.print(Text(incident.id, style="bold"))
    last = ""
    for each in found:
        if each.field != last:
            console.print(Text(f"\n{each.field}", style="bold"))
        print_explanation(each, console)
        last = each.field


def print_explanation(each: Explanation, console: Console) -> None:
    """One value, and under it its words, its chain and its rule."""
    status = "" if each.status == "stands" else f"  ({each.status})"
    console.print(Text(f"  {each.value}").append(status, style="yellow"))
    for words in each.words:
        console.print(Text(f"      “{' '.join(words.split())}”", style="italic"))
    spans = ", ".join(f"{span.start}-{span.end}" for span in each.spans)
    where = f"   [{each.document} {spans}]" if each.document else ""
    console.print(Text(f"      {' → '.join(each.chain)}{where}   rule: {each.rule or '—'}", style="dim"))


def print_why(location: str, identifier: str, field: str) -> None:
    """Prints the chain behind each value of a field, a paragraph a value."""
    store = open_store(location)
    incident = load_incident(store, identifier)
    told = tell_why(incident, load_contents(store, incident), field)
    if not told:
        known = ", ".join(dict.fromkeys(claim.field for claim in incident.claims))
        raise QueryError(f"no document says anything of {field!r} for {incident.id}; it has: {known}")
    console = make_console()
    for paragraph in told:
        console.print(Text(paragraph))
        console.print()


def explanation_line(each: Explanation) -> dict[str, object]:
    """An explanation as plain values."""
    return {
        "field": each.field,
        "value": each.value,
        "document": each.document,
        "outlet": each.outlet,
        "words": list(each.words),
        "spans": [[span.start, span.end] for span in each.spans],
        "rule": each.rule,
        "chain": list(each.chain),
        "status": each.status,
    }


def print_schema() -> None:
    """Prints the JSON Schema of a line of `recoupe extract`."""
    sys.stdout.write(json.dumps(contract_schema(), indent=2, ensure_ascii=False) + "\n")


def load_contents(store: Store, incident: Incident) -> dict[str, str]:
    """The strings that the spans of an incident's documents count in."""
    return {identifier: load_document(store, identifier).content for identifier in incident.documents}
