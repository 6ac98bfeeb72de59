"""Endpoints at the desk: every address and webhook that messages go to, and taking one into use again."""

from typing import Annotated, Final, get_args

from fastapi import Query, Request, Response

from alerts.destinations import Destination, State, Subscription
from alerts.lifting import Complained, NotSuppressed
from alerts.sql import subscription_store
from alerts.sql.looked_over import endpoints, last_success
from events.sql.engines import reading
from monitor.alerting.in_words import wanted_in_words
from monitor.alerting.naming import names_in
from monitor.alerting.subscribing import NotPossible
from monitor.answers.reader import NotOnRecord
from monitor.api.problems import Problem
from monitor.api.serviced import Served
from monitor.bootstrap import Service
from monitor.languages.phrases import N_, Words
from monitor.languages.phrases import gettext as _
from monitor.pages.desk.answering import desk_page, gone_to
from monitor.pages.desk.guarding import Admin, desk_router
from monitor.pages.desk.messages import CHANNELS, PAGE, one_of
from monitor.pages.desk.state_words import CHANNELS as CHANNEL_WORDS
from monitor.pages.desk.state_words import ENDPOINT_STATES, SUPPRESSED_BY
from monitor.pages.shown import masked_address
from monitor.staff.account import Staff
from monitor.staff.naming import names_of_recorders

STATES: Final[tuple[State, ...]] = tuple(state for state in get_args(State) if state != "paused")
_DONE: Final = Words(
    {
        "resumed": N_("It takes messages again; what was kept for it is sent now."),
        "lifted": N_("It is mailed again; what was kept for it is sent now."),
        "tested": N_("A test message is on its way."),
    }
)

router = desk_router()

Asked = Annotated[str, Query(max_length=200)]


@router.get("/endpoints")
def read_endpoints(
    request: Request, service: Served, staff: Admin, state: Asked = "", channel: Asked = "", before: Asked = ""
) -> Response:
    """Every destination, the newest first, by state and channel."""
    wanted_state, wanted_channel = one_of(STATES, state, "state"), one_of(CHANNELS, channel, "channel")
    with reading(service.engine) as connection:
        found = endpoints(connection, state=wanted_state, channel=wanted_channel, before=before or None, limit=PAGE + 1)
    kept = f"state={wanted_state or ''}&channel={wanted_channel or ''}"
    return desk_page(
        request,
        staff,
        "endpoints.html",
        asked={"state": state, "channel": channel},
        states=STATES,
        state_words=ENDPOINT_STATES,
        channels=CHANNELS,
        channel_words=CHANNEL_WORDS,
        found=[(one, masked_address(one.destination.address)) for one in found[:PAGE]],
        following=f"?{kept}&before={found[PAGE - 1].destination.id}" if len(found) > PAGE else None,
        first=not before,
    )


@router.get("/endpoints/{endpoint}")
def read_endpoint(request: Request, service: Served, staff: Admin, endpoint: str, done: Asked = "") -> Response:
    """One destination: how it goes, what it asks for, and what can be done."""
    return _page(request, service, staff, endpoint, notice=_DONE.get(done))


@router.post("/endpoints/{endpoint}/resume")
def resume_endpoint(request: Request, service: Served, staff: Admin, endpoint: str) -> Response:
    """Take a disabled endpoint into use again, and send it what was kept."""
    del staff
    subscriptions = _one(service, endpoint)[1]
    disabled = next((one for one in subscriptions if one.state == "disabled"), None)
    if disabled is None:
        raise Problem("not-possible", _("it has no subscription that is disabled"))
    try:
        service.subscribing.resume(disabled)
    except NotPossible as error:
        raise Problem("not-possible", str(error)) from error
    return gone_to(request, f"/desk/endpoints/{endpoint}?done=resumed")


@router.post("/endpoints/{endpoint}/lift")
def lift_suppression(request: Request, service: Served, staff: Admin, endpoint: str) -> Response:
    """Mail an address again that took no mail; who did that stays on record."""
    to = _one(service, endpoint)[0]
    if to.channel != "email" or to.address is None:
        raise Problem("not-possible", _("nothing keeps mail from it"))
    try:
        service.lifting.lift(to.address, staff.id)
    except NotSuppressed as error:
        raise Problem("not-possible", _("nothing keeps mail from it")) from error
    except Complained as error:
        raise Problem("not-possible", _("its owner complained, and alone can ask for mail again")) from error
    return gone_to(request, f"/desk/endpoints/{endpoint}?done=lifted")


@router.post("/endpoints/{endpoint}/test")
def test_endpoint(request: Request, service: Served, staff: Admin, endpoint: str) -> Response:
    """Send a test message, marked as one."""
    del staff
    to, subscriptions = _one(service, endpoint)
    live = next((one for one in subscriptions if one.state != "ended"), None)
    if to.state != "active" or live is None:
        state = ENDPOINT_STATES[to.state]
        raise Problem(
            "not-possible", _("the endpoint is %(state)s", state=state) if live else _("it has no subscription")
        )
    try:
        service.subscribing.test(to, live)
    except NotPossible as error:
        raise Problem("not-possible", str(error)) from error
    return gone_to(request, f"/desk/endpoints/{endpoint}?done=tested")


@router.post("/endpoints/{endpoint}/rotate")
def rotate_secret(request: Request, service: Served, staff: Admin, endpoint: str) -> Response:
    """A new secret, shown this once; for a day messages are signed with the one before as well."""
    to = _one(service, endpoint)[0]
    try:
        secret = service.subscribing.rotate_secret(to)
    except NotPossible as error:
        raise Problem("not-possible", str(error)) from error
    return _page(request, service, staff, endpoint, secret=secret)


def _page(
    request: Request,
    service: Service,
    staff: Staff,
    identity: str,
    *,
    notice: str | None = None,
    secret: str | None = None,
) -> Response:
    to, subscriptions = _one(service, identity)
    names = names_in(service.reader, [one.wishes for one in subscriptions])
    with reading(service.engine) as connection:
        last, names_of = last_success(connection, to.id), names_of_recorders(connection)
    mailed = service.lifting.look(to.address) if to.channel == "email" and to.address is not None else None
    return desk_page(
        request,
        staff,
        "endpoint.html",
        to=to,
        state_words=ENDPOINT_STATES,
        channel_words=CHANNEL_WORDS,
        masked=masked_address(to.address),
        last=last,
        done=notice,
        secret=secret,
        subscriptions=[(one, wanted_in_words(one.wishes.filter, names)) for one in subscriptions],
        suppression=mailed.now if mailed is not None else None,
        suppressed_by=SUPPRESSED_BY,
        lifted=[(one, names_of.get(one.by, one.by)) for one in mailed.before] if mailed is not None else [],
        may_lift=mailed is not None and mailed.now is not None and mailed.now.kind != "complaint",
        may_resume=to.channel == "webhook" and any(one.state == "disabled" for one in subscriptions),
        may_test=to.state == "active" and any(one.state != "ended" for one in subscriptions),
        may_rotate=to.channel == "webhook" and to.state != "ended",
    )


def _one(service: Service, identity: str) -> tuple[Destination, list[Subscription]]:
    with reading(service.engine) as connection:
        to = subscription_store.destination(connection, identity)
        if to is None:
            raise NotOnRecord("endpoint", identity)
        return to, subscription_store.of_destination(connection, identity)
