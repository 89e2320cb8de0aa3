"""Incidents as a table in the columns of UCDP GED (Georeferenced Event Dataset).

Deaths are not told apart by side in news as a rule, so all stand under `deaths_unknown`.
"""

from collections.abc import Mapping

from recoupe.export.coding_rows import Row, addresses, dates_told, highest, lowest, standing_figures, titles
from recoupe.export.countries import country_name
from recoupe.export.tables import standing_figure, standing_names
from recoupe.records import EventDate, Incident, PlacePrecision

CODEBOOK = "ucdp"

COLUMNS = (
    "id", "year", "type_of_violence", "side_a", "side_b", "number_of_sources", "source_article", "source_office",
    "source_date", "source_headline", "where_prec", "where_coordinates", "latitude", "longitude", "geom_wkt", "country",
    "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians",
    "deaths_unknown", "best", "high", "low",
)  # fmt: skip

WHERE_PRECISION = {
    PlacePrecision.SITE: 1, PlacePrecision.TOWN: 1, PlacePrecision.DISTRICT: 3, PlacePrecision.PROVINCE: 4,
    PlacePrecision.COUNTRY: 6,
}  # fmt: skip
"""where_prec: 1 the place itself, 3 the district, 4 the province, 6 the country alone."""

DATE_PRECISION = ((0, 1), (5, 2), (6, 3), (30, 4))
"""date_prec by the days between first and last: 1 the day, 2 up to six days, 3 a week, 4 up to a month, 5 longer."""


def make_row(incident: Incident, codes: Mapping[str, str]) -> Row:
    """The cells of one incident; None is an empty cell."""
    told = dates_told(incident)
    row: Row = {"id": incident.id, "type_of_violence": codes["type_of_violence"]}
    row |= {"side_a": "; ".join(standing_names(incident, "perpetrators")) or None}
    row |= {"side_b": "; ".join(standing_names(incident, "targets")) or None}
    row |= {"number_of_sources": len(incident.outlets), "source_article": addresses(incident)}
    row |= {"source_office": "; ".join(incident.outlets), "source_headline": titles(incident)}
    row |= {"source_date": told[0].isoformat() if told else None}
    return row | _where(incident) | _when(incident.date) | _deaths(incident)


def date_precision(when: EventDate) -> int:
    """UCDP's date_prec."""
    days = (when.latest - when.earliest).days
    return next((code for most, code in DATE_PRECISION if days <= most), 5)


def _where(incident: Incident) -> Row:
    where = incident.place
    if where is None:
        return {}
    row: Row = {"where_prec": WHERE_PRECISION[where.precision], "where_coordinates": where.name}
    row |= {"latitude": where.latitude, "longitude": where.longitude, "country": country_name(where.country)}
    if where.latitude is not None and where.longitude is not None:
        row["geom_wkt"] = f"POINT ({where.longitude} {where.latitude})"
    return row


def _when(when: EventDate | None) -> Row:
    """event_clarity: 1 where the day is told, 2 where only a longer time is."""
    if when is None:
        return {}
    row: Row = {
        "year": when.earliest.year,
        "date_start": when.earliest.isoformat(),
        "date_end": when.latest.isoformat(),
    }
    return row | {"date_prec": date_precision(when), "event_clarity": 1 if when.earliest == when.latest else 2}


def _deaths(incident: Incident) -> Row:
    """best is the best supported toll's lower end; low and high span all tolls that stand."""
    figures = standing_figures(incident, "killed")
    best = standing_figure(incident, "killed")
    number = best.low if best and best.low is not None else lowest(figures)
    return {"best": number, "deaths_unknown": number, "low": lowest(figures), "high": highest(figures)}
