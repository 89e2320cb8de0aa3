"""ETags: a caller that has an answer already is told so, and the answer is not made or sent again."""

from hashlib import blake2b
from importlib.metadata import version
from typing import Annotated

from fastapi import Depends, Request, Response
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from recoupe.store.histories import read_state
from recoupe.web.guard import ServedStore
from recoupe.web.problems import NotModifiedError

VERSION = version("recoupe")


def check_freshness(request: Request, response: Response, store: ServedStore) -> None:
    """Stops where the caller has this answer of this state of the store; else gives the answer its ETag."""
    depends_on = (VERSION, read_state(store), request.url.path, request.url.query)
    tag = make_tag("\n".join(depends_on).encode())
    if is_known(tag, request.headers.get("if-none-match", "")):
        raise NotModifiedError(tag)
    response.headers["ETag"] = tag


Fresh = Annotated[None, Depends(check_freshness)]


def make_tag(content: bytes) -> str:
    """A weak ETag (compressed and plain answers share it) of an answer, or of all that it depends on."""
    return f'W/"{blake2b(content, digest_size=12).hexdigest()}"'


def is_known(tag: str, given: str) -> bool:
    """True when the If-None-Match header names the tag, compared weakly as RFC 9110 says."""
    named = [each.strip().removeprefix("W/") for each in given.split(",")]
    return "*" in named or tag.removeprefix("W/") in named


class TaggedAnswers:
    """Gives an answer without an ETag that of its content, and 304 in its place to whoever has it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Holds one answer back until it is whole."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        held: list[Message] = []

        async def hold(message: Message) -> None:
            held.append(message)
            if message["type"] == "http.response.body" and not message.get("more_body", False):
                for each in tagged(held, Headers(scope=scope).get("if-none-match", "")):
                    await send(each)

        await self.app(scope, receive, hold)


def tagged(messages: list[Message], given: str) -> list[Message]:
    """A whole answer with its ETag, or 304 where the caller has it."""
    start, bodies = messages[0], messages[1:]
    headers = MutableHeaders(scope=start)
    headers.setdefault("Cache-Control", "private, no-cache")
    if start["status"] != 200:
        return messages
    tag = headers.setdefault("ETag", make_tag(b"".join(each.get("body", b"") for each in bodies)))
    if not is_known(tag, given):
        return messages
    start["status"] = 304
    for name in ("content-length", "content-type"):
        if name in headers:
            del headers[name]
    return [start, {"type": "http.response.body", "body": b""}]
