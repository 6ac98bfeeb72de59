"""Refusals as pages: there is a person at the other end."""

from abc import abstractmethod
from collections.abc import Callable, Coroutine, Mapping
from typing import Any, Final

import structlog
from fastapi import Request, Response
from fastapi.routing import APIRoute
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from typing_extensions import override

from monitor.pages.refusal import Refusal, refusal_of
from monitor.pages.rendering import private_page

SAFE_METHODS: Final = frozenset({"GET", "HEAD"})
"""Those that change nothing; ``OPTIONS`` is answered before any route is asked."""

_log = structlog.stdlib.get_logger("monitor.pages")


class RefusingRoute(APIRoute):
    """Answers what is refused with a page, which whoever derives from this makes."""

    @abstractmethod
    def page(self, request: Request, refusal: Refusal) -> Response:
        """The page that says so."""

    @override
    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def handled(request: Request) -> Response:
            try:
                return await handle(request)
            except Exception as error:
                refusal = refusal_of(error, changing=request.method not in SAFE_METHODS)
                if refusal is None:
                    raise
                if isinstance(error, OperationalError | NoConnectionFree):
                    _log.warning("database_unavailable", error=type(error).__name__)
                return self.page(request, refusal)

        return handled


class PageRoute(RefusingRoute):
    """Pages that nobody keeps and nobody lists."""

    @override
    def page(self, request: Request, refusal: Refusal) -> Response:
        return refused(request, refusal.status, refusal.heading, refusal.words, refusal.headers)


def refused(
    request: Request, status: int, heading: str, words: str, headers: Mapping[str, str] | None = None
) -> Response:
    """The page that says why nothing was done, and what helps."""
    return private_page(request, "refused.html", status=status, headers=headers, heading=heading, advice=words)
