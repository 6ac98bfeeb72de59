"""Nothing is at an address: said on a page to whoever asked for one, as a problem to programs."""

from http import HTTPStatus
from typing import Final

from fastapi import Request, Response
from starlette.exceptions import HTTPException

from monitor.api.problems import of_the_framework
from monitor.languages.phrases import N_
from monitor.languages.phrases import gettext as _
from monitor.pages.reading.accepting import prefers_html
from monitor.pages.reading.addresses import Addresses
from monitor.pages.reading.answering import HTML, page_headers
from monitor.pages.rendering import rendered, root_of

_WORDS: Final = N_("The address may have been cut off or mistyped on its way. What was ever on record here still is.")


async def nothing_there(request: Request, error: Exception) -> Response:
    """The answer where an address leads nowhere; the interface for programs answers everybody as it does programs."""
    if not isinstance(error, HTTPException):
        raise error
    if request.url.path.startswith("/v1/") or not prefers_html(request.headers.get("accept", "")):
        return of_the_framework(request, error)
    root = root_of(request)
    content = rendered(
        "reading/refused.html", root=root, to=Addresses(root, {}), path="", heading=_("Nothing is at this address"),
        words=_(_WORDS), wrong=None, event=None,
    )  # fmt: skip
    headers = page_headers({"Cache-Control": "no-store"})
    return Response(content, status_code=HTTPStatus.NOT_FOUND, headers=headers, media_type=HTML)
