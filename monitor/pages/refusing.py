"""Refusals as pages: there is a person at the other end."""

from collections.abc import Callable, Coroutine, Iterable, Mapping
from http import HTTPStatus
from typing import Any

import structlog
from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from typing_extensions import override

from monitor.answers.views import BadView
from monitor.api.field_errors import FieldError, request_errors
from monitor.api.problems import RETRY_AFTER_S, Problem
from monitor.pages.rendering import private_page
from monitor.pages.shown import opening

_log = structlog.stdlib.get_logger("monitor.pages")


class PageRoute(APIRoute):
    """Answers what is refused with a page too: there is a person at the other end."""

    @override
    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def page(request: Request) -> Response:
            try:
                return await handle(request)
            except Problem as error:
                kind, wrong = error.kind, _by_parameter(error.errors)
                words = f"{opening('; '.join([error.detail, *wrong]))}."
                return refused(request, kind.status, kind.title, words, error.headers)
            except RequestValidationError as error:
                words = f"{opening('; '.join(_by_parameter(request_errors(error.errors()))))}."
                return refused(request, HTTPStatus.UNPROCESSABLE_ENTITY, "The address asks for what cannot be", words)
            except BadView as error:
                words = f"{opening(str(error))}."
                return refused(request, HTTPStatus.UNPROCESSABLE_ENTITY, "The address asks for what cannot be", words)
            except (OperationalError, NoConnectionFree) as error:
                _log.warning("database_unavailable", error=type(error).__name__)
                words = "Nothing was changed. Try again in a few minutes."
                headers = {"Retry-After": str(RETRY_AFTER_S)}
                return refused(request, HTTPStatus.SERVICE_UNAVAILABLE, "Not possible at the moment", words, headers)

        return page


def refused(
    request: Request, status: int, heading: str, words: str, headers: Mapping[str, str] | None = None
) -> Response:
    """The page that says why nothing was done, and what helps."""
    return private_page(request, "refused.html", status=status, headers=headers, heading=heading, advice=words)


def _by_parameter(errors: Iterable[FieldError]) -> list[str]:
    return [f"parameter “{one.parameter}”: {one.detail}" for one in errors if one.parameter]
