"""A web server on this machine, for tests: it answers as a table says, and keeps what it was asked."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

from recoupe.fetching.bodies import Bounds
from recoupe.fetching.fetcher import Fetcher

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Server:
    """Where it listens, what it answers by path, and the requests that came: (path, headers)."""

    port: int
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)
    ended: Event = field(default_factory=Event)

    def url(self, path: str = "/", host: str = "news.example") -> str:
        return f"http://{host}:{self.port}{path}"

    def fetcher(self, **changes: object) -> Fetcher:
        """One that takes every name for this machine."""
        settings: dict[str, object] = {
            "resolve": lambda host, port: ["127.0.0.1"],
            "allow_private": True,
            "bounds": Bounds(whole=10.0),
        }
        settings["ports"] = frozenset({self.port, 80, 443})
        return Fetcher(**(settings | changes))  # type: ignore[arg-type]


def page(body: bytes | str, content_type: str = "text/html", status: int = 200, **headers: str) -> Answer:
    """An answer with that body; `Content_Encoding="gzip"` makes a header."""
    raw = body.encode() if isinstance(body, str) else body

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in {"Content-Type": content_type, "Content-Length": str(len(raw)), **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(raw)

    return answer


def redirect(location: str, status: int = 302) -> Answer:
    return page(b"", status=status, Location=location)


@contextmanager
def serve() -> Iterator[Server]:
    """The server, until the test is over."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.do_GET()

        def do_GET(self) -> None:
            server.asked.append((self.path, dict(self.headers.items())))
            known = self.headers.get("If-None-Match")
            server.answers.get(self.path, page("nothing here", status=404))(self) if not known else self.repeat(known)

        def repeat(self, known: str) -> None:
            """Says that nothing has changed."""
            page(b"", status=304, ETag=known)(self)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        listening.daemon_threads = True
        listening.handle_error = lambda *_: None  # type: ignore[method-assign]  # we hang up on purpose
        server = Server(port=listening.server_address[1])
        thread = Thread(target=listening.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.ended.set()
            listening.shutdown()
            thread.join()
