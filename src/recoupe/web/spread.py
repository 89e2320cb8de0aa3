"""How incidents are spread: over values of a field, over days and months, over the map."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from recoupe.records import Incident
from recoupe.web.answers import Count, Step, Timeline
from recoupe.web.incident_rows import incident_row

MOST_DAYS = 92
"""Days that a timeline shows one by one: a quarter; beyond that a bar a day is thinner than a finger."""


def count_values(values: Iterable[str | None]) -> list[Count]:
    """How often each value occurs, the commonest first; nothing for None."""
    counted = Counter(value for value in values if value is not None)
    return [Count(value=value, count=number) for value, number in sorted(counted.items(), key=lambda x: (-x[1], x[0]))]


def count_steps(days: Sequence[str]) -> Timeline:
    """Incidents by day where they span a quarter at most, else by month."""
    if not days:
        return Timeline(unit="days")
    span = date.fromisoformat(max(days)) - date.fromisoformat(min(days))
    if span.days < MOST_DAYS:
        return Timeline(unit="days", days=_steps(days))
    return Timeline(unit="months", months=_steps([day[:7] for day in days]))


def first_days(incidents: Iterable[Incident]) -> list[str]:
    """The first day of every incident that has a date."""
    return [each.date.earliest.isoformat() for each in incidents if each.date]


def map_feature(incident: Incident) -> dict[str, Any]:
    """A point of GeoJSON."""
    row = incident_row(incident)
    names = ("id", "type", "outcome", "support", "radius_km", "title", "earliest")
    properties = {name: getattr(row, name) for name in names} | {"killed_low": row.killed.low if row.killed else None}
    point = {"type": "Point", "coordinates": [row.longitude, row.latitude]}
    return {"type": "Feature", "geometry": point, "properties": properties}


def _steps(starts: Sequence[str]) -> list[Step]:
    return [Step(start=start, count=number) for start, number in sorted(Counter(starts).items())]
