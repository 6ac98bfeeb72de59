"""Reads of bodies: whoever acts, speaks, assesses or bears a duty."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from monitor.answers.bodies import bodies, one_body, quotes
from monitor.api import shapes
from monitor.api.answering import read_answer
from monitor.api.asking import ViewAsked, home_of, one_of, view_of
from monitor.api.board_filter import Jurisdictions, Words
from monitor.api.documentation import read
from monitor.api.paging import PageAsked, open_page
from monitor.api.serviced import Served
from monitor.api.words import ACCOUNT

router = APIRouter(tags=["Bodies"])


@router.get("/v1/bodies", responses=read(shapes.Bodies, paged=True))
def read_bodies(
    request: Request,
    service: Served,
    asked: ViewAsked,
    paging: PageAsked,
    account: Annotated[list[Annotated[str, ACCOUNT]] | None, Query(description="Account classes.")] = None,
    jurisdiction: Jurisdictions = None,
    q: Words = "",
) -> Response:
    """Bodies by id, as described at that moment on record."""
    page = open_page(request, service, asked, paging, one_of(jurisdiction or ()))
    found, more = bodies(
        service.reader,
        page.view,
        tuple(account or ()),
        tuple(jurisdiction or ()),
        q,
        after=page.after,
        limit=page.limit,
    )
    return page.answer(found, found[-1]["id"] if more else None, erasable=any(map(quotes, found)))


@router.get("/v1/bodies/{body}", responses=read(shapes.BodyRead, "not-found"))
def read_body(
    request: Request,
    service: Served,
    body: Annotated[str, Path(description="The id of a body.", openapi_examples={"odihr": {"value": "odihr"}})],
    asked: ViewAsked,
) -> Response:
    """One body: who it is, its ties, what it put on record."""
    view = view_of(service, asked, home_of(service.reader, "body", body))
    shape = one_body(service.reader, view, body)
    return read_answer(request, {"view": view.shown(), **shape}, lasting=view.pinned and not quotes(shape))
