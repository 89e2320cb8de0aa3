"""Incidents as a table with HXL tags (Humanitarian Exchange Language 1.1) in its second row."""

import csv
from collections.abc import Sequence
from typing import TextIO

from recoupe.export.tables import incident_row, safe_cell
from recoupe.records import Incident

TAGS = {
    "id": "#event+id", "type": "#event+type", "outcome": "#event+outcome", "earliest": "#date+start",
    "latest": "#date+end", "place": "#loc+name", "country": "#country+code+v_iso2", "latitude": "#geo+lat",
    "longitude": "#geo+lon", "place_precision": "#geo+precision", "killed_low": "#affected+killed+min",
    "killed_high": "#affected+killed+max", "injured_low": "#affected+injured+min",
    "injured_high": "#affected+injured+max", "missing_low": "#affected+missing+min",
    "missing_high": "#affected+missing+max", "perpetrators": "#group+perpetrator", "targets": "#group+target",
    "weapons": "#cause+weapon", "outlets": "#meta+source", "origins_low": "#meta+origins+min",
    "origins_high": "#meta+origins+max", "support": "#status+support",
}  # fmt: skip
"""Columns with their hashtag and attributes."""


def write_hxl(incidents: Sequence[Incident], output: TextIO) -> None:
    """Writes a header, the row of tags, and one row an incident."""
    writer = csv.writer(output)
    writer.writerow(TAGS)
    writer.writerow(TAGS.values())
    for incident in incidents:
        row = incident_row(incident)
        writer.writerow([safe_cell(row[name]) for name in TAGS])
