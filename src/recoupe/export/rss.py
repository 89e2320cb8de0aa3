"""Incidents as an RSS 2.0 feed: one item an incident, the newest report first."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from recoupe.export.tables import incident_row
from recoupe.export.xml_text import clean
from recoupe.records import Incident


def rss_feed(incidents: Sequence[Incident]) -> str:
    """The feed; an item's date is that of the first report of it, its guid the incident's id."""
    root = Element("rss", version="2.0")
    channel = SubElement(root, "channel")
    SubElement(channel, "title").text = "Recoupe: incidents"
    SubElement(channel, "link").text = "urn:recoupe:incidents"
    SubElement(channel, "description").text = "Incidents as news reports tell them, with their independent origins"
    for incident in sorted(incidents, key=lambda each: (first_report(each) or _NEVER, each.id), reverse=True):
        _add_item(channel, incident)
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def first_report(incident: Incident) -> datetime | None:
    """When the first of its documents appeared, in universal time; midnight where only the day is known."""
    told = [telling.passport.published for telling in incident.tellings if telling.passport.published]
    return min((as_moment(each) for each in told), default=None)


def as_moment(stated: date | datetime) -> datetime:
    """A day or time as a moment; a time without zone is taken for universal time."""
    moment = stated if isinstance(stated, datetime) else datetime.combine(stated, time())
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


_NEVER = datetime(1, 1, 1, tzinfo=UTC)


def _add_item(channel: Element, incident: Incident) -> None:
    row, origins = incident_row(incident), incident.independent_origins
    item = SubElement(channel, "item")
    kind = f"{incident.type.value.replace('_', ' ')}, {incident.outcome.value.replace('_', ' ')}"
    SubElement(item, "title").text = clean(f"{row['place'] or 'Place not said'}, {row['earliest'] or '?'}: {kind}")
    counted = f"{origins.low} to {origins.high} independent origins behind {len(incident.outlets)} outlets"
    tolls = [f"{name}: {row[f'{name}_low']}" for name in ("killed", "injured") if row.get(f"{name}_low") is not None]
    words = "; ".join([counted, f"{incident.support.grade} ({incident.support.reason})", *tolls])
    SubElement(item, "description").text = clean(words)
    SubElement(item, "guid", isPermaLink="false").text = incident.id
    SubElement(item, "category").text = incident.type.value
    address = next((telling.passport.url for telling in incident.tellings if telling.passport.url), None)
    if address:
        SubElement(item, "link").text = clean(address)
    reported = first_report(incident)
    if reported:
        SubElement(item, "pubDate").text = format_datetime(reported)
