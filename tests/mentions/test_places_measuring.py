"""Names that no table has, put on the map by the distance and direction that the text gives."""

import pytest

from recoupe.desk import Desks
from recoupe.distance import great_circle_km
from recoupe.mentions.places.gazetteer import load_gazetteer
from recoupe.mentions.places.measuring import offset, read_kilometres
from recoupe.mentions.places.rules import load_place_rules
from recoupe.pipeline import annotate
from recoupe.records import Document, PlaceMention, PlacePrecision


def find(language: str, text: str, name: str) -> PlaceMention:
    annotated = annotate(Document(id="x", text=text, language=language), Desks().open(language), thorough=True)
    return next(mention for mention in annotated.mentions.places if mention.name == name)


@pytest.mark.parametrize(
    ("language", "text", "name", "kilometres"),
    [
        ("fr", "Une bombe a explosé à Zorbakout, à 150 km au sud-est de Bagdad, en Irak.", "Zorbakout", 150),
        ("fr", "À Tawalbouga, à une trentaine de kilomètres de Fada N'Gourma, au Burkina Faso.", "Tawalbouga", 0),
        ("en", "In Zorbaqouba, 35 miles northeast of Baghdad in Iraq, gunmen opened fire.", "Zorbaqouba", 56.3),
    ],
)
def test_an_unknown_name_lies_where_the_text_measures(language: str, text: str, name: str, kilometres: float) -> None:
    annotated = annotate(Document(id="x", text=text, language=language), Desks().open(language), thorough=True)
    places = {mention.name: mention.place for mention in annotated.mentions.places}
    known = next(place for key, place in places.items() if key in ("Bagdad", "Baghdad", "Fada N'Gourma"))
    found = places[name]
    assert found is not None and known is not None
    far = great_circle_km(found.latitude, found.longitude, known.latitude, known.longitude)
    assert far == pytest.approx(kilometres, rel=0.02, abs=1)
    assert (found.name, found.precision, found.id) == (name, PlacePrecision.DISTRICT, "")


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("fr", "Une bombe a explosé à Zorbakout, à 150 km de Bagdad, en Irak.", "Zorbakout"),
        ("fr", "Une bombe a explosé à Zorbakout, selon la police de Bagdad, en Irak.", "Zorbakout"),
        ("en", "In Zorbaqouba, 35 miles northeast of Iraq, gunmen opened fire.", "Zorbaqouba"),
    ],
)
def test_a_distance_alone_or_a_country_says_too_little(language: str, text: str, name: str) -> None:
    assert "measured" not in find(language, text, name).rule


@pytest.mark.parametrize(
    ("language", "number", "unit", "expected"),
    [
        ("fr", "150", "km", 150.0),
        ("fr", "1 200", "kilometres", 1200.0),
        ("fr", "12,5", "km", 12.5),
        ("fr", "trentaine", "kilometres", 30.0),
        ("fr", "1.2.3", "km", None),
        ("en", "1,200", "km", 1200.0),
        ("en", "35", "miles", 56.315),
        ("en", "twenty", "km", 20.0),
    ],
)
def test_distances_are_kilometres(language: str, number: str, unit: str, expected: float | None) -> None:
    measure = load_place_rules(language).measure
    assert read_kilometres(number, unit, measure) == (pytest.approx(expected) if expected else None)


@pytest.mark.parametrize(("bearing", "north", "east"), [(0, 1, 0), (90, 0, 1), (180, -1, 0), (270, 0, -1)])
def test_directions_count_from_north(bearing: float, north: int, east: int) -> None:
    base = load_gazetteer().find_exactly("baghdad")[0]
    place = offset(base, "Somewhere", 100, bearing)
    assert round((place.latitude - base.latitude) / 0.9) == north
    assert round((place.longitude - base.longitude) / 1.07) == east
