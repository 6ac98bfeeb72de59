"""The pages of signing in and out."""

import math
from http import HTTPStatus
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Query, Request, Response

from monitor.api.serviced import Served
from monitor.bootstrap import Service
from monitor.languages.phrases import N_, Words
from monitor.languages.phrases import gettext as _
from monitor.pages.desk.answering import desk_page, gone_to
from monitor.pages.desk.cookie import give, take_back, token_in
from monitor.pages.desk.guarding import desk_router
from monitor.pages.desk.whither import DESK, SIGN_IN, within_the_desk
from monitor.pages.forms import Fields, FormFields
from monitor.staff.hashing import TooManySignIns
from monitor.staff.refused_sign_ins import TooManyRefused
from monitor.staff.signing_in import SignedIn, SignInRefused

_WRONG = Words(
    {
        "key": N_(
            "This key does not open the desk: it is mistyped, unknown, revoked or past its last day, or allows reading "
            "alone."
        ),
        "password": N_("There is no account with this name and password."),
    }
)

router = desk_router(for_anybody=True)

Next = Annotated[str, Query(alias="next")]


@router.get("/sign-in")
def read_sign_in(request: Request, service: Served, wanted: Next = DESK) -> Response:
    """The form to sign in by; whoever is signed in is sent on."""
    token, wanted = token_in(request), within_the_desk(wanted)
    if token is not None and service.signing_in.staff_of(token) is not None:
        return gone_to(request, wanted)
    return _page(request, wanted)


@router.post("/sign-in")
def sign_in(request: Request, service: Served, form: FormFields) -> Response:
    """Sign in by key or by name and password; which of both, the button says."""
    wanted, way = within_the_desk(form.get("next", DESK)), "key" if form.get("by") == "key" else "password"
    try:
        found = _signed_in(request, service, form, way)
    except SignInRefused:
        name = form.get("name", "") if way == "password" else ""
        return _page(request, wanted, HTTPStatus.FORBIDDEN, wrong=way, words=_WRONG[way], name=name)
    except TooManyRefused as error:
        wait_s = max(math.ceil((error.until - service.now()).total_seconds()), 1)
        words = _("Too many sign-ins have failed. Try again in %(number)s min.", number=math.ceil(wait_s / 60))
        headers = {"Retry-After": str(wait_s)}
        return _page(request, wanted, HTTPStatus.TOO_MANY_REQUESTS, headers, wrong=way, words=words)
    except TooManySignIns:
        words, headers = _("Others sign in at this moment. Try again."), {"Retry-After": "5"}
        return _page(request, wanted, HTTPStatus.SERVICE_UNAVAILABLE, headers, wrong=way, words=words)
    before = token_in(request)
    if before is not None:
        service.signing_in.sign_out(before)
    answer = gone_to(request, f"{SIGN_IN}/done?{urlencode({'next': wanted})}")
    give(answer, found.token)
    return answer


@router.get("/sign-in/done")
def read_signed_in(request: Request, wanted: Next = DESK) -> Response:
    """On to the page that was wanted, unless the browser kept no cookie: then what that needs."""
    if token_in(request) is not None:
        return gone_to(request, within_the_desk(wanted))
    return desk_page(request, None, "cookie.html", status=HTTPStatus.BAD_REQUEST)


@router.post("/sign-out")
def sign_out(request: Request, service: Served) -> Response:
    """End the session, whether or not it still holds."""
    token = token_in(request)
    if token is not None:
        service.signing_in.sign_out(token)
    answer = gone_to(request, SIGN_IN)
    take_back(answer)
    return answer


def _signed_in(request: Request, service: Service, form: Fields, way: str) -> SignedIn:
    address = request.client.host if request.client is not None else ""
    if way == "key":
        return service.signing_in.by_key(form.get("key", ""), address)
    return service.signing_in.by_password(form.get("name", ""), form.get("password", ""), address)


def _page(
    request: Request,
    wanted: str,
    status: HTTPStatus = HTTPStatus.OK,
    headers: dict[str, str] | None = None,
    *,
    wrong: str = "",
    words: str = "",
    name: str = "",
) -> Response:
    return desk_page(
        request, None, "sign-in.html", status=status, headers=headers, next=wanted, wrong=wrong, words=words, name=name
    )
