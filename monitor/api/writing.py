"""Calls that append: one event, a batch, the retraction of a whole append; each can be tried out first."""

from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import APIRouter, Path, Response
from pydantic import BaseModel, ConfigDict, ValidationError

from events.appends import AppendRecord
from events.fields import Prose
from events.strict_json import LARGEST_EXACT_INTEGER, loads
from events.text import TextRefused, clean_tree
from events.words import RetractionKind
from monitor import metrics
from monitor.answers.changes import change_shapes
from monitor.answers.event_shapes import preview_shapes
from monitor.answers.events import event_shape
from monitor.answers.views import Asked, resolve
from monitor.api import examples
from monitor.api.answering import written_answer
from monitor.api.append_requests import AppendAsked, Appending
from monitor.api.batches import read_batch, read_one
from monitor.api.credentials import Writer
from monitor.api.documentation import taken, written
from monitor.api.event_answers import Appended, BatchAppended, BatchTried, Tried
from monitor.api.field_errors import FieldError, body_errors
from monitor.api.problems import Problem
from monitor.api.request_bodies import JSON_TYPE, BatchBody, Body, JsonBody
from monitor.api.serviced import Served
from monitor.appending import Outcome
from monitor.bootstrap import Service
from monitor.intake.news import News, token_of
from monitor.intake.reading import read_drafts
from monitor.intake.refusals import InvalidEvents, PreviewOutdated
from monitor.intake.request import Request
from monitor.keys.key import ApiKey

router = APIRouter(tags=["Writing"])

EVENT = {"$ref": "#/components/schemas/EventSent"}
BATCH = {"type": "array", "items": EVENT, "minItems": 1, "maxItems": 10_000}
REPLAYED = "Idempotency-Replayed"
# How often a retraction is drawn up anew because part of the append was retracted while it was on its way.
_TRIES = 5

Shape = dict[str, Any]


class RetractionAsked(BaseModel):
    """Why a whole append never should have been recorded."""

    model_config = ConfigDict(extra="forbid", strict=True)

    reason: Prose
    kind: RetractionKind = "error"


@router.post(
    "/v1/events",
    status_code=HTTPStatus.CREATED,
    responses=written(Appended, Tried, located=True),
    openapi_extra=taken((JSON_TYPE, EVENT), examples=examples.ONE),
)
def append_event(service: Served, writer: Writer, asked: Appending, body: JsonBody) -> Response:
    """Append one event."""
    request = asked.request(writer, body, [read_one(body)])
    if asked.dry_run:
        return _previewed(service, asked, request, single=True)
    outcome = service.appending.append(request)
    record = outcome.record
    (event,) = event_shape(service.reader, service.log.at([record.last_position]), record.last_position)
    # The day it was recorded, so that a repeat on a later day answers alike.
    view = resolve(service.log, Asked(known_at=str(record.last_position)), record.recorded_at, event["jurisdiction"])
    shape = {"event": event, "changes": change_shapes(outcome.news), "view": view.shown()}
    return _answered(outcome, shape, {"Location": f"{_prefix(service)}/v1/events/{event['id']}"})


@router.post(
    "/v1/events/batch",
    status_code=HTTPStatus.CREATED,
    responses=written(BatchAppended, BatchTried),
    openapi_extra=taken((JSON_TYPE, BATCH), examples=examples.BATCH),
)
def append_batch(service: Served, writer: Writer, asked: Appending, body: BatchBody) -> Response:
    """Append a batch of events, all or nothing."""
    batch = read_batch(service, body, writer.id)
    request = asked.request(writer, body, batch.drafts, batch.lines)
    if asked.dry_run:
        return _previewed(service, asked, request, single=False)
    return _answered_as_batch(service, service.appending.append(request))


@router.post(
    "/v1/appends/{append}/retract",
    status_code=HTTPStatus.CREATED,
    responses=written(BatchAppended, BatchTried, "not-found", "nothing-to-retract"),
    openapi_extra=taken((JSON_TYPE, RetractionAsked.model_json_schema()), examples=examples.RETRACT),
)
def retract_append(
    service: Served,
    writer: Writer,
    append: Annotated[int, Path(ge=1, le=LARGEST_EXACT_INTEGER, description="The number of the append.")],
    asked: Appending,
    body: JsonBody,
) -> Response:
    """Retract everything that one append brought, in one act and for one reason."""
    retraction = _read_retraction(body)
    for tries_left in reversed(range(_TRIES)):
        request = _retracting(service, writer, append, asked, body, retraction)
        try:
            if asked.dry_run:
                return _previewed(service, asked, request, single=False)
            return _answered_as_batch(service, service.appending.append(request))
        except InvalidEvents:
            if not tries_left:
                raise
    raise AssertionError


def _read_retraction(body: Body) -> RetractionAsked:
    value = loads(body.content)
    try:
        value = clean_tree(value)
        return RetractionAsked.model_validate(value)
    except TextRefused as error:
        wrong = FieldError(pointer=error.pointer, code="text", detail=error.reason)
        raise Problem("invalid", str(error), errors=[wrong]) from error
    except ValidationError as error:
        errors = body_errors(error.errors(include_url=False, include_input=False), value)
        raise Problem("invalid", "the retraction is incomplete or wrong", errors=errors) from error


def _retracting(
    service: Service, writer: ApiKey, append: int, asked: AppendAsked, body: Body, retraction: RetractionAsked
) -> Request:
    found = service.appending.intake.retraction(append, retraction.reason, retraction.kind)
    request = asked.request(writer, body, read_drafts(enumerate(found, start=1)))
    key = request.key
    # A repeat finds everything retracted, by itself.
    repeated = key is not None and service.log.idempotency(key.credential, key.route, key.key) is not None
    if not found and not repeated:
        raise Problem("nothing-to-retract", f"append {append} holds no event that still stands")
    return request


def _previewed(service: Service, asked: AppendAsked, request: Request, *, single: bool) -> Response:
    new, news = service.appending.preview(request)
    token = token_of(news)
    if asked.preview_token is not None and asked.preview_token != token:
        raise PreviewOutdated
    events = preview_shapes(new)
    if single:
        now = resolve(service.log, Asked(), service.now(), events[0]["jurisdiction"])
        shape: Shape = {"event": events[0], **_changed(news, recorded=False), "view": now.shown()}
    else:
        unmade = dict.fromkeys(("append", "first_position", "last_position"))
        shape = {**unmade, "ids": [None] * len(events), **_changed(news, recorded=False)}
    return written_answer({**shape, "preview_token": token, "told": news.told})


def _changed(news: News, *, recorded: bool) -> Shape:
    return {"changes": change_shapes(news, recorded)}


def _answered_as_batch(service: Service, outcome: Outcome) -> Response:
    record = outcome.record
    shape = {
        "append": record.number,
        "first_position": record.first_position,
        "last_position": record.last_position,
        "ids": _ids(service, record),
        **_changed(outcome.news, recorded=True),
    }
    return _answered(outcome, shape, {})


def _ids(service: Service, record: AppendRecord) -> list[str]:
    before, through = record.first_position - 1, record.last_position
    return [one.id for one in service.log.read(after=before, through=through, limit=through - before)]


def _answered(outcome: Outcome, shape: Shape, headers: dict[str, str]) -> Response:
    """201 the first time, 200 with the same body for a repeat."""
    if not outcome.replayed:
        return written_answer(shape, HTTPStatus.CREATED, headers)
    metrics.append_replayed()
    return written_answer(shape, HTTPStatus.OK, {**headers, REPLAYED: "true"})


def _prefix(service: Service) -> str:
    return urlsplit(service.settings.public_url).path
