"""What a filter would have sent: the notices of the last twelve months that it asks for, by cause."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from alerts.notices import Numbered
from alerts.wishes import Wishes
from monitor.alerting.describing import Describing
from monitor.answers.reader import Reader
from monitor.feeds.matching import newest_matching

WINDOW = timedelta(days=365)
SHOWN = 3

Shape = dict[str, Any]


def preview(reader: Reader, record: Describing, wishes: Wishes, now: datetime) -> Shape:
    """How many messages these wishes would have brought in the last twelve months of the record, and the last three.

    One for each cause, or for each day or week on which there was any in the zone asked for. Silent notices are
    counted: they show what the filter is about.
    """
    messages = would_have_sent(reader, record, wishes, now)
    return {"count": len(messages), "last": [_shown(every) for every in messages[:SHOWN]]}


def would_have_sent(reader: Reader, record: Describing, wishes: Wishes, now: datetime) -> list[list[Numbered]]:
    """The notices of each of these messages, the newest first in both."""
    periods: dict[str, list[Numbered]] = {}
    found = newest_matching(reader, wishes.filter, record.texts, since=now - WINDOW, looked_through=None)
    for one in found:
        periods.setdefault(_period(one, wishes), []).append(one)
    return list(periods.values())


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
