"""Mail that came back, as a mail server hands it over."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from monitor.api import examples
from monitor.api.alert_answers import BounceTaken
from monitor.api.answering import written_answer
from monitor.api.credentials import needs
from monitor.api.documentation import called, taken
from monitor.api.request_bodies import MAIL_TYPE, MailBody
from monitor.api.serviced import Served

router = APIRouter(tags=["Messages"])

Recipient = Annotated[
    str | None,
    Query(
        description="To whom it was delivered, as the mail server knows; else its headers are searched.",
        max_length=320,
    ),
]


@router.post(
    "/v1/bounces",
    responses=called(BounceTaken, "unauthorized", "scope-missing", "too-large", "unsupported-media-type"),
    dependencies=[Depends(needs("admin"))],
    openapi_extra=taken((MAIL_TYPE, {"type": "string", "format": "binary"}), examples=examples.BOUNCE),
)
def take_bounce(service: Served, body: MailBody, recipient: Recipient = None) -> Response:
    """Act upon a report of what became of a letter: a bounce (RFC 3464) or a complaint (RFC 5965).

    An address that takes no mail is mailed nothing more until it confirms itself again; one that is full rests. What
    reports nothing of ours, a forged report among it, changes nothing and is answered with a null report.
    """
    found = service.bouncing.take_in(body.content, recipient)
    report = {"message": found.message_id, "kind": found.kind, "status": found.status} if found is not None else None
    return written_answer({"report": report})
