"""Incidents as a flat table: one row an incident."""

import csv
from collections.abc import Sequence
from typing import TextIO

from recoupe.records import Figure, Incident, IncidentClaim, Party, WeaponUse

FIGURES = ("killed", "injured", "missing", "captured")
NAMES = ("perpetrators", "targets", "defenders", "weapons")
COLUMNS = (
    "id", "type", "outcome", "earliest", "latest", "date_precision", "place", "country", "latitude", "longitude",
    "place_precision", *(f"{name}_{end}" for name in FIGURES for end in ("low", "high")), *NAMES,
    "origins_low", "origins_high", "outlets", "agencies", "support", "support_reason", "conflicts", "documents",
)  # fmt: skip
"""One table for spreadsheets: several values of a cell are parted by "; "."""

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings of a text cell that a spreadsheet would run as a formula."""


def write_csv(incidents: Sequence[Incident], output: TextIO) -> None:
    """Writes a header and one row an incident (RFC 4180)."""
    writer = csv.DictWriter(output, COLUMNS)
    writer.writeheader()
    writer.writerows({key: safe_cell(value) for key, value in incident_row(each).items()} for each in incidents)


def incident_row(incident: Incident) -> dict[str, object]:
    """The cells of one incident by column; None is an empty cell."""
    when, where = incident.date, incident.place
    row: dict[str, object] = dict.fromkeys(COLUMNS)
    row |= {"id": incident.id, "type": incident.type.value, "outcome": incident.outcome.value}
    if when:
        row |= {"earliest": when.earliest.isoformat(), "latest": when.latest.isoformat()}
        row |= {"date_precision": when.precision.value}
    if where:
        row |= {"place": where.name, "country": where.country, "place_precision": where.precision.value}
        row |= {"latitude": where.latitude, "longitude": where.longitude}
    for name in FIGURES:
        figure = standing_figure(incident, name)
        row |= {f"{name}_low": figure.low, f"{name}_high": figure.high} if figure else {}
    for name in NAMES:
        row[name] = "; ".join(standing_names(incident, name))
    return row | _support_cells(incident)


def standing_figure(incident: Incident, field: str) -> Figure | None:
    """The best supported figure that no later one of its own origin replaced, or None."""
    standing = [claim for claim in _standing(incident, field) if isinstance(claim.value, Figure)]
    best = max(standing, key=lambda claim: (claim.origins.low, len(claim.documents)), default=None)
    return best.value if best and isinstance(best.value, Figure) else None


def standing_names(incident: Incident, field: str) -> list[str]:
    """The first wording of every name of a field that stands and that nobody denies."""
    claims = [claim for claim in _standing(incident, field) if not claim.denied_by]
    return [
        (claim.wordings[0] if claim.wordings else claim.value.text).partition(" || ")[0]
        for claim in claims
        if isinstance(claim.value, Party | WeaponUse)
    ]


def _standing(incident: Incident, field: str) -> list[IncidentClaim]:
    return [claim for claim in incident.claims if claim.field == field and not claim.superseded]


def _support_cells(incident: Incident) -> dict[str, object]:
    return {
        "origins_low": incident.independent_origins.low,
        "origins_high": incident.independent_origins.high,
        "outlets": "; ".join(incident.outlets),
        "agencies": "; ".join(incident.agencies),
        "support": incident.support.grade,
        "support_reason": incident.support.reason,
        "conflicts": "; ".join(conflict.field for conflict in incident.conflicts),
        "documents": "; ".join(incident.documents),
    }


def safe_cell(value: object) -> object:
    """Text that a spreadsheet would take for a formula, behind an apostrophe (OWASP, "CSV injection")."""
    return f"'{value}" if isinstance(value, str) and value.startswith(DANGEROUS) else value
