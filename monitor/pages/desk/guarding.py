"""What stands before every page of the desk: forms of our own alone, and somebody who is signed in.

A router of pages is made by ``desk_router``; a page asks who is signed in by ``SignedIn``, and for more than appending
by ``Admin``. No page can forget either guard: the route refuses forms of others, the router whoever is not signed in,
and addresses that hold what no text on record can.
"""

from collections.abc import Callable, Coroutine
from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import urlencode, urlsplit

from fastapi import APIRouter, Depends, Request, Response
from typing_extensions import override

from monitor.api.serviced import Served
from monitor.keys.key import Scope
from monitor.languages.phrases import N_
from monitor.languages.phrases import gettext as _
from monitor.pages.desk.answering import desk_page, gone_to
from monitor.pages.desk.cookie import token_in
from monitor.pages.desk.same_origin import is_from_own_page
from monitor.pages.desk.signed_out import signed_out_page
from monitor.pages.desk.whither import DESK, SIGN_IN, within_the_desk
from monitor.pages.reading.asked import given
from monitor.pages.refusal import Refusal
from monitor.pages.refusing import SAFE_METHODS, RefusingRoute
from monitor.settings import Settings
from monitor.staff.account import Staff

_OTHERS = N_(
    "The form was sent by a page of another site, or by a browser that does not say by which. Open the page here and "
    "fill it in again."
)


class NotSignedIn(Exception):
    """Nobody is signed in by this request."""


class NotAllowed(Exception):
    """Whoever is signed in lacks the scope that the page takes."""

    def __init__(self, scope: Scope) -> None:
        super().__init__(scope)
        self.scope = scope


class DeskRoute(RefusingRoute):
    """Refuses forms that no page of ours sent, and answers every refusal with a page of the desk."""

    @override
    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def guarded(request: Request) -> Response:
            if request.method not in SAFE_METHODS and not is_from_own_page(request.headers, own_origins(request)):
                return self.page(request, Refusal(HTTPStatus.FORBIDDEN, _("Nothing was done"), _(_OTHERS)))
            try:
                return await handle(request)
            except NotSignedIn:
                if request.method in SAFE_METHODS:
                    return _to_sign_in(request)
                return await signed_out_page(request)
            except NotAllowed as error:
                words = _("It takes the scope “%(scope)s”. Ask whoever looks after accounts here.", scope=error.scope)
                return self.page(request, Refusal(HTTPStatus.FORBIDDEN, _("You may not see this page"), words))

        return guarded

    @override
    def page(self, request: Request, refusal: Refusal) -> Response:
        staff: Staff | None = getattr(request.state, "staff", None)
        return desk_page(
            request, staff, "refused.html", status=refusal.status, headers=refusal.headers, refusal=refusal
        )


def signed_in(request: Request, service: Served) -> Staff:
    """Whoever is signed in, who may append; their id is in the log line of the request.

    Raises:
        NotSignedIn: nobody is, or the session is over.
    """
    token = token_in(request)
    staff = service.signing_in.staff_of(token) if token is not None else None
    if staff is None:
        raise NotSignedIn
    request.state.staff, request.state.key_id = staff, staff.id
    return staff


SignedIn = Annotated[Staff, Depends(signed_in)]
"""Whoever is signed in; nobody is sent to the page of signing in, and back."""


def _admin(staff: SignedIn) -> Staff:
    if not staff.allows("admin"):
        raise NotAllowed("admin")
    return staff


Admin = Annotated[Staff, Depends(_admin)]
"""Whoever is signed in and has the scope ``admin``; everybody else is refused with a page."""


def desk_router(*, for_anybody: bool = False) -> APIRouter:
    """A router for pages of the desk; paths are below ``/desk``.

    None of them answers whoever is not signed in, unless they are ``for_anybody``; nor an address with U+0000 in it,
    which PostgreSQL takes in no text.
    """
    guards = [Depends(given)] if for_anybody else [Depends(signed_in), Depends(given)]
    return APIRouter(prefix=DESK, include_in_schema=False, route_class=DeskRoute, dependencies=guards)


def own_origins(request: Request) -> frozenset[str]:
    """The origins that the service is reached under: that of ``PUBLIC_URL``, and the one this request came to."""
    settings: Settings = request.app.state.service.settings
    public = urlsplit(settings.public_url)
    host = request.headers.get("host", "")
    return frozenset({f"{public.scheme}://{public.netloc}".lower(), f"{request.url.scheme}://{host}".lower()})


def _to_sign_in(request: Request) -> Response:
    query = request.scope["query_string"].decode("latin-1")
    wanted = within_the_desk(f"{request.scope['path']}?{query}" if query else request.scope["path"])
    return gone_to(request, f"{SIGN_IN}?{urlencode({'next': wanted})}" if wanted != DESK else SIGN_IN)
