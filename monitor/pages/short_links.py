"""Short links: the code of a permanent link, and the page that a code leads to. Nothing is stored."""

from typing import Final
from urllib.parse import parse_qsl, quote, unquote, urlencode

from fastapi import APIRouter, Request, Response

from monitor.answers.event_shapes import content_of
from monitor.answers.reader import NotOnRecord, Reader
from monitor.api.answering import caching
from monitor.api.serviced import Served
from monitor.pages.reading.answering import Shown
from monitor.pages.reading.refusing import ReadingRoute
from monitor.pages.rendering import root_of
from monitor.takeaway.short_code import LONGEST, NoSuchCode, PageName, ShortView, read_code, short_code

router = APIRouter(include_in_schema=False, route_class=ReadingRoute)

_PLURALS: Final[dict[str, PageName]] = {"commitments": "commitment", "measures": "measure", "events": "event"}
_WHOLE: Final[dict[str, PageName]] = {"": "home", "board": "board", "compare": "compare"}
_PATHS: Final = {page: f"/{path}" for path, page in (*_PLURALS.items(), *_WHOLE.items())}


@router.get("/s/{code}")
def follow_short_link(request: Request, service: Served, code: str) -> Response:
    """Lead to the page that a code stands for: one of ours, at its permanent address."""
    try:
        view = read_code(code)
    except NoSuchCode as error:
        raise NotOnRecord("view under the short link", code[:80]) from error
    path = _path_of(service.reader, view, code)
    query = urlencode(list(view.parameters))
    headers = {"Location": f"{root_of(request)}{path}{f'?{query}' if query else ''}", **caching(request)}
    return Response(status_code=302, headers=headers)


def short_link(shown: Shown, permanent: str) -> str | None:
    """The short form of a permanent link.

    ``None`` where its subject is on record under no position of its own, or it asks for more than a code can hold.
    """
    path, _, query = permanent.removeprefix(shown.public_url).partition("?")
    kind, _, identity = path.removeprefix("/").partition("/")
    page = _PLURALS.get(kind) or _WHOLE.get(kind)
    if page is None:
        return None
    subject = _position_of(shown.reader, page, unquote(identity)) if identity else None
    if identity and subject is None:
        return None
    code = short_code(ShortView(page, subject, tuple(parse_qsl(query))))
    return f"{shown.public_url}/s/{code}" if len(code) <= LONGEST else None


def _position_of(reader: Reader, page: PageName, identity: str) -> int | None:
    """The first position at which something is named, which no later event changes."""
    if page == "event":
        return reader.log.positions_of([identity]).get(identity)
    tag = f"declares:commitment:{identity}" if page == "commitment" else f"measure:{identity}"
    found = (place for place in reader.log.tagged([tag]) if _named_at(reader, page, place) == identity)
    return next(iter(found), None)


def _named_at(reader: Reader, page: PageName, position: int) -> str | None:
    for record in reader.log.at([position]):
        if page == "event":
            return record.id
        named = content_of(record.envelope)["data"].get(page)
        return named["id"] if isinstance(named, dict) else None
    return None


def _path_of(reader: Reader, view: ShortView, code: str) -> str:
    path = _PATHS[view.page]
    if view.subject is None:
        return path
    identity = _named_at(reader, view.page, view.subject) if view.subject <= reader.log.head().position else None
    if identity is None:
        raise NotOnRecord("view under the short link", code[:80])
    return f"{path}/{quote(identity, safe='')}"
