"""`python -m training.gazetteer REGIONS.csv COUNTRIES.csv`: writes gazetteer.bin and territories.tsv.

Both are OurAirports' tables (public domain, https://ourairports.com/data/).
"""

import csv
import sys
from pathlib import Path
from typing import Any

from babel import Locale

from recoupe.mentions.places.names import key_of, keys_of, skeleton
from recoupe.mentions.places.packed import DEGREE, PRECISIONS, pack
from training.gazetteer.airports import read_airports
from training.gazetteer.cities import Entry, read_cities
from training.gazetteer.regions import read_regions

HERE = Path(__file__).parent
DATA = HERE.parents[1] / "src/recoupe/data/places"
CLDR = ("en", "fr", "ar")
# Countries whose names reach French and English papers by ear from Arabic, Persian, Pashto, Urdu, Tamasheq or Somali.
TRANSLITERATED = frozenset(
    {"IQ", "SY", "YE", "LY", "EG", "SA", "JO", "LB", "PS", "DZ", "TN", "MA", "SD", "SO", "AF", "PK", "IR", "ML", "NE"}
    | {"TD", "MR", "OM", "AE", "KW", "BH", "QA", "ER", "DJ", "ET", "TJ", "UZ"}
)


def main() -> None:
    """Reads every source and writes the packed table."""
    cities = read_cities()
    others = read_regions(Path(sys.argv[1]), cities) + read_counties(HERE / "us_counties.tsv") + read_airports()
    (DATA / "gazetteer.bin").write_bytes(pack(columns_of(cities, others)))
    write_territories(DATA / "territories.tsv", Path(sys.argv[2]))


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
        for key in sorted(keys_of_entry(entry)):
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


def keys_of_entry(entry: Entry) -> set[str]:
    """The keys under which the table holds an entry, with the skeletons of much transliterated names."""
    keys = {key for name in entry.names for key in keys_of(name) if key}
    if entry.country in TRANSLITERATED and entry.number is not None:
        keys |= {bare for name in entry.names if (bare := skeleton(key_of(name)))}
    return keys


def write_territories(path: Path, countries: Path) -> None:
    """The names of countries and territories in CLDR (Unicode licence), and those of OurAirports' table `countries`."""
    tables: dict[str, dict[str, str]] = {code: dict(Locale(code).territories) for code in CLDR}
    with countries.open(encoding="utf-8") as lines:
        plain = {row["code"]: row["name"] for row in csv.DictReader(lines)}
    codes = sorted(code for code in tables["en"] if len(code) == 2 and code.isalpha())
    rows = ["\t".join(["code", *CLDR, "other"])]
    for code in codes:
        names = [tables[language].get(code, "") for language in CLDR]
        rows.append("\t".join([code, *(name.replace("&", "and") for name in names), plain.get(code, "")]))
    path.write_text("\n".join(rows) + "\n", "utf-8")


if __name__ == "__main__":
    main()
