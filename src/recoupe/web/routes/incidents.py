"""Incidents and documents: lists, one in full, the map, the timeline, facets."""

from collections.abc import Sequence

from fastapi import Response
from fastapi.responses import JSONResponse

from recoupe.errors import QueryError
from recoupe.export.tables import standing_figure
from recoupe.records import Incident
from recoupe.store.documents import load_document
from recoupe.store.incidents import Filter, find_incidents, load_incident
from recoupe.store.opening import Store
from recoupe.web.answers import DocumentAnswer, Facets, IncidentAnswer, Queue, Rows, Timeline
from recoupe.web.freshness import Fresh
from recoupe.web.guard import ServedStore
from recoupe.web.incident_page import incident_answer
from recoupe.web.incident_rows import incident_row
from recoupe.web.queries import Box, Sort, WantedFilters, WantedIncidents, WantedPage, make_filter, read_box
from recoupe.web.spread import count_steps, count_values, first_days, map_feature


def list_incidents(given: WantedIncidents, store: ServedStore, _: Fresh) -> Rows:
    """The incidents that fit, a page of them."""
    found = sort_incidents(find_all(store, given), given.sort)
    page = found[given.offset : given.offset + given.limit]
    return Rows(total=len(found), items=[incident_row(each) for each in page])


def show_incident(identifier: str, store: ServedStore, _: Fresh) -> IncidentAnswer:
    """One incident in full."""
    incident = load_incident(store, identifier)
    if incident.id != identifier:
        raise QueryError(f"there is no incident {identifier!r}; there is {incident.id!r}")
    documents = {each: load_document(store, each) for each in incident.documents}
    return incident_answer(incident, documents, [])


def show_document(identifier: str, store: ServedStore, _: Fresh) -> DocumentAnswer:
    """One article as it came, and the incidents that it tells of."""
    document = load_document(store, identifier)
    return DocumentAnswer(
        id=document.id,
        outlet=document.outlet,
        url=document.url,
        title=document.title,
        published=document.published.isoformat() if document.published else None,
        language=document.language,
        content=document.content,
        incidents=[each.id for each in find_incidents(store, Filter()) if identifier in each.documents],
    )


def count_facets(given: WantedFilters, store: ServedStore, _: Fresh) -> Facets:
    """How many of the incidents that fit have which country, type, outcome, grade and month."""
    found = find_all(store, given)
    return Facets(
        country=count_values(each.place.country if each.place else None for each in found),
        type=count_values(each.type.value for each in found),
        outcome=count_values(each.outcome.value for each in found),
        support=count_values(each.support.grade for each in found),
        month=sorted(count_values(day[:7] for day in first_days(found)), key=lambda each: each.value),
    )


def show_timeline(given: WantedFilters, store: ServedStore, _: Fresh) -> Timeline:
    """When the incidents that fit began: by day, or by month where they span more than a quarter."""
    return count_steps(first_days(find_all(store, given)))


def show_map(given: WantedFilters, store: ServedStore, _: Fresh, response: Response) -> JSONResponse:
    """The incidents that fit and have a place, as GeoJSON."""
    placed = [each for each in find_all(store, given) if each.place and each.place.latitude is not None]
    content = {"type": "FeatureCollection", "features": [map_feature(each) for each in placed]}
    return JSONResponse(content, media_type="application/geo+json", headers={"ETag": response.headers["ETag"]})


def show_queue(given: WantedPage, store: ServedStore, _: Fresh) -> Queue:
    """What needs a person, most needed first."""
    return Queue(total=0, items=[])


def find_all(store: Store, given: WantedFilters) -> Sequence[Incident]:
    """The incidents that fit."""
    found = find_incidents(store, make_filter(given))
    if given.bbox is None:
        return found
    box = read_box(given.bbox)
    return [each for each in found if _is_inside(each, box)]


def _is_inside(incident: Incident, box: Box) -> bool:
    where = incident.place
    if where is None or where.latitude is None or where.longitude is None:
        return False
    beside = box.west <= where.longitude <= box.east
    if box.west > box.east:
        beside = where.longitude >= box.west or where.longitude <= box.east
    return beside and box.south <= where.latitude <= box.north


def sort_incidents(incidents: Sequence[Incident], sort: Sort) -> Sequence[Incident]:
    """In the order asked for."""
    if sort == "origins":
        return sorted(incidents, key=lambda each: -each.independent_origins.low)
    if sort == "killed":
        return sorted(incidents, key=lambda each: -_killed(each))
    return list(reversed(incidents)) if sort == "-date" else incidents


def _killed(incident: Incident) -> int:
    figure = standing_figure(incident, "killed")
    return (figure.low or 0) if figure else -1
