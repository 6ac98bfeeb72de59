"""Subscriptions over HTTP: preview, begin, look at, change, pause, resume, try out, replay, end."""
# ruff: noqa: FAST003 - the id in the path is read by the dependency ``Managed``

from collections.abc import Callable
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Depends, Query, Response
from starlette.convertors import StringConvertor, register_url_convertor

from alerts.mail.letter import Address
from alerts.sql import message_store
from alerts.webhooks.destinations import DestinationRefused
from alerts.wishes import Wishes
from events.sql.engines import reading
from events.strict_json import LARGEST_EXACT_INTEGER
from monitor.alerting.previewing import preview
from monitor.alerting.shapes import message_shape, subscription_shape
from monitor.alerting.subscribing import Begun, NotPossible
from monitor.answers.reader import NotOnRecord
from monitor.api import examples
from monitor.api.alert_answers import (
    MessageRead,
    Messages,
    MessagesRead,
    Previewed,
    Replayed,
    Rotated,
    SubscriptionBegun,
    SubscriptionRead,
    Tested,
)
from monitor.api.answering import written_answer
from monitor.api.credentials import OptionalToken, may_follow, needs
from monitor.api.documentation import called, taken
from monitor.api.field_errors import FieldError
from monitor.api.problems import Problem
from monitor.api.request_bodies import JSON_TYPE, Body, JsonBody
from monitor.api.serviced import Served
from monitor.api.subscription_requests import (
    Managed,
    ReplayAsked,
    WhereTo,
    read_replay,
    read_subscription,
    read_wishes,
)
from monitor.bootstrap import Service


class _SubscriptionId(StringConvertor):
    """Any id but the name of the call beside it: ``preview`` is an address of its own."""

    regex = "(?!preview(?:/|$))[^/]+"


register_url_convertor("subscription", _SubscriptionId())

router = APIRouter(tags=["Subscriptions"])

Given = TypeVar("Given")

SUBSCRIPTION = {"$ref": "#/components/schemas/SubscriptionSent"}
WISHES = {"$ref": "#/components/schemas/WishesSent"}
Limit = Annotated[int, Query(ge=1, le=500, description="Messages at most.")]
AfterSeq = Annotated[int, Query(ge=0, le=LARGEST_EXACT_INTEGER, description="Messages with greater numbers.")]


@router.post(
    "/v1/subscriptions/preview",
    responses=called(Previewed, "unauthorized", "scope-missing"),
    dependencies=[Depends(may_follow)],
    openapi_extra=taken((JSON_TYPE, WISHES), examples=examples.WISH),
)
def preview_subscription(service: Served, body: JsonBody) -> Response:
    """How many messages a filter would have brought in the last 12 months of the record, and the last three."""
    return written_answer(_preview(service, body))


@router.post(
    "/v1/subscriptions",
    status_code=HTTPStatus.ACCEPTED,
    dependencies=[Depends(may_follow)],
    responses=called(
        SubscriptionBegun, "unauthorized", "scope-missing", "not-found", "rate-limited", status=HTTPStatus.ACCEPTED
    ),
    openapi_extra=taken((JSON_TYPE, SUBSCRIPTION), examples=examples.SUBSCRIBE),
)
def subscribe(service: Served, token: OptionalToken, body: JsonBody) -> Response:
    """Begin a subscription. An endpoint is sent a challenge first, and nothing else until it has given it back.

    An address is mailed a link to confirm with first, and nothing else until it has; the answer is the same whatever is
    known of the address. The secret and the token that manages the subscription are in this answer and can never be had
    again; of mail, the token is in each letter. With that token as bearer another subscription of the same URL joins
    the endpoint.
    """
    where, wishes = read_subscription(body)
    # Where reads need a key, that is what the bearer is.
    joining = token if service.settings.reads_public else None
    # Before anything is on record: the secret and the token are told once, and must not be lost with the preview.
    would_have_been = preview(service.reader, service.describing, wishes, service.now())
    begun = _begun(service, where, wishes, joining)
    shape = {
        "id": begun.id,
        "state": begun.state,
        "preview": would_have_been,
        "secret": begun.secret,
        "manage_token": begun.manage_token,
    }
    return written_answer(shape, status=HTTPStatus.ACCEPTED)


@router.get("/v1/subscriptions/{id:subscription}", responses=called(SubscriptionRead, "unauthorized", "not-found"))
def read_subscription_call(managed: Managed) -> Response:
    """One subscription."""
    return written_answer(subscription_shape(*managed))


@router.patch(
    "/v1/subscriptions/{id:subscription}",
    responses=called(SubscriptionRead, "unauthorized", "not-found"),
    openapi_extra=taken((JSON_TYPE, WISHES), examples=examples.WISH),
)
def change_subscription(service: Served, managed: Managed, body: JsonBody) -> Response:
    """Change what a subscription asks for; what is left out stays as it is."""
    one, _ = managed
    service.subscribing.change(one.id, read_wishes(body, one.wishes))
    return _again(service, one.id)


@router.delete("/v1/subscriptions/{id:subscription}", responses=called(SubscriptionRead, "unauthorized", "not-found"))
def end_subscription(service: Served, managed: Managed) -> Response:
    """End a subscription for good."""
    one, _ = managed
    if one.state != "ended":
        service.subscribing.end(one, "ended by its owner")
    return _again(service, one.id)


