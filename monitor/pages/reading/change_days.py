"""The days on which statuses changed, of all commitments of some jurisdictions, as known at a moment."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from monitor.answers.commitments import BoardFilter
from monitor.answers.reader import Reader
from monitor.answers.views import View
from monitor.pages.reading.remembering import Remembering
from monitor.pages.reading.standings import PAGE, standings, stretches_of
from monitor.pages.reading.through_time import ThroughTime, through_time
from monitor.status.rules import LATEST_RULES


@dataclass(frozen=True, slots=True)
class ChangeDays:
    """Day -> how many statuses changed on it, also days to come; and the record's last day (``date.max``: none)."""

    changed: Mapping[date, int]
    known: date


_remembered: Remembering[ChangeDays] = Remembering(64)
_ranges: Remembering[ThroughTime | None] = Remembering(64)


def change_days(reader: Reader, view: View, jurisdictions: Sequence[str]) -> ChangeDays:
    """The days on which something changed in some jurisdictions, in all where none is named, as known in a view.

    Whatever its lens and rules: they are the days of the record. Read from kept rows, and remembered.
    """
    codes = tuple(sorted(jurisdictions))
    return _remembered.get(reader.engine, (view.through, codes), lambda: _read(reader, view, codes))


def range_of_days(reader: Reader, view: View, jurisdictions: Sequence[str], today: date) -> ThroughTime | None:
    """The range that a page of these jurisdictions can be dragged over, at today; ``None`` where nothing changed."""
    asked = (view.through, tuple(sorted(jurisdictions)), today)
    return _ranges.get(reader.engine, asked, lambda: _range(change_days(reader, view, jurisdictions), today))


def _range(days: ChangeDays, today: date) -> ThroughTime | None:
    return through_time(days.changed, min(days.known, today), today)


def changes_in(reader: Reader, view: View, ids: Sequence[str]) -> Counter[date]:
    """Day -> how many of some commitments changed their status on it, the first one included, as known in a view.

    On the day that one which is merely followed came on record no status changed: such a day is there with 0.
    """
    found: Counter[date] = Counter()
    for start in range(0, len(ids), PAGE):
        several = stretches_of(reader, view, ids[start : start + PAGE])
        for stretches in several.values():
            for number, one in enumerate(stretches):
                found[one.since] += one.status is not None or number > 0
    return found


def _read(reader: Reader, view: View, jurisdictions: tuple[str, ...]) -> ChangeDays:
    plain = replace(view, as_of=date.max, public_at=None, lens=None, rules=LATEST_RULES)
    stand = standings(reader, plain, BoardFilter(jurisdiction=jurisdictions))
    return ChangeDays(changes_in(reader, plain, stand.ids), stand.last_day(date.max))
