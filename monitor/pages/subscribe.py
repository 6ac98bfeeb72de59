"""The page on which people subscribe by mail to what a filter asks for, once they have seen what it would have sent."""

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final
from urllib.parse import urlencode

import orjson
from fastapi import APIRouter, Depends, Request, Response

from alerts.notices import Numbered
from alerts.wishes import Wishes
from monitor.alerting.in_words import wanted_in_words
from monitor.alerting.previewing import SHOWN, would_have_sent
from monitor.api.credentials import may_follow
from monitor.api.feeds import FeedAsked, Wanted
from monitor.api.serviced import Served
from monitor.bootstrap import Service
from monitor.feeds.reading_changes import Changes
from monitor.languages.phrases import gettext as _
from monitor.pages.foretold import Sample, sample
from monitor.pages.forms import FormPairs
from monitor.pages.managing import zones
from monitor.pages.own_site import from_own_page
from monitor.pages.refusing import PageRoute, refused
from monitor.pages.rendering import private_page, root_of
from monitor.pages.shown import CADENCES, DAYS, HOURS
from monitor.pages.wanted_names import wanted_names
from monitor.pages.wishing import (
    CHANGES,
    LANGUAGES,
    Filled,
    NotAsked,
    as_json,
    filled,
    offered,
    subscription,
    wishes,
)

_HOOK = "https://example.org/where-you-listen"
# With `no-referrer` a browser says that the form comes from nowhere, and it would be refused.
_HEADERS: Final = {"Referrer-Policy": "same-origin"}

router = APIRouter(include_in_schema=False, route_class=PageRoute, dependencies=[Depends(may_follow)])


@dataclass(frozen=True, slots=True)
class Foretold:
    """How many messages the wishes would have brought in the last twelve months, and the newest of them."""

    count: int
    last: Sequence[Sample]


@router.get("/subscribe")
def read_subscribe(request: Request, service: Served, asked: Wanted) -> Response:
    """What the filter in the address asks for and would have sent, with the form to subscribe to it."""
    return _page(request, service, asked, offered(asked.wanted), {})


@router.get("/subscribe/asked")
def read_asked(request: Request) -> Response:
    """What to do next, for whoever has asked for messages."""
    return private_page(request, "subscribed.html", headers=_HEADERS)


@router.post("/subscribe")
def subscribe(request: Request, service: Served, asked: Wanted, form: FormPairs) -> Response:
    """Ask the address to confirm, or show the preview of what is ticked; which of both, the button says."""
    if not from_own_page(request):
        words = _("The form was sent by a page of another site. Open this page itself and fill it in here.")
        return refused(request, HTTPStatus.FORBIDDEN, _("Nothing was done"), words)
    given = filled(form, asked.wanted)
    if dict(form).get("act") == "preview":
        return _page(request, service, asked, given, {})
    try:
        to, wanted = subscription(asked.wanted, given)
    except NotAsked as error:
        return _page(request, service, asked, given, error.wrong)
    service.subscribing.begin_mail(to, wanted, service.describing.asks(wanted))
    # What is reloaded then is a page, and not the asking.
    headers = {"Location": f"{root_of(request)}/subscribe/asked", "Cache-Control": "no-store"}
    return Response(status_code=HTTPStatus.SEE_OTHER, headers=headers)


def _page(request: Request, service: Service, asked: FeedAsked, given: Filled, wrong: Mapping[str, str]) -> Response:
    try:
        wanted, mistakes = wishes(asked.wanted, given), dict(wrong)
    except NotAsked as error:
        # The preview is then of the filter as it came, which the words above it are about.
        wanted, mistakes = Wishes(filter=asked.wanted), {**error.wrong, **wrong}
    names = wanted_names(service.reader, [wanted])
    query = urlencode([(name, value) for name, value in asked.query if name != "change"])
    feed = urlencode([*((name, value) for name, value in asked.query if name != "change"), *_changes_of(wanted)])
    return private_page(
        request,
        "subscribe.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if mistakes else HTTPStatus.OK,
        headers=_HEADERS,
        words=wanted_in_words(wanted.filter, names),
        foretold=_foretold(service, wanted),
        given=given,
        wrong=mistakes,
        action=f"{root_of(request)}/subscribe?{query}" if query else f"{root_of(request)}/subscribe",
        feed=f"?{feed}" if feed else "",
        curl=_curl(service, wanted),
        changes=CHANGES.items(),
        cadences=CADENCES.items(),
        hours=[(str(hour), words) for hour, words in HOURS],
        days=DAYS.items(),
        languages=LANGUAGES.items(),
        zones=zones(),
    )


def _foretold(service: Service, wanted: Wishes) -> Foretold:
    messages = would_have_sent(service.reader, service.describing, wanted, service.now())
    changes = Changes(service.reader, service.log.head().position, service.settings.public_url)
    return Foretold(len(messages), [_sample(changes, every) for every in messages[:SHOWN]])


def _sample(changes: Changes, every: Sequence[Numbered]) -> Sample:
    """One message, which tells of its newest cause as the feed of changes does."""
    newest = every[0].notice.cause
    notices = [one.notice for one in reversed(every) if one.notice.cause == newest]
    return sample(changes.happened(notices), changes.names(notices), len(every))


def _changes_of(wanted: Wishes) -> list[tuple[str, str]]:
    named = as_json(wanted.filter)["filter"].get("change", ())
    return [("change", what) for what in named]


def _curl(service: Service, wanted: Wishes) -> str:
    """What a webhook is subscribed with, for a shell."""
    body = orjson.dumps({"channel": "webhook", "to": _HOOK, **as_json(wanted.filter)}).decode()
    url = shlex.quote(f"{service.settings.public_url}/v1/subscriptions")
    return f"curl {url} -H 'Content-Type: application/json' -d {shlex.quote(body)}"
