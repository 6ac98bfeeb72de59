"""The board over time: how many commitments stood where on each day, and of how many; a lane for each status."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from monitor.charts.lanes import WIDTH, Lane, Raised, lanes
from monitor.charts.standing_counts import Counted, thinned
from monitor.languages.calendar import day_in_words
from monitor.languages.phrases import gettext, ngettext
from monitor.status.rules import LABELS

MOST: Final = WIDTH // 2
"""So many counts are drawn; of more of them the last of each two pixels."""


def board_over_time(
    found: Sequence[Counted], order: Sequence[str], known: date, last: date, *, dark: bool = False
) -> dict[str, Any]:
    """A chart as a Vega-Lite 6 specification: as ``lanes``, one for each status that any commitment ever had.

    The grey in a lane is all commitments that have a status on that day, the colour those that have this one.

    Args:
        found: counts, ascending; not empty.
        order: the statuses in the order of the lanes.
        known: the last day on record; what stands after it is pale.
        last: the last day shown, inclusive.
        dark: whether it is to stand on a dark background.
    """
    first, now = found[0].since, _on(found, known)
    drawn = thinned(found, first, last, MOST)
    most = max((one.of for one in drawn), default=0) or 1
    every = _steps([(one.since, one.of) for one in drawn], most, last, None)
    shown = [
        Lane(
            gettext(
                "%(status)s: %(number)s of %(of)s",
                status=gettext(LABELS[status]),
                number=now.numbers.get(status, 0),
                of=now.of,
            ),
            (*every, *_steps([(one.since, one.numbers.get(status, 0)) for one in drawn], most, last, status)),
            track=False,
        )
        for status in order
        if any(one.numbers.get(status) for one in found)
    ]
    return lanes(shown, first, known, last, description=counts_in_words(found, order, known), dark=dark)


def _steps(numbers: Iterable[tuple[date, int]], most: int, last: date, status: str | None) -> tuple[Raised, ...]:
    """A bar for each run of days with one number; those of a status say which."""
    runs = [next(run) for _, run in groupby(numbers, key=itemgetter(1))]
    ends = [*(since for since, _ in runs[1:]), last + timedelta(days=1)]
    return tuple(
        Raised(since, end, number / most, status, str(number) if status else "")
        for (since, number), end in zip(runs, ends, strict=True)
        if number
    )


def counts_in_words(found: Sequence[Counted], order: Sequence[str], known: date) -> str:
    """What the chart shows at its ends, as a sentence with its full stop: on the last day known, and on the first."""
    last, first = _told(_on(found, known), order, known), _told(found[0], order, found[0].since)
    return f"{last}; {first[:1].lower()}{first[1:]}." if found[0].since < known else f"{last}."


def _told(one: Counted, order: Sequence[str], day: date) -> str:
    each = ((one.numbers[status], gettext(LABELS[status])) for status in order if one.numbers.get(status))
    numbers = ", ".join(gettext("%(number)s %(status)s", number=number, status=status) for number, status in each)
    return ngettext(
        "On %(day)s, of %(number)s commitment with a status: %(numbers)s",
        "On %(day)s, of %(number)s commitments with a status: %(numbers)s",
        one.of,
        day=day_in_words(day),
        numbers=numbers or gettext("none"),
    )


def _on(found: Sequence[Counted], day: date) -> Counted:
    return [one for one in found if one.since <= day][-1] if found[0].since <= day else found[0]
