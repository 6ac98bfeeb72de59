"""The pages behind the links of mails: confirm, leave, manage. A GET changes nothing; what is done is done by a POST.

No page reads a cookie: the token in the address is all it takes, so no page of another origin can act for somebody.
"""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from alerts.destinations import Destination, Message, Subscription
from alerts.sql import message_store
from events.sql.engines import reading
from monitor.alerting.in_words import described, wanted_in_words
from monitor.api.serviced import Served
from monitor.bootstrap import Service
from monitor.languages.phrases import N_
from monitor.languages.phrases import gettext as _
from monitor.pages import managing
from monitor.pages.forms import FormFields
from monitor.pages.refusing import PageRoute, refused
from monitor.pages.rendering import private_page, root_of
from monitor.pages.retelling import retold
from monitor.pages.serving import Alerting, Confirmation, Leave
from monitor.pages.shown import CADENCES, DAYS, HOURS, MESSAGE_STATES, STATES, masked_address, shown
from monitor.pages.wanted_names import wanted_names

LAST_MESSAGES = 10
CONTACT = N_("Mail about a webhook endpoint: when it stops taking messages, and when it takes them again")

router = APIRouter(include_in_schema=False, route_class=PageRoute)


async def _alerting(request: Request) -> Alerting:
    service: Alerting = request.app.state.service
    return service


Asked = Annotated[Alerting, Depends(_alerting)]


@router.get("/confirm/{token}")
def read_confirmation(request: Request, service: Served, alerting: Asked, token: str) -> Response:
    """What a confirmation is about, with the button that gives it."""
    return _confirmation(request, service, alerting.confirming.look(token), now=False)


@router.post("/confirm/{token}")
def confirm(request: Request, service: Served, alerting: Asked, token: str) -> Response:
    """Confirm. Whatever the body: a POST is confirmation enough, and done twice it is done."""
    return _confirmation(request, service, alerting.confirming.confirm(token), now=True)


@router.get("/u/{token}")
def read_leave(request: Request, service: Served, alerting: Asked, token: str) -> Response:
    """What a leave link ends, with the button that does."""
    return _leave(request, service, alerting.leaving.look(token))


@router.post("/u/{token}")
def leave(request: Request, service: Served, alerting: Asked, token: str, form: FormFields) -> Response:
    """Leave (RFC 8058: answered at once and never by a redirect), or undo it. The page's button posts the same."""
    if form.get("List-Unsubscribe") == "One-Click":
        return _leave(request, service, alerting.leaving.leave(token), done="left")
    if "undo" in form:
        return _leave(request, service, alerting.leaving.undo(token), done="undone")
    return _leave(request, service, alerting.leaving.look(token), done="nothing")


@router.get("/manage/{token}")
def read_subscriptions(request: Request, service: Served, alerting: Asked, token: str, done: str = "") -> Response:
    """Every subscription of a destination, with what can be done about each."""
    return _managed(request, service, alerting.subscribing.managed(token), notice=managing.DONE.get(done))


@router.post("/manage/{token}")
def change_subscriptions(request: Request, service: Served, alerting: Asked, token: str, form: FormFields) -> Response:
    """Do what the form asks for, and show the page again."""
    found = alerting.subscribing.managed(token)
    if found is None:
        return _unknown(request)
    done = managing.act(alerting.subscribing, *found, form)
    if isinstance(done, managing.Refused):
        wrong = done.field or "form"
        return _managed(request, service, found, notice=done.words, wrong=wrong, status=done.status)
    # What is reloaded then is the page, and not the act.
    headers = {"Location": f"{root_of(request)}/manage/{token}?done={done}", "Cache-Control": "no-store"}
    return Response(status_code=HTTPStatus.SEE_OTHER, headers=headers)


def _confirmation(request: Request, service: Service, found: Confirmation | None, *, now: bool) -> Response:
    if found is None:
        return _unknown(request)
    if found.state == "expired":
        words = _("A link to confirm works for seven days, and never after the subscription has ended. Subscribe anew.")
        return refused(request, HTTPStatus.GONE, _("This link works no more"), words)
    one = found.subscription
    # That it was used before is no error: people press twice, reload, and find the mail again. It confirms no more.
    used = found.state == "used"
    return private_page(
        request,
        "confirm.html",
        heading=_("Already confirmed") if used else _("Confirmed") if now else _("Confirm your address"),
        done=used or now,
        ended=one is not None and one.state == "ended",
        to=masked_address(found.to),
        subscribed=one is not None,
        words=described(one.wishes, wanted_names(service.reader, [one.wishes])) if one is not None else _(CONTACT),
    )


def _leave(request: Request, service: Service, found: Leave | None, *, done: str = "") -> Response:
    if found is None:
        return _unknown(request)
    live = [one for one in found.subscriptions if one.state != "ended"]
    names = wanted_names(service.reader, [one.wishes for one in found.subscriptions])
    notice = status = None
    if done == "nothing":
        notice, status = _("Nothing was changed: press one of the buttons."), HTTPStatus.BAD_REQUEST
    elif done == "undone" and not live:
        notice, status = _("It cannot be undone any more."), HTTPStatus.CONFLICT
    if live:
        heading = _("You are sent these messages again") if done == "undone" else _("Stop these messages?")
    else:
        heading = _("These messages are stopped")
    return private_page(
        request,
        "leave.html",
        status=status or HTTPStatus.OK,
        heading=heading,
        notice=notice,
        words=[wanted_in_words(one.wishes.filter, names) for one in live or found.subscriptions],
        may_leave=bool(live),
        undo_until=found.undo_until,
    )


def _managed(
    request: Request,
    service: Service,
    found: tuple[Destination, list[Subscription]] | None,
    *,
    notice: str | None = None,
    wrong: str | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> Response:
    if found is None:
        return _unknown(request)
    to, subscriptions = found
    rows = shown(to, subscriptions, wanted_names(service.reader, [one.wishes for one in subscriptions]))
    endpoint = to if to.channel == "webhook" else None
    return private_page(
        request,
        "manage.html",
        status=status,
        notice=notice,
        wrong=wrong,
        to=masked_address(to.address),
        endpoint=endpoint,
        why=retold(endpoint.reason) if endpoint is not None and endpoint.reason else None,
        messages=_last_messages(service, endpoint) if endpoint is not None else [],
        live=[one for one in rows if one.state != "ended"],
        ended=[one for one in rows if one.state == "ended"],
        hours_matter=any(one.state not in {"pending", "ended"} and one.cadence != "immediate" for one in rows),
        cadences=CADENCES.items(),
        states=STATES,
        message_states=MESSAGE_STATES,
        hours=HOURS,
        days=[(int(day), words) for day, words in DAYS.items()],
        zones=managing.zones(),
        hour=to.hour,
        weekday=to.weekday,
        timezone=to.timezone,
    )


def _last_messages(service: Service, to: Destination) -> list[Message]:
    with reading(service.engine) as connection:
        after = max(to.seq - LAST_MESSAGES, 0)
        found = message_store.find(connection, destination=to.id, after=after, limit=LAST_MESSAGES)
    return found[::-1]


def _unknown(request: Request) -> Response:
    words = _(
        "It may have been cut off on its way: copy the whole of it from the mail into the address bar. "
        "What was never confirmed is forgotten after a while."
    )
    return refused(request, HTTPStatus.NOT_FOUND, _("There is nothing under this link"), words)
