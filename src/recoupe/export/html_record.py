"""Incidents as a piece of HTML that needs nothing from outside: a map, and each incident with its evidence."""

from collections.abc import Callable, Mapping, Sequence
from html import escape

from recoupe.export.tables import FIGURES, incident_row
from recoupe.records import Incident, IncidentClaim, Outcome

WIDTH, HEIGHT = 640, 260
"""Pixels of the map."""

MARGIN = 2.0
"""Degrees around the outermost incidents, so that one incident is no point without surroundings."""

SHOWN = ("outcome", "date", "place", "weapons", "targets", "perpetrators", "defenders", *FIGURES)
MOST_CHARACTERS = 160

Contents = Mapping[str, str]


def html_record(incidents: Sequence[Incident], contents: Contents, unread: Mapping[str, str]) -> str:
    """The whole piece; all words of documents are escaped."""
    blocks = "".join(html_incident(each, contents) for each in incidents)
    missing = "".join(f"<li>{escape(name)}: {escape(reason)}</li>" for name, reason in unread.items())
    count = f"{len(incidents)} incident{'' if len(incidents) == 1 else 's'}"
    return f"<div><p><b>{count}</b></p>{svg_map(incidents)}{blocks}{f'<ul>{missing}</ul>' if missing else ''}</div>"


def svg_map(incidents: Sequence[Incident]) -> str:
    """Where the incidents lie among lines of latitude and longitude; "" where none is on the map."""
    points = [
        (each.place.longitude, each.place.latitude, each)
        for each in incidents
        if each.place and each.place.longitude is not None and each.place.latitude is not None
    ]
    if not points:
        return ""
    west, east = min(p[0] for p in points) - MARGIN, max(p[0] for p in points) + MARGIN
    south, north = min(p[1] for p in points) - MARGIN, max(p[1] for p in points) + MARGIN
    scale = min(WIDTH / (east - west), HEIGHT / (north - south))

    def at(longitude: float, latitude: float) -> tuple[float, float]:
        return round((longitude - west) * scale, 1), round((north - latitude) * scale, 1)

    dots = "".join(_dot(*at(longitude, latitude), each) for longitude, latitude, each in points)
    lines = _grid(west, east, lambda degree: at(degree, south)[0], upright=True)
    lines += _grid(south, north, lambda degree: at(west, degree)[1], upright=False)
    style = "background:#f4f6f8;border:1px solid #ccc"
    return f'<svg width="{WIDTH}" height="{HEIGHT}" style="{style}" role="img">{lines}{dots}</svg>'


def html_incident(incident: Incident, contents: Contents) -> str:
    """One incident: what, where, when, on how many origins, and under it every value with its words."""
    row, origins = incident_row(incident), incident.independent_origins
    what = f"{incident.type.value.replace('_', ' ')}, {incident.outcome.value.replace('_', ' ')}"
    setting = escape(f"{row['place'] or 'place not said'} · {row['earliest'] or 'date not said'}")
    backing = f"{origins.low}-{origins.high} independent origins behind {len(incident.outlets)} outlets"
    claims = sorted(
        (claim for claim in incident.claims if claim.field in SHOWN), key=lambda claim: SHOWN.index(claim.field)
    )
    rows = "".join(_claim_row(claim, contents) for claim in claims)
    support = escape(f"{incident.support.grade}, {incident.support.reason}")
    head = f"<h4>{escape(what)}</h4><p>{setting}<br><b>{backing}</b>: {support}</p>"
    return f"{head}<details open><summary>evidence</summary><table>{rows}</table></details>"


def _claim_row(claim: IncidentClaim, contents: Contents) -> str:
    """Field, value, words of the earliest document and the chain of its voice."""
    chain = " → ".join(claim.voices[0].chain) if claim.voices else ", ".join(claim.outlets)
    state = " (superseded)" if claim.superseded else " (denied)" if claim.denied_by else ""
    words = _words(claim, contents)
    quoted = f"“{words}”" if words else ""
    cells = (claim.field, _value(claim) + state, quoted, chain)
    return "<tr>" + "".join(f'<td style="text-align:left">{escape(cell)}</td>' for cell in cells) + "</tr>"


def _value(claim: IncidentClaim) -> str:
    value = claim.value
    if isinstance(value, Outcome):
        return value.value.replace("_", " ")
    for name in ("name", "text"):
        if hasattr(value, name):
            return str(getattr(value, name)).partition(" || ")[0]
    if hasattr(value, "earliest"):
        return value.earliest.isoformat()
    low, high = getattr(value, "low", None), getattr(value, "high", None)
    return f"{low}" if low == high else f"{low if low is not None else '?'} to {high if high is not None else '?'}"


def _words(claim: IncidentClaim, contents: Contents) -> str:
    """The words that the value came from, in the earliest document that has it."""
    spans = () if isinstance(claim.value, Outcome) else claim.value.spans
    content = contents.get(claim.documents[0], "") if claim.documents else ""
    return " … ".join(" ".join(content[span.start : span.end].split()) for span in spans)[:MOST_CHARACTERS]


def _dot(x: float, y: float, incident: Incident) -> str:
    colour = "#1a7f37" if incident.outcome is not Outcome.CARRIED_OUT else "#b3261e"
    title = escape(incident.id)
    return f'<circle cx="{x}" cy="{y}" r="6" fill="{colour}" fill-opacity="0.7"><title>{title}</title></circle>'


def _grid(first: float, last: float, place: Callable[[float], float], *, upright: bool) -> str:
    """Lines at whole degrees, about five of them, with their number."""
    step = max(1, round((last - first) / 5))
    degrees = [
        degree for degree in range(int(first) - 1, int(last) + 2) if degree % step == 0 and first < degree < last
    ]
    return "".join(_line(place(degree), degree, upright=upright) for degree in degrees)


def _line(at: float, degree: int, *, upright: bool) -> str:
    ends = f'x1="{at}" x2="{at}" y1="0" y2="{HEIGHT}"' if upright else f'y1="{at}" y2="{at}" x1="0" x2="{WIDTH}"'
    label = f'x="{at + 2}" y="{HEIGHT - 4}"' if upright else f'x="2" y="{at - 2}"'
    return f'<line {ends} stroke="#d5dbe1"/><text {label} font-size="9" fill="#777">{degree}°</text>'
