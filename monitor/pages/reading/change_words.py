"""A change in the language of the page: in English what feeds say of it (``monitor.feeds.sayings``)."""

from typing import Any

from alerts.notices import Notice
from monitor.feeds.change_entry import Happened, Names
from monitor.feeds.sayings import name_of, saying
from monitor.languages.phrases import N_, Words
from monitor.languages.phrases import gettext as _
from monitor.pages.reading.labels import STATUSES, jurisdiction
from monitor.pages.reading.record_words import plain, stage_of
from monitor.status.assessors import Bodies

OUTCOMES = Words(
    {
        "constitutional": N_("constitutional"),
        "unconstitutional": N_("unconstitutional"),
        "partly-unconstitutional": N_("partly unconstitutional"),
        "annulled": N_("annulled"),
        "upheld": N_("upheld"),
        "suspended": N_("suspended"),
        "revoked": N_("revoked"),
        "conviction": N_("conviction"),
        "acquittal": N_("acquittal"),
        "order": N_("order"),
    }
)
"""Outcomes of rulings."""

_DIRECTIONS = Words(
    {
        "positive": N_("positive, ungraded"),
        "mixed": N_("mixed, ungraded"),
        "negative": N_("negative, ungraded"),
    }
)


def change_in_words(notice: Notice, bodies: Bodies, by: str | None = None) -> str:
    """The change in a few words, without what it is a change of.

    Kinds of change that nobody is told of without asking are said as feeds say them, in English.

    Args:
        notice: what became different.
        bodies: as described on record.
        by: who grades it so, and when, where a status rests on a grade; else it rests on the facts on record.
    """
    before, after = notice.before, notice.after
    match notice.what:
        case "status":
            return _status_change(before, after, by)
        case "stage":
            return _("stage: %(before)s → %(after)s", before=stage_of(before), after=stage_of(after))
        case "overdue":
            return _("overdue") if after["set"] else _("no longer overdue")
        case "ruling":
            outcome = after["outcome"]
            return _("ruling: %(outcome)s", outcome=OUTCOMES.get(outcome, plain(outcome)))
        case "assessment":
            return "; ".join(_grade(one, bodies) for one in after["assessments"])
        case "correction":
            return _("correction: %(reason)s", reason=after["reason"])
        case "retraction":
            return _("retraction: %(reason)s", reason=after["reason"])
        case _:
            return saying(notice, bodies, by)


def place_in_words(happened: Happened, names: Names) -> str:
    """Where it happened, and of what a day brought that day; empty where nothing says it."""
    cause = happened.cause
    if cause.kind == "time":
        return f"{jurisdiction(cause.jurisdiction or '')}, {cause.day}"
    told = names.told(happened.notices)
    return jurisdiction(told[0].jurisdiction) if told else ""


def _status_change(before: Any, after: Any, by: str | None) -> str:  # noqa: ANN401 - what a notice holds
    values = {"before": _status(before), "after": _status(after)}
    if by is None:
        return _("%(before)s → %(after)s, by the facts on record", **values)
    return _("%(before)s → %(after)s, according to %(body)s", **values, body=by)


def _status(value: Any) -> str:  # noqa: ANN401 - what a notice holds
    status = value["status"]
    words = _("no status") if status is None else STATUSES.get(status, plain(status))
    return words if value["certain"] else _("%(status)s (possibly)", status=words)


def _grade(grade: Any, bodies: Bodies) -> str:  # noqa: ANN401 - what a notice holds
    given = plain(grade["value"]) if grade.get("value") else _DIRECTIONS.get(grade.get("direction")) or _("ungraded")
    return _("%(body)s on %(of)s: %(grade)s", body=name_of(grade["assessor"], bodies), of=grade["of"], grade=given)
