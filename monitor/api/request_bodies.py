"""Bodies of requests: their type, their size while they arrive, their JSON by the letter."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from starlette.requests import ClientDisconnect

from monitor.api.problems import Problem
from monitor.settings import Settings

JSON_TYPE = "application/json"
MAIL_TYPE = "message/rfc822"
LINES_TYPE = "application/x-ndjson"
# Nothing of the kind is registered, so programs name it in several ways.
_ALSO_LINES = ("application/ndjson", "application/jsonl")


@dataclass(frozen=True, slots=True)
class Body:
    """A body as it came, and its media type without parameters."""

    content: bytes
    media_type: str


def _body(*media_types: str, batch: bool = False) -> Callable[[Request], Awaitable[Body]]:
    async def body(request: Request) -> Body:
        settings: Settings = request.app.state.service.settings
        media_type = _media_type(request, media_types)
        return Body(await limited(request, settings.max_batch_bytes if batch else settings.max_body_bytes), media_type)

    return body


JsonBody = Annotated[Body, Depends(_body(JSON_TYPE))]
MailBody = Annotated[Body, Depends(_body(MAIL_TYPE))]
BatchBody = Annotated[Body, Depends(_body(JSON_TYPE, LINES_TYPE, *_ALSO_LINES, batch=True))]


def _media_type(request: Request, taken: tuple[str, ...]) -> str:
    if request.headers.get("content-encoding", "identity").strip().lower() != "identity":
        raise Problem("unsupported-media-type", "a body is sent as it is, without Content-Encoding")
    given, _, parameters = request.headers.get("content-type", "").partition(";")
    media_type = given.strip().lower()
    charset = parameters.replace('"', "").strip().lower()
    if media_type not in taken or charset not in {"", "charset=utf-8"}:
        named = request.headers.get("content-type") or "none"
        listed = " or ".join(taken)
        raise Problem("unsupported-media-type", f"Content-Type is {named}; this call takes {listed}, in UTF-8")
    return media_type


async def limited(request: Request, most: int) -> bytes:
    """The body; refused as soon as it is known to be too large, since what it says of its length may be untrue.

    Raises:
        Problem: it is over ``most`` bytes, or ends before its end.
    """
    declared = request.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > most:
        raise _too_large(most)
    content = bytearray()
    try:
        async for chunk in request.stream():
            content += chunk
            if len(content) > most:
                raise _too_large(most)
    except ClientDisconnect as error:
        raise Problem("bad-request", "the connection ended before the body did") from error
    return bytes(content)


def _too_large(most: int) -> Problem:
    return Problem("too-large", f"the body is over the limit of {most} bytes", headers={"Connection": "close"})
