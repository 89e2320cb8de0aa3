"""How incidents are spread: over the values of a field, over days and months, over the map."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from recoupe.store.rows import PointRow
from recoupe.web.answers import Count, Step, Timeline

MOST_DAYS = 92
"""Days that a timeline shows one by one: a quarter; beyond that a bar a day is thinner than a finger."""

NAMED = ("type", "outcome", "support")
"""What few values are of: sent by their number in a list."""

PLAIN = ("id", "title", "earliest", "killed_low", "longitude", "latitude", "radius_km")


def count_answers(counted: Mapping[str, int]) -> list[Count]:
    """Values and their numbers in the order given; what is not said is left out."""
    return [Count(value=value, count=number) for value, number in counted.items() if value]


def count_steps(days: Mapping[str, int]) -> Timeline:
    """Incidents by day where they span a quarter at most, else by month."""
    if not days:
        return Timeline(unit="days")
    span = date.fromisoformat(max(days)) - date.fromisoformat(min(days))
    if span.days < MOST_DAYS:
        return Timeline(unit="days", days=_steps(days))
    months: Counter[str] = Counter()
    for day, number in days.items():
        months[day[:7]] += number
    return Timeline(unit="months", months=_steps(months))


def make_features(points: Sequence[PointRow]) -> dict[str, Any]:
    """Points as GeoJSON."""
    return {"type": "FeatureCollection", "features": [_feature(point) for point in points]}


def make_columns(points: Sequence[PointRow]) -> dict[str, Any]:
    """Points a column a property: a fifth of the size, for maps of a hundred thousand of them."""
    names = {name: sorted({getattr(point, name) for point in points}) for name in NAMED}
    numbers = {name: {value: number for number, value in enumerate(values)} for name, values in names.items()}
    columns: dict[str, list[Any]] = {name: [getattr(point, name) for point in points] for name in PLAIN}
    columns |= {name: [numbers[name][getattr(point, name)] for point in points] for name in NAMED}
    return {"total": len(points), "names": names, "columns": columns}


def _feature(point: PointRow) -> dict[str, Any]:
    names = ("id", "type", "outcome", "support", "killed_low", "radius_km", "title", "earliest")
    geometry = {"type": "Point", "coordinates": [point.longitude, point.latitude]}
    return {"type": "Feature", "geometry": geometry, "properties": {name: getattr(point, name) for name in names}}


def _steps(counted: Mapping[str, int]) -> list[Step]:
    return [Step(start=start, count=number) for start, number in sorted(counted.items())]
