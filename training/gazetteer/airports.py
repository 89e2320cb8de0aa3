"""Airports and air bases of airportsdata (MIT; itself from public data), with the site keys of the towns they serve."""

import re
from collections.abc import Mapping

import airportsdata

from training.gazetteer.cities import Entry

BASE = re.compile(r"\b(?:Air Base|Air Force Base|AFB|AB|Airfield|Airbase|Air Station|Army Air)\b", re.IGNORECASE)
TAIL = re.compile(
    r"\s*\b(?:International|Intl|Regional|Municipal|County|Airport|Air (?:Force )?Base|AFB|AB|Airfield|Airbase)\b.*",
    re.IGNORECASE,
)


def read_airports() -> list[Entry]:
    """Airports with scheduled service (an IATA code) and military fields."""
    fields = airportsdata.load("ICAO").values()
    chosen = [f for f in fields if f["iata"] or BASE.search(f["name"])]
    return [read_airport(field) for field in sorted(chosen, key=lambda f: f["icao"]) if len(field["name"]) > 3]


def read_airport(field: Mapping[str, object]) -> Entry:
    """One record of airportsdata.

    Beside its names the entry has site names, "airport:Baghdad" and "base:Al Asad", by which "l'aéroport
    international de Bagdad" is found from the town it names.
    """
    name, city = str(field["name"]), str(field["city"])
    base = BASE.search(name) is not None
    names = {name, name.replace("Intl", "International")}
    stem = TAIL.sub("", name).strip(" -/")
    names |= {f"{'base' if base else 'airport'} {part}" for part in (stem, *re.split(r"[-/]", stem)) if len(part) > 2}
    if "International" in name or "Intl" in name:
        names.add(f"airport {city}")
    elif not base:
        names.add(f"field {city}")
    return Entry(
        id=f"ourairports:{field['icao']}",
        name=name,
        country=str(field["country"]),
        admin1=str(field["country"]),
        latitude=float(str(field["lat"])),
        longitude=float(str(field["lon"])),
        precision="site",
        population=2000 if "International" in name or "Intl" in name else 1000,
        names={n for n in names if n.strip()},
    )
