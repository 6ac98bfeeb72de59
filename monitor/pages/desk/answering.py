"""Pages of the desk as answers: for whoever is signed in alone, kept and listed by nobody."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

from fastapi import Request, Response

from monitor.pages.desk.navigation import place_at, places_of
from monitor.pages.rendering import private_page, root_of
from monitor.staff.account import Staff

# With `no-referrer` a browser says of a form that it comes from nowhere, and it would be refused.
_HEADERS: Final = {"Referrer-Policy": "same-origin"}


def desk_page(
    request: Request,
    staff: Staff | None,
    template: str,
    *,
    status: int = HTTPStatus.OK,
    headers: Mapping[str, str] | None = None,
    **values: object,
) -> Response:
    """A page of the desk: ``Cache-Control: no-store``, ``noindex``, with the way to the parts that staff may see.

    Args:
        staff: whoever is signed in; ``None`` on pages for whoever is not.
        template: below ``templates/desk/``; it extends ``desk/page.html``.
        values: what the template takes, beside ``root``, ``staff``, ``places`` and ``place``.
    """
    return private_page(
        request,
        f"desk/{template}",
        status=status,
        headers={**_HEADERS, **(headers or {})},
        staff=staff,
        places=places_of(staff),
        place=place_at(request.scope["path"]),
        **values,
    )


def gone_to(request: Request, path: str) -> Response:
    """The answer to a form that was taken: on to a page, which is what is then reloaded.

    Args:
        path: without the root of the service, ``/desk/...``.
    """
    headers = {"Location": f"{root_of(request)}{path}", "Cache-Control": "no-store"}
    return Response(status_code=HTTPStatus.SEE_OTHER, headers=headers)
