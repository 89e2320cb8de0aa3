"""One incident as a row of a list."""

from recoupe.explain import describe
from recoupe.export.tables import standing_figure
from recoupe.records import EventType, Figure, Incident, Outcome, PlacePrecision
from recoupe.web.answers import Bounds, Row

RADIUS_KM = {
    PlacePrecision.SITE: 1.0,
    PlacePrecision.TOWN: 5.0,
    PlacePrecision.DISTRICT: 25.0,
    PlacePrecision.PROVINCE: 100.0,
    PlacePrecision.COUNTRY: 300.0,
}
"""How far from its point an incident may have been, as the map draws it.

A base or bridge lies within a kilometre, a town within five; a district, province or country has about the area of a
circle of that radius at the median of the world's: an order of size that says "somewhere here", not a border.
"""


def incident_row(incident: Incident) -> Row:
    """The row of an incident as the machine left it."""
    when, where = incident.date, incident.place
    placed = where is not None and where.latitude is not None
    return Row(
        id=incident.id,
        type=incident.type.value,
        outcome=incident.outcome.value,
        title=short_title(incident),
        earliest=when.earliest.isoformat() if when else None,
        latest=when.latest.isoformat() if when else None,
        date_precision=when.precision.value if when else None,
        place=where.name if where else None,
        country=where.country if where else None,
        latitude=where.latitude if where else None,
        longitude=where.longitude if where else None,
        precision=where.precision.value if where else None,
        radius_km=RADIUS_KM[where.precision] if where and placed else None,
        killed=bounds(standing_figure(incident, "killed")),
        injured=bounds(standing_figure(incident, "injured")),
        origins=Bounds(low=incident.independent_origins.low, high=incident.independent_origins.high),
        outlets=list(incident.outlets),
        support=incident.support.grade,
        conflicts=[conflict.field for conflict in incident.conflicts],
        documents=len(incident.documents),
        state="machine",
        flagged=False,
    )


def short_title(incident: Incident) -> str:
    """ "Drone strike, intercepted: Ain al-Asad (IQ)"."""
    where = describe(incident.place) if incident.place else None
    return join_title(incident.type, incident.outcome, where)


def join_title(kind: EventType, outcome: Outcome, where: str | None) -> str:
    """A line for people; that something was carried out goes without saying."""
    what = kind.value.replace("_", " ").capitalize()
    if outcome is not Outcome.CARRIED_OUT:
        what = f"{what}, {outcome.value.replace('_', ' ')}"
    return f"{what}: {where}" if where else what


def bounds(figure: Figure | None) -> Bounds | None:
    """A toll's bounds."""
    return Bounds(low=figure.low, high=figure.high) if figure else None
