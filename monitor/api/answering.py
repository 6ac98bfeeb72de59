"""Answers to reads: JSON bytes, their entity tag, how long they may be kept, and 304 for whoever has them."""

import hashlib
import re
from decimal import Decimal
from http import HTTPStatus
from typing import Any

import orjson
from fastapi import Request, Response

from monitor.settings import Settings

JSON = "application/json"
_TAG_BYTES = 16
_NEVER_CHANGES = "max-age=31536000, immutable"
_TAG = re.compile(r'(?:W/)?("[^"]*")')


def json_bytes(shape: object) -> bytes:
    """The JSON of an answer, UTF-8."""
    return orjson.dumps(shape, default=_number)


def entity_tag(content: bytes) -> str:
    """A strong entity tag (RFC 9110 section 8.8.3) for these bytes, or for whatever decides them."""
    # Processors have instructions for this one: half the time of BLAKE2 for the quarter of a megabyte of a board.
    return f'"{hashlib.sha256(content).digest()[:_TAG_BYTES].hex()}"'


def read_answer(
    request: Request, shape: object, *, lasting: bool = False, headers: dict[str, str] | None = None
) -> Response:
    """The answer to a read, or 304 where the client's copy is the same.

    ``lasting`` where the view is pinned and the answer can hold no text that may be withheld: a copy of such a text
    must not live on in a cache.
    """
    body = json_bytes(shape)
    return tagged(request, body, entity_tag(body), lasting=lasting, headers=headers)


def tagged(
    request: Request,
    body: bytes,
    tag: str,
    *,
    lasting: bool = False,
    media_type: str = JSON,
    headers: dict[str, str] | None = None,
) -> Response:
    """These bytes under an entity tag; ``lasting`` where the same address will never answer otherwise."""
    own = {"ETag": tag, **caching(request, lasting=lasting), **(headers or {})}
    if held(request, tag):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=own)
    return Response(body, headers=own, media_type=media_type)


def held(request: Request, tag: str) -> bool:
    """Whether the client says it has what this tag stands for (If-None-Match, RFC 9110 section 13.1.2)."""
    given = ", ".join(request.headers.getlist("if-none-match"))
    return given.strip() == "*" or tag in _TAG.findall(given)


def caching(request: Request, *, lasting: bool = False) -> dict[str, str]:
    """What caches may do with an answer to a read; only the client's own where reads need a key."""
    settings: Settings = request.app.state.service.settings
    freshness = _NEVER_CHANGES if lasting else "no-cache"
    if settings.reads_public:
        return {"Cache-Control": f"public, {freshness}" if lasting else freshness}
    return {"Cache-Control": f"private, {freshness}", "Vary": "Authorization"}


def written_answer(shape: object, status: int = HTTPStatus.OK, headers: dict[str, str] | None = None) -> Response:
    """The answer to a write, which no cache keeps."""
    return Response(
        json_bytes(shape), status_code=status, headers={"Cache-Control": "no-store", **(headers or {})}, media_type=JSON
    )


def _number(value: Any) -> int | float:  # noqa: ANN401 - what orjson does not know
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(f"{type(value).__name__} is not JSON")
