"""Where the messages arrive that the service sends to itself."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Header, Response

from alerts.canary import PATH
from alerts.canary_delivery import is_canary
from monitor.api import examples
from monitor.api.documentation import taken
from monitor.api.problems import Problem, documented
from monitor.api.request_bodies import JSON_TYPE, JsonBody
from monitor.api.serviced import Served

router = APIRouter(tags=["Service"])

Id = Annotated[str, Header(alias="webhook-id", description="The id of the message.")]
Timestamp = Annotated[str, Header(alias="webhook-timestamp", description="When it was sent, in Unix seconds.")]
Signatures = Annotated[str, Header(alias="webhook-signature", description="By a key that only the service has.")]


@router.post(
    PATH,
    status_code=HTTPStatus.NO_CONTENT,
    responses={
        HTTPStatus.NO_CONTENT: {"description": "It is one of ours"},
        **documented(
            "malformed-json",
            "unauthorized",
            "too-large",
            "unsupported-media-type",
            "invalid",
            "internal",
            "unavailable",
        ),
    },
    openapi_extra=taken((JSON_TYPE, {"type": "object"}), examples=examples.CANARY),
)
def take_canary(
    service: Served, body: JsonBody, identity: Id = "", timestamp: Timestamp = "", signatures: Signatures = ""
) -> Response:
    """Take a message that the service has sent to itself, to prove that what it sends arrives; nothing is changed."""
    keys = service.keyring.canary_keys
    if not is_canary(identity, timestamp, signatures, body.content, keys, now=service.now()):
        raise Problem("unauthorized", "this is none of our own messages, or it is older than five minutes")
    return Response(status_code=HTTPStatus.NO_CONTENT, headers={"Cache-Control": "no-store"})
