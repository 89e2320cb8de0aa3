"""Every route of the server with the access it asks for: there is no other way for a route to come about."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from recoupe.web.access import Access
from recoupe.web.pages import show_page
from recoupe.web.problems import EVERYTHING_ELSE
from recoupe.web.routes import decisions, incidents, sessions, users


@dataclass(frozen=True, slots=True)
class Route:
    """One thing that can be asked of the server."""

    method: str
    path: str
    access: Access
    answer: Callable[..., Any]
    status: int = 200

    @property
    def name(self) -> str:
        """ "GET /api/incidents"."""
        return f"{self.method} {self.path}"


ROUTES = (
    Route("GET", "/api/session", Access.OPEN, sessions.show_session),
    Route("POST", "/api/login", Access.OPEN, sessions.log_in),
    Route("POST", "/api/logout", Access.READ, sessions.log_out),
    Route("GET", "/api/incidents", Access.READ, incidents.list_incidents),
    Route("GET", "/api/incidents/{identifier}", Access.READ, incidents.show_incident),
    Route(
        "GET", "/api/documents/{identifier:path}", Access.READ, incidents.show_document
    ),  # an address or file path may be one
    Route("GET", "/api/facets", Access.READ, incidents.count_facets),
    Route("GET", "/api/map", Access.READ, incidents.show_map),
    Route("GET", "/api/timeline", Access.READ, incidents.show_timeline),
    Route("GET", "/api/queue", Access.READ, incidents.show_queue),
    Route("GET", "/api/decisions", Access.READ, decisions.list_decisions),
    Route("POST", "/api/decisions", Access.REVIEW, decisions.add_decision, 201),
    Route("POST", "/api/decisions/{key}/undo", Access.REVIEW, decisions.undo_decision),
    Route("GET", "/api/audit", Access.ADMIN, users.show_audit),
    Route("GET", "/api/users", Access.ADMIN, users.list_users),
    Route("POST", "/api/users", Access.ADMIN, users.create_user, 201),
    Route("PATCH", "/api/users/{name}", Access.ADMIN, users.update_user),
    Route("GET", EVERYTHING_ELSE, Access.OPEN, show_page),  # the built app, the same for everybody
)
