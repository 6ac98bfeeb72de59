"""What programs ask for to show a page of ours on theirs: oEmbed 1.0 (https://oembed.com), of the type *rich*."""

import re
from typing import Annotated, Final
from urllib.parse import parse_qsl, unquote

from fastapi import APIRouter, Query, Request, Response

from monitor.answers.board_filter import BoardFilter
from monitor.answers.commitments import one_commitment
from monitor.answers.views import Asked
from monitor.api.answering import read_answer
from monitor.api.asking import home_of, one_of
from monitor.api.problems import Problem
from monitor.api.serviced import Served
from monitor.bootstrap import Service
from monitor.pages.reading.addresses import VIEW
from monitor.pages.reading.asked import view_on
from monitor.pages.reading.board import heading_of
from monitor.pages.reading.citing import EMBED_HEIGHT, EMBED_WIDTH, frame

router = APIRouter(include_in_schema=False)

CACHE_AGE_S: Final = 3600
"""How long a consumer may keep an answer; what the frame holds is read anew each time it is shown."""

_COMMITMENT: Final = re.compile(r"/commitments/([^/]+)")
_NOT_IMPLEMENTED: Final = 501


@router.get("/oembed")
def read_oembed(
    request: Request,
    service: Served,
    url: Annotated[str, Query(max_length=4000)],
    format: str = "json",  # noqa: A002 - the name that the standard gives it
    maxwidth: Annotated[int, Query(ge=1)] = EMBED_WIDTH,
    maxheight: Annotated[int, Query(ge=1)] = EMBED_HEIGHT,
) -> Response:
    """The frame for the page at an address of ours; 404 for any other, 501 for any format but JSON (section 2.3.5)."""
    if format != "json":
        return Response("This service answers in JSON alone.\n", status_code=_NOT_IMPLEMENTED, media_type="text/plain")
    public_url = service.settings.public_url
    path, _, query = url.removeprefix(public_url).partition("#")[0].partition("?")
    # PostgreSQL takes no text with a U+0000 in it, and nothing of ours has one in its name.
    if not url.startswith(f"{public_url}/") or "\0" in unquote(path):
        raise Problem("not-found", "that is no address of this service")
    title = _title(service, path, parse_qsl(query))
    width, height = min(maxwidth, EMBED_WIDTH), min(maxheight, EMBED_HEIGHT)
    address = f"{public_url}/embed{path}{f'?{query}' if query else ''}"
    shape = {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": "Reform Monitor",
        "provider_url": f"{public_url}/",
        "cache_age": CACHE_AGE_S,
        "html": frame(address, title, (width, height)),
        "width": width,
        "height": height,
    }
    return read_answer(request, shape)


def _title(service: Service, path: str, asked: list[tuple[str, str]]) -> str:
    """What is shown at a path, as known in the view that its address asks for.

    Raises:
        Problem: nothing that can be framed.
        BadView: the view cannot be asked for.
        NotOnRecord: the commitment is not on record in it.
        Retracted: its making was retracted.
    """
    last = dict(asked)
    wanted = Asked(**{name: last.get(name) for name in VIEW})
    if path == "/board":
        codes = tuple(dict.fromkeys(value for name, value in asked if name == "jurisdiction"))
        view_on(service, wanted, one_of(codes))
        return heading_of(BoardFilter(jurisdiction=codes))
    found = _COMMITMENT.fullmatch(path)
    if found is None:
        raise Problem("not-found", "no page at that address can be framed; commitments and the board can")
    identity = unquote(found[1])
    home = home_of(service.reader, "commitment", identity)
    view = view_on(service, wanted, home)
    title: str = one_commitment(service.reader, view, identity)["title"]
    return title
