"""What holds for every request and answer: known hosts, bounded bodies, security headers."""

from anyio import move_on_after
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from recoupe.web.options import WebOptions
from recoupe.web.problems import problem

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self' blob:",  # MapLibre starts its worker from a blob
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
"""Sent with every answer, errors too."""

MOST_BODY = 64 * 1024
"""Bytes of a request's body: a decision with a reason of 4,000 characters and 500 tellings stays below it."""

BODY_SECONDS = 20
"""64 KiB over the worst of mobile networks; who is slower holds the connection on purpose."""


class Envelope:
    """The outermost layer of the server."""

    def __init__(self, app: ASGIApp, options: WebOptions) -> None:
        self.app = app
        self.options = options

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request, or refuses it before anything else sees it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                if "server" in headers:
                    del headers["server"]
            await send(message)

        host = Headers(scope=scope).get("host", "").lower()
        if host not in self.options.hosts:
            await problem(400, "this server is not known under that Host; see --host and --name of recoupe serve")(
                scope, receive, send_with_headers
            )
            return
        with move_on_after(BODY_SECONDS) as waiting:
            body = await read_body(receive, Headers(scope=scope))
        if waiting.cancelled_caught:
            await problem(408, f"a body has to arrive in {BODY_SECONDS} seconds")(scope, receive, send_with_headers)
        elif body is None:
            await problem(413, f"a body has at most {MOST_BODY} bytes")(scope, receive, send_with_headers)
        else:
            await self.app(scope, replay(body, receive), send_with_headers)


async def read_body(receive: Receive, headers: Headers) -> bytes | None:
    """The whole body, or None where it is beyond the bound; what is beyond is not read."""
    declared = headers.get("content-length", "0")
    if declared.isdecimal() and int(declared) > MOST_BODY:
        return None
    body = b""
    more = True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message["type"] == "http.request" and message.get("more_body", False)
        if len(body) > MOST_BODY:
            return None
    return body


def replay(body: bytes, receive: Receive) -> Receive:
    """Gives the body that was read once, and then whatever the connection has to say."""
    told = False

    async def receive_again() -> Message:
        nonlocal told
        if told:
            return await receive()
        told = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receive_again
