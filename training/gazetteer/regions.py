"""First-order areas: names and codes from OurAirports (public domain), coordinates from the towns that lie in them.

OurAirports goes by ISO 3166-2 and has no coordinates; GeoNames' towns carry GeoNames' own codes. The two are linked
where an airport whose subdivision is known lies by a town whose code is known, and where an area bears its chief
town's name.
"""

import csv
import re
from collections import Counter
from pathlib import Path

import airportsdata

from recoupe.mentions.places.names import fold_word, key_of
from training.gazetteer.cities import Entry, group_by_area, middle

KIND = re.compile(
    r"\b(?:Autonomous|Capital|Special|Metropolitan)?\s*(?:Province|Region|District|County|Department|Governorate|Municipality"
    r"|State|Oblast|Prefecture|Parish|Krai|Voivodeship|Territory|Division|City|län|Canton|Emirate|Republic of|Republic"
    r"|Administrative Region)\b|\(.*?\)|\*.*",
    re.IGNORECASE,
)
NEAR = 0.7  # degrees: an airport lies by its town


def read_regions(path: Path, cities: list[Entry]) -> list[Entry]:
    """The areas of OurAirports' table `path` that can be put on the map."""
    areas = group_by_area(cities)
    with path.open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if "unassigned" not in row["name"] and "*" not in row["name"]]
    votes = vote_by_airport(cities)
    entries = []
    for row in rows:
        area = link_area(row, areas, votes)
        entry = read_region(row, area, areas)
        if entry:
            entries.append(entry)
    return entries


def stem_of(name: str) -> str:
    """The proper part of an area's name: "Deir ez-Zor Governorate" gives "Deir ez-Zor"."""
    return re.sub(r"\s+", " ", KIND.sub(" ", name)).strip(" -,") or name


def vote_by_airport(cities: list[Entry]) -> dict[tuple[str, str], Counter[str]]:
    """For each (country, key of an airport's subdivision), how often which GeoNames area lies beneath."""
    by_country: dict[str, list[Entry]] = {}
    for city in cities:
        by_country.setdefault(city.country, []).append(city)
    votes: dict[tuple[str, str], Counter[str]] = {}
    for field in airportsdata.load("ICAO").values():
        if field["country"] == "US" or not field["subd"]:
            continue
        near = [
            (abs(c.latitude - field["lat"]) + abs(c.longitude - field["lon"]), c.admin1)
            for c in by_country.get(field["country"], ())
            if abs(c.latitude - field["lat"]) < NEAR and abs(c.longitude - field["lon"]) < NEAR
        ]
        if near:
            votes.setdefault((field["country"], key_of(stem_of(field["subd"]))), Counter())[min(near)[1]] += 1
    return votes


def link_area(
    row: dict[str, str], areas: dict[str, list[Entry]], votes: dict[tuple[str, str], Counter[str]]
) -> str | None:
    """The GeoNames area that `row` names."""
    country, stem = row["iso_country"], key_of(stem_of(row["name"]))
    direct = f"{country}.{row['local_code']}"
    if country in {"US", "GB", "CH", "BE"} and direct in areas:
        return direct
    named = [
        (there[0].population if rank == 0 else there[rank].population // 3, area)
        for area, there in areas.items()
        if area.startswith(f"{country}.")
        for rank in range(min(3, len(there)))
        if stem in {key_of(name) for name in there[rank].names}
    ]
    voted = votes.get((country, stem))
    if voted and voted.most_common(1)[0][1] >= 2:
        return voted.most_common(1)[0][0]
    if named:
        return max(named)[1]
    return voted.most_common(1)[0][0] if voted else None


def read_region(row: dict[str, str], area: str | None, areas: dict[str, list[Entry]]) -> Entry | None:
    """The entry of one row; None when nothing tells where it lies."""
    country, stem = row["iso_country"], stem_of(row["name"])
    there = areas.get(area or "", [])
    if not there:
        there = [c for code, towns in areas.items() if code.startswith(country) for c in towns
                 if key_of(stem) in {key_of(n) for n in c.names}][:1]  # fmt: skip
    if not there:
        return None
    latitude, longitude = middle(there)
    keywords = [word.strip() for word in row["keywords"].split(",")]
    plain = stem.split(" ", 1)[1] if fold_word(stem.split()[0]) in {"al", "el", "ad"} and " " in stem else stem
    names = {row["name"], stem, plain, *(w for w in keywords if w and "airport" not in w.lower() and "مطار" not in w)}
    return Entry(
        id=f"iso3166-2:{row['code']}",
        name=stem,
        country=country,
        admin1=area or country,
        latitude=latitude,
        longitude=longitude,
        precision="province",
        population=sum(city.population for city in there) if area else 0,
        names={name for name in names if len(name) > 2},
    )
