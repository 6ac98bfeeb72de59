"""Stretches: which status held when, and what of it is seen between two days; also in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from monitor.languages.calendar import day_in_words
from monitor.languages.phrases import gettext as _

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of days with one status, ``since`` inclusive and ``until`` exclusive (``None``: for good).

    ``label`` is the status in words; ``last_known`` the last day on record, where the record ends within the stretch.
    """

    since: date
    until: date | None
    status: str | None
    label: str
    last_known: date | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """What is seen of a stretch, from ``start`` to before ``stop``; the days from ``known`` on are not on record."""

    start: date
    known: date
    stop: date
    stretch: Stretch

    @property
    def last_known(self) -> str | None:
        """The last day on record, in words, where days are seen that are not."""
        return None if self.known == self.stop else day_in_words(self.stretch.last_known or self.known)


def between(stretches: Sequence[Stretch], first: date, last: date) -> list[Shown]:
    """What is seen of stretches on the days from ``first`` to ``last``, inclusive.

    Raises:
        ValueError: ``last`` is before ``first``.
    """
    if last < first:
        raise ValueError(f"{last} is before {first}")
    found, end = [], last + A_DAY
    for one in stretches:
        start, stop = max(one.since, first), min(one.until or end, end)
        known = stop if one.last_known is None else min(max(one.last_known + A_DAY, start), stop)
        if start < stop:
            found.append(Shown(start, known, stop, one))
    return found


def in_words(stretches: Sequence[Stretch], first: date, last: date) -> str:
    """What a strip of these days shows, as one sentence without a full stop; empty where it shows nothing.

    ``Pledged from 30 November 2007, done in part from 6 February 2009``. A stretch tells its true first day, also where
    the strip begins later, and its last one where no other follows at once.

    Args:
        stretches: in the order of time, not overlapping.
        first: the first day shown.
        last: the last day shown, inclusive.

    Raises:
        ValueError: ``last`` is before ``first``.
    """
    shown = between(stretches, first, last)
    following = [*(one.stretch.since for one in shown[1:]), None]
    told = [_told(one, then, last) for one, then in zip(shown, following, strict=False)]
    # Some labels have a comma of their own.
    sentence = ("; " if any("," in one for one in told) else ", ").join(told)
    return sentence[:1].upper() + sentence[1:]


def _told(one: Shown, then: date | None, last: date) -> str:
    stretch, until = one.stretch, one.stretch.until
    status, day = stretch.label, day_in_words(stretch.since)
    if until is not None and until != then and until <= last:
        words = _("%(status)s from %(day)s to %(last)s", status=status, day=day, last=day_in_words(until - A_DAY))
    else:
        words = _("%(status)s from %(day)s", status=status, day=day)
    return _("%(words)s, last known on %(day)s", words=words, day=one.last_known) if one.last_known else words
