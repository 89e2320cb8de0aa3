"""`recoupe accept`, `amend`, `reject`, `merge`, `split`, `regrade`, `note`, `undo`, `decisions`, `queue`."""

import json
import re
import sys
from calendar import monthrange
from collections.abc import Sequence
from typing import Any

from rich.table import Table
from rich.text import Text

from recoupe.cli.blocks import make_console, plural
from recoupe.cli.streams import write_lines
from recoupe.errors import QueryError
from recoupe.explain import describe
from recoupe.incidents.decided import read_values
from recoupe.incidents.ties import name_of
from recoupe.incidents.values import FIGURE_FIELDS, LIST_FIELDS
from recoupe.plain import to_plain
from recoupe.records import Decision, EventType, Incident, TellingName, Verb
from recoupe.settings import load_settings
from recoupe.store.deciding import add_decision, last_decision, undo_decision
from recoupe.store.decisions import load_decisions
from recoupe.store.incidents import QueueRow, count_queue, list_queue, load_incident
from recoupe.store.opening import Store, open_store

_RANGE = re.compile(r"(\d+)(?:\s*(?:-|–|to|à)\s*(\d+)|(\+))?")
_MONTH = re.compile(r"[12]\d{3}-(?:0[1-9]|1[0-2])")
NONE_KILLED = ("none", "no", "aucun", "aucune")


def decide(verb: str, identifier: str, location: str | None, *, reason: str | None = None, **more: Any) -> None:
    """Adds a decision, signed with the user of the settings, and says what became of it."""
    store, user = _open(location)
    given = Decision(user=user, verb=Verb(verb), incident=identifier, reason=reason or "", **more)
    made = add_decision(store, given)
    make_console().print(f"{made.key}: {tell_decision(made)}. Undo it: recoupe undo {made.key}")


def amend_field(identifier: str, field: str, text: str, location: str | None, *, reason: str | None) -> None:
    """Adds an amendment of a field to what the text says."""
    decide("amend", identifier, location, reason=reason, field=field, value=read_given(field, text))


def split_off(identifier: str, named: Sequence[str], location: str | None, *, reason: str | None) -> None:
    """Adds a split that takes off the tellings named by document or event."""
    store, _ = _open(location)
    incident = load_incident(store, identifier)
    tellings = tuple(name for each in named for name in _tellings_called(incident, each))
    decide("split", incident.id, location, reason=reason, tellings=tellings)


def undo_last(key: int | None, location: str | None) -> None:
    """Undoes a decision, or the last one of the user."""
    store, user = _open(location)
    undone = undo_decision(store, key if key is not None else last_decision(store, user), user)
    make_console().print(f"undone by {user}: {tell_decision(undone)}")


def list_decisions(identifier: str | None, location: str | None, *, as_of: str | None, as_json: bool) -> None:
    """Prints the decisions, oldest first."""
    store, _ = _open(location)
    incident = load_incident(store, identifier, as_of=as_of).id if identifier else None
    found = load_decisions(store, incident, as_of=as_of)
    if as_json:
        write_lines((to_plain(each) for each in found), sys.stdout)
        return
    console = make_console()
    for each in found:
        state = f" (undone by {each.undone_by})" if each.undone else " (flagged)" if each.flagged else ""
        line = Text(f"{each.key:4d}  {each.made[:16].replace('T', ' ')}  {tell_decision(each)}")
        console.print(line.append(state, style="yellow"))
    console.print(f"{plural(len(found), 'decision')}.", style="dim")


def print_queue(location: str | None, *, limit: int, as_json: bool) -> None:
    """Prints the incidents that wait for a person, each with its reasons."""
    store, _ = _open(location)
    rows = list_queue(store, limit=limit)
    if as_json:
        write_lines(map(queue_line, rows), sys.stdout)
        return
    console = make_console()
    console.print(queue_table(rows))
    console.print(f"{len(rows)} of {plural(count_queue(store), 'incident')} that wait for a person.", style="dim")


