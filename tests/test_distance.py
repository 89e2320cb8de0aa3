"""Distances on the earth."""

import pytest

from recoupe.distance import great_circle_km


@pytest.mark.parametrize(
    ("one", "other", "kilometres"),
    [
        ((33.31, 44.36), (33.31, 44.36), 0),
        ((48.857, 2.352), (51.507, -0.128), 344),  # Paris and London
        ((33.79, 42.44), (33.26, 44.23), 176),  # Ain al-Asad and Baghdad airport
        ((0, 179.5), (0, -179.5), 111),  # across the date line
        ((0, 0), (0, 180), 20015),  # half round
    ],
)
def test_known_distances(one: tuple[float, float], other: tuple[float, float], kilometres: float) -> None:
    assert great_circle_km(*one, *other) == pytest.approx(kilometres, rel=0.01, abs=0.5)
