"""A map as SVG that needs nothing from outside: outlines of countries, and a circle for each incident.

The outlines are Natural Earth's at 1:50 million, thinned (`training/outlines.py`). A circle is as wide as the place is
unsure, and never a point where the text gives a province.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from math import cos, radians

from recoupe.export.xml_text import clean
from recoupe.records import Incident, Outcome, PlacePrecision
from recoupe.resources import data_file

WIDTH, HEIGHT = 720.0, 360.0

LEAST_SPAN = 6.0
"""Degrees that the map shows at least: a place means little without what lies around it."""

MARGIN = 0.25
"""Share of the extent that is added around the incidents."""

DOT = 4.0
"""Pixels of the smallest circle."""

RADII = {
    PlacePrecision.SITE: 0.0, PlacePrecision.TOWN: 0.05, PlacePrecision.DISTRICT: 0.25, PlacePrecision.PROVINCE: 0.8,
    PlacePrecision.COUNTRY: 3.0,
}  # fmt: skip
"""Degrees around a place within which it lies, about: 5, 25, 80 and 300 km."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What part of the world the map shows."""

    west: float
    south: float
    east: float
    north: float

    @property
    def scale(self) -> Point:
        """Pixels a degree, east and north: alike on the ground in the middle of the map."""
        squeeze = max(0.2, cos(radians((self.south + self.north) / 2)))
        north = min(HEIGHT / (self.north - self.south), WIDTH / ((self.east - self.west) * squeeze))
        return north * squeeze, north

    def at(self, longitude: float, latitude: float) -> Point:
        """Where a place lies on the map, in pixels."""
        across, up = self.scale
        middle = ((self.west + self.east) / 2, (self.south + self.north) / 2)
        x = WIDTH / 2 + (longitude - middle[0]) * across
        return round(x, 1), round(HEIGHT / 2 - (latitude - middle[1]) * up, 1)

    def sees(self, ring: Sequence[Point]) -> bool:
        """True where some of a ring may be in view."""
        points = [self.at(*point) for point in ring]
        xs, ys = [point[0] for point in points], [point[1] for point in points]
        return max(xs) >= 0 and min(xs) <= WIDTH and max(ys) >= 0 and min(ys) <= HEIGHT


def draw_map(incidents: Sequence[Incident], title: str) -> str:
    """The map of the incidents; "" where none is on it."""
    placed = [each for each in incidents if each.place and each.place.latitude is not None]
    points = [(each.place.longitude or 0.0, each.place.latitude or 0.0) for each in placed if each.place]
    if not points:
        return ""
    frame = frame_around(points)
    land = "".join(_path(ring, frame) for ring in read_outlines() if frame.sees(ring))
    dots = "".join(_circle(each, frame) for each in sorted(placed, key=lambda each: each.id))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" role="img">'
        f"<title>{escape(title)}</title>"
        f'<rect width="{WIDTH:g}" height="{HEIGHT:g}" fill="#e8eef3"/>'
        f'<g fill="#fbfaf7" stroke="#a9b0b6" stroke-width="0.7" stroke-linejoin="round">{land}</g>{dots}</svg>'
    )


def frame_around(points: Sequence[Point]) -> Frame:
    """The part of the world that shows all points and what lies around them."""
    west, east = _widened([point[0] for point in points])
    south, north = _widened([point[1] for point in points])
    return Frame(west=west, south=south, east=east, north=north)


def _widened(values: Sequence[float]) -> Point:
    low, high = min(values), max(values)
    span = max((high - low) * (1 + 2 * MARGIN), LEAST_SPAN)
    middle = (low + high) / 2
    return middle - span / 2, middle + span / 2


@cache
def read_outlines() -> tuple[tuple[Point, ...], ...]:
    """The outer rings of all countries, in degrees."""
    arcs: list[list[Point]] = []
    rings = []
    for line in data_file("outlines.txt").read_text("utf-8").splitlines():
        numbers = [int(number) for number in line[2:].split()]
        if line.startswith("a"):
            arcs.append(list(_read_arc(numbers)))
        else:
            parts = (arcs[number] if number >= 0 else arcs[~number][::-1] for number in numbers)
            rings.append(tuple(point for part in parts for point in part))
    return tuple(rings)


def _read_arc(steps: Sequence[int]) -> Iterator[Point]:
    x = y = 0
    for across, up in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + across, y + up
        yield x / 100, y / 100


def _path(ring: Sequence[Point], frame: Frame) -> str:
    points = " ".join(f"{x:g},{y:g}" for x, y in (frame.at(*point) for point in ring))
    return f'<polygon points="{points}"/>'


def _circle(incident: Incident, frame: Frame) -> str:
    place = incident.place
    if place is None or place.latitude is None or place.longitude is None:
        return ""
    x, y = frame.at(place.longitude, place.latitude)
    radius = max(DOT, RADII[place.precision] * frame.scale[1])
    colour = "#a3262a" if incident.outcome is Outcome.CARRIED_OUT else "#1f6f5c"
    fill = f'fill="{colour}" fill-opacity="{0.75 if radius <= DOT else 0.15}"'
    label = escape(clean(f"{place.name} ({incident.id})"))
    return f'<circle cx="{x}" cy="{y}" r="{radius:.1f}" {fill} stroke="{colour}"><title>{label}</title></circle>'
