"""Sources over HTTP: what is watched and what was last heard of it; watched, looked at, forgotten."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from pydantic import ValidationError

from events.strict_json import loads
from events.text import TextRefused, clean_tree
from monitor.api import examples
from monitor.api.answering import read_answer, written_answer
from monitor.api.documentation import called, read, taken
from monitor.api.field_errors import FieldError, body_errors
from monitor.api.problems import Problem
from monitor.api.request_bodies import JSON_TYPE, Body, JsonBody
from monitor.api.serviced import Served
from monitor.api.watch_answers import SourceRead, SourcesListed
from monitor.bootstrap import Service
from monitor.watching.source import Expected, Shape, source_shape
from monitor.watching.sources import UnknownBody

reads = APIRouter(tags=["Sources"])
writes = APIRouter(tags=["Sources"])

_KEYED = ("unauthorized", "scope-missing")

Name = Annotated[str, Path(description="The name of the source.")]
NewName = Annotated[
    str,
    Path(
        pattern="^[a-z0-9]+(-[a-z0-9]+)*$",
        max_length=64,
        description="The name of the source: letters, digits and single hyphens.",
        openapi_examples={"site": {"value": "odihr-website"}},
    ),
]


@reads.get("/v1/sources", responses=read(SourcesListed))
def read_sources(request: Request, service: Served) -> Response:
    """Every source that is watched, when it was last looked at and last heard of, and whether it has fallen silent."""
    now = service.now()
    return read_answer(request, {"items": [source_shape(one, now) for one in service.sources.every()]})


@writes.put(
    "/v1/sources/{name}",
    responses={
        **called(SourceRead, *_KEYED),
        HTTPStatus.CREATED: called(SourceRead, status=HTTPStatus.CREATED)[HTTPStatus.CREATED],
    },
    openapi_extra=taken((JSON_TYPE, Expected.model_json_schema()), examples=examples.SOURCE),
)
def watch_source(service: Served, name: NewName, body: JsonBody) -> Response:
    """Watch a source from now on, or expect something else of it; staff are told when it falls silent."""
    expected = _expected(body)
    try:
        new = service.sources.watch(name, expected)
    except UnknownBody as error:
        wrong = FieldError(pointer="/body", code="unknown_body", detail=str(error))
        raise Problem("invalid", str(error), errors=[wrong]) from error
    return written_answer(_shape(service, name), HTTPStatus.CREATED if new else HTTPStatus.OK)


@writes.post("/v1/sources/{name}/checked", responses=called(SourceRead, *_KEYED, "not-found"))
def check_source(service: Served, name: Name) -> Response:
    """Say that somebody has looked at a source just now, whether there was news or not."""
    service.sources.checked(name)
    return written_answer(_shape(service, name))


@writes.delete("/v1/sources/{name}", responses=called(SourceRead, *_KEYED, "not-found"))
def forget_source(service: Served, name: Name) -> Response:
    """Watch a source no longer; the answer is what was last known of it."""
    last = _shape(service, name)
    service.sources.forget(name)
    return written_answer(last)


def _expected(body: Body) -> Expected:
    value = loads(body.content)
    try:
        value = clean_tree(value)
        return Expected.model_validate(value)
    except TextRefused as error:
        wrong = FieldError(pointer=error.pointer, code="text", detail=error.reason)
        raise Problem("invalid", str(error), errors=[wrong]) from error
    except ValidationError as error:
        errors = body_errors(error.errors(include_url=False, include_input=False), value)
        raise Problem("invalid", "what is expected of the source is incomplete or wrong", errors=errors) from error


def _shape(service: Service, name: str) -> Shape:
    return source_shape(service.sources.one(name), service.now())
