"""`python -m training.gazetteer REGIONS.csv`: writes src/recoupe/data/places/gazetteer.bin and territories.tsv.

REGIONS.csv is OurAirports' regions.csv (public domain, https://ourairports.com/data/).
"""

import csv
import sys
from pathlib import Path
from typing import Any

from babel import Locale

from recoupe.mentions.places.names import keys_of
from recoupe.mentions.places.packed import DEGREE, PRECISIONS, pack
from training.gazetteer.airports import read_airports
from training.gazetteer.cities import Entry, read_cities
from training.gazetteer.regions import read_regions

HERE = Path(__file__).parent
DATA = HERE.parents[1] / "src/recoupe/data/places"
CLDR = ("en", "fr", "ar")


def main() -> None:
    """Reads every source and writes the packed table."""
    cities = read_cities()
    others = read_regions(Path(sys.argv[1]), cities) + read_counties(HERE / "us_counties.tsv") + read_airports()
    (DATA / "gazetteer.bin").write_bytes(pack(columns_of(cities, others)))
    write_territories(DATA / "territories.tsv")


def read_counties(path: Path) -> list[Entry]:
    """United States counties, named in full: "Rapides Parish"."""
    with path.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    return [
        Entry(
            id=f"uscounty:{row['state']}:{row['name'].replace(' ', '-')}",
            name=row["name"],
            country="US",
            admin1=f"US.{row['state']}",
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            precision="district",
            population=20_000,
            names={row["name"]},
        )
        for row in rows
    ]


def columns_of(cities: list[Entry], others: list[Entry]) -> dict[str, Any]:
    """The sections of the packed table."""
    entries = [*cities, *others]
    areas = sorted({entry.admin1 for entry in entries})
    index = {area: number for number, area in enumerate(areas)}
    called: dict[str, list[int]] = {}
    for number, entry in enumerate(entries):
        for key in sorted({key for name in entry.names for key in keys_of(name) if key}):
            called.setdefault(key, []).append(number)
    keys = sorted(called)
    postings = [sorted(called[key], key=lambda number: (-entries[number].population, number)) for key in keys]
    offsets = [0]
    for numbers in postings:
        offsets.append(offsets[-1] + len(numbers))
    return {
        "keys": keys,
        "names": [entry.name for entry in entries],
        "ids": [entry.id for entry in others],
        "areas": areas,
        "offsets": offsets,
        "postings": [number for numbers in postings for number in numbers],
        "numbers": [entry.number for entry in cities],
        "latitudes": [round(entry.latitude * DEGREE) for entry in entries],
        "longitudes": [round(entry.longitude * DEGREE) for entry in entries],
        "populations": [entry.population for entry in entries],
        "area": [index[entry.admin1] for entry in entries],
        "precision": [PRECISIONS.index(entry.precision) for entry in entries],
    }


def write_territories(path: Path) -> None:
    """The names of countries and territories in CLDR (Unicode licence)."""
    tables = {code: Locale(code).territories for code in CLDR}
    codes = sorted(code for code in tables["en"] if len(code) == 2 and code.isalpha())
    rows = ["\t".join(["code", *CLDR])]
    rows += ["\t".join([code, *(tables[language].get(code, "") for language in CLDR)]) for code in codes]
    path.write_text("\n".join(rows) + "\n", "utf-8")


if __name__ == "__main__":
    main()
