"""Reads of commitments: the board, one, its periods, its events, its terms."""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from monitor.answers.commitments import board, one_commitment, periods, terms
from monitor.answers.events import commitment_events
from monitor.answers.views import Asked, View
from monitor.api import shapes
from monitor.api.answering import read_answer
from monitor.api.asking import ViewAsked, home_of, one_of, view_of
from monitor.api.board_filter import BoardAsked
from monitor.api.documentation import read
from monitor.api.event_answers import CommitmentEvents
from monitor.api.paging import PageAsked, open_page
from monitor.api.serviced import Served
from monitor.bootstrap import Service

router = APIRouter(tags=["Commitments"])

_MISSING = ("not-found", "retracted")

CommitmentId = Annotated[
    str, Path(description="The id of a commitment.", openapi_examples={"media": {"value": "kz-media-law"}})
]


@router.get("/v1/commitments", responses=read(shapes.Board, paged=True))
def read_board(request: Request, service: Served, asked: ViewAsked, paging: PageAsked, wanted: BoardAsked) -> Response:
    """Where every commitment stands."""
    page = open_page(request, service, asked, paging, one_of(wanted.jurisdiction))
    items, more = board(service.reader, page.view, wanted, after=page.after, limit=page.limit)
    return page.answer(items, items[-1]["id"] if more else None)


@router.get("/v1/commitments/{commitment}", responses=read(shapes.CommitmentRead, *_MISSING))
def read_commitment(request: Request, service: Served, commitment: CommitmentId, asked: ViewAsked) -> Response:
    """Where one commitment stands, who says so, and why."""
    view = _view(service, asked, commitment)
    item = one_commitment(service.reader, view, commitment)
    return read_answer(request, {"view": view.shown(), **item}, lasting=view.pinned)


@router.get("/v1/commitments/{commitment}/history", responses=read(shapes.History, *_MISSING))
def read_history(request: Request, service: Served, commitment: CommitmentId, asked: ViewAsked) -> Response:
    """Every period of a commitment from the day it counts, future ones included."""
    view = _view(service, asked, commitment)
    found = periods(service.reader, view, commitment)
    return read_answer(request, {"view": view.shown(), "id": commitment, "periods": found}, lasting=view.pinned)


@router.get("/v1/commitments/{commitment}/terms", responses=read(shapes.CommitmentTerms, *_MISSING))
def read_terms(request: Request, service: Served, commitment: CommitmentId, asked: ViewAsked) -> Response:
    """What exactly was promised, by source."""
    view = _view(service, asked, commitment)
    found = terms(service.reader, view, commitment)
    return read_answer(request, {"view": view.shown(), "id": commitment, "terms": found}, lasting=view.pinned)


@router.get("/v1/commitments/{commitment}/events", responses=read(CommitmentEvents, *_MISSING, paged=True))
def read_commitment_events(
    request: Request, service: Served, commitment: CommitmentId, asked: ViewAsked, paging: PageAsked
) -> Response:
    """Every event that touches a commitment, by position."""
    page = open_page(request, service, asked, paging, home_of(service.reader, "commitment", commitment))
    events, more = commitment_events(service.reader, page.view, commitment, after=page.after_position, limit=page.limit)
    return page.answer(events, str(events[-1]["position"]) if more else None, erasable=True, id=commitment)


def _view(service: Service, asked: Asked, commitment: str) -> View:
    return view_of(service, asked, home_of(service.reader, "commitment", commitment))
