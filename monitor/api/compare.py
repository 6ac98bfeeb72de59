"""What changed between two days, or between two moments of our knowledge."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from monitor.answers.compare import compare_views
from monitor.answers.views import Asked, BadView, View
from monitor.api import shapes
from monitor.api.answering import read_answer
from monitor.api.asking import DAY, ViewAsked, one_of, view_of
from monitor.api.board_filter import BoardAsked
from monitor.api.documentation import read
from monitor.api.field_errors import FieldError
from monitor.api.problems import Problem
from monitor.api.serviced import Served
from monitor.bootstrap import Service

router = APIRouter(tags=["Commitments"])

DayText = Annotated[str | None, Query(description="One of two days in the world.", json_schema_extra=DAY)]
Moment = Annotated[str | None, Query(description="One of two moments on record, written as `known_at` is.")]


@router.get("/v1/compare", responses=read(shapes.Comparison))
def compare(
    request: Request,
    service: Served,
    asked: ViewAsked,
    wanted: BoardAsked,
    first: Annotated[DayText, Query(alias="from")] = None,
    to: DayText = None,
    from_known_at: Moment = None,
    to_known_at: Moment = None,
) -> Response:
    """Commitments that stand differently on two days, or as known at two moments on record."""
    days = {"from": first, "to": to}
    moments = {"from_known_at": from_known_at, "to_known_at": to_known_at}
    if any(moments.values()) and not any(days.values()):
        _refuse({**_missing(moments), **({"known_at": "the two moments take its place"} if asked.known_at else {})})
        pairs = [(name, replace(asked, known_at=value)) for name, value in moments.items()]
    else:
        taken = dict.fromkeys((name for name, value in moments.items() if value), "compare days or moments, not both")
        _refuse({**_missing(days), **taken, **({"as_of": "the two days take its place"} if asked.as_of else {})})
        pairs = [(name, replace(asked, as_of=value)) for name, value in days.items()]
    jurisdiction = one_of(wanted.jurisdiction)
    old, new = (_view(service, name, each, jurisdiction) for name, each in pairs)
    shape = compare_views(service.reader, old, new, wanted)
    return read_answer(request, shape, lasting=old.pinned and new.pinned)


def _missing(given: dict[str, str | None]) -> dict[str, str]:
    return {name: f"compare needs {' and '.join(given)}" for name, value in given.items() if not value}


def _refuse(wrong: dict[str, str]) -> None:
    if wrong:
        errors = [FieldError(parameter=name, code="compare", detail=detail) for name, detail in wrong.items()]
        raise Problem("invalid", "compare takes two days, or two moments on record", errors=errors)


def _view(service: Service, name: str, asked: Asked, jurisdiction: str | None) -> View:
    """The view, with what is wrong named as the client wrote it."""
    own = "known_at" if name.endswith("known_at") else "as_of"
    try:
        return view_of(service, asked, jurisdiction)
    except BadView as error:
        raise BadView(name if error.parameter == own else error.parameter, error.detail) from error
