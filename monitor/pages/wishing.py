"""What the form of the page to subscribe asks for: its fields, the subscription they make, what is wrong with which."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import orjson

from alerts.filters import QUIET, Filter
from alerts.mail.letter import Address
from alerts.wishes import Wishes
from events.jurisdictions import zone_of
from monitor.api.problems import Problem
from monitor.api.request_bodies import JSON_TYPE, Body
from monitor.api.subscription_requests import read_subscription, read_wishes
from monitor.languages.phrases import N_, Words
from monitor.languages.phrases import gettext as _
from monitor.pages.forms import Pairs
from monitor.pages.retelling import retold

CHANGES: Final = Words(
    {
        "status": N_("A commitment gets another status"),
        "stage": N_("A measure reaches another stage"),
        "ruling": N_("A court rules"),
        "assessment": N_("Somebody assesses"),
        "overdue": N_("A deadline passes"),
        "correction": N_("Something told is corrected"),
        "retraction": N_("Something told is taken back"),
        "commitment": N_("A commitment is new on record"),
        "event": N_("Any event is put on record"),
        "due-soon": N_("A deadline comes near"),
        "no-recent-record": N_("Nothing was heard for long"),
        "concern": N_("A concern is raised, or ends"),
        "dispute": N_("A status is disputed"),
        "flag": N_("Any other flag is set or taken away"),
        "history": N_("What was known of the past is revised"),
    }
)
"""Every kind of change in words: first those that are asked for unless a filter says otherwise."""

LANGUAGES: Final = Words({"en": N_("English")})
"""The languages in which letters are written."""

_FIELDS: Final[Mapping[str, str]] = {"/to": "to", "/filter/change": "change"}
_OFFERED: Final = N_("Choose one of those offered.")
_WORDS: Final = Words(
    {
        "change": N_("Tick one at least."),
        "cadence": _OFFERED,
        "hour": _OFFERED,
        "weekday": _OFFERED,
        "language": _OFFERED,
        "timezone": N_("There is no such time zone: name one such as Asia/Almaty or Europe/Vienna."),
        "note": N_("At most 500 characters."),
    }
)


@dataclass(frozen=True, slots=True)
class Filled:
    """The fields of the form as somebody filled them in, or as they are offered."""

    to: str
    change: tuple[str, ...]
    cadence: str
    hour: str
    weekday: str
    timezone: str
    language: str
    note: str


class NotAsked(Exception):
    """The form cannot be taken so. ``wrong`` says why by field; under an empty name what no field can mend."""

    def __init__(self, wrong: Mapping[str, str]) -> None:
        super().__init__("; ".join(wrong.values()))
        self.wrong = wrong


def offered(wanted: Filter) -> Filled:
    """The form as it is first shown: digests go by the clocks of the jurisdiction, where there is one."""
    zone = zone_of(wanted.jurisdiction[0]) if len(wanted.jurisdiction) == 1 else "UTC"
    return Filled("", wanted.change, "immediate", "8", "0", zone, "en", "")


def filled(form: Pairs, wanted: Filter) -> Filled:
    """The form as it was posted; a field that is not there is as it is offered."""
    given, before = dict(form), offered(wanted)
    kept = {name: getattr(before, name) for name in Filled.__slots__ if name != "change"}
    kept |= {name: value.strip() for name, value in given.items() if name in kept}
    return Filled(**kept, change=tuple(value for name, value in form if name == "change"))


def subscription(wanted: Filter, form: Filled) -> tuple[Address, Wishes]:
    """The address, and what is to be sent there.

    Raises:
        NotAsked: naming every field that is wrong.
    """
    value = {"channel": "email", "to": form.to or " ", **_wishes(wanted, form)}
    try:
        where, wishes = read_subscription(_body(value))
    except Problem as error:
        raise _not_asked(error, form) from error
    return Address(where.to), wishes


def wishes(wanted: Filter, form: Filled) -> Wishes:
    """What is to be sent, whoever it is sent to.

    Raises:
        NotAsked: as for ``subscription``.
    """
    try:
        return read_wishes(_body(_wishes(wanted, form)))
    except Problem as error:
        raise _not_asked(error, form) from error


def as_json(wanted: Filter) -> dict[str, Any]:
    """A filter as the body of a subscription holds it; what goes without saying is left out."""
    given = wanted.model_dump(mode="json", exclude_defaults=True)
    match = given.pop("match", None)
    return {"filter": given} if match is None else {"match": match, "filter": given}


def _wishes(wanted: Filter, form: Filled) -> dict[str, Any]:
    asked = as_json(wanted)
    change: Sequence[str] = form.change
    # What is asked for unless said otherwise goes without saying: then it is what that comes to mean.
    narrowed = {key: value for key, value in asked["filter"].items() if key != "change"}
    asked["filter"] = narrowed if set(change) == set(QUIET) else {**narrowed, "change": list(change)}
    asked |= {"cadence": form.cadence, "language": form.language if form.language in LANGUAGES else None}
    if form.cadence != "immediate":
        asked |= {"hour": _number(form.hour), "timezone": form.timezone}
    if form.cadence == "weekly":
        asked["weekday"] = _number(form.weekday)
    return {**asked, "note": form.note} if form.note else asked


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= len("23") else None


def _body(value: object) -> Body:
    return Body(orjson.dumps(value), JSON_TYPE)


def _not_asked(error: Problem, form: Filled) -> NotAsked:
    wrong: dict[str, str] = {}
    for one in error.errors:
        pointer = one.pointer or ""
        # Of a kind of change that there is not, the place names its index.
        place = "/filter/change" if pointer.startswith("/filter/change") else pointer
        field = _FIELDS.get(place, place.removeprefix("/"))
        if field == "to" and not form.to:
            wrong[field] = _("Give the address that the messages go to.")
        elif field in Filled.__slots__:
            wrong.setdefault(field, _WORDS.get(field) or _sentence(retold(one.detail)))
        else:
            wrong.setdefault("", _sentence(retold(one.detail)))
    return NotAsked(wrong)


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:].removesuffix('.')}."
