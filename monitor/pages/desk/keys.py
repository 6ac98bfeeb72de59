"""API keys at the desk: made and shown once, listed, revoked."""

from collections.abc import Mapping
from datetime import UTC, date
from http import HTTPStatus
from typing import Annotated

from fastapi import Query, Request, Response

from events.sql.engines import reading, writing
from monitor.answers.views import BadView, read_day
from monitor.api.problems import Problem
from monitor.api.serviced import Served
from monitor.bootstrap import Service
from monitor.keys.key import SCOPES, Scope
from monitor.keys.store import all_keys, create, revoke
from monitor.languages.phrases import gettext as _
from monitor.pages.desk.answering import desk_page, gone_to
from monitor.pages.desk.guarding import Admin, desk_router
from monitor.pages.forms import FormPairs, Pairs
from monitor.staff.account import Staff

LONGEST_LABEL = 200

router = desk_router()


@router.get("/keys")
def read_keys(
    request: Request, service: Served, staff: Admin, done: Annotated[str, Query(max_length=40)] = ""
) -> Response:
    """Every key ever made, the newest first, without its text, and the form for another."""
    return _page(request, service, staff, notice=_("It never works again.") if done == "revoked" else None)


@router.post("/keys")
def create_key(request: Request, service: Served, staff: Admin, form: FormPairs) -> Response:
    """Make a key and show it, this once: it cannot be had again."""
    given, scopes = dict(form), _scopes(form)
    wrong: dict[str, str] = {}
    expires = _last_day(service, given.get("expires", "").strip(), wrong)
    label = given.get("label", "").strip()
    if not scopes:
        wrong["scope"] = _("Choose what it allows.")
    if len(label) > LONGEST_LABEL or not label.isprintable():
        wrong["label"] = _("Write one line of %(number)s characters at most.", number=LONGEST_LABEL)
    if wrong:
        return _page(request, service, staff, given=form, wrong=wrong)
    with writing(service.engine) as connection:
        made, secret = create(
            connection,
            scopes=scopes,
            now=service.now(),
            expires=expires,
            trusted_feed="trusted_feed" in given,
            label=label or None,
        )
    return _page(request, service, staff, made=made.id, secret=secret)


@router.post("/keys/{key}/revoke")
def revoke_key(request: Request, service: Served, staff: Admin, key: str) -> Response:
    """End a key for good; whoever is signed in by it is so no longer."""
    del staff
    with writing(service.engine) as connection:
        revoked = revoke(connection, key, service.now())
    if revoked is None:
        raise Problem("not-found", _("there is no such key"))
    return gone_to(request, "/desk/keys?done=revoked")


def _scopes(form: Pairs) -> list[Scope]:
    asked = {value for name, value in form if name == "scope"}
    return [scope for scope in SCOPES if scope in asked]


def _last_day(service: Service, written: str, wrong: dict[str, str]) -> date | None:
    if not written:
        return None
    try:
        last = read_day("expires", written)
    except BadView:
        wrong["expires"] = _("Write a day, such as 2027-06-30.")
        return None
    if last < service.now().astimezone(UTC).date():
        wrong["expires"] = _("That day has passed.")
    return last


def _page(
    request: Request,
    service: Service,
    staff: Staff,
    *,
    notice: str | None = None,
    made: str | None = None,
    secret: str | None = None,
    given: Pairs = (),
    wrong: Mapping[str, str] | None = None,
) -> Response:
    now = service.now()
    with reading(service.engine) as connection:
        keys = all_keys(connection)[::-1]
    return desk_page(
        request,
        staff,
        "keys.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK,
        keys=[(key, key.works_at(now)) for key in keys],
        scopes=SCOPES,
        done=notice,
        made=made,
        secret=secret,
        given=dict(given),
        chosen=_scopes(given) or ["ingest"],
        wrong=wrong or {},
    )