@router.post(
    "/v1/subscriptions/{id:subscription}/pause",
    responses=called(SubscriptionRead, "unauthorized", "not-found", "not-possible"),
)
def pause_subscription(service: Served, managed: Managed) -> Response:
    """Tell nothing until it is resumed; what happens meanwhile is not told later."""
    _possibly(lambda: service.subscribing.pause(managed[0]))
    return _again(service, managed[0].id)


@router.post(
    "/v1/subscriptions/{id:subscription}/resume",
    responses=called(SubscriptionRead, "unauthorized", "not-found", "not-possible"),
)
def resume_subscription(service: Served, managed: Managed) -> Response:
    """Take a paused subscription up again; or a disabled endpoint, which is then sent what was kept for it."""
    _possibly(lambda: service.subscribing.resume(managed[0]))
    return _again(service, managed[0].id)


@router.post(
    "/v1/subscriptions/{id:subscription}/test", responses=called(Tested, "unauthorized", "not-found", "not-possible")
)
def test_subscription(service: Served, managed: Managed) -> Response:
    """Send a test message, signed like any other and marked as a test."""
    one, to = managed
    return written_answer({"message": _possibly(lambda: service.subscribing.test(to, one))})


@router.post(
    "/v1/subscriptions/{id:subscription}/rotate-secret",
    responses=called(Rotated, "unauthorized", "not-found", "not-possible"),
)
def rotate_secret(service: Served, managed: Managed) -> Response:
    """A new secret, shown this once; for a day messages are signed with the one before as well."""
    return written_answer({"secret": _possibly(lambda: service.subscribing.rotate_secret(managed[1]))})


@router.post(
    "/v1/subscriptions/{id:subscription}/replay",
    responses=called(Replayed, "unauthorized", "not-found", "not-possible"),
    openapi_extra=taken((JSON_TYPE, ReplayAsked.model_json_schema()), examples=examples.REPLAY),
)
def replay_messages(service: Served, managed: Managed, body: JsonBody) -> Response:
    """Send messages again, each under the id it has always had."""
    _, to = managed
    if to.state != "active":
        raise Problem("not-possible", f"the endpoint is {to.state}")
    wanted = _ids(service, to.id, read_replay(body))
    return written_answer({"messages": service.subscribing.replay(to, wanted)})


@router.get("/v1/subscriptions/{id:subscription}/messages", responses=called(MessagesRead, "unauthorized", "not-found"))
def messages_of_subscription(service: Served, managed: Managed, after: AfterSeq = 0, limit: Limit = 100) -> Response:
    """The messages past a number, ascending and without a gap, with every attempt: the same bodies that were sent."""
    with reading(service.engine) as connection:
        found = message_store.find(connection, destination=managed[1].id, after=after, limit=limit)
        attempts = message_store.attempts_of(connection, [one.id for one in found])
    return written_answer({"items": [message_shape(one, attempts[one.id]) for one in found]})


@router.get(
    "/v1/messages",
    responses=called(Messages, "unauthorized", "scope-missing"),
    dependencies=[Depends(needs("admin"))],
)
def all_messages(service: Served, limit: Limit = 100) -> Response:
    """The newest messages of all endpoints."""
    with reading(service.engine) as connection:
        found = message_store.find(connection, limit=limit)
    return written_answer({"items": [message_shape(one) for one in found]})


@router.get(
    "/v1/messages/{id}",
    responses=called(MessageRead, "unauthorized", "scope-missing", "not-found"),
    dependencies=[Depends(needs("admin"))],
)
def one_message(service: Served, id: str) -> Response:  # noqa: A002 - of the contract
    """One message with every attempt to deliver it."""
    with reading(service.engine) as connection:
        found = message_store.message(connection, id)
        if found is None:
            raise NotOnRecord("message", id)
        return written_answer(message_shape(found, message_store.attempts_of(connection, [id])[id]))


def _begun(service: Service, where: WhereTo, wishes: Wishes, token: str | None) -> Begun:
    if where.channel == "email":
        return service.subscribing.begin_mail(Address(where.to), wishes, service.describing.asks(wishes))
    contact = Address(where.contact) if where.contact is not None else None
    try:
        return service.subscribing.begin_webhook(where.to, wishes, token, contact)
    except DestinationRefused as error:
        wrong = FieldError(pointer="/to", code="destination_refused", detail=error.reason)
        raise Problem("invalid", error.reason, errors=[wrong]) from error


def _preview(service: Service, body: Body) -> dict[str, Any]:
    return {"preview": preview(service.reader, service.describing, read_wishes(body), service.now())}


def _again(service: Service, identity: str) -> Response:
    return written_answer(subscription_shape(*service.subscribing.one(identity, None, staff=True)))


def _possibly(act: Callable[[], Given]) -> Given:
    try:
        return act()
    except NotPossible as error:
        raise Problem("not-possible", str(error)) from error


def _ids(service: Service, destination: str, asked: ReplayAsked) -> list[str]:
    if asked.messages is not None:
        return asked.messages
    first = asked.since or asked.from_ or datetime.min.replace(tzinfo=UTC)
    last = asked.to or datetime.max.replace(tzinfo=UTC)
    with reading(service.engine) as connection:
        return message_store.between(connection, destination, first, last)
