"""The built web app: files that were read when the server started, so that no request reaches the file system."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from fastapi import HTTPException, Request, Response

from recoupe.web.problems import methods_of

ASSETS = Path(__file__).parent / "assets"

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".geojson": "application/geo+json",
    ".webmanifest": "application/manifest+json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".pbf": "application/x-protobuf",
    ".txt": "text/plain; charset=utf-8",
    ".bin": "application/octet-stream",
}
"""What is served, by the end of its name; a file of another kind is not."""

HASHED = "assets/"
"""The build puts files there whose names carry a hash of their content: they never change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One file of the app."""

    content: bytes
    media_type: str
    cached: str


def read_pages(folder: Path = ASSETS) -> Mapping[str, Page]:
    """Every file of the built app by its path; empty where it has not been built."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix in TYPES]
    return {_relative(path, folder): _read_page(path, _relative(path, folder)) for path in files}


def show_page(path: str, request: Request) -> Response:
    """A file of the app by its exact path; its first page for an address within the app, which has no dot."""
    pages: Mapping[str, Page] = request.app.state.pages
    if path == "api" or path.startswith("api/"):
        if methods_of(request):
            raise HTTPException(405)
        raise HTTPException(404, "there is no such route; GET /api/openapi.json lists them")
    page = pages.get(path) or (pages.get("index.html") if "." not in path else None)
    if page is None:
        raise HTTPException(404, "there is no such page" if pages else "the web app has not been built")
    return Response(page.content, media_type=page.media_type, headers={"Cache-Control": page.cached})


def _relative(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


def _read_page(path: Path, name: str) -> Page:
    cached = "public, max-age=31536000, immutable" if name.startswith(HASHED) else "no-cache"
    return Page(content=path.read_bytes(), media_type=TYPES[path.suffix], cached=cached)
