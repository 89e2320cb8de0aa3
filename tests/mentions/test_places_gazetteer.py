"""The gazetteer: what it holds, under which names, and that its tables keep their own rules."""

import pytest

from recoupe.errors import DataError
from recoupe.mentions.places import Gazetteer, load_gazetteer
from recoupe.mentions.places.names import find_tokens, key_of, skeleton
from recoupe.mentions.places.packed import MAGIC, pack, unpack
from recoupe.records import PlacePrecision
from recoupe.resources import read_rows


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


NAMED = [
    ("Bagdad", "IQ", 33.34, 44.40), ("بغداد", "IQ", 33.34, 44.40), ("Mossoul", "IQ", 36.34, 43.13),
    ("Alep", "SY", 36.20, 37.16), ("حلب", "SY", 36.20, 37.16), ("Tombouctou", "ML", 16.77, -3.01),
    ("Timbuktu", "ML", 16.77, -3.01), ("Kharkov", "UA", 49.98, 36.25), ("Sébastopol", "UA", 44.61, 33.52),
    ("Londres", "GB", 51.51, -0.13), ("Aïn al-Assad", "IQ", 33.79, 42.44), ("عين الأسد", "IQ", 33.79, 42.44),
    ("Soum", "BF", 14.2, -1.4), ("Nord-Kivu", "CD", -0.6, 28.9), ("Cisjordanie", "PS", 32.0, 35.25),
    ("Seine-Saint-Denis", "FR", 48.9, 2.45), ("Calif.", "US", 36.78, -119.42), ("D.C.", "US", 38.9, -77.03),
    ("Tchétchénie", "RU", 43.35, 45.7), ("Rapides Parish", "US", 31.2, -92.6), ("Ménaka", "ML", 15.9, 2.4),
    ("Donbass", "UA", 48.4, 38.3), ("Haut-Karabakh", "AZ", 39.8, 46.75), ("Bagram", "AF", 34.95, 69.26),
]  # fmt: skip


@pytest.mark.parametrize(("name", "country", "latitude", "longitude"), NAMED)
def test_a_place_is_found_under_its_names(
    gazetteer: Gazetteer, name: str, country: str, latitude: float, longitude: float
) -> None:
    key = f"{key_of(name)}." if name in {"Calif."} else key_of(name)
    found = [place for place in gazetteer.find(key) if place.country == country]
    assert any(abs(p.latitude - latitude) < 0.3 and abs(p.longitude - longitude) < 0.3 for p in found), found[:3]


@pytest.mark.parametrize(
    ("name", "country"),
    [("UAE", "AE"), ("É.-U.", "US"), ("RDC", "CD"), ("RCA", "CF"), ("R.-U.", "GB"), ("USA", "US"), ("UK", "GB"),
     ("Birmanie", "MM"), ("Turkey", "TR"), ("Côte d’Ivoire", "CI"), ("العراق", "IQ"), ("Zaïre", "CD"), ("URSS", "RU")],
)  # fmt: skip
def test_a_country_is_found_under_its_names(gazetteer: Gazetteer, name: str, country: str) -> None:
    assert gazetteer.find(key_of(name))[0].id == f"country:{country}"


@pytest.mark.parametrize(
    ("word", "country"),
    [("irakienne", "IQ"), ("irakiens", "IQ"), ("turques", "TR"), ("burkinabè", "BF"), ("françaises", "FR"),
     ("nigériane", "NG"), ("nigérienne", "NE"), ("sud-soudanais", "SS"), ("Iraqis", "IQ"), ("Swedish", "SE"),
     ("South Korean", "KR"), ("grecque", "GR"), ("kenyanes", "KE")],
)  # fmt: skip
def test_a_demonym_gives_its_country(gazetteer: Gazetteer, word: str, country: str) -> None:
    assert gazetteer.of_demonym(key_of(word))[0].country == country


def test_every_country_has_coordinates_and_a_name_in_both_languages() -> None:
    names = {row["code"]: row for row in read_rows("places/territories.tsv")}
    for row in read_rows("places/countries.tsv"):
        assert -90 <= float(row["latitude"]) <= 90
        assert -180 <= float(row["longitude"]) <= 180
        assert names[row["code"]]["en"]
        assert names[row["code"]]["fr"]


