"""Errors as the API answers them: RFC 9457 problem details, JSON and nothing else."""

import logging
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException
from starlette.routing import Match, Route

from recoupe.errors import ConflictError, InputError, QueryError, RecoupeError, StoreError

LOG = logging.getLogger(__name__)


class Problem(BaseModel):
    """What went wrong (RFC 9457)."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""
    errors: list[dict[str, Any]] = []


class NotModifiedError(RecoupeError):
    """The caller has the answer already; no failure, but nothing more is to be done."""

    def __init__(self, tag: str) -> None:
        super().__init__(tag)
        self.tag = tag


EVERYTHING_ELSE = "/{path:path}"
"""The path of the built app, which any other path fits too."""

PROBLEM_TYPE = "application/problem+json"

EXPECTED: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "description": HTTPStatus(status).phrase, "content": {PROBLEM_TYPE: {}}}
    for status in (400, 401, 403, 404, 409, 413, 415, 422, 429)
}
"""What any route may answer besides what it is for, in the terms of OpenAPI."""


def problem(status: int, detail: str = "", **more: Any) -> JSONResponse:
    """A problem as an answer."""
    title = HTTPStatus(status).phrase
    content = Problem(title=title, status=status, detail=detail, **more).model_dump(exclude_defaults=False)
    return JSONResponse(content, status_code=status, media_type=PROBLEM_TYPE)


def answer_problems(application: FastAPI) -> None:
    """Makes every error of the application a problem."""
    application.add_exception_handler(HTTPException, _refused)
    application.add_exception_handler(RequestValidationError, _malformed)
    application.add_exception_handler(NotModifiedError, _not_modified)
    application.add_exception_handler(InputError, _unusable)
    for error in (OperationalError, PoolTimeout, StoreError):
        application.add_exception_handler(error, _out_of_reach)
    application.add_exception_handler(Exception, _failed)


def methods_of(request: Request) -> set[str]:
    """What the path of a request may be asked by; several routes may share it."""
    routes = [route for route in request.app.routes if isinstance(route, Route) and route.path != EVERYTHING_ELSE]
    fitting = [route for route in routes if route.matches(request.scope)[0] is not Match.NONE]
    return {method for route in fitting for method in route.methods or ()}


async def _refused(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    answer = problem(error.status_code, str(error.detail))
    answer.headers.update(error.headers or {})
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        answer.headers["Allow"] = ", ".join(sorted(methods_of(request) or {"GET"}))
    return answer


async def _malformed(_request: Request, error: Exception) -> JSONResponse:
    """Where and why; what was given is not said again."""
    assert isinstance(error, RequestValidationError)
    found = [{"where": [str(part) for part in each["loc"]], "reason": each["msg"]} for each in error.errors()]
    return problem(422, "the request does not have the form that the route asks for", errors=found)


async def _not_modified(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, NotModifiedError)
    answer = JSONResponse(None, status_code=304, headers={"ETag": error.tag})
    answer.body = b""
    del answer.headers["content-length"]
    return answer


async def _unusable(_request: Request, error: Exception) -> JSONResponse:
    """An identifier that names nothing, a change that cannot be, or a value that cannot be used."""
    status = 404 if isinstance(error, QueryError) else 409 if isinstance(error, ConflictError) else 400
    return problem(status, str(error))


async def _out_of_reach(_request: Request, error: Exception) -> JSONResponse:
    """The store is locked by a long write, its disk is full, its server is down, or too many ask at once."""
    LOG.warning("the store cannot be reached: %s", error)
    answer = problem(503, "the store is busy or out of reach; try again")
    answer.headers["Retry-After"] = "5"
    return answer


async def _failed(_request: Request, _error: Exception) -> JSONResponse:
    """A defect or a store out of reach; the log has the particulars, the caller none."""
    return problem(500, "the server could not answer; its log says why")
