"""Reads of figures: a number over time."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from monitor.answers.figures import figures
from monitor.api import shapes
from monitor.api.answering import read_answer
from monitor.api.asking import ViewAsked, view_of
from monitor.api.documentation import read
from monitor.api.serviced import Served

router = APIRouter(tags=["Figures"])


@router.get("/v1/figures", responses=read(shapes.AnyList))
def read_figures(
    request: Request,
    service: Served,
    asked: ViewAsked,
    indicator: Annotated[
        list[str] | None, Query(description="Names of indicators; with none and no `of`, the answer lists them.")
    ] = None,
    of: Annotated[list[str] | None, Query(description="Commitments or benchmarks that the figures are about.")] = None,
) -> Response:
    """Series of figures: of one indicator, in one unit, about one thing."""
    view = view_of(service, asked)
    found = figures(service.reader, view, tuple(indicator or ()), tuple(of or ()))
    return read_answer(request, {"view": view.shown(), "items": found, "next": None}, lasting=view.pinned)
