"""How incidents are spread: over the values of a field, over days and months, over the map."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from json.encoder import encode_basestring_ascii as quoted
from typing import Any

from recoupe.store.rows import radius_of
from recoupe.web.answers import Count, Step, Timeline

MOST_DAYS = 92
"""Days that a timeline shows one by one: a quarter; beyond that a bar a day is thinner than a finger."""

FEATURE = (
    '{"type":"Feature","geometry":{"type":"Point","coordinates":[%.4f,%.4f]},"properties":{"id":%s,"killed_low":%s,%s}}'
)
"""A point of GeoJSON, written out: a hundred thousand dicts and a general encoder take many times as long.

Four digits of a degree are eleven metres, finer than any article says.
"""


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


def write_points(points: Sequence[Sequence[Any]]) -> bytes:
    """Points as GeoJSON with what a map draws of them; lists and pages have the rest."""
    written = []
    for identifier, kind, outcome, support, killed, latitude, longitude, precision in points:
        told = _shared_properties(kind, outcome, support, precision)
        killed_low = "null" if killed is None else killed
        written.append(FEATURE % (longitude, latitude, quoted(identifier), killed_low, told))
    return f'{{"type":"FeatureCollection","features":[{",".join(written)}]}}'.encode()


@cache
def _shared_properties(kind: str, outcome: str, support: str, precision: str | None) -> str:
    """The properties that many points have alike, written once."""
    shared = {"type": kind, "outcome": outcome, "support": support, "radius_km": radius_of(precision)}
    return json.dumps(shared, separators=(",", ":"))[1:-1]


def _steps(counted: Mapping[str, int]) -> list[Step]:
    return [Step(start=start, count=number) for start, number in sorted(counted.items())]
