"""Refusals of pages that read the record: a page too, since there is a person at the other end."""

from collections.abc import Callable, Coroutine
from http import HTTPStatus
from typing import Any

import structlog
from fastapi import Request, Response
from fastapi.routing import APIRoute
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from typing_extensions import override

from monitor.answers.reader import NotOnRecord, Retracted
from monitor.answers.views import BadView
from monitor.api.problems import RETRY_AFTER_S, Problem
from monitor.pages.reading.addresses import Addresses
from monitor.pages.reading.answering import HTML, page_headers
from monitor.pages.rendering import rendered, root_of
from monitor.pages.shown import opening

_log = structlog.stdlib.get_logger("monitor.pages")


class ReadingRoute(APIRoute):
    """Answers what is refused with a page that says what is wrong."""

    @override
    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def page(request: Request) -> Response:
            try:
                return await handle(request)
            except Problem as error:
                headers = dict(error.headers)
                if error.kind.status == HTTPStatus.UNAUTHORIZED:
                    headers["WWW-Authenticate"] = "Bearer"
                return _refused(request, error.kind.status, error.kind.title, f"{opening(error.detail)}.", headers)
            except BadView as error:
                words = f"The field “{error.parameter}” cannot be read: {error.detail}."
                heading = "This view cannot be shown"
                return _refused(request, HTTPStatus.UNPROCESSABLE_ENTITY, heading, words, wrong=error.parameter)
            except Retracted as error:
                words = (
                    f"{opening(str(error))}: it was put on record by mistake, and every step of that stays on record."
                )
                return _refused(request, HTTPStatus.GONE, "Retracted", words, event=error.by)
            except NotOnRecord as error:
                words = (
                    f"{opening(str(error))}. It may have come on record later than the view that the address asks for."
                )
                return _refused(request, HTTPStatus.NOT_FOUND, "Not on record", words)
            except (OperationalError, NoConnectionFree) as error:
                _log.warning("database_unavailable", error=type(error).__name__)
                words = "The record cannot be read at the moment. Try again in a few minutes."
                headers = {"Retry-After": str(RETRY_AFTER_S)}
                return _refused(request, HTTPStatus.SERVICE_UNAVAILABLE, "Not possible at the moment", words, headers)

        return page


def _refused(
    request: Request,
    status: int,
    heading: str,
    words: str,
    headers: dict[str, str] | None = None,
    *,
    wrong: str | None = None,
    event: str | None = None,
) -> Response:
    root = root_of(request)
    content = rendered(
        "reading/refused.html", root=root, to=Addresses(root, {}), path="", heading=heading, words=words, wrong=wrong,
        event=event,
    )  # fmt: skip
    told = page_headers({"Cache-Control": "no-store", **(headers or {})})
    return Response(content, status_code=status, headers=told, media_type=HTML)
