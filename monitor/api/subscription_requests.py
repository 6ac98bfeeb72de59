"""What a call about subscriptions is asked for: the body that wishes stand in, and who may manage which."""

from collections.abc import Iterator
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Path, Request
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)
from pydantic_core import PydanticCustomError

from alerts.destinations import Destination, Subscription
from alerts.filters import Filter
from alerts.mail.address import AddressRefused, validated
from alerts.mail.letter import Address
from alerts.wishes import Channel, Wishes
from events.sql.engines import reading
from events.strict_json import loads
from events.text import TextRefused, clean_tree
from monitor.api.credentials import Bearer
from monitor.api.field_errors import FieldError, body_errors
from monitor.api.problems import Problem
from monitor.api.request_bodies import Body
from monitor.api.serviced import Served
from monitor.bootstrap import Service
from monitor.keys.store import find
from monitor.status.rules import LABELS

Model = TypeVar("Model", bound=BaseModel)

LONGEST_URL = 2_000

_WHERE_TO = ("channel", "to", "contact")


def _address(text: str) -> Address:
    try:
        return validated(text)
    except AddressRefused as error:
        raise PydanticCustomError("address", "{reason}", {"reason": error.reason}) from error


def _written(value: object) -> object:
    # Numbers would be taken for seconds since 1970.
    if not isinstance(value, str):
        raise PydanticCustomError("instant", "an instant is text, such as 2026-11-21T10:00:00Z")
    return value


Instant = Annotated[AwareDatetime, BeforeValidator(_written)]
MessageId = Annotated[str, Field(pattern="^[0-9A-Za-z_]{1,64}$", description="The id of a message, its `webhook-id`.")]
AddressField = Annotated[str, AfterValidator(_address)]


