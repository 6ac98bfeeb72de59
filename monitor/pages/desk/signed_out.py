"""The page for whoever posts a form after the session has ended: what was filled in is not lost."""

from http import HTTPStatus

from fastapi import Request, Response

from monitor.api.problems import Problem
from monitor.pages.desk.answering import desk_page
from monitor.pages.forms import MOST_FIELDS_OF_EVENT, Pairs, read_form
from monitor.settings import Settings


async def signed_out_page(request: Request) -> Response:
    """Nothing was done; the form is sent again by a button, once somebody is signed in again beside this page."""
    return desk_page(request, None, "signed-out.html", status=HTTPStatus.FORBIDDEN, fields=await _posted(request))


async def _posted(request: Request) -> Pairs | None:
    """What the form held; ``None`` where it was none, too large, or holds files, which no page can send again."""
    settings: Settings = request.app.state.service.settings
    if request.headers.get("content-type", "").startswith("multipart/"):
        return None
    try:
        found = await read_form(request, settings.max_body_bytes, MOST_FIELDS_OF_EVENT)
    except (Problem, RuntimeError):
        return None
    # Whoever comes by the page reads no password in it.
    return [(name, value) for name, value in found if name != "password"]
