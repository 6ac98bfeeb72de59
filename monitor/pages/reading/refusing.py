"""Refusals of pages that read the record, which lead back to the board."""

from fastapi import Request, Response
from typing_extensions import override

from monitor.pages.reading.addresses import Addresses
from monitor.pages.reading.answering import HTML, page_headers
from monitor.pages.refusal import Refusal
from monitor.pages.refusing import RefusingRoute
from monitor.pages.rendering import rendered, root_of


class ReadingRoute(RefusingRoute):
    """Answers what is refused with a page that says what is wrong."""

    @override
    def page(self, request: Request, refusal: Refusal) -> Response:
        root = root_of(request)
        content = rendered(
            "reading/refused.html",
            root=root,
            to=Addresses(root, {}),
            path="",
            heading=refusal.heading,
            words=refusal.words,
            wrong=refusal.wrong,
            event=refusal.event,
        )
        told = page_headers({"Cache-Control": "no-store", **refusal.headers})
        return Response(content, status_code=refusal.status, headers=told, media_type=HTML)
