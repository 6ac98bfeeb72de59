"""Search: commitments, measures and events by their words."""

import re
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from monitor.answers.search import search
from monitor.api.asking import RecordAsked, one_of
from monitor.api.board_filter import LONGEST_SEARCH, Jurisdictions
from monitor.api.documentation import read
from monitor.api.paging import Page, PageAsked, bad_cursor, open_page
from monitor.api.search_answers import FoundList
from monitor.api.serviced import Served
from monitor.api.words import Among
from monitor.searching.documents import KINDS
from monitor.searching.finding import Hit, Wanted

_HIT = re.compile(r"([01]) (\d{1,2}) (-?\d{1,18}) (.+)", re.ASCII)

router = APIRouter(tags=["Search"])

_KIND = Among(KINDS)


async def _search_asked(
    q: Annotated[
        str,
        Query(
            description="Words that all have to occur in one text about a thing; the last may be the beginning of one. "
            "Neither case nor accents matter, and no word is reduced to a stem.",
            max_length=LONGEST_SEARCH,
            openapi_examples={"one": {"value": "media law"}},
        ),
    ] = "",
    kind: Annotated[
        list[Annotated[str, _KIND]] | None, Query(description="What to find; repeat it for alternatives.")
    ] = None,
    jurisdiction: Jurisdictions = None,
) -> Wanted:
    return Wanted(q, tuple(kind or ()), tuple(jurisdiction or ()))


SearchAsked = Annotated[Wanted, Depends(_search_asked)]
"""What a search is asked for."""


@router.get("/v1/search", responses=read(FoundList, paged=True))
def read_search(
    request: Request, service: Served, asked: RecordAsked, paging: PageAsked, wanted: SearchAsked
) -> Response:
    """What has these words: in titles before elsewhere, commitments before measures before events, the newest first.

    Looked through are titles, summaries, topics, speakers, bodies and titles of sources of events, and titles,
    benchmarks and terms of commitments. Nothing that can be withheld is.
    """
    page = open_page(request, service, asked, paging, one_of(wanted.jurisdiction))
    found, last = search(service.reader, page.view, wanted, after=hit_behind(page), limit=page.limit)
    return page.answer(found, written_hit(last) if last is not None else None, erasable=True)


def hit_behind(page: Page) -> Hit | None:
    """The hit that a page follows; none for the first page.

    Raises:
        Problem: the cursor names no hit.
    """
    if not page.after:
        return None
    written = _HIT.fullmatch(page.after)
    if written is None:
        raise bad_cursor()
    beside, kind, backwards, key = written.groups()
    return Hit(beside == "1", int(kind), int(backwards), key)


def written_hit(hit: Hit) -> str:
    """A hit as a cursor holds it."""
    return f"{int(hit.beside_title)} {hit.order_of_kind} {hit.backwards} {hit.key}"
