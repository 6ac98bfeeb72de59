"""Subscriptions as pages show them: in words, with what can be done about them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from alerts.destinations import Destination, DestinationChannel, State, Subscription
from alerts.wishes import Cadence, Wishes
from monitor.alerting.in_words import described
from monitor.languages.calendar import day_in_words
from monitor.languages.phrases import N_, Words
from monitor.languages.phrases import gettext as _
from monitor.pages.retelling import retold

HOURS: Final = tuple((hour, f"{hour}:00") for hour in range(24))
DAYS: Final = Words(
    {
        "0": N_("Monday"),
        "1": N_("Tuesday"),
        "2": N_("Wednesday"),
        "3": N_("Thursday"),
        "4": N_("Friday"),
        "5": N_("Saturday"),
        "6": N_("Sunday"),
    }
)
"""The days of the week by their number in wishes."""

CADENCES: Final = Words(
    {
        "immediate": N_("at once"),
        "daily": N_("daily, in one message"),
        "weekly": N_("weekly, in one message"),
    }
)
STATES: Final = Words(
    {
        "pending": N_("Pending"),
        "active": N_("Active"),
        "paused": N_("Paused"),
        "disabled": N_("Disabled"),
        "ended": N_("Ended"),
    }
)
"""Of subscriptions and endpoints."""

MESSAGE_STATES: Final = Words(
    {
        "queued": N_("queued"),
        "sending": N_("sending"),
        "retrying": N_("retrying"),
        "delivered": N_("delivered"),
        "exhausted": N_("exhausted"),
        "held": N_("held"),
        "cancelled": N_("cancelled"),
        "parked": N_("parked"),
    }
)

_TOLD: Final[Mapping[State, str]] = {
    "active": N_("Messages are sent."),
    "paused": N_("Nothing is sent, and what happens meanwhile is not told later."),
    "ended": N_("It has ended for good."),
}
_BY_CHANNEL: Final[Mapping[tuple[State, DestinationChannel], str]] = {
    ("pending", "email"): N_("Nothing is sent before it is confirmed by the link that was mailed."),
    ("pending", "webhook"): N_(
        "Nothing is sent before the endpoint has given back the challenge that was posted to it."
    ),
    ("disabled", "email"): N_(
        "Nothing is sent, since mail to the address comes back. To be sent messages again, subscribe anew and confirm."
    ),
    ("disabled", "webhook"): N_("Nothing is sent. What comes is kept until you take it up again."),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One subscription. ``told`` says what its state means; ``ended`` is a sentence on how it ended."""

    id: str
    words: str
    state: State
    told: str
    cadence: Cadence
    heartbeat: bool
    note: str | None
    ended: str | None
    may_pause: bool
    may_resume: bool


def shown(to: Destination, subscriptions: Iterable[Subscription], names: Mapping[str, str]) -> list[Shown]:
    """The subscriptions of a destination, in their order, each in words; ``names`` as for ``described``."""
    return [_shown(to, one, names) for one in subscriptions]


def at_its_hour(wishes: Wishes, to: Destination) -> Wishes:
    """Wishes with the hour, weekday and zone at which the destination has its digests, whoever set them."""
    return wishes.model_copy(update={"hour": to.hour, "weekday": to.weekday, "timezone": to.timezone})


def masked_address(address: str | None) -> str:
    """An address that its owner knows again and nobody else learns: ``a…@example.org``."""
    if address is None:
        return _("an address that was erased")
    if "://" in address:
        return _("an endpoint at %(host)s", host=urlsplit(address).hostname)
    local, _at, host = address.rpartition("@")
    return f"{local[:1]}…@{host}"


def opening(words: str) -> str:
    """The words as the beginning of a sentence."""
    return f"{words[:1].upper()}{words[1:]}"


def _shown(to: Destination, one: Subscription, names: Mapping[str, str]) -> Shown:
    return Shown(
        id=one.id,
        words=described(at_its_hour(one.wishes, to), names),
        state=one.state,
        told=_(_BY_CHANNEL.get((one.state, to.channel)) or _TOLD[one.state]),
        may_pause=one.state == "active",
        may_resume=one.state == "paused" or (one.state == "disabled" and to.channel == "webhook"),
        cadence=one.wishes.cadence,
        heartbeat=one.wishes.heartbeat,
        note=one.wishes.note,
        ended=_ended(one) if one.state == "ended" else None,
    )


def _ended(one: Subscription) -> str:
    day = day_in_words(one.ended_at) if one.ended_at is not None else None
    if not one.reason:
        return _("Ended on %(day)s.", day=day) if day is not None else _("Ended.")
    reason = retold(one.reason)
    return _("Ended on %(day)s: %(reason)s.", day=day, reason=reason) if day else _("Ended: %(reason)s.", reason=reason)
