"""Names that no table has, put on the map by what the text measures: "Kout, à 150 km au sud-est de Bagdad"."""

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from recoupe.mentions.places.rules import Measure, PlaceRules
from recoupe.mentions.tokens import fold_text
from recoupe.records import Place, PlaceMention, PlacePrecision

REACH = 90  # characters between the unknown name and the one it is measured from
KM_PER_DEGREE = 111.2  # of latitude
KM_PER_MILE = 1.609
_THOUSANDS = re.compile(r"(?<=\d)[ .,\u00a0](?=\d{3}(?!\d))")  # "1 200", "1,200"
NEAR_KM = 40.0  # so near, the other place itself says where; further off a distance with no direction says too little


def measure_unknown(content: str, mentions: Sequence[PlaceMention], rules: PlaceRules) -> tuple[PlaceMention, ...]:
    """The mentions, each of an unknown place at the distance and in the direction that the text gives once for all."""
    measured: dict[str, Place] = {}
    for mention, behind in pairwise(mentions):
        place = _measured(content, mention, behind, rules.measure)
        if place:
            measured.setdefault(mention.name, place)
    return tuple(
        replace(each, place=measured[each.name], rule=f"{each.rule}, measured")
        if each.place is None and each.role == "place" and each.name in measured
        else each
        for each in mentions
    )


def _measured(content: str, mention: PlaceMention, base: PlaceMention, measure: Measure) -> Place | None:
    if mention.place is not None or mention.role != "place" or base.place is None:
        return None
    if base.span.start - mention.span.end > REACH or base.place.precision is PlacePrecision.COUNTRY:
        return None
    told = measure.pattern.fullmatch(fold_text(content[mention.span.end : base.span.start]))
    if told is None:
        return None
    kilometres = read_kilometres(told["number"], told["unit"], measure)
    way = measure.ways.get(told["way"] or "")
    if kilometres is None or (way is None and kilometres > NEAR_KM):
        return None
    return offset(base.place, mention.name, kilometres if way is not None else 0.0, way or 0.0)


def read_kilometres(number: str, unit: str, measure: Measure) -> float | None:
    """The distance in kilometres; None for a figure that cannot be read."""
    value = measure.numbers.get(number.strip())
    figure = _THOUSANDS.sub("", number.strip()).replace(",", ".")
    if value is None and figure.count(".") < 2 and figure.replace(".", "").isdecimal():
        value = float(figure)
    return None if value is None else value * (KM_PER_MILE if unit.startswith("mi") else 1.0)


def offset(base: Place, name: str, kilometres: float, bearing: float) -> Place:
    """The place so many kilometres from `base` in a direction, in degrees from north; no finer than a district."""
    north = math.cos(math.radians(bearing)) * kilometres / KM_PER_DEGREE
    east = math.sin(math.radians(bearing)) * kilometres / KM_PER_DEGREE
    return replace(
        base,
        id="",
        name=name,
        latitude=round(base.latitude + north, 3),
        longitude=round(base.longitude + east / math.cos(math.radians(base.latitude)), 3),
        precision=PlacePrecision.DISTRICT,
        population=0,
    )
