"""Refusals over HTTP: ``application/problem+json`` (RFC 9457), from our own code and from the framework alike.

Errors elsewhere know nothing of HTTP; ``PROBLEMS`` is the one table from their types to a kind of problem.
"""

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import structlog
from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, PlainTextResponse
from pydantic import BaseModel, Field, ValidationError
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from starlette.exceptions import HTTPException
from starlette.routing import Match

from alerts.beginning import UNCONFIRMED_WITHIN, TooManyUnconfirmed
from events.log import EventIdTaken, ExternalIdTaken, HeadMoved, IdempotencyKeyTaken, LogRefusal, NothingToErase
from events.strict_json import MalformedJson
from monitor import metrics
from monitor.alerting.subscribing import NoSuchSubscription
from monitor.answers.reader import NotOnRecord, Retracted
from monitor.answers.turns import TooManyFolds
from monitor.answers.views import BadView
from monitor.api.field_errors import FieldError, body_errors, request_errors
from monitor.api.problem_facts import facts_of
from monitor.api.problem_kinds import KINDS, Kind, kind_of_status
from monitor.drafting.drafting import NoSuchDraft
from monitor.intake import refusals
from monitor.intake.intake import TooBusy
from monitor.streaming.watch import TooManyListeners
from monitor.watching.sources import NoSuchSource

MEDIA_TYPE = "application/problem+json"

PROBLEMS: Mapping[type[Exception], Kind] = {
    BadView: KINDS["invalid"],
    EventIdTaken: KINDS["event-id-taken"],
    ExternalIdTaken: KINDS["external-id-taken"],
    HeadMoved: KINDS["unavailable"],
    IdempotencyKeyTaken: KINDS["still-running"],
    MalformedJson: KINDS["malformed-json"],
    NoSuchDraft: KINDS["not-found"],
    NoSuchSource: KINDS["not-found"],
    NoSuchSubscription: KINDS["not-found"],
    NotOnRecord: KINDS["not-found"],
    TooManyUnconfirmed: KINDS["rate-limited"],
    NothingToErase: KINDS["invalid"],
    Retracted: KINDS["retracted"],
    TooBusy: KINDS["unavailable"],
    TooManyFolds: KINDS["unavailable"],
    TooManyListeners: KINDS["unavailable"],
    refusals.ConditionFailed: KINDS["append-condition"],
    refusals.EventIdOnRecord: KINDS["event-id-taken"],
    refusals.ExternalIdOnRecord: KINDS["external-id-taken"],
    refusals.InvalidEvents: KINDS["invalid"],
    refusals.KeyReused: KINDS["idempotency-key-reused"],
    refusals.NoSuchAppend: KINDS["not-found"],
    refusals.PreviewOutdated: KINDS["preview-outdated"],
}
"""Error type -> kind of problem; a subclass goes by its nearest listed ancestor. The error's text is the detail."""

# Long enough for a database to take a new connection or a standby to take over, short enough for a person to wait.
RETRY_AFTER_S = 5

_METHODS = ("DELETE", "GET", "HEAD", "PATCH", "POST", "PUT")
_WITHOUT_BODY = frozenset({HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED})
OWN_HEADERS: Mapping[str, Mapping[str, str]] = {
    "unauthorized": {"WWW-Authenticate": "Bearer"},
    "unavailable": {"Retry-After": str(RETRY_AFTER_S)},
    "rate-limited": {"Retry-After": str(int(UNCONFIRMED_WITHIN.total_seconds()))},
}
"""The headers that a kind of problem brings with it, by its slug (RFC 9110 sections 11.6.1 and 10.2.3)."""

_log = structlog.stdlib.get_logger("monitor.api")


class ProblemDocument(BaseModel):
    """A refusal as the client reads it: RFC 9457, with the fields that are wrong."""

    type: str = Field(description="What kind of problem it is; the address of its description.")
    title: str
    status: int
    detail: str
    instance: str = Field(description="The path that was asked for.")
    errors: list[FieldError] = []