class WhereTo(BaseModel):
    """Where messages are to go."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    channel: Channel
    to: str = Field(min_length=1, max_length=LONGEST_URL, description="A URL, or the address of one person.")
    contact: AddressField | None = Field(
        default=None, description="Of a webhook: the address of mails about the endpoint itself. It has to confirm."
    )


class ToAddress(WhereTo):
    """Where mail is to go."""

    to: AddressField
    contact: None = None


class ReplayAsked(BaseModel):
    """Which messages to send again: by id, or all since an instant, or between two, both inclusive."""

    model_config = ConfigDict(extra="forbid")

    messages: list[MessageId] | None = Field(default=None, max_length=500)
    since: Instant | None = None
    from_: Instant | None = Field(default=None, alias="from")
    to: Instant | None = None

    @model_validator(mode="after")
    def _one_way(self) -> "ReplayAsked":
        ways = [self.messages is not None, self.since is not None, self.from_ is not None and self.to is not None]
        if sum(ways) != 1:
            raise ValueError("give messages, or since, or from and to")
        return self


def wishes_schemas() -> dict[str, Any]:
    """The schemas of what is sent, by name, for OpenAPI."""
    made = Wishes.model_json_schema(ref_template="#/components/schemas/{model}")
    parts = made.pop("$defs", {})
    wanted = parts["Filter"]["properties"]
    match = wanted.pop("match")
    wishes = {**made, "title": "WishesSent", "properties": {**made["properties"], "match": match}}
    where = WhereTo.model_json_schema()
    sent = {
        **wishes,
        "title": "SubscriptionSent",
        "properties": {**where["properties"], **wishes["properties"]},
        "required": where["required"],
    }
    return {**parts, "WishesSent": wishes, "SubscriptionSent": sent}


def read_subscription(body: Body) -> tuple[WhereTo, Wishes]:
    """A subscription that is asked for.

    Raises:
        Problem: naming every field that is wrong, or that cannot be had yet.
    """
    value = _value(body)
    where = {key: value[key] for key in _WHERE_TO if key in value}
    errors: list[FieldError] = []
    found = _validated(_where_to(where), where, errors)
    wishes = _validated(Wishes, {key: one for key, one in value.items() if key not in _WHERE_TO}, errors)
    errors += _unknown_words(wishes.filter) if wishes is not None else ()
    if errors or found is None or wishes is None:
        raise Problem("invalid", "the subscription is incomplete or wrong", errors=errors)
    return found, wishes


def read_wishes(body: Body, before: Wishes | None = None) -> Wishes:
    """Wishes for a preview, or what becomes of earlier ones: fields that are given take the place of theirs.

    Raises:
        Problem: naming every field that is wrong.
    """
    value = {key: one for key, one in _value(body).items() if before is not None or key not in _WHERE_TO}
    if before is not None:
        kept = before.model_dump(mode="json", exclude_unset=True)
        if "filter" in value and "match" not in value:
            value = {**value, "match": before.filter.match}
        value = {**kept, **value}
    errors: list[FieldError] = []
    wishes = _validated(Wishes, value, errors)
    errors += _unknown_words(wishes.filter) if wishes is not None else ()
    if wishes is None or errors:
        raise Problem("invalid", "the wishes are incomplete or wrong", errors=errors)
    return wishes


def read_replay(body: Body) -> ReplayAsked:
    """Which messages are asked for again.

    Raises:
        Problem: naming every field that is wrong.
    """
    value = _value(body)
    errors: list[FieldError] = []
    asked = _validated(ReplayAsked, value, errors)
    if asked is None:
        raise Problem("invalid", "give messages, or since, or from and to", errors=errors)
    return asked


def _where_to(value: dict[str, Any]) -> type[WhereTo]:
    return ToAddress if value.get("channel") == "email" else WhereTo


def _unknown_words(wanted: Filter) -> Iterator[FieldError]:
    """What its shape cannot say of a filter: which words are statuses, and that notices are of whole commitments."""
    for key, words in (("status_from", wanted.status_from), ("status_to", wanted.status_to)):
        for word in words:
            if word not in LABELS:
                detail = f"{word} is no status; there are {', '.join(LABELS)}"
                yield FieldError(pointer=f"/filter/{key}", code="unknown_status", detail=detail)
    for name in wanted.commitment:
        if "." in name:
            detail = f"{name} is a benchmark: name its commitment, whose notices tell of it"
            yield FieldError(pointer="/filter/commitment", code="benchmark", detail=detail)


def _value(body: Body) -> dict[str, Any]:
    try:
        value = clean_tree(loads(body.content))
    except TextRefused as error:
        wrong = FieldError(pointer=error.pointer, code="text", detail=error.reason)
        raise Problem("invalid", str(error), errors=[wrong]) from error
    if not isinstance(value, dict):
        wrong = FieldError(pointer="", code="dict_type", detail="the body is a JSON object")
        raise Problem("invalid", "the body is a JSON object", errors=[wrong])
    return value


def _validated(model: type[Model], value: dict[str, Any], errors: list[FieldError]) -> Model | None:
    try:
        return model.model_validate(value)
    except ValidationError as error:
        errors += body_errors(error.errors(include_url=False, include_input=False), value)
        return None


def _managed(
    request: Request,
    service: Served,
    bearer: Bearer,
    id: Annotated[str, Path(description="The id of the subscription.", max_length=64)],  # noqa: A002 - of the contract
) -> tuple[Subscription, Destination]:
    if bearer is None:
        raise Problem("unauthorized", "this call needs the manage token of the subscription, or a key of staff")
    return service.subscribing.one(id, bearer.credentials, staff=is_staff(request, service, bearer.credentials))


Managed = Annotated[tuple[Subscription, Destination], Depends(_managed)]
"""The subscription that a call is about, with its destination, for its owner and for staff."""


def is_staff(request: Request, service: Service, credentials: str) -> bool:
    """Whether a bearer is a key with the scope ``admin``."""
    with reading(service.engine) as connection:
        key = find(connection, credentials, service.now())
    if key is None or not key.allows("admin"):
        return False
    request.state.key_id = key.id
    return True
