"""Incidents as GeoJSON (RFC 7946): one point an incident that has coordinates."""

from collections.abc import Sequence
from typing import Any

from recoupe.export.tables import incident_row
from recoupe.records import Incident

LOCATED = ("latitude", "longitude")


def feature_collection(incidents: Sequence[Incident]) -> dict[str, Any]:
    """A FeatureCollection; an incident that cannot be put on the map is a feature without geometry."""
    return {"type": "FeatureCollection", "features": [feature(incident) for incident in incidents]}


def feature(incident: Incident) -> dict[str, Any]:
    """One incident with the columns of the flat table as its properties."""
    row = incident_row(incident)
    where = incident.place
    placed = where is not None and where.longitude is not None and where.latitude is not None
    point = {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]} if placed else None
    properties = {name: value for name, value in row.items() if name not in LOCATED and value is not None}
    return {"type": "Feature", "id": incident.id, "geometry": point, "properties": properties}
