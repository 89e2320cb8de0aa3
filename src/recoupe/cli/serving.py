"""`recoupe serve`: the review desk for the browser."""

from collections.abc import Iterator
from contextlib import contextmanager

from recoupe.cli.blocks import make_console
from recoupe.errors import InputError
from recoupe.settings import load_settings
from recoupe.store.opening import hide_password

EXTRA = ("fastapi", "starlette", "pydantic", "uvicorn", "argon2")
"""What the extra `web` installs."""


def serve_desk(location: str, *, host: str, port: int, team: bool, name: str | None) -> None:
    """Serves a store until it is interrupted."""
    with needing_web():
        from recoupe.web.options import WebOptions
        from recoupe.web.serving import serve_store
    options = WebOptions(host=host, port=port, team=team, name=name, user=load_settings().user)
    shown = f"https://{name}" if name else f"http://{f'[{host}]' if ':' in host else host}:{port}"
    make_console(stderr=True).print(f"Serving {hide_password(location)} at {shown} (Ctrl-C ends it)")
    serve_store(location, options)


@contextmanager
def needing_web() -> Iterator[None]:
    """Says which extra is missing in place of which module."""
    try:
        yield
    except ModuleNotFoundError as problem:
        if (problem.name or "").partition(".")[0] not in EXTRA:
            raise
        raise InputError(f"this needs {problem.name}: pip install 'recoupe[web]'") from problem
