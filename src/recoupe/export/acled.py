"""Incidents as a table in ACLED's columns.

`actor1` and `actor2` carry no direction in ACLED. Ours puts perpetrators first, and says in `tags` what ACLED has no
column for. A toll that nobody gives stays empty, where ACLED writes 0.
"""

from collections.abc import Mapping

from recoupe.export.coding_rows import Row, addresses, titles
from recoupe.export.countries import country_name
from recoupe.export.tables import standing_figure, standing_names
from recoupe.records import Incident, PlacePrecision

CODEBOOK = "acled"

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "actor2", "civilian_targeting", "country", "location", "latitude", "longitude", "geo_precision", "source", "notes",
    "fatalities", "tags",
)  # fmt: skip

TIME_PRECISION = {"day": 1, "week": 2, "month": 3, "year": 3}
GEO_PRECISION = {
    PlacePrecision.SITE: 1, PlacePrecision.TOWN: 1, PlacePrecision.DISTRICT: 2, PlacePrecision.PROVINCE: 3,
    PlacePrecision.COUNTRY: 3,
}  # fmt: skip

DISORDER = {"Protests": "Demonstrations", "Strategic developments": "Strategic developments"}


def make_row(incident: Incident, codes: Mapping[str, str]) -> Row:
    """The cells of one incident; None is an empty cell."""
    when, where = incident.date, incident.place
    killed = standing_figure(incident, "killed")
    kind = codes["event_type"]
    actors = standing_names(incident, "perpetrators"), standing_names(incident, "targets")
    row: Row = {"event_id_cnty": incident.id, "event_type": kind, "sub_event_type": codes["sub_event_type"]}
    row |= {"disorder_type": DISORDER.get(kind, "Political violence")}
    row |= {"actor1": "; ".join(actors[0]) or None, "actor2": "; ".join(actors[1]) or None}
    row |= {"civilian_targeting": "Civilian targeting" if kind == "Violence against civilians" else None}
    if when:
        row |= {"event_date": when.earliest.isoformat(), "year": when.earliest.year}
        row |= {"time_precision": TIME_PRECISION[when.precision.value]}
    if where:
        row |= {"country": country_name(where.country), "location": where.name, "latitude": where.latitude}
        row |= {"longitude": where.longitude, "geo_precision": GEO_PRECISION[where.precision]}
    row |= {"source": "; ".join(incident.outlets), "notes": f"{titles(incident)} [{addresses(incident)}]"}
    return row | {"fatalities": killed.low if killed else None, "tags": tags(incident)}


def tags(incident: Incident) -> str:
    """What ACLED has no column for: our type and outcome, origins and support."""
    origins = incident.independent_origins
    counted = f"{origins.low}-{origins.high}"
    return (
        f"type={incident.type.value}; outcome={incident.outcome.value}; origins={counted};"
        f" support={incident.support.grade}"
    )
