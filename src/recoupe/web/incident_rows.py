"""One incident as a row of a list."""

from dataclasses import asdict
from typing import Any

from recoupe.records import Incident
from recoupe.store.rows import IncidentRow, incident_columns, read_row
from recoupe.web.answers import Bounds, Row

RANGES = ("killed", "injured", "origins")


def row_answer(row: IncidentRow) -> Row:
    """A row of the store as it is answered: both ends of a range together, null where nothing is said."""
    return Row.model_validate(row_fields(row))


def row_of(incident: Incident) -> IncidentRow:
    """The row of an incident that was loaded with its tellings."""
    return read_row(incident_columns(incident))


def row_fields(row: IncidentRow) -> dict[str, Any]:
    """The fields of the answer."""
    fields = asdict(row)
    for name in RANGES:
        low, high = fields.pop(f"{name}_low"), fields.pop(f"{name}_high")
        fields[name] = None if low is None and high is None else Bounds(low=low, high=high)
    return fields
