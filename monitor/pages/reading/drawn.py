"""Charts and their data as answers: under a tag of what decides them, so that who has them makes nobody draw again."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Final

from fastapi import Response

from monitor.api.answering import caching, entity_tag, held, json_bytes, tagged
from monitor.languages.speaking import language
from monitor.pages.reading.answering import Shown

SVG: Final = "image/svg+xml"
CSV: Final = "text/csv"

_DRAWN_AS: Final = 1
"""Of the form of charts and tables: their tags stand for what decides them, and this is part of that."""


def drawn(
    shown: Shown,
    asked: object,
    body: Callable[[], bytes],
    *,
    media_type: str = SVG,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The answer, or 304 without working out what it would be.

    Args:
        shown: the view, and the request.
        asked: what decides the answer beside the view and the path, as JSON can hold it.
        body: works it out.
        media_type: of the body.
        headers: more of them.
    """
    request = shown.request
    path, today = request.url.path, shown.today.isoformat()
    tag = entity_tag(json_bytes([_DRAWN_AS, language().code, path, shown.pinned, today, asked]))
    # Of an earlier day of a pinned view nothing will ever be drawn otherwise, and no text in it can be withheld.
    lasting = shown.view.pinned and shown.view.as_of < shown.today
    # An asterisk stands for whatever there is, and whether there is anything only working it out can tell.
    if request.headers.get("if-none-match", "").strip() != "*" and held(request, tag):
        kept = caching(request, lasting=lasting)
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers={"ETag": tag, **kept})
    return tagged(request, body(), tag, lasting=lasting, media_type=media_type, headers=dict(headers or {}))
