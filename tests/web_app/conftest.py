"""A browser at the review desk: Debian's chromium, without a window, before a real server on the demo newsroom."""

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import uvicorn

from recoupe.desk import Desks
from recoupe.pipeline import read_documents
from recoupe.reading.paths import read_paths
from recoupe.store.documents import add_account
from recoupe.store.gathering import update_incidents
from recoupe.store.opening import open_store, start_run
from recoupe.web.application import make_application
from recoupe.web.options import WebOptions

NEWSROOM = Path(__file__).parents[2] / "examples" / "newsroom"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--enable-unsafe-swiftshader",  # the map needs WebGL 2: drawn in software
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WITHOUT_WEBGL = "delete window.WebGL2RenderingContext"
"""A browser that cannot draw the map, as some cannot: drawing it in software takes most of a second each time."""

START_SECONDS = 30


@pytest.fixture(scope="session")
def browser():
    sync_api = need("playwright.sync_api", "playwright")
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        give_up("chromium is not installed: apt-get install chromium")
    with sync_api.sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield launched
        launched.close()


class Visit:
    """What a page asked for and complained of."""

    def __init__(self, page) -> None:
        self.hosts: set[str] = set()
        self.complaints: list[str] = []
        page.on("request", lambda request: self.note_request(request.url))
        page.on("console", lambda message: self.note_message(message.type, message.text))
        page.on("pageerror", lambda error: self.complaints.append(f"{error} {error.stack}"))

    def note_request(self, url: str) -> None:
        if not url.startswith(("data:", "blob:")):
            self.hosts.add(urlsplit(url).netloc)

    def note_message(self, kind: str, text: str) -> None:
        if kind == "error" and "status of 40" not in text:  # a refused login is an answer like another
            self.complaints.append(text)


@pytest.fixture
def make_page(browser):
    """Makes pages that must have asked no other host in the end, and complained of nothing (a breach of the CSP)."""
    made = []

    def make(
        width: int = 1280, height: int = 800, *, scheme: str = "light", language: str = "en-GB", drawn: bool = False
    ):
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            locale=language,
            timezone_id="UTC",
            reduced_motion="reduce",
        )
        context.set_default_timeout(30_000)
        if not drawn:
            context.add_init_script(WITHOUT_WEBGL)
        page = context.new_page()
        made.append((context, Visit(page)))
        return page

    yield make
    for context, visit in made:
        context.close()
        assert all(host.startswith("127.0.0.1:") for host in visit.hosts), visit.hosts
        assert visit.complaints == []


@pytest.fixture
def page(make_page):
    return make_page()


def need(module: str, package: str):
    """The module; where it is missing a user's tests are skipped, and those of continuous integration fail."""
    if os.environ.get("CI"):
        return __import__(module, fromlist=["_"])
    return pytest.importorskip(module, reason=f"{package} is not installed: pip install 'recoupe[dev]'")


def give_up(reason: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the demo newsroom, read once."""
    path = tmp_path_factory.mktemp("newsroom") / "newsroom.db"
    store = open_store(str(path), create=True)
    run = start_run(store, "add")
    for account in read_documents(read_paths([NEWSROOM]), Desks(), thorough=False):
        add_account(store, account, run)
    update_incidents(store, run)
    store.engine.dispose()
    return path


@pytest.fixture(scope="session")
def reading_desk(newsroom: Path) -> Iterator[str]:
    """The address of a server for tests that change nothing."""
    with serve(newsroom, WebOptions(user="ada", port=free_port())) as address:
        yield address


@pytest.fixture
def own_desk(newsroom: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a server with a store of the test's own."""
    copy = Path(shutil.copy(newsroom, tmp_path / "own.db"))
    with serve(copy, WebOptions(user="ada", port=free_port())) as address:
        yield address


@contextmanager
def serve(path: Path, options: WebOptions) -> Iterator[str]:
    """Runs the server in a thread."""
    store = open_store(str(path))
    config = uvicorn.Config(make_application(store, options), port=options.port, log_level="warning")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + START_SECONDS
    while not server.started:
        assert time.monotonic() < deadline, "the server did not start"
        time.sleep(0.02)
    yield f"http://127.0.0.1:{options.port}"
    server.should_exit = True
    thread.join(START_SECONDS)
    store.engine.dispose()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
