"""What lists, maps and filters need of an incident, in plain columns: no record is parsed to show one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from recoupe.incidents.copies import publication_order
from recoupe.records import Figure, Incident, PlacePrecision
from recoupe.store.queue_scores import urgency
from recoupe.store.words import fold

RADIUS_KM = {
    PlacePrecision.SITE: 1.0,
    PlacePrecision.TOWN: 5.0,
    PlacePrecision.DISTRICT: 25.0,
    PlacePrecision.PROVINCE: 100.0,
    PlacePrecision.COUNTRY: 400.0,
}
"""How far off a point may be, drawn as a circle: the usual half-width of such a place, not of this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentRow:
    """One line of a list of incidents."""

    id: str
    type: str
    outcome: str
    title: str
    earliest: str | None
    latest: str | None
    date_precision: str | None
    place: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    precision: str | None
    radius_km: float | None
    killed_low: int | None
    killed_high: int | None
    injured_low: int | None
    injured_high: int | None
    origins_low: int
    origins_high: int
    outlets: tuple[str, ...]
    support: str
    conflicts: tuple[str, ...]
    documents: int
    focus: bool
    state: str
    flagged: bool
    urgency: float


COPIED = (
    *("id", "type", "outcome", "earliest", "latest", "date_precision", "country", "latitude", "longitude"),
    *("killed_low", "killed_high", "injured_low", "injured_high", "origins_low", "origins_high"),
    *("support", "documents", "focus", "state", "flagged", "urgency"),
)
LISTED = (*COPIED, "title", "place_name", "place_precision", "outlets", "conflicts")


def read_row(row: Mapping[Any, Any]) -> IncidentRow:
    """A row of the database as a line of a list."""
    return IncidentRow(
        title=row["title"] or "",
        place=row["place_name"],
        precision=row["place_precision"],
        radius_km=radius_of(row["place_precision"]),
        outlets=tuple(filter(None, row["outlets"].split("\n"))),
        conflicts=tuple(filter(None, row["conflicts"].split("\n"))),
        **{name: row[name] for name in COPIED},
    )


def radius_of(precision: str | None) -> float | None:
    """The radius of the circle drawn around a place of that precision."""
    return RADIUS_KM[PlacePrecision(precision)] if precision else None


def incident_columns(incident: Incident) -> dict[str, Any]:
    """The columns of an incident with its tellings, decisions applied."""
    when, where = incident.date, incident.place
    columns = {
        "id": incident.id,
        "type": incident.type.value,
        "outcome": incident.outcome.value,
        "title": title_of(incident),
        "day": when.earliest.isoformat() if when else "",
        "earliest": when.earliest.isoformat() if when else None,
        "latest": when.latest.isoformat() if when else None,
        "date_precision": when.precision.value if when else None,
        "place": fold(" ".join(place_names(incident))),
        "place_name": where.name if where else None,
        "country": where.country if where else None,
        "latitude": where.latitude if where else None,
        "longitude": where.longitude if where else None,
        "place_precision": where.precision.value if where else None,
        **_bounds(incident, "killed"),
        **_bounds(incident, "injured"),
        **_standing(incident),
        "folded": fold(" ".join(searched(incident))),
    }
    return columns | {"urgency": urgency(columns)}


def title_of(incident: Incident) -> str:
    """A short line for people: the earliest headline of a document that is about it, else what and where."""
    about = [each for each in incident.tellings if each.event.focus and each.passport.title]
    if about:
        return min(about, key=lambda each: publication_order(each.passport)).passport.title or ""
    kind = incident.type.value.replace("_", " ").capitalize()
    return f"{kind}, {incident.place.name}" if incident.place else kind


def place_names(incident: Incident) -> list[str]:
    """What its place is called, in whatever article and language."""
    told = [telling.event.place.name for telling in incident.tellings if telling.event.place]
    return list(dict.fromkeys([incident.place.name if incident.place else "", *told]))


def searched(incident: Incident) -> list[str]:
    """The words by which it is found besides those of its articles: wordings, headlines, outlets, reasons."""
    wordings = [wording for claim in incident.claims for wording in claim.wordings]
    titles = [telling.passport.title or "" for telling in incident.tellings]
    reasons = [decision.reason for decision in incident.decisions]
    return [*wordings, *titles, *incident.outlets, *place_names(incident), *reasons]


def _standing(incident: Incident) -> dict[str, Any]:
    return {
        "support": incident.support.grade,
        "origins_low": incident.independent_origins.low,
        "origins_high": incident.independent_origins.high,
        "outlets": "\n".join(" ".join(outlet.split()) for outlet in incident.outlets),
        "conflicts": "\n".join(conflict.field for conflict in incident.conflicts),
        "documents": len(incident.documents),
        "focus": bool(incident.focus),
        "state": incident.state,
        "flagged": incident.flagged,
    }


def _bounds(incident: Incident, field: str) -> dict[str, int | None]:
    """The best supported figure of a field that stands."""
    standing = [each for each in incident.claims if each.field == field and not each.superseded]
    best = max(standing, key=lambda each: (each.origins.low, len(each.documents)), default=None)
    figure = best.value if best and isinstance(best.value, Figure) else None
    return {f"{field}_low": figure.low if figure else None, f"{field}_high": figure.high if figure else None}
