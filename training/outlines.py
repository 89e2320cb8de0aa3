"""Outlines of countries for maps on paper: `python -m training.outlines countries-50m.json`.

The source is Natural Earth 1:50m (public domain) as world-atlas has it in TopoJSON, which the web app ships. Lines are
thinned so that none is more than TOLERANCE off; borders stay shared, so that no gaps open.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

OUTLINES = Path(__file__).parents[1] / "src" / "recoupe" / "data" / "outlines.txt"

TOLERANCE = 4
"""Hundredths of a degree, some 4 km: half a pixel where 20 degrees fill a page."""

SMALLEST = 8
"""Hundredths of a degree that an island measures at least."""

Point = tuple[int, int]


def main(source: str) -> None:
    """Writes the packaged file."""
    OUTLINES.write_text(make_outlines(json.loads(Path(source).read_text("utf-8"))), encoding="utf-8")


def make_outlines(topology: dict[str, Any]) -> str:
    """A line "a" an arc (first point and steps, hundredths of a degree), a line "r" a ring of arcs (~n: backwards)."""
    arcs = [thin(points) for points in read_arcs(topology)]
    rings = [
        ring for ring in read_rings(topology) if is_large([arcs[index if index >= 0 else ~index] for index in ring])
    ]
    used = sorted({index if index >= 0 else ~index for ring in rings for index in ring})
    place = {index: number for number, index in enumerate(used)}
    lines = [f"a {' '.join(str(step) for step in steps(arcs[index]))}" for index in used]
    for ring in rings:
        lines.append("r " + " ".join(str(place[each] if each >= 0 else ~place[~each]) for each in ring))
    return "\n".join(lines) + "\n"


def read_arcs(topology: dict[str, Any]) -> Iterator[list[Point]]:
    """The arcs in hundredths of a degree."""
    (wide, high), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for across, up in arc:
            x, y = x + across, y + up
            points.append((round((x * wide + west) * 100), round((y * high + south) * 100)))
        yield points


def read_rings(topology: dict[str, Any]) -> Iterator[list[int]]:
    """The outer rings of all countries, as numbers of arcs."""
    for country in topology["objects"]["countries"]["geometries"]:
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        yield from (polygon[0] for polygon in polygons)


def thin(points: Sequence[Point]) -> list[Point]:
    """The points without those that lie on a line between others, as Douglas and Peucker choose them."""
    if len(points) < 3:
        return list(points)
    first, last = points[0], points[-1]
    far, where = max((distance(point, first, last), index) for index, point in enumerate(points[1:-1], 1))
    if far <= TOLERANCE:
        return [first, last]
    return [*thin(points[: where + 1])[:-1], *thin(points[where:])]


def distance(point: Point, first: Point, last: Point) -> float:
    """How far a point lies off the line between two others."""
    across, up = last[0] - first[0], last[1] - first[1]
    length = across * across + up * up
    share = ((point[0] - first[0]) * across + (point[1] - first[1]) * up) / length if length else 0.0
    share = min(1.0, max(0.0, share))
    x, y = first[0] + share * across - point[0], first[1] + share * up - point[1]
    return float((x * x + y * y) ** 0.5)


def is_large(arcs: Sequence[Sequence[Point]]) -> bool:
    """False for islets."""
    xs, ys = [point[0] for arc in arcs for point in arc], [point[1] for arc in arcs for point in arc]
    return max(max(xs) - min(xs), max(ys) - min(ys)) >= SMALLEST


def steps(points: Sequence[Point]) -> Iterator[int]:
    """The first point, then how far each lies from the one before."""
    x = y = 0
    for point in points:
        yield from (point[0] - x, point[1] - y)
        x, y = point


if __name__ == "__main__":
    main(sys.argv[1])
