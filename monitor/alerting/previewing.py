"""What a filter would have sent: the notices of the last twelve months that it asks for, by cause."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from alerts.filters import matches
from alerts.notices import Numbered
from alerts.sql import notice_store
from alerts.wishes import Wishes
from events.sql.engines import reading
from monitor.alerting.describing import Describing
from monitor.answers.reader import Reader

WINDOW = timedelta(days=365)
SHOWN = 3
_PAGE = 2_000
_FOR_GOOD = 2**62

Shape = dict[str, Any]


def preview(reader: Reader, record: Describing, wishes: Wishes, now: datetime) -> Shape:
    """How many messages these wishes would have brought in the last twelve months of the record, and the last three.

    One for each cause, or for each day or week on which there was any in the zone asked for. Silent notices are
    counted: they show what the filter is about.
    """
    periods: dict[str, list[Numbered]] = {}
    for one in _matching(reader, record, wishes, now - WINDOW):
        periods.setdefault(_period(one, wishes), []).append(one)
    last = list(periods.values())[:SHOWN]
    return {"count": len(periods), "last": [_shown(every) for every in last]}


def _matching(reader: Reader, record: Describing, wishes: Wishes, since: datetime) -> Iterator[Numbered]:
    """The notices that match, the newest first."""
    before = _FOR_GOOD
    while True:
        with reading(reader.engine) as connection:
            page = notice_store.newest(connection, before=before, since=since, limit=_PAGE)
        asked = [one for one in page if one.notice.what in wishes.filter.change]
        for one, announced in zip(asked, record.announced(asked), strict=True):
            if matches(wishes.filter, announced):
                yield one
        if len(page) < _PAGE:
            return
        before = page[-1].number


def _period(one: Numbered, wishes: Wishes) -> str:
    if wishes.cadence == "immediate":
        return one.notice.cause.key
    day = one.notice.recorded_at.astimezone(ZoneInfo(wishes.timezone)).date()
    if wishes.cadence == "weekly":
        day -= timedelta(days=(day.weekday() - wishes.weekday) % 7)
    return day.isoformat()


def _shown(every: list[Numbered]) -> Shape:
    newest = every[0].notice
    return {
        "recorded_at": newest.recorded_at,
        "cause": newest.cause.key,
        "notices": [
            {
                "change": one.notice.what,
                "item": one.notice.item,
                "before": one.notice.before,
                "after": one.notice.after,
                "since": one.notice.since,
            }
            for one in reversed(every)
        ],
    }
