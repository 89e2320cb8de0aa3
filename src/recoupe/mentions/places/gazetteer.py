"""The gazetteer: the packed table of towns, areas and airports, and the hand-made tables of countries and sites."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from recoupe.errors import DataError
from recoupe.mentions.places.names import key_of, keys_of, variants_of
from recoupe.mentions.places.packed import PackedTable, unpack
from recoupe.records import Place, PlacePrecision
from recoupe.resources import data_file, read_rows

MOST = 60  # candidates looked at for one name; "San Antonio" has over three hundred, the small ones never decide
COUNTRY_POPULATION = 10_000_000
AREA_POPULATION = 500_000  # of a province where the tables give none
HAND_MADE = ("provinces", "landmarks")


@dataclass(frozen=True, eq=False, kw_only=True)
class Gazetteer:
    """All places that Recoupe knows, by the folded keys of their names (`names.key_of`).

    `demonyms` gives the ids of the places that a people's name or adjective belongs to; `by_id` those of `named`;
    `capitals` the key of each country's capital; `openings` the first words of hand-made names of several words.
    """

    packed: PackedTable
    named: dict[str, tuple[Place, ...]]
    demonyms: dict[str, tuple[str, ...]]
    by_id: dict[str, Place]
    capitals: dict[str, str]
    openings: frozenset[str]

    @cached_property
    def people(self) -> frozenset[str]:
        """The first words of demonyms: "sud" of "sud-coréen"."""
        return frozenset(key.split()[0] for key in self.demonyms if key)

    def find(self, key: str) -> tuple[Place, ...]:
        """The places called `key`, hand-made ones first, then by population; the Arabic article may differ."""
        found = self.find_exactly(key)
        if found:
            return found
        return next((places for variant in variants_of(key) if (places := self.find_exactly(variant))), ())

    @lru_cache(maxsize=20_000)  # noqa: B019  there is one gazetteer, for as long as the process
    def find_exactly(self, key: str) -> tuple[Place, ...]:
        """The places called `key` and nothing like it."""
        named = self.named.get(key, ())
        packed = (self.packed.place(number) for number in self.packed.numbers_of(key)[:MOST])
        return (*named, *(place for place in packed if not any(same_area(place, known) for known in named)))

    def country(self, code: str) -> Place | None:
        """The country or territory with that ISO 3166-1 code."""
        return self.by_id.get(f"country:{code}")

    def is_capital(self, place: Place) -> bool:
        """True for the capital of a country."""
        return place.precision == PlacePrecision.TOWN and key_of(place.name) == self.capitals.get(place.country)

    def of_demonym(self, key: str) -> tuple[Place, ...]:
        """The places whose people or adjective `key` is: "irakienne" gives Iraq."""
        return tuple(self.by_id[number] for number in self.demonyms.get(key, ()))


def same_area(place: Place, known: Place) -> bool:
    """True for two entries of one area: hand-made provinces stand in for those of the packed table."""
    if place.precision != known.precision or place.country != known.country:
        return False
    return place.precision == PlacePrecision.PROVINCE and place.admin1 == known.admin1 and known.admin1 is not None


def load_gazetteer() -> Gazetteer:
    """The packaged gazetteer; under a fifth of a second, once. Raises DataError when a table is damaged."""
    packed = unpack(data_file("places/gazetteer.bin").read_bytes(), "data/places/gazetteer.bin")
    named: dict[str, list[Place]] = {}
    by_id: dict[str, Place] = {}
    demonyms: dict[str, list[str]] = {}
    add_countries(named, by_id, demonyms)
    for table in HAND_MADE:
        add_places(table, named, by_id)
    add_demonyms(demonyms, by_id)
    return Gazetteer(
        packed=packed,
        named={key: tuple(places) for key, places in named.items()},
        demonyms={key: tuple(numbers) for key, numbers in demonyms.items()},
        by_id=by_id,
        openings=frozenset(key.split()[0] for key in named if " " in key),
        capitals={row["code"]: key_of(row["capital"]) for row in read_rows("places/countries.tsv")},
    )


def add_countries(named: dict[str, list[Place]], by_id: dict[str, Place], demonyms: dict[str, list[str]]) -> None:
    """Countries and territories with their names in CLDR, their aliases and their demonyms."""
    cldr = {row["code"]: [row["en"], row["fr"], row["ar"], row["other"]] for row in read_rows("places/territories.tsv")}
    for row in read_rows("places/countries.tsv"):
        names = cldr.get(row["code"], [])
        if not names:
            raise DataError(f"data/places/countries.tsv: {row['code']!r} is no territory of territories.tsv")
        place = Place(
            id=f"country:{row['code']}",
            name=names[0],
            country=row["code"],
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            precision=PlacePrecision.COUNTRY,
            population=COUNTRY_POPULATION,
        )
        by_id[place.id] = place
        add_names(named, place, [*names, *row["aliases"].split("|")])
        forms = [form for name in row["demonyms_en"].split("|") for form in english_forms(name)]
        forms += [form for name in row["demonyms_fr"].split("|") for form in french_forms(name)]
        for key in dict.fromkeys(key_of(form) for form in forms if form):
            demonyms.setdefault(key, []).append(place.id)


def add_places(table: str, named: dict[str, list[Place]], by_id: dict[str, Place]) -> None:
    """The hand-made table `table`: one place a row, its names parted by bars, the first its own."""
    for number, row in enumerate(read_rows(f"places/{table}.tsv"), 2):
        names = row["names"].split("|")
        try:
            place = Place(
                id=f"recoupe:{row['country'].lower()}-{key_of(names[0]).replace(' ', '-')}",
                name=names[0],
                country=row["country"],
                latitude=float(row["latitude"]),
                longitude=float(row["longitude"]),
                precision=PlacePrecision(row["precision"]),
                admin1=row["admin1"] or None,
                population=int(row["population"] or AREA_POPULATION),
            )
        except ValueError as problem:
            raise DataError(f"data/places/{table}.tsv:{number}: {problem}; mend the row") from problem
        by_id.setdefault(place.id, place)
        add_names(named, place, names)


def add_demonyms(demonyms: dict[str, list[str]], by_id: dict[str, Place]) -> None:
    """Demonyms of places that are no countries: "tchétchène", "Catalan", "cisjordanien"."""
    for number, row in enumerate(read_rows("places/demonyms.tsv"), 2):
        if row["place"] not in by_id:
            raise DataError(f"data/places/demonyms.tsv:{number}: no place {row['place']!r} in the other tables")
        forms = [form for name in row["english"].split("|") for form in english_forms(name)]
        forms += [form for name in row["french"].split("|") for form in french_forms(name)]
        for key in dict.fromkeys(key_of(form) for form in forms if form):
            demonyms.setdefault(key, []).append(row["place"])


def add_names(named: dict[str, list[Place]], place: Place, names: list[str]) -> None:
    """Enters `place` under every key of its names."""
    for key in dict.fromkeys(key for name in names if name for key in keys_or_abbreviation(name)):
        named.setdefault(key, []).append(place)


def keys_or_abbreviation(name: str) -> Iterator[str]:
    """The keys of a name; "Miss." and "La." keep their point, for without it they are other words."""
    if name.endswith(".") and name.count(".") == 1:
        return iter((f"{key_of(name)}.",))
    return keys_of(name)


def english_forms(name: str) -> tuple[str, ...]:
    """A demonym and its plural: "Iraqi", "Iraqis"; "Swedish" has none."""
    if not name or name.endswith(("s", "sh", "ch", "ese", "men", "tch", "man")) or name in {"US", "U.S."}:
        return (name,)
    return (name, f"{name}s")


def french_forms(name: str) -> tuple[str, ...]:
    """The four forms of a French demonym from its masculine singular; "turc/turcs/turque/turques" are given whole."""
    if not name or "/" in name:
        return tuple(name.split("/"))
    if name.endswith(("ien", "éen", "yen")):
        return (name, f"{name}s", f"{name}ne", f"{name}nes")
    if name.endswith("e"):
        return (name, f"{name}s")
    if name.endswith(("s", "x")):
        return (name, f"{name}e", f"{name}es")
    return (name, f"{name}s", f"{name}e", f"{name}es")
