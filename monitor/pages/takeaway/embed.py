"""Small pages that any site may frame: a status in words, who says so, when, and the way to the whole view.

No script, no cookie, nothing from elsewhere; what says whose page it is stands in the page itself, so that it cannot be
left off.
"""

from collections.abc import Callable, Coroutine
from typing import Any, Final

from fastapi import APIRouter, Request, Response
from typing_extensions import override

from monitor.answers.commitments import one_commitment
from monitor.api.asking import home_of, one_of
from monitor.api.serviced import Served
from monitor.pages.reading.answering import Shown
from monitor.pages.reading.asked import asked_of, board_filter, filter_pairs, given, view_on
from monitor.pages.reading.board import heading_of
from monitor.pages.reading.labels import mark
from monitor.pages.reading.refusing import ReadingRoute
from monitor.pages.reading.sentences import status_in_a_sentence
from monitor.pages.reading.standings import items_of, standings

POLICY: Final = (
    "default-src 'none'; style-src 'self'; form-action 'none'; frame-ancestors *; base-uri 'none'; script-src 'none'"
)
"""As strict as that of every page, but that anybody may frame it."""

MOST: Final = 50
"""So many commitments of a board are named."""


class _Framed(ReadingRoute):
    """Lets every answer be framed, refusals too."""

    @override
    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def framed(request: Request) -> Response:
            response = await handle(request)
            response.headers["Content-Security-Policy"] = POLICY
            return response

        return framed


router = APIRouter(include_in_schema=False, route_class=_Framed)


@router.get("/embed/commitments/{commitment}")
def read_embedded_commitment(request: Request, service: Served, commitment: str) -> Response:
    """Where one commitment stands."""
    given(request)
    asked, home = asked_of(request), home_of(service.reader, "commitment", commitment)
    shown = Shown(request, service, asked, view_on(service, asked, home), home)
    item = one_commitment(shown.reader, shown.view, commitment)
    return shown.answer(
        "embedded_commitment.html",
        f"/embed/commitments/{commitment}",
        item=item,
        mark=mark(item["status"], certain=item["certain"]),
        sentence=status_in_a_sentence(item, shown.name),
        full=f"{shown.public_url}{shown.to.commitment(commitment).removeprefix(shown.to.root)}",
    )


@router.get("/embed/board")
def read_embedded_board(request: Request, service: Served) -> Response:
    """How many commitments of a filter stand where, and the first of them."""
    wanted, asked = board_filter(request), asked_of(request)
    home = one_of(wanted.jurisdiction)
    shown = Shown(request, service, asked, view_on(service, asked, home), home)
    stand = standings(shown.reader, shown.view, wanted)
    pairs = filter_pairs(wanted)
    return shown.answer(
        "embedded_board.html",
        "/embed/board",
        pairs,
        heading=heading_of(wanted),
        counts=stand.counts,
        whole=len(stand.ids) - stand.followed,
        followed=stand.followed,
        rows=[_row(shown, one) for one in items_of(shown.reader, shown.view, stand.ids[:MOST])],
        beyond=len(stand.ids[MOST:]),
        full=f"{shown.public_url}{shown.to.board(pairs).removeprefix(shown.to.root)}",
    )


def _row(shown: Shown, item: dict[str, Any]) -> dict[str, Any]:
    return {
        "item": item,
        "mark": mark(item["status"], certain=item["certain"]),
        "by": shown.name(item["by"]["body"]) if item["by"] else None,
        "address": shown.to.commitment(item["id"]),
    }
