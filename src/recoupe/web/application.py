"""The server put together: routes behind their guard, problems, envelope."""

from fastapi import Depends, FastAPI
from starlette.middleware.gzip import GZipMiddleware

from recoupe.store.opening import Store
from recoupe.web.envelope import Envelope
from recoupe.web.freshness import VERSION, TaggedAnswers
from recoupe.web.guard import ask_for
from recoupe.web.last_answers import LastAnswers
from recoupe.web.options import WebOptions
from recoupe.web.pages import read_pages
from recoupe.web.problems import EXPECTED, answer_problems
from recoupe.web.routes.table import ROUTES, Route

COMPRESSION = 5
"""Level of gzip: nearly as small as 9 at a third of its time on lists and maps."""

SCHEMA = "/api/openapi.json"


def make_application(store: Store, options: WebOptions) -> FastAPI:
    """The ASGI application over an open store."""
    application = FastAPI(
        title="Recoupe",
        version=VERSION,
        openapi_url=SCHEMA,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    application.state.store, application.state.options = store, options
    application.state.pages, application.state.last_maps = read_pages(), LastAnswers()
    for route in ROUTES:
        add_route(application, route)
    answer_problems(application)
    application.add_middleware(TaggedAnswers)
    if options.is_public:  # within one machine it costs more time than it saves
        application.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=COMPRESSION)
    application.add_middleware(Envelope, options=options)
    return application


def add_route(application: FastAPI, route: Route) -> None:
    """Adds a route behind the check of its caller; what is outside the API is no part of its description."""
    application.add_api_route(
        route.path,
        route.answer,
        methods=[route.method],
        status_code=route.status,
        dependencies=[Depends(ask_for(route.access))],
        responses=EXPECTED,
        include_in_schema=route.path.startswith("/api/"),
    )
