"""`recoupe serve`: the server run by uvicorn until it is interrupted."""

import uvicorn

from recoupe.errors import QueryError
from recoupe.store.opening import open_store
from recoupe.store.users import has_admin
from recoupe.web.application import make_application
from recoupe.web.options import WebOptions

MOST_CONNECTIONS = 200
"""At once; more than a newsroom's browsers need, and few enough for one process."""


def serve_store(location: str, options: WebOptions) -> None:
    """Serves a store; raises QueryError where that would let in whoever comes, or where a team has no admin."""
    store = open_store(location)
    if options.is_public and not options.team:
        raise QueryError(
            "without --team whoever reaches the server may do everything; it then serves this machine alone"
        )
    if options.team and not has_admin(store):
        raise QueryError("a team needs an admin first: recoupe user add NAME --role admin")
    uvicorn.run(
        make_application(store, options),
        host=options.host,
        port=options.port,
        log_level="warning",
        server_header=False,
        ws="none",
        proxy_headers=options.secure,
        limit_concurrency=MOST_CONNECTIONS,
        timeout_keep_alive=15,
    )
