"""What the form of the page of subscriptions asks for, and doing it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from typing import Final
from zoneinfo import available_timezones

from pydantic import ValidationError

from alerts.destinations import Destination, Subscription
from alerts.wishes import Wishes
from monitor.alerting.subscribing import NotPossible
from monitor.languages.phrases import N_, Words
from monitor.languages.phrases import gettext as _
from monitor.pages.forms import Fields
from monitor.pages.retelling import retold
from monitor.pages.serving import Manages
from monitor.pages.shown import at_its_hour

REASON: Final = "ended by its owner"

DONE: Final = Words(
    {
        "pause": N_("Paused. Nothing is sent until you resume it."),
        "resume": N_("Resumed. What happens from now on is sent."),
        "change": N_("Saved."),
        "hours": N_("Saved."),
        "end": N_("Stopped."),
        "end-all": N_("Everything is stopped."),
    }
)
"""What a page says after each act, by the word that the form names it with."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Why nothing was done, for the page; ``field`` is the one to mend, where one is wrong."""

    status: HTTPStatus
    words: str
    field: str | None = None


def act(subscribing: Manages, to: Destination, subscriptions: Sequence[Subscription], form: Fields) -> str | Refused:
    """Do what the form asks for; the word of ``DONE`` that names it, or why not."""
    what, live = form.get("act", ""), [one for one in subscriptions if one.state != "ended"]
    try:
        match what:
            case "hours":
                return _hours(subscribing, to, live, form)
            case "end-all":
                for one in live:
                    subscribing.end(one, REASON)
                return what
            case "pause" | "resume" | "change" | "end":
                found = next((one for one in live if one.id == form.get("subscription")), None)
                if found is None:
                    words = _("That subscription has ended already. Nothing was changed.")
                    return Refused(HTTPStatus.CONFLICT, words)
                return _one(subscribing, found, form)
            case _:
                return Refused(HTTPStatus.BAD_REQUEST, _("Nothing was changed: press one of the buttons."))
    except NotPossible as error:
        words = _("That is not possible: %(reason)s. Nothing was changed.", reason=retold(str(error)))
        return Refused(HTTPStatus.CONFLICT, words)


@cache
def zones() -> tuple[str, ...]:
    """The time zones that are offered: those of places, by their IANA names, and UTC."""
    others = ("Etc/", "SystemV/", "US/", "posix/", "right/")
    return ("UTC", *sorted(name for name in available_timezones() if "/" in name and not name.startswith(others)))


def _one(subscribing: Manages, one: Subscription, form: Fields) -> str | Refused:
    match form["act"]:
        case "pause":
            subscribing.pause(one)
        case "resume":
            subscribing.resume(one)
        case "end":
            subscribing.end(one, REASON)
        case _:
            wishes = _changed(one.wishes, cadence=form.get("cadence"), heartbeat="heartbeat" in form)
            if isinstance(wishes, Refused):
                return wishes
            subscribing.change(one.id, wishes)
    return form["act"]


def _hours(subscribing: Manages, to: Destination, live: Sequence[Subscription], form: Fields) -> str | Refused:
    hour, weekday = _number(form.get("hour"), to.hour), _number(form.get("weekday"), to.weekday)
    timezone = form.get("timezone", to.timezone).strip()
    for one in live:
        before = at_its_hour(one.wishes, to)
        wishes = _changed(before, hour=hour, weekday=weekday, timezone=timezone)
        # What is wrong is wrong for the first already.
        if isinstance(wishes, Refused):
            return wishes
        # An hour that it asked for long ago, and another subscription changed since, would count as no change.
        subscribing.change(one.id, before)
        subscribing.change(one.id, wishes)
    return "hours"


def _number(text: str | None, otherwise: int) -> int:
    if text is None:
        return otherwise
    return int(text) if text.isascii() and text.isdigit() and len(text) <= len("23") else -1


def _changed(before: Wishes, **fields: object) -> Wishes | Refused:
    kept = before.model_dump(exclude_unset=True, exclude={"filter"})
    try:
        return Wishes.model_validate({**kept, "filter": before.filter, **fields})
    except ValidationError as error:
        wrong = str(error.errors()[0]["loc"][0])
        if wrong == "timezone":
            words = _("There is no such time zone: name one such as Asia/Almaty or Europe/Vienna.")
        else:
            words = _("Nothing was changed: choose one of the values offered.")
        return Refused(HTTPStatus.UNPROCESSABLE_ENTITY, words, wrong)
