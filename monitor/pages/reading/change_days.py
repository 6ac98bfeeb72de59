"""The days on which statuses changed, of all commitments of some jurisdictions, as known at a moment."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from monitor.answers.board_filter import BoardFilter
from monitor.answers.reader import Reader
from monitor.answers.views import View
from monitor.pages.reading.remembering import Remembering
from monitor.pages.reading.standings import PAGE, standings, stretches_of
from monitor.pages.reading.through_time import ThroughTime, through_time
from monitor.status.rules import LATEST_RULES

_remembered: Remembering[ThroughTime | None] = Remembering(64)


def range_of_days(reader: Reader, view: View, jurisdictions: Sequence[str], today: date) -> ThroughTime | None:
    """The range that a page of some jurisdictions can be dragged over, of all where none is named, as known in a view.

    It stands at today; ``None`` where nothing changed. Whatever the view's lens and rules, its days are those of the
    record. Read from kept rows, and remembered.
    """
    codes = tuple(sorted(jurisdictions))
    return _remembered.get(reader.engine, (view.through, codes, today), lambda: _read(reader, view, codes, today))


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


def _read(reader: Reader, view: View, jurisdictions: tuple[str, ...], today: date) -> ThroughTime | None:
    plain = replace(view, as_of=date.max, public_at=None, lens=None, rules=LATEST_RULES)
    stand = standings(reader, plain, BoardFilter(jurisdiction=jurisdictions))
    return through_time(changes_in(reader, plain, stand.ids), min(stand.last_day(date.max), today), today)
