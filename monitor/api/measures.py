"""Reads of measures: laws, plans and decisions with their stages."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from monitor.answers.measures import MeasureFilter, measures, one_measure
from monitor.api import shapes
from monitor.api.answering import read_answer
from monitor.api.asking import ViewAsked, home_of, one_of, view_of
from monitor.api.board_filter import Jurisdictions, Words
from monitor.api.documentation import read
from monitor.api.paging import PageAsked, open_page
from monitor.api.serviced import Served
from monitor.api.words import MEASURE_KIND, STAGE

router = APIRouter(tags=["Measures"])


async def _measures_asked(
    jurisdiction: Jurisdictions = None,
    commitment: Annotated[list[str] | None, Query(description="Commitments that it is linked to.")] = None,
    kind: Annotated[list[Annotated[str, MEASURE_KIND]] | None, Query(description="Kinds of measure.")] = None,
    stage: Annotated[list[Annotated[str, STAGE]] | None, Query(description="Stages on the day of the view.")] = None,
    q: Words = "",
) -> MeasureFilter:
    return MeasureFilter(
        jurisdiction=tuple(jurisdiction or ()),
        commitment=tuple(commitment or ()),
        kind=tuple(kind or ()),
        stage=tuple(stage or ()),
        q=q,
    )


@router.get("/v1/measures", responses=read(shapes.Measures, paged=True))
def read_measures(
    request: Request,
    service: Served,
    asked: ViewAsked,
    paging: PageAsked,
    wanted: Annotated[MeasureFilter, Depends(_measures_asked)],
) -> Response:
    """Measures heard of by the day of the view, by id."""
    page = open_page(request, service, asked, paging, one_of(wanted.jurisdiction))
    found, more = measures(service.reader, page.view, wanted, after=page.after, limit=page.limit)
    return page.answer(found, found[-1]["id"] if more else None)


@router.get("/v1/measures/{measure}", responses=read(shapes.MeasureRead, "not-found"))
def read_measure(
    request: Request,
    service: Served,
    measure: Annotated[
        str, Path(description="The id of a measure.", openapi_examples={"law": {"value": "kz-law-media-2009"}})
    ],
    asked: ViewAsked,
) -> Response:
    """One measure: its stages, what it does to which commitments, its events."""
    view = view_of(service, asked, home_of(service.reader, "measure", measure))
    shape = one_measure(service.reader, view, measure)
    return read_answer(request, {"view": view.shown(), **shape}, lasting=view.pinned)
