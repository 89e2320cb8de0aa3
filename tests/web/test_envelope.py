"""What holds for every answer: security headers, known hosts, bounded bodies, no redirects, no way out of the app."""

from pathlib import Path
from urllib.parse import quote

import pytest
from anyio import run, sleep
from starlette.types import Message
from tests.web_desk import HOME, TEAM, join_alone, log_in, make_client

from recoupe.store.opening import Store
from recoupe.store.users import Role
from recoupe.web import envelope, pages
from recoupe.web.envelope import HEADERS, MOST_BODY
from recoupe.web.options import WebOptions

ANSWERS = [
    ("GET", "/"),
    ("GET", "/api/session"),
    ("GET", "/api/incidents"),
    ("GET", "/api/incidents/nothing"),
    ("GET", "/api/incidents?limit=x"),
    ("GET", "/api/nothing"),
    ("GET", "/nothing.js"),
    ("GET", "/api/openapi.json"),
    ("PUT", "/api/incidents"),
    ("POST", "/api/decisions"),
]


@pytest.mark.parametrize(("method", "path"), ANSWERS)
def test_every_answer_carries_the_security_headers(store: Store, method: str, path: str) -> None:
    answer = make_client(store).request(method, path)
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert answer.headers.get_list("content-security-policy") == [HEADERS["Content-Security-Policy"]]
    assert "server" not in answer.headers
    assert not [name for name in answer.headers if name.startswith("access-control-")]


def test_no_script_or_style_in_a_page_would_run() -> None:
    policy = HEADERS["Content-Security-Policy"]
    for danger in ("unsafe-inline", "unsafe-eval", "*", "http:", "https:", "data: blob:; script"):
        assert danger not in policy
    for part in ("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'", "base-uri 'none'"):
        assert part in policy


HOSTS = [
    ("127.0.0.1:8000", 200),
    ("localhost:8000", 200),
    ("LOCALHOST:8000", 200),
    ("[::1]:8000", 200),
    ("evil.example", 400),
    ("evil.example:8000", 400),
    ("127.0.0.1:8000.evil.example", 400),
    ("127.0.0.1:9000", 400),
    ("", 400),
]


@pytest.mark.parametrize(("host", "status"), HOSTS)
def test_a_name_that_was_made_to_point_here_is_not_answered(store: Store, host: str, status: int) -> None:
    assert make_client(store).get("/api/session", headers={"Host": host}).status_code == status


def test_behind_a_proxy_only_the_public_name_is_answered(store: Store) -> None:
    client = make_client(store, WebOptions(name="desk.example.org"))
    assert client.get("/api/session", headers={"Host": "desk.example.org"}).status_code == 200
    assert client.get("/api/session", headers={"Host": "localhost:8000"}).status_code == 400


def test_a_body_beyond_the_bound_is_not_taken(store: Store) -> None:
    client = join_alone(store)
    body = b'{"name": "' + b"x" * MOST_BODY + b'"}'
    kind = {"Content-Type": "application/json"}
    assert client.post("/api/login", content=body, headers=kind).status_code == 413
    parts = iter([body[:100], body[100:]])  # without Content-Length
    assert client.post("/api/login", content=parts, headers=kind).status_code == 413


def test_a_body_that_never_comes_is_not_waited_for(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(envelope, "BODY_SECONDS", 0.05)
    sent: list[Message] = []

    async def receive() -> Message:
        await sleep(5)
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": "/api/login", "headers": [(b"host", b"127.0.0.1:8000")]}
    run(make_client(store).app, scope, receive, send)
    assert sent[0]["status"] == 408


BREAKS = [
    "\r\nSet-Cookie: evil=1",
    "\nX-Evil: 1",
    "%0d%0aSet-Cookie:%20evil=1",
    "\u560d\u560aX-Evil: 1",
    "\x00",
    "a\tb",
]


@pytest.mark.parametrize("text", BREAKS)
def test_no_value_becomes_a_header(store: Store, text: str) -> None:
    client = log_in(store, Role.ADMIN)
    for path in ("/api/incidents?text=", "/api/incidents/", "/api/documents/", "/", "/api/decisions?incident="):
        answer = client.get(path + quote(text, safe="%"))
        assert not [name for name in answer.headers if "evil" in name.lower()]
        assert "evil" not in str(answer.headers)
    answer = client.post("/api/login", json={"name": text, "password": text})
    assert "evil" not in str(answer.headers).lower()


REDIRECTS = [
    "//evil.example",
    "/\\evil.example",
    "/api/incidents/",
    "/?next=https://evil.example",
    "/https://evil.example",
]
REDIRECTS += ["/api/login?next=//evil.example", "///evil.example/%2e%2e"]


@pytest.mark.parametrize("path", REDIRECTS)
def test_nothing_leads_to_another_address(store: Store, path: str) -> None:
    for client in (make_client(store), make_client(store, TEAM)):
        answer = client.get(HOME + path, follow_redirects=False)
        assert not 300 <= answer.status_code < 400
        assert "location" not in answer.headers


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "site" / "assets"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html><title>Desk</title>")
    (folder / "assets" / "app-1a2b.js").write_text("export {}")
    (folder / "notes.py").write_text("secret = 1")
    (tmp_path / "site" / "secret.txt").write_text("secret")
    monkeypatch.setattr(pages.read_pages, "__defaults__", (folder,))
    return folder


ESCAPES = ["../secret.txt", "..%2fsecret.txt", "%2e%2e/secret.txt", "..%5csecret.txt", "assets/../../secret.txt"]
ESCAPES += [
    "....//secret.txt",
    "%252e%252e%252fsecret.txt",
    "..;/secret.txt",
    "/etc/passwd",
    "//etc/passwd",
    "notes.py",
]
ESCAPES += ["file:///etc/passwd", "..%c0%afsecret.txt", "%00secret.txt", "index.html%00.js", "assets/", "..", "."]


@pytest.mark.parametrize("path", ESCAPES)
def test_no_path_leads_out_of_the_built_app(store: Store, built: Path, path: str) -> None:
    answer = make_client(store).get(f"{HOME}/{path}")
    assert "secret" not in answer.text
    assert "root:" not in answer.text
    assert answer.status_code in (200, 404)
    if answer.status_code == 200:  # an address within the app: its first page
        assert "Desk" in answer.text


def test_the_built_app_is_served(store: Store, built: Path) -> None:
    client = make_client(store, TEAM)
    assert client.get("/").headers["content-type"] == "text/html; charset=utf-8"
    assert client.get("/incident/2019-08-19-koutougou").text == client.get("/").text
    script = client.get("/assets/app-1a2b.js")
    assert script.headers["content-type"] == "text/javascript; charset=utf-8"
    assert "immutable" in script.headers["cache-control"]
    assert client.get("/missing.js").status_code == 404


def test_an_app_that_was_not_built_says_so(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages.read_pages, "__defaults__", (tmp_path / "none",))
    answer = make_client(store).get("/")
    assert answer.status_code == 404
    assert "built" in answer.json()["detail"]
