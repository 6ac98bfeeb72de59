"""The stretches of a commitment, from the record."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from monitor.answers.commitments import periods
from monitor.answers.reader import Reader
from monitor.answers.shape import Shape
from monitor.answers.snapshots import headlines
from monitor.answers.summaries import last_known_on
from monitor.answers.views import View
from monitor.charts.stretches import Stretch
from monitor.languages.phrases import gettext as _
from monitor.languages.possibly import possibly
from monitor.status.rules import LABELS


def stretches(reader: Reader, view: View, commitment: str) -> tuple[Stretch, ...]:
    """Which status a commitment had when, as known in the view: gap-free from the day it counts, future ones too.

    Neighbours of one status are one stretch; one that is merely possible is a status of its own. The stretch of the
    view's day says up to when it is on record, where the record ends before that day.

    Raises:
        NotOnRecord: it is not on record at that moment.
        Retracted: its making was retracted.
    """
    found = _merged(periods(reader, view, commitment))
    headline, definition = headlines(reader, view, [commitment])
    if commitment not in headline:
        return found
    last = last_known_on(definition[commitment], headline[commitment], view.day)
    known = date.fromisoformat(last) if last else None
    return tuple(replace(one, last_known=known) if _holds_on(one, view.as_of) else one for one in found)


def _merged(found: Iterable[Shape]) -> tuple[Stretch, ...]:
    merged: list[Stretch] = []
    for period in found:
        since, until = date.fromisoformat(period["from"]), date.fromisoformat(period["to"]) if period["to"] else None
        one = Stretch(since, until, period["status"], _label(period["status"], certain=period["certain"]))
        if merged and (merged[-1].status, merged[-1].label) == (one.status, one.label):
            merged[-1] = replace(merged[-1], until=until)
        else:
            merged.append(one)
    return tuple(merged)


def _label(status: str | None, *, certain: bool) -> str:
    # What the rules call them is listed for translators where pages have it.
    words = _("followed, no status") if status is None else _(LABELS[status])
    return possibly(words, certain=certain)


def _holds_on(one: Stretch, day: date) -> bool:
    return one.since <= day and (one.until is None or day < one.until)
