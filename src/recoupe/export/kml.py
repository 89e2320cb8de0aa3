"""Incidents as KML 2.2 (OGC 07-147r2), for Google Earth and maps."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from recoupe.export.tables import incident_row
from recoupe.export.xml_text import clean
from recoupe.records import Incident

NAMESPACE = "http://www.opengis.net/kml/2.2"


def kml_document(incidents: Sequence[Incident]) -> str:
    """A KML document with a placemark for each incident; one that is not on the map has no point."""
    root = Element("kml", xmlns=NAMESPACE)
    document = SubElement(root, "Document")
    SubElement(document, "name").text = "Incidents"
    for incident in incidents:
        _add_placemark(document, incident)
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _add_placemark(document: Element, incident: Incident) -> None:
    """Children in the order that the schema asks: name, description, time, data, geometry."""
    row = incident_row(incident)
    mark = SubElement(document, "Placemark", id=f"i-{incident.id}")
    kind = f"{incident.type.value.replace('_', ' ')}, {incident.outcome.value.replace('_', ' ')}"
    SubElement(mark, "name").text = clean(f"{row['place'] or 'place not said'}: {kind}")
    SubElement(mark, "description").text = clean(f"{incident.support.grade}: {incident.support.reason}")
    if incident.date:
        span = SubElement(mark, "TimeSpan")
        SubElement(span, "begin").text = incident.date.earliest.isoformat()
        SubElement(span, "end").text = incident.date.latest.isoformat()
    data = SubElement(mark, "ExtendedData")
    for name, value in row.items():
        if value not in (None, ""):
            SubElement(SubElement(data, "Data", name=name), "value").text = clean(str(value))
    if row["latitude"] is not None and row["longitude"] is not None:
        point = SubElement(mark, "Point")
        SubElement(point, "coordinates").text = f"{row['longitude']},{row['latitude']}"
