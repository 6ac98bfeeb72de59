"""The view that a page shows, in a sentence: which day, known when, public when, through whose account."""

from collections.abc import Callable
from datetime import date, datetime

from monitor.answers.views import Asked, View
from monitor.languages.calendar import day_in_words, instant_in_words
from monitor.languages.phrases import gettext as _
from monitor.pages.reading.labels import ACCOUNTS
from monitor.status.rules import LATEST_RULES


def view_in_words(
    view: View, asked: Asked, recorded_at: datetime | None, name_of: Callable[[str], str], today: date
) -> str:
    """``As of 4 December 2008, as known to this record today``: a sentence without its full stop.

    Args:
        view: what is shown.
        asked: what of it was asked for by name.
        recorded_at: when the last append of the view was recorded; ``None`` where it knows of none.
        name_of: what a body is called.
        today: the day it is, where the view is of.
    """
    parts = [_as_of(view, today), _known(asked.known_at, recorded_at)]
    if view.public_at is not None:
        parts.append(_("only what anyone could know by %(day)s", day=day_in_words(view.public_at)))
    if view.lens is not None and view.lens in ACCOUNTS:
        parts.append(_("only what the account “%(account)s” put on record", account=ACCOUNTS[view.lens]))
    elif view.lens is not None:
        parts.append(_("only what %(body)s put on record", body=name_of(view.lens)))
    if view.rules != LATEST_RULES:
        parts.append(_("under the rules %(rules)s", rules=view.rules))
    return ", ".join(parts)


def _as_of(view: View, today: date) -> str:
    day = day_in_words(view.as_of)
    if view.as_of == today:
        return _("As of today, %(day)s", day=day)
    if view.future:
        return _("As of %(day)s, a day that has not come yet", day=day)
    return _("As of %(day)s", day=day)


def _known(known_at: str | None, recorded_at: datetime | None) -> str:
    if known_at is None:
        return _("as known to this record today")
    if recorded_at is None:
        return _("before anything was on record")
    if known_at.isdigit():
        instant = instant_in_words(recorded_at)
        return _("as known to this record at position %(position)s (%(instant)s)", position=known_at, instant=instant)
    asked = day_in_words(date.fromisoformat(known_at)) if len(known_at) == len("2009-02-06") else known_at
    return _("as known to this record on %(day)s", day=asked)
