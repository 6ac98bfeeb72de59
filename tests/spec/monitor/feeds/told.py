"""Notices, events and entries to make feeds of."""

from datetime import UTC, date, datetime
from typing import Any

import feedparser

from alerts.notices import Cause, Notice, What
from monitor.feeds.entries import Entry, Feed, Linked, Listed
from monitor.feeds.told_event import Source, ToldEvent
from monitor.status.assessors import Bodies, Body
from tests.builders import GOVERNMENT, PLEDGE, REVIEWER, at

URL = "https://example.org/monitor"
RECORDED = datetime(2031, 1, 4, 12, 0, tzinfo=UTC)
APPEND = Cause("append", append=2)
BODIES = Bodies({REVIEWER: Body(REVIEWER, "The Reviewers", "osce")})

# Statement 27: what a title may not do to a reader.
HOSTILE = (
    "a\r\nb",
    "a\0b",
    "a\u2028b",
    "\u202eright to left\u202c",
    "<script>alert(1)</script>",
    "{{7*7}}",
    "=?utf-8?q?a?=",
    "]]> & &amp; \"quoted\" 'too'",
    "x" * 10_000,
    "\ud800 half a pair",
    "\x1b[31m\x9d\ufffe\uffff",
    "BEGIN:VALARM\nEND:VEVENT",
    "עברית",
)


def core(status: str | None, *flags: str, stage: str = "none", certain: bool = True) -> dict[str, Any]:
    return {"status": status, "certain": certain, "stage": stage, "flags": list(flags)}


def notice(
    what: What = "status",
    before: Any = None,
    after: Any = None,
    *,
    item: str = f"commitment:{PLEDGE}",
    cause: Cause = APPEND,
    since: date | None = date(2031, 1, 4),
    until: date | None = None,
    events: tuple[str, ...] = (at(2),),
) -> Notice:
    return Notice(
        what=what,
        item=item,
        before=before if before is not None or what != "status" else core("no-action-on-record"),
        after=after if after is not None or what != "status" else core("in-progress"),
        since=since,
        until=until,
        cause=cause,
        tags=("jurisdiction:KZ", "topic:media"),
        events=events,
        recorded_at=RECORDED,
        counts_from=date(2031, 1, 3),
        silent=False,
    )


def event(position: int = 2, **more: Any) -> ToldEvent:
    told: dict[str, Any] = {
        "id": at(position),
        "position": position,
        "type": "court-ruling.v1",
        "title": "The court upholds the law",
        "summary": None,
        "language": "en",
        "occurred": "2031-01-03",
        "jurisdiction": "KZ",
        "topics": ("media",),
        "sources": (Source("A report", GOVERNMENT, "government"), Source("A study", REVIEWER, "osce")),
        "state": "current",
        "recorded_at": RECORDED,
        "updated": RECORDED,
    }
    return ToldEvent(**{**told, **more})


def entry(**more: Any) -> Entry:
    told: dict[str, Any] = {
        "identity": "tag:example.org,2026-11-21:events/1",
        "title": "A title",
        "link": f"{URL}/events/1",
        "data": f"{URL}/v1/events/1",
        "published": RECORDED,
        "updated": RECORDED,
        "lists": (Listed(heading="Sources", lines=(Linked(words="A line", url=f"{URL}/?a=1&b=2"),)),),
    }
    return Entry(**{**told, **more})


def feed(*entries: Entry) -> Feed:
    return Feed(
        identity="tag:example.org,2026-11-21:feeds/events",
        title="Reform Monitor: events",
        home=f"{URL}/",
        link=f"{URL}/feeds/events.atom",
        updated=RECORDED,
        entries=entries,
    )


def read_atom(written: bytes) -> Any:
    """What a reader of feeds makes of it, once it has nothing to complain of."""
    found = feedparser.parse(written)
    assert not found.bozo, found.bozo_exception
    return found
