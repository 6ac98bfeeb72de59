"""The stream: every event as it comes on record, as server-sent events."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query, Request, Response
from sse_starlette import ServerSentEvent

from monitor.answers.events import find_events
from monitor.answers.shape import Shape
from monitor.answers.views import BadView
from monitor.api.answering import json_bytes
from monitor.api.credentials import may_follow
from monitor.api.events import EventsAsked
from monitor.api.problems import Problem, documented
from monitor.api.serviced import Served
from monitor.api.streamed import LINE_END, Streamed
from monitor.streaming.following import Page, Read, follow
from monitor.streaming.watch import Watch

MEDIA_TYPE = "text/event-stream"
LAST_EVENT_ID = "Last-Event-ID"

router = APIRouter(tags=["Events"])

_POSITION = "^[0-9]{1,16}$"
_EXAMPLE = {"position": {"value": "207"}}
_DESCRIBED = (
    "Each event that matches as a message of its own, in the order of the log: `id` is its position, `event` its type, "
    "`data` what the list of events says of it, in one line. Comments are heartbeats."
)


async def _watch(request: Request) -> Watch:
    watch: Watch = request.app.state.watch
    return watch


def _start(
    service: Served,
    last_event_id: Annotated[
        str | None,
        Header(
            alias=LAST_EVENT_ID,
            pattern=_POSITION,
            description="The position of the last event that the client has; goes before `after`.",
            openapi_examples=_EXAMPLE,
        ),
    ] = None,
    after: Annotated[
        str | None,
        Query(
            pattern=_POSITION,
            description="Begin after this position; 0 gives the whole log. Default: only what comes from now on.",
            openapi_examples=_EXAMPLE,
        ),
    ] = None,
) -> int:
    head = service.log.head().position
    parameter, given = (LAST_EVENT_ID, last_event_id) if last_event_id is not None else ("after", after)
    if given is None:
        return head
    if int(given) > head:
        raise BadView(parameter, f"position {given} is in the future; the log ends at {head}")
    return int(given)


@router.get(
    "/v1/events/stream",
    responses={
        200: {"description": _DESCRIBED, "content": {MEDIA_TYPE: {"schema": {"type": "string"}}}},
        **documented("invalid", "internal", "unavailable"),
    },
    response_class=Response,
)
async def stream_events(
    request: Request,
    service: Served,
    watch: Annotated[Watch, Depends(_watch)],
    after: Annotated[int, Depends(_start)],
    wanted: EventsAsked,
) -> Response:
    """Events as they come on record, as server-sent events, without end; `Last-Event-ID` goes on where one left off."""

    def read(after: int) -> Page | None:
        try:
            # Again for each page: a key can be revoked while its holder listens.
            may_follow(request, service)
        except Problem:
            return None
        through = service.log.head().position
        found, more = find_events(service.reader, through, wanted, after=after, limit=watch.pace.page)
        return Page([_message(event) for event in found], found[-1]["position"] if more else through)

    return Streamed(_messages(watch, after, read), watch)


async def _messages(watch: Watch, after: int, read: Read) -> AsyncGenerator[bytes]:
    yield ServerSentEvent(retry=round(watch.pace.again_s * 1000), sep=LINE_END).encode()
    async with aclosing(follow(watch, after, read)) as messages:
        async for message in messages:
            yield message


def _message(event: Shape) -> bytes:
    data = json_bytes(event).decode()
    return ServerSentEvent(data, id=str(event["position"]), event=event["type"], sep=LINE_END).encode()
