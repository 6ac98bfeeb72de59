"""Feeds of events and changes, and the calendar of deadlines, by whatever one can subscribe to."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from typing import Annotated, Any, Literal, get_args

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import ValidationError

from alerts.filters import QUIET, Filter
from alerts.notices import What
from monitor.answers.views import Asked
from monitor.api.answering import caching, entity_tag, held, json_bytes, tagged
from monitor.api.asking import view_of
from monitor.api.board_filter import LONGEST_SEARCH, Jurisdictions, Topics
from monitor.api.documentation import Responses, read_as
from monitor.api.events import Account, EventType, Names
from monitor.api.field_errors import FieldError
from monitor.api.problems import Problem
from monitor.api.serviced import Served
from monitor.api.words import STATUS, Among
from monitor.bootstrap import Service
from monitor.feeds import atom, calendar, json_feed
from monitor.feeds.addresses import BEGAN, feed_path, tag_uri
from monitor.feeds.entries import Entry, Feed
from monitor.feeds.matching import last_notice
from monitor.feeds.reading_changes import Changes
from monitor.feeds.reading_deadlines import read_deadlines
from monitor.feeds.reading_events import Events

router = APIRouter(tags=["Feeds"])

Form = Literal["atom", "json"]

_VERSION = 2
"""Of the form of feeds: their tags stand for what decides them, and this is part of that."""

_SETTLING = timedelta(minutes=1)
"""For how long a second may still bring more: an append is on record a moment after its instant."""

_WRITERS: dict[Form, tuple[str, Callable[[Feed], bytes]]] = {
    "atom": (atom.MEDIA_TYPE, atom.atom),
    "json": (json_feed.MEDIA_TYPE, json_feed.json_feed),
}

_CHANGE = Among(tuple(sorted(get_args(What))))

Kinds = Annotated[
    list[Annotated[str, _CHANGE]] | None,
    Query(
        description=f"Kinds of change. Default of changes: {', '.join(QUIET)}. Events are then those that brought such "
        "a change, by default all. A deadline is no change: of a calendar this narrows nothing."
    ),
]
Before = Annotated[
    list[Annotated[str, STATUS]] | None, Query(description="Only moves of the status from one of these.")
]
After = Annotated[list[Annotated[str, STATUS]] | None, Query(description="Only moves of the status to one of these.")]
Text = Annotated[
    str | None,
    Query(
        description="Words that all have to occur in what is told, in any case.",
        max_length=LONGEST_SEARCH,
        openapi_examples={"one": {"value": "media"}},
    ),
]
Match = Annotated[
    Literal["all", "any"],
    Query(description="Whether all parameters must match or one is enough; kinds of change and statuses always must."),
]


@dataclass(frozen=True, slots=True)
class FeedAsked:
    """The filter of a feed, and the parameters it was given in, those left out left out."""

    wanted: Filter
    query: tuple[tuple[str, str], ...]

    @property
    def about_changes(self) -> bool:
        """Whether a kind of change or a move of the status is asked for by name."""
        return not {"change", "status_from", "status_to"}.isdisjoint(name for name, _ in self.query)


async def _feed_asked(  # noqa: PLR0913, PLR0917 - one for each parameter of the call
    jurisdiction: Jurisdictions = None,
    topic: Topics = None,
    commitment: Names = None,
    measure: Names = None,
    body: Names = None,
    event_type: EventType = None,
    change: Kinds = None,
    status_from: Before = None,
    status_to: After = None,
    account: Account = None,
    text: Text = None,
    match: Match = "all",
) -> FeedAsked:
    many = {
        "jurisdiction": jurisdiction,
        "topic": topic,
        "commitment": commitment,
        "measure": measure,
        "body": body,
        "event_type": event_type,
        "change": change,
        "status_from": status_from,
        "status_to": status_to,
        "account": account,
    }
    given: dict[str, Any] = {name: values for name, values in many.items() if values is not None}
    try:
        wanted = Filter.model_validate({**given, "text": text, "match": match})
    except ValidationError as error:
        raise Problem("invalid", "the query asks for what cannot be", errors=_errors(error)) from error
    pairs = [(name, value) for name in given for value in getattr(wanted, name)]
    pairs += [("text", wanted.text)] if wanted.text is not None else []
    pairs += [("match", match)] if match != "all" else []
    return FeedAsked(wanted, tuple(sorted(pairs)))


def _errors(error: ValidationError) -> list[FieldError]:
    found = error.errors(include_url=False, include_input=False, include_context=False)
    return [FieldError(parameter=str(one["loc"][0]), code=one["type"], detail=one["msg"]) for one in found]


Wanted = Annotated[FeedAsked, Depends(_feed_asked)]


def _events(service: Service, through: int, asked: FeedAsked) -> tuple[Entry, ...]:
    reader = Events(service.reader, through, service.settings.public_url)
    return reader.entries(asked.wanted, bringing=asked.about_changes)


def _changes(service: Service, through: int, asked: FeedAsked) -> tuple[Entry, ...]:
    return Changes(service.reader, through, service.settings.public_url).entries(asked.wanted)


_Entries = Callable[[Service, int, FeedAsked], tuple[Entry, ...]]


def _feed(name: str, form: Form, entries: _Entries, told: str) -> Callable[..., Response]:
    media_type, write = _WRITERS[form]

    def read_feed(request: Request, service: Served, asked: Wanted) -> Response:
        def body(through: int) -> bytes:
            url, found = service.settings.public_url, entries(service, through, asked)
            words = ", ".join(f"{key} {value}" for key, value in asked.query)
            return write(
                Feed(
                    identity=tag_uri(url, feed_path(f"feeds/{name}", asked.query)),
                    title=f"Reform Monitor: {name}" + (f" ({words})" if words else ""),
                    home=f"{url}/",
                    link=f"{url}/{feed_path(f'feeds/{name}.{form}', asked.query)}",
                    updated=max((entry.updated for entry in found), default=BEGAN),
                    entries=found,
                )
            )

        return _answered(request, service, f"{name}.{form}", asked, (media_type, body))

    read_feed.__doc__ = told
    return read_feed


def _described(media_type: str) -> Responses:
    responses = read_as(media_type, {"type": "object" if media_type == json_feed.MEDIA_TYPE else "string"})
    headers = {"Last-Modified": {"description": "Send it back as If-Modified-Since.", "schema": {"type": "string"}}}
    responses[200] = {**responses[200], "headers": {**responses[200]["headers"], **headers}}
    return responses


_FEEDS: tuple[tuple[str, _Entries, str], ...] = (
    ("events", _events, "The newest events, as they stand: a corrected one is updated, a retracted one marked."),
    ("changes", _changes, "What became different, one entry for each cause: an append, or a day in a jurisdiction."),
)
for _name, _entries, _told in _FEEDS:
    for _form, (_media_type, _) in _WRITERS.items():
        router.add_api_route(
            f"/feeds/{_name}.{_form}",
            _feed(_name, _form, _entries, _told),
            name=f"feed_{_name}_{_form}",
            summary=f"Feed of {_name} as {'Atom' if _form == 'atom' else 'JSON Feed'}",
            response_class=Response,
            responses=_described(_media_type),
        )


@router.get("/calendar.ics", response_class=Response, responses=_described(calendar.MEDIA_TYPE))
def read_calendar(request: Request, service: Served, asked: Wanted) -> Response:
    """The day that each commitment is due by, as an iCalendar object; a deadline that is no more stays as cancelled."""

    def body(through: int) -> bytes:
        deadlines, recorded = read_deadlines(service.reader, through, asked.wanted)
        bodies = service.reader.gather.bodies(through)
        return calendar.calendar(deadlines, recorded, service.settings.public_url, bodies)

    return _answered(request, service, "calendar.ics", asked, (calendar.MEDIA_TYPE, body))


def _answered(
    request: Request, service: Service, name: str, asked: FeedAsked, written: tuple[str, Callable[[int], bytes]]
) -> Response:
    """The answer, or 304 without finding out what it would be: the ends of the log and of the notices decide it."""
    # What is read later may hold more than these say; the other way round a client would miss it.
    recorded = service.log.head().recorded_at
    through = view_of(service, Asked()).through
    number, told = last_notice(service.reader)
    instants = (instant for instant in (recorded, told) if instant is not None)
    modified = max(instants, default=BEGAN).replace(microsecond=0)
    tag = entity_tag(json_bytes([_VERSION, name, service.settings.public_url, asked.query, through, number]))
    headers = {"Last-Modified": format_datetime(_settled(modified, service.now()), usegmt=True)}
    if held(request, tag) or _unmodified(request, modified):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers={"ETag": tag, **caching(request), **headers})
    media_type, body = written
    return tagged(request, body(through), tag, media_type=media_type, headers=headers)


def _settled(modified: datetime, now: datetime) -> datetime:
    """The second to tell clients of: the one before while this one may still bring more (RFC 9110 section 8.8.2.2).

    Otherwise what comes in the rest of it would be taken for seen.
    """
    return modified - timedelta(seconds=1) if now - modified < _SETTLING else modified


def _unmodified(request: Request, modified: datetime) -> bool:
    """Whether the client has had it since (If-Modified-Since, RFC 9110 section 13.1.3): a tag goes before it."""
    given = request.headers.get("if-modified-since")
    if given is None or "if-none-match" in request.headers:
        return False
    try:
        since = parsedate_to_datetime(given)
    except (ValueError, OverflowError):
        return False
    return modified <= (since if since.tzinfo is not None else since.replace(tzinfo=UTC))
