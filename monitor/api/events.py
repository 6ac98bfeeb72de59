"""Reads of the log: events, one event, the exact bytes of its leaf."""

from dataclasses import replace
from datetime import time
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from events.strict_json import LARGEST_EXACT_INTEGER
from monitor.answers.events import EventFilter, find_events, one_event
from monitor.answers.reader import NotOnRecord
from monitor.answers.views import BadView, read_day
from monitor.api.answering import JSON, entity_tag, read_answer, tagged
from monitor.api.asking import DAY, RecordAsked, instant, one_of, view_of
from monitor.api.board_filter import LONGEST_SEARCH, Jurisdictions, Topics
from monitor.api.documentation import read, read_as
from monitor.api.event_answers import EventRead, Events
from monitor.api.paging import PageAsked, open_page
from monitor.api.serviced import Served
from monitor.api.words import ACCOUNT, EVENT_TYPE

router = APIRouter(tags=["Events"])

Names = Annotated[list[str] | None, Query(description="Ids; repeat it for alternatives.")]
DayText = Annotated[str | None, Query(description="A day, inclusive.", json_schema_extra=DAY)]
InstantText = Annotated[
    str | None,
    Query(
        description="An RFC 3339 instant, inclusive, or a day, whole (UTC).",
        openapi_examples={"instant": {"value": "2026-11-21T10:00:00Z"}, "day": {"value": "2026-11-21"}},
    ),
]
Account = Annotated[
    list[Annotated[str, ACCOUNT]] | None, Query(description="Account classes; repeat it for alternatives.")
]
EventType = Annotated[
    list[Annotated[str, EVENT_TYPE]] | None,
    Query(description="Types, with or without version; repeat it for alternatives."),
]
WordsToFind = Annotated[
    str,
    Query(
        description="Words that all have to occur in title, summary, topics or source titles.",
        max_length=LONGEST_SEARCH,
    ),
]


def _events_asked(  # noqa: PLR0913, PLR0917 - one for each parameter of the call
    type: EventType = None,  # noqa: A002 - the name that the contract gives it
    jurisdiction: Jurisdictions = None,
    topic: Topics = None,
    commitment: Names = None,
    measure: Names = None,
    body: Names = None,
    account: Account = None,
    occurred_from: DayText = None,
    occurred_to: DayText = None,
    recorded_from: InstantText = None,
    recorded_to: InstantText = None,
    q: WordsToFind = "",
) -> EventFilter:
    return EventFilter(
        type=tuple(type or ()),
        jurisdiction=tuple(jurisdiction or ()),
        topic=tuple(topic or ()),
        commitment=tuple(commitment or ()),
        measure=tuple(measure or ()),
        body=tuple(body or ()),
        account=tuple(account or ()),
        occurred_from=_day("occurred_from", occurred_from),
        occurred_to=_day("occurred_to", occurred_to),
        recorded_from=instant("recorded_from", recorded_from, time.min),
        recorded_to=instant("recorded_to", recorded_to, time.max),
        q=q,
    )


EventsAsked = Annotated[EventFilter, Depends(_events_asked)]
"""Which events a call is asked for."""


def _day(parameter: str, written: str | None) -> str | None:
    return None if written is None else read_day(parameter, written).isoformat()


@router.get("/v1/events", responses=read(Events, paged=True))
def read_events(
    request: Request,
    service: Served,
    asked: RecordAsked,
    paging: PageAsked,
    wanted: EventsAsked,
) -> Response:
    """Events by position; `after` takes a position as well, so that a follower can read on from the last one it has."""
    start = None
    if paging.after is not None and paging.after.isascii() and paging.after.isdigit():
        start, paging = _position(paging.after), replace(paging, after=None)
    page = open_page(request, service, asked, paging, one_of(wanted.jurisdiction))
    after = start if start is not None else page.after_position
    found, more = find_events(service.reader, page.view.through, wanted, after=after, limit=page.limit)
    return page.answer(found, str(found[-1]["position"]) if more else None, erasable=True)


def _position(written: str) -> int:
    position = int(written[:20])
    if position > LARGEST_EXACT_INTEGER:
        raise BadView("after", "no log reaches so far")
    return position


@router.get("/v1/events/{event}", responses=read(EventRead, "not-found"))
def read_event(
    request: Request,
    service: Served,
    event: Annotated[
        str, Path(description="The id of an event, or its position.", openapi_examples={"position": {"value": "1"}})
    ],
    asked: RecordAsked,
) -> Response:
    """One event and how it stands on the record."""
    view = view_of(service, asked)
    shape = one_event(service.reader, event, view.through)
    view = view_of(service, asked, shape["jurisdiction"])
    return read_answer(request, {"view": view.shown(), **shape})


@router.get("/v1/log/leaf/{position}", responses=read_as(JSON, {"type": "object"}, "not-found"))
def read_leaf(
    request: Request,
    service: Served,
    position: Annotated[int, Path(ge=1, le=LARGEST_EXACT_INTEGER, description="The position of an event.")],
) -> Response:
    """The exact bytes that were hashed for an event: canonical JSON (RFC 8785)."""
    for record in service.log.at([position]):
        return tagged(request, record.leaf, entity_tag(record.leaf))
    raise NotOnRecord("position", str(position))