class Problem(Exception):
    """A refusal that the HTTP layer itself decides on.

    Args:
        slug: one of ``KINDS``.
        detail: what is the matter this time.
        more: members beside those of RFC 9457, such as the event that conflicts.

    Raises:
        KeyError: there is no kind of that slug.
    """

    def __init__(
        self,
        slug: str,
        detail: str,
        *,
        errors: Iterable[FieldError] = (),
        headers: Mapping[str, str] | None = None,
        more: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(f"{slug}: {detail}")
        self.kind, self.detail = KINDS[slug], detail
        self.errors, self.headers, self.more = tuple(errors), dict(headers or {}), dict(more or {})


def problem(
    request: Request,
    kind: Kind,
    detail: str,
    *,
    errors: Iterable[FieldError] = (),
    status: int | None = None,
    headers: Mapping[str, str] | None = None,
    more: Mapping[str, Any] | None = None,
) -> Response:
    """The answer that says what is wrong; ``status`` where it differs from that of the kind."""
    status = status or kind.status
    body = {
        "type": kind.type,
        "title": kind.title,
        "status": status,
        "detail": detail,
        "instance": quote(request.scope["path"], safe="/:@!$&'()*+,;=~"),
        "errors": [error.model_dump(exclude_none=True) for error in errors],
    }
    return JSONResponse(
        {**(more or {}), **body},
        status_code=status,
        headers={"Cache-Control": "no-store", **OWN_HEADERS.get(kind.slug, {}), **(headers or {})},
        media_type=MEDIA_TYPE,
    )


def documented(*slugs: str) -> dict[int | str, dict[str, Any]]:
    """What a route puts under ``responses`` for the problems it can answer with; it refers to ``problem_schemas``."""
    by_status: dict[int | str, dict[str, Any]] = {}
    for kind in (KINDS[slug] for slug in slugs):
        titles = [by_status[kind.status]["description"]] if kind.status in by_status else []
        by_status[kind.status] = {
            "description": "; ".join([*titles, kind.title]),
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemDocument"}}},
        }
    return by_status


def problem_schemas() -> dict[str, Any]:
    """The JSON Schemas by name that OpenAPI keeps under ``components/schemas`` for ``documented``."""
    schema = ProblemDocument.model_json_schema(ref_template="#/components/schemas/{model}")
    return {**schema.pop("$defs"), "ProblemDocument": schema}


router = APIRouter(include_in_schema=False)


@router.api_route("/problems/{slug}", methods=["GET", "HEAD"])
def describe_problem(slug: str) -> Response:
    """What a kind of problem means and what to do about it, as plain text."""
    if slug not in KINDS:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    kind = KINDS[slug]
    return PlainTextResponse(f"{kind.title} ({kind.status})\n\n{kind.advice}\n")


def install(app: FastAPI) -> None:
    """Let every refusal of the application, the framework's own among them, leave it as a problem."""
    app.include_router(router)
    foreseen = (
        Problem,
        HTTPException,
        RequestValidationError,
        ValidationError,
        DBAPIError,
        NoConnectionFree,
        *PROBLEMS,
    )
    for error_type in foreseen:
        app.add_exception_handler(error_type, _answer)
    app.add_exception_handler(Exception, _answer_unforeseen)


async def _answer(request: Request, error: Exception) -> Response:
    match error:
        case Problem():
            return problem(
                request, error.kind, error.detail, errors=error.errors, headers=error.headers, more=error.more
            )
        case HTTPException():
            return of_the_framework(request, error)
        case RequestValidationError():
            return _invalid_request(request, error)
        case ValidationError():
            return _invalid(request, body_errors(error.errors(include_url=False)))
        case DBAPIError() | NoConnectionFree():
            return _of_the_database(request, error)
        case _:
            kind = next(PROBLEMS[base] for base in type(error).__mro__ if base in PROBLEMS)
            if isinstance(error, refusals.IntakeRefusal | LogRefusal):
                metrics.append_refused(kind.slug)
            facts = facts_of(error)
            return problem(request, kind, facts.detail or str(error), errors=facts.errors, more=facts.more)


async def _answer_unforeseen(request: Request, error: Exception) -> Response:
    del error  # the server logs it; the client learns nothing of what is inside
    return unforeseen(request)


def unforeseen(request: Request) -> Response:
    """The answer where the program itself is at fault."""
    return problem(request, KINDS["internal"], "the service failed to answer; this is not the fault of the request")


def of_the_framework(request: Request, error: HTTPException) -> Response:
    """The problem that a refusal of the framework is: no such address, no such method."""
    status, headers = error.status_code, dict(error.headers or {})
    if status in _WITHOUT_BODY:
        return Response(status_code=status, headers=headers)
    detail = error.detail
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        headers["Allow"] = ", ".join(allowed_methods(request))
        detail = f"{request.method} is not among the methods of this address: {headers['Allow']}"
    elif status == HTTPStatus.NOT_FOUND and detail == HTTPStatus.NOT_FOUND.phrase:
        detail = "there is nothing at this address"
    return problem(request, kind_of_status(status), detail, status=status, headers=headers)


def allowed_methods(request: Request) -> list[str]:
    """Every method of the address, none where there is nothing.

    The framework names those of the first route alone that has its path. Wherever there is GET, there is HEAD.
    """
    routes = request.app.router.routes
    found = {
        method
        for method in _METHODS
        if any(route.matches({**request.scope, "method": method})[0] is Match.FULL for route in routes)
    }
    if "GET" in found:
        found.add("HEAD")
    return sorted(found | {"OPTIONS"}) if found else []


def _invalid_request(request: Request, error: RequestValidationError) -> Response:
    if any(each["type"] == "json_invalid" for each in error.errors()):
        return problem(request, KINDS["malformed-json"], "the body is not JSON")
    return _invalid(request, request_errors(error.errors(), error.body))


def _invalid(request: Request, errors: list[FieldError]) -> Response:
    detail = "one thing is wrong" if len(errors) == 1 else f"{len(errors)} things are wrong"
    return problem(request, KINDS["invalid"], f"{detail}; errors says where", errors=errors)


def _of_the_database(request: Request, error: DBAPIError | NoConnectionFree) -> Response:
    if isinstance(error, DBAPIError) and not (isinstance(error, OperationalError) or error.connection_invalidated):
        raise error
    _log.warning("database_unavailable", error=type(error).__name__, path=request.scope["path"])
    return problem(request, KINDS["unavailable"], "the database cannot be reached at the moment")
