"""How incidents are spread: over the values of a field, over days and months, over the map."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from json.encoder import encode_basestring_ascii as quoted
from typing import Any

from sqlalchemy import Row

from recoupe.store.rows import radius_of
from recoupe.web.answers import Count, Step, Timeline

MOST_DAYS = 92
"""Days that a timeline shows one by one: a quarter; beyond that a bar a day is thinner than a finger."""

FEATURE = (
    '{{"type":"Feature","geometry":{{"type":"Point","coordinates":[{},{}]}},"properties":'
    '{{"id":{},"type":{},"outcome":{},"support":{},"killed_low":{},"radius_km":{}}}}}'
)
"""A point of GeoJSON, written out: a hundred thousand dicts and a general encoder take four times as long."""

DIGITS = 4
"""Of a degree: eleven metres, finer than any article says."""


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


def write_points(points: Sequence[Row[Any]]) -> bytes:
    """Points as GeoJSON with what a map draws of them; lists and pages have the rest."""
    radii = {name: radius_of(name) for name in {point.place_precision for point in points}}
    written = ",".join(
        FEATURE.format(
            round(point.longitude, DIGITS),
            round(point.latitude, DIGITS),
            *(quoted(value) for value in (point.id, point.type, point.outcome, point.support)),
            "null" if point.killed_low is None else point.killed_low,
            radii[point.place_precision] or "null",
        )
        for point in points
    )
    return f'{{"type":"FeatureCollection","features":[{written}]}}'.encode()


def _steps(counted: Mapping[str, int]) -> list[Step]:
    return [Step(start=start, count=number) for start, number in sorted(counted.items())]