def test_every_sovereign_state_has_demonyms_in_both_languages() -> None:
    # Without them: dependencies and places without inhabitants of their own.
    bare = [row["code"] for row in read_rows("places/countries.tsv") if not (row["demonyms_en"] and row["demonyms_fr"])]
    assert len(bare) < 60
    assert not set(bare) & {"IQ", "SY", "FR", "US", "GB", "CD", "CF", "ML", "BF", "NE", "UA", "RU", "PS", "XK", "TW"}


def test_hand_made_towns_lie_where_the_packed_table_has_them(gazetteer: Gazetteer) -> None:
    for row in read_rows("places/landmarks.tsv"):
        if row["precision"] != PlacePrecision.TOWN:
            continue
        latitude, longitude = float(row["latitude"]), float(row["longitude"])
        numbers = gazetteer.packed.numbers_of(key_of(row["names"].split("|")[0]))
        packed = [place for number in numbers if (place := gazetteer.packed.place(number)).country == row["country"]]
        near = [p for p in packed if abs(p.latitude - latitude) < 0.3 and abs(p.longitude - longitude) < 0.3]
        assert near or not packed, row["names"]


def test_hand_made_places_have_a_known_precision_and_sound_coordinates() -> None:
    for table in ("provinces", "landmarks"):
        for row in read_rows(f"places/{table}.tsv"):
            assert PlacePrecision(row["precision"])
            assert -60 < float(row["latitude"]) < 85
            assert -180 <= float(row["longitude"]) <= 180


def test_no_hand_made_place_is_entered_twice() -> None:
    seen: set[tuple[str, str, str]] = set()
    for table in ("provinces", "landmarks"):
        for row in read_rows(f"places/{table}.tsv"):
            entry = (row["country"], row["precision"], row["names"].split("|")[0])
            assert entry not in seen, entry
            seen.add(entry)


def test_the_arabic_article_may_differ_or_be_missing(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("el bab")[0].country == "SY"
    assert gazetteer.find("al anbar")[0].name == "Anbar"


def test_names_fold_to_one_key() -> None:
    assert {key_of(name) for name in ("Aïn al-Assad", "AIN AL ASSAD", "aïn Al‑Assad")} == {"ain al assad"}
    assert key_of("St. Louis") == key_of("Saint Louis")
    assert [token.key for token in find_tokens("l’Île-de-France")] == ["l", "ile", "de", "france"]


def test_transliterations_share_a_skeleton() -> None:
    assert skeleton("khan cheikhoun") == skeleton("khan shaykhun")
    assert skeleton("gao") is None


SECTIONS = {
    "keys": ["alep", "bagdad", "حلب"], "names": ["Alep", "Bagdad"], "ids": ["airport:BGW"], "areas": ["IQ.07", "SY.09"],
    "offsets": [0, 1, 2, 3], "postings": [0, 1, 0], "numbers": [170063], "latitudes": [36202, 33341],
    "longitudes": [37161, 44401], "populations": [1602264, 7216000], "area": [1, 0], "precision": [0, 0],
}  # fmt: skip


@pytest.mark.parametrize(("key", "numbers"), [("alep", [0]), ("bagdad", [1]), ("حلب", [0]), ("aleph", []), ("", [])])
def test_a_packed_table_finds_what_was_packed(key: str, numbers: list[int]) -> None:
    assert list(unpack(pack(SECTIONS), "x").numbers_of(key)) == numbers


def test_a_place_comes_out_of_its_columns() -> None:
    place = unpack(pack(SECTIONS), "x").place(1)
    assert (place.id, place.name, place.country, place.admin1) == ("airport:BGW", "Bagdad", "IQ", "07")
    assert (place.latitude, place.longitude, place.population) == (33.341, 44.401, 7216000)


def test_lines_that_are_not_there_are_an_error() -> None:
    names = unpack(pack(SECTIONS), "x").names
    assert (len(names), names[1]) == (2, "Bagdad")
    for index in (-1, 2):
        with pytest.raises(IndexError, match="of 2"):
            names[index]


@pytest.mark.parametrize("damaged", [b"no table", b"", pack(SECTIONS)[:-1], pack(SECTIONS) + b"x", MAGIC + b"no"])
def test_damaged_bytes_are_named(damaged: bytes) -> None:
    with pytest.raises(DataError, match="rebuild"):
        unpack(damaged, "data/places/gazetteer.bin")
