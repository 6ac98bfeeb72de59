"""The status of a commitment in one sentence: what, since when, who says so, and how far the record goes."""

from collections.abc import Callable

from monitor.answers.shape import Shape
from monitor.languages.phrases import gettext as _
from monitor.languages.phrases import ngettext
from monitor.pages.reading.dates_in_words import dated, iso_day
from monitor.pages.reading.labels import mark
from monitor.pages.shown import opening


def status_in_a_sentence(item: Shape, name: Callable[[str], str]) -> str:
    """What follows the status itself: ``since 19 November 2009, by the grade of the Task Force. ...``."""
    if item["status"] is None:
        if item["kind"] == "watch":
            return _("It is followed without a promise: it has a record and no status.")
        return _("It had not been made by that day: it counts from %(day)s.", day=dated(item["made"]))
    sentences = [_stands(item, name)]
    if item["last_known_on"]:
        day = iso_day(item["last_known_on"])
        sentences.append(_("The record ends on %(day)s: that is how it was last known.", day=day))
    if not item["certain"]:
        sentences.append(_("It rests on something that may or may not have happened by that day."))
    return " ".join(sentences)


def flags_in_words(item: Shape, name: Callable[[str], str]) -> list[tuple[str, str]]:
    """Each flag with what is known about it; empty where the flag says it all."""
    told = item["because"]["flags"]
    return [(flag, _detail(flag, told.get(flag), name)) for flag in item["flags"]]


def _stands(item: Shape, name: Callable[[str], str]) -> str:
    status, day = opening(mark(item["status"], certain=item["certain"]).label), iso_day(item["since"])
    by = item["by"]
    if not by and _ungraded(item):
        return _(
            "%(status)s since %(day)s, by the facts on record; nobody external has graded it.", status=status, day=day
        )
    if not by:
        return _("%(status)s since %(day)s, by the record.", status=status, day=day)
    told = {"status": status, "day": day, "body": name(by["body"]), "given": dated(by["given"])}
    if by["graded_by"] == "monitor":
        return _(
            "%(status)s since %(day)s, according to %(body)s (%(given)s), whose words our staff coded as a grade.",
            **told,
        )
    return _("%(status)s since %(day)s, according to %(body)s (%(given)s).", **told)


def _ungraded(item: Shape) -> bool:
    return not any(one["ordinal"] is not None and not one["claim"] for one in item["accounts"])


def _detail(flag: str, told: Shape | None, name: Callable[[str], str]) -> str:
    if told is None:
        return ""
    if flag == "late":
        return _late(told["days_min"], told["days_max"])
    terms = "; ".join(
        _("%(day)s according to %(body)s", day=dated(one["due"]), body=name(one["source"])) for one in told["terms"]
    )
    day = iso_day(told["due_by"])
    return _("due by %(day)s (%(terms)s)", day=day, terms=terms) if terms else _("due by %(day)s", day=day)


def _late(least: int, most: int) -> str:
    if least == most:
        return ngettext(
            "enacted %(number)s days after the day it was due",
            "enacted %(number)s days after the day it was due",
            most,
        )
    return ngettext(
        "enacted %(least)s to %(number)s days after the day it was due",
        "enacted %(least)s to %(number)s days after the day it was due",
        most,
        least=least,
    )
