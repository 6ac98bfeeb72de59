"""What the service goes by: rule tables, assessment schemes, coverage, shapes of events."""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from monitor.answers.jurisdictions import jurisdictions
from monitor.answers.schemas import rule_set, rules_shapes, scheme_shapes, type_schema
from monitor.answers.views import Asked
from monitor.api import shapes
from monitor.api.answering import entity_tag, json_bytes, read_answer, tagged
from monitor.api.asking import ViewAsked, view_of
from monitor.api.documentation import read, read_as
from monitor.api.serviced import Served
from monitor.bootstrap import Service

router = APIRouter(tags=["Reference"])

SCHEMA_TYPE = "application/schema+json"


@router.get("/v1/rules", responses=read(shapes.AnyList))
def read_rules(request: Request, service: Served) -> Response:
    """Every rule set."""
    return _listed(request, service, rules_shapes())


@router.get("/v1/rules/{name}/{version}", responses=read(shapes.RuleSet, "not-found"))
def read_rule_set(
    request: Request,
    service: Served,
    name: Annotated[str, Path(openapi_examples={"default": {"value": "default"}})],
    version: Annotated[str, Path(openapi_examples={"first": {"value": "1"}})],
) -> Response:
    """One rule set: its table, row by row, and its flags."""
    shape = rule_set(name, version)
    return read_answer(request, {"view": view_of(service, Asked()).shown(), **shape})


@router.get("/v1/schemes", responses=read(shapes.AnyList))
def read_schemes(request: Request, service: Served) -> Response:
    """Assessment schemes with their values and what they mean."""
    return _listed(request, service, scheme_shapes())


@router.get("/v1/jurisdictions", responses=read(shapes.AnyList))
def read_jurisdictions(request: Request, service: Served, asked: ViewAsked) -> Response:
    """Jurisdictions on record, and how far the record of each reaches."""
    view = view_of(service, asked)
    shape = {"view": view.shown(), "items": jurisdictions(service.reader, view), "next": None}
    return read_answer(request, shape, lasting=view.pinned)


@router.get(
    "/v1/schemas/{type}",
    response_class=Response,
    responses=read_as(SCHEMA_TYPE, {"type": "object"}, "not-found"),
)
def read_schema(
    request: Request,
    type: Annotated[  # noqa: A002 - the name that the contract gives it
        str,
        Path(
            description="A type of event, with or without version, or of message.",
            openapi_examples={"ruling": {"value": "court-ruling.v1"}, "message": {"value": "commitment.changed"}},
        ),
    ],
) -> Response:
    """JSON Schema (2020-12) of what a client sends for a type of event, or is sent as a type of message."""
    body = json_bytes(type_schema(type))
    return tagged(request, body, entity_tag(body), media_type=SCHEMA_TYPE)


def _listed(request: Request, service: Service, items: list[dict[str, object]]) -> Response:
    return read_answer(request, {"view": view_of(service, Asked()).shown(), "items": items, "next": None})
