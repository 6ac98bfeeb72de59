"""The view that a page shows, in a sentence: which day, known when, public when, through whose account."""

from collections.abc import Callable
from datetime import date, datetime

from monitor.answers.views import Asked, View
from monitor.languages.calendar import day_in_words, instant_in_words
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
    when = "today, " if view.as_of == today else ""
    parts = [f"As of {when}{day_in_words(view.as_of)}", _known(asked.known_at, recorded_at)]
    if view.future:
        parts[0] += ", a day that has not come yet"
    if view.public_at is not None:
        parts.append(f"only what anyone could know by {day_in_words(view.public_at)}")
    if view.lens is not None:
        whose = f"the account “{ACCOUNTS[view.lens]}”" if view.lens in ACCOUNTS else name_of(view.lens)
        parts.append(f"only what {whose} put on record")
    if view.rules != LATEST_RULES:
        parts.append(f"under the rules {view.rules}")
    return ", ".join(parts)


def _known(known_at: str | None, recorded_at: datetime | None) -> str:
    if known_at is None:
        return "as known to this record today"
    if recorded_at is None:
        return "before anything was on record"
    if known_at.isdigit():
        return f"as known to this record at position {known_at} ({instant_in_words(recorded_at)})"
    asked = day_in_words(date.fromisoformat(known_at)) if len(known_at) == len("2009-02-06") else known_at
    return f"as known to this record on {asked}"