def queue_table(rows: Sequence[QueueRow]) -> Table:
    """One line an incident, with the sum of its scores and what it is made of."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("score", "date", "place", "what", "why it waits", "id"):
        table.add_column(name, no_wrap=name in ("score", "date", "id"), overflow="fold")
    for each in rows:
        row = each.row
        reasons = "; ".join(f"{reason.name} {reason.score:+g}: {reason.text}" for reason in each.reasons)
        where = f"{row.place} ({row.country})" if row.place and row.country else row.place or "?"
        kind, short = row.type.replace("_", " "), Text(row.id.rpartition("-")[2], style="dim")
        table.add_row(f"{row.urgency:g}", row.earliest or "?", where, kind, reasons, short)
    return table


def queue_line(each: QueueRow) -> dict[str, Any]:
    """A row of the queue as plain values."""
    return {**to_plain(each.row), "reasons": to_plain(each.reasons)}


def tell_decision(decision: Decision) -> str:
    """ "Awa amended killed to 24 on 2019-08-19-koutougou-1f0a33: list of names published"."""
    done = _DONE[decision.verb].format(
        field=decision.field, value=_value_words(decision), others=", ".join(decision.incidents)
    )
    off = ", ".join(each.document for each in decision.tellings)
    words = f"{decision.user} {done} {decision.incident}".replace("{off}", off)
    return f"{words}: {decision.reason}" if decision.reason else words


def read_given(field: str, text: str) -> Any:
    """What a value typed on the command line means; raises QueryError for what the field cannot hold."""
    if text[:1] in "{[":
        try:
            return json.loads(text)
        except ValueError as problem:
            raise QueryError(f"{text!r} begins as JSON and is none: {problem}") from problem
    if field in FIGURE_FIELDS:
        return _read_figure(text)
    if field == "date":
        return _read_date(text)
    if field == "place":
        return _read_place(text)
    if field in LIST_FIELDS:
        return [name.strip() for name in text.split(";") if name.strip()]
    return text.strip().lower().replace(" ", "_")


def _open(location: str | None) -> tuple[Store, str]:
    """The store, and who signs."""
    settings = load_settings()
    return open_store(location or settings.store), settings.user


def _tellings_called(incident: Incident, called: str) -> list[TellingName]:
    names = [name_of(telling) for telling in incident.tellings]
    found = [name for name in names if called in (name.document, name.event)]
    if not found:
        known = ", ".join(dict.fromkeys(name.document for name in names))
        raise QueryError(f"{incident.id} has no telling {called!r}; its documents are: {known}")
    return found


def _read_figure(text: str) -> Any:
    if text.strip().lower() in NONE_KILLED:
        return 0
    match = _RANGE.fullmatch(text.strip())
    if match is None:
        raise QueryError(f"{text!r} is no toll; expected one such as 24, 10-15, 10+ or none")
    low = int(match[1])
    return {"low": low, "high": None if match[3] else int(match[2] or low)}


def _read_date(text: str) -> Any:
    first, _, last = text.strip().partition("..")
    if _MONTH.fullmatch(first) and not last:
        days = monthrange(int(first[:4]), int(first[5:]))[1]
        return {"earliest": f"{first}-01", "latest": f"{first}-{days}", "precision": "month"}
    return {"earliest": first, "latest": last or first}


def _read_place(text: str) -> Any:
    parts = [part.strip() for part in text.split(",")]
    if len(parts) != 4:
        return {"name": text.strip()}
    try:
        where = {"latitude": float(parts[2]), "longitude": float(parts[3])}
    except ValueError as problem:
        raise QueryError(f"{text!r} is no place; expected 'Name' or 'Name, IQ, 33.80, 42.44'") from problem
    return {"name": parts[0], "country": parts[1].upper(), **where}


def _value_words(decision: Decision) -> str:
    if decision.verb is not Verb.AMEND or decision.field is None:
        return str(decision.value)
    values = read_values(decision.field, decision.value)
    return ", ".join(
        value.value.replace("_", " ") if isinstance(value, EventType) else describe(value) for value in values
    )


_DONE = {
    Verb.ACCEPT: "accepted",
    Verb.AMEND: "amended {field} to {value} on",
    Verb.REJECT: "rejected",
    Verb.MERGE: "merged {others} with",
    Verb.SPLIT: "split {{off}} off",
    Verb.REGRADE: "graded as {value}",
    Verb.NOTE: "noted on",
}
