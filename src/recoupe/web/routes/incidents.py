"""Incidents and documents: lists, one in full, the map, the timeline, facets, the queue."""

from typing import Annotated

from fastapi import Path, Query, Request, Response

from recoupe.store import incidents as kept
from recoupe.store.decisions import load_decisions
from recoupe.store.documents import load_document
from recoupe.store.histories import list_incidents_of, list_versions
from recoupe.web.answers import DocumentAnswer, Facets, IncidentAnswer, Queue, QueueItem, QueueReason, Rows, Timeline
from recoupe.web.freshness import Fresh
from recoupe.web.guard import ServedStore, get_store
from recoupe.web.incident_page import History, incident_answer
from recoupe.web.incident_rows import row_answer, row_fields
from recoupe.web.queries import Moment, WantedFilters, WantedIncidents, WantedPage, make_filter
from recoupe.web.spread import count_answers, count_steps, write_points

Identifier = Annotated[str, Path(max_length=1000, pattern=r"^[^\x00]+$")]
AsOf = Annotated[Moment | None, Query()]


def list_incidents(given: WantedIncidents, store: ServedStore, _: Fresh) -> Rows:
    """The incidents that fit, a page of them."""
    wanted, as_of = make_filter(given), given.as_of
    rows = kept.list_rows(store, wanted, as_of=as_of, sort=given.sort, limit=given.limit, offset=given.offset)
    return Rows(total=kept.count_incidents(store, wanted, as_of=as_of), items=[row_answer(each) for each in rows])


def show_incident(identifier: Identifier, store: ServedStore, _: Fresh, as_of: AsOf = None) -> IncidentAnswer:
    """One incident in full; an identifier that it had before leads to it too."""
    incident = kept.load_incident(store, identifier, as_of=as_of)
    documents = {each: load_document(store, each, as_of=as_of) for each in incident.documents}
    decisions = load_decisions(store, incident.id, as_of=as_of)
    history = History(decisions=decisions, versions=list_versions(store, incident.id))
    return incident_answer(incident, documents, history)


def show_document(identifier: Identifier, store: ServedStore, _: Fresh, as_of: AsOf = None) -> DocumentAnswer:
    """One article as it came, and the incidents that it tells of."""
    document = load_document(store, identifier, as_of=as_of)
    return DocumentAnswer(
        id=document.id,
        outlet=document.outlet,
        url=document.url,
        title=document.title,
        published=document.published.isoformat() if document.published else None,
        language=document.language,
        content=document.content,
        incidents=list(list_incidents_of(store, document.id)),
    )


def count_facets(given: WantedFilters, store: ServedStore, _: Fresh) -> Facets:
    """How many have which country, type, outcome, grade, state and month, each under all filters but its own."""
    counted = kept.count_facets(store, make_filter(given), as_of=given.as_of)
    return Facets(**{name: count_answers(values) for name, values in counted.items()})


def show_timeline(given: WantedFilters, store: ServedStore, _: Fresh) -> Timeline:
    """When the incidents that fit began: by day, or by month where they span more than a quarter."""
    return count_steps(kept.count_days(store, make_filter(given), as_of=given.as_of))


def show_map(given: WantedFilters, request: Request, _: Fresh, response: Response) -> Response:
    """The incidents that fit and have coordinates, as GeoJSON."""
    store, last, tag = get_store(request), request.app.state.last_maps, response.headers["ETag"]
    body = last.find_or_make(tag, lambda: write_points(kept.list_points(store, make_filter(given), as_of=given.as_of)))
    return Response(body, media_type="application/json", headers={"ETag": tag})


def show_queue(given: WantedPage, store: ServedStore, _: Fresh) -> Queue:
    """What needs a person, most needed first, and why."""
    waiting = kept.list_queue(store, limit=given.limit, offset=given.offset)
    return Queue(total=kept.count_queue(store), items=[_queue_item(each) for each in waiting])


def _queue_item(waiting: kept.QueueRow) -> QueueItem:
    reasons = [QueueReason(name=each.name, score=each.score, text=each.text) for each in waiting.reasons]
    return QueueItem(**row_fields(waiting.row), reasons=reasons)
