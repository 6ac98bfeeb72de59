"""Deadlines as iCalendar, read by a stranger."""

from datetime import date
from typing import Any

import pytest
from icalendar import Calendar

from monitor.feeds.calendar import calendar
from monitor.feeds.deadlines import Deadline
from tests.builders import PLEDGE, REVIEWER
from tests.spec.monitor.feeds.told import BODIES, HOSTILE, RECORDED, URL


def deadline(**more: Any) -> Deadline:
    told: dict[str, Any] = {
        "commitment": PLEDGE,
        "title": "A media law",
        "jurisdiction": "KZ",
        "topics": ("media", "law"),
        "due": "2008",
        "day": date(2008, 12, 31),
        "sequence": 2,
        "cancelled": False,
        "position": 3,
        "terms": ((REVIEWER, "A better law."),),
    }
    return Deadline(**{**told, **more})


def written(*deadlines: Deadline) -> bytes:
    return calendar(deadlines, {3: RECORDED.replace(microsecond=123)}, URL, BODIES)


def read(*deadlines: Deadline) -> list[Any]:
    return Calendar.from_ical(written(*deadlines)).walk("VEVENT")


def test_a_deadline_is_an_event_of_the_whole_day() -> None:
    (event,) = read(deadline())
    assert b"DTSTART;VALUE=DATE:20081231\r\n" in written(deadline())
    assert event.decoded("dtstart") == date(2008, 12, 31)
    assert event["uid"] == f"deadline-{PLEDGE}@example.org"
    assert (event["sequence"], event["status"], event["transp"]) == (2, "CONFIRMED", "TRANSPARENT")
    assert event["summary"] == "Due: A media law (Kazakhstan)"
    assert event["description"] == "Due 2008, as written.\nThe Reviewers: A better law."
    assert event["url"] == f"{URL}/commitments/{PLEDGE}"
    assert event.categories == ["media", "law"]


def test_the_stamp_is_the_moment_of_recording() -> None:
    (event,) = read(deadline())
    assert event.decoded("dtstamp") == event.decoded("last-modified") == RECORDED
    assert b"DTSTAMP:20310104T120000Z\r\n" in written(deadline())


def test_a_deadline_that_is_no_more_is_cancelled_and_not_left_out() -> None:
    (event,) = read(deadline(cancelled=True))
    assert event["status"] == "CANCELLED"


def test_a_calendar_without_a_deadline_is_one_too() -> None:
    assert read() == []
    assert Calendar.from_ical(written())["version"] == "2.0"


def test_the_last_day_there_is_can_be_a_deadline() -> None:
    assert read(deadline(day=date.max))[0].decoded("dtstart") == date.max


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_statement_27_no_title_breaks_a_calendar(text: str) -> None:
    found = written(deadline(title=f"Title {text}", topics=(text,), terms=((REVIEWER, text),)), deadline(title="Next"))
    events: list[Any] = Calendar.from_ical(found).walk()
    assert [one.name for one in events] == ["VCALENDAR", "VEVENT", "VEVENT"]
    assert events[1]["summary"].startswith("Due: Title ")
    assert str(events[1]["summary"]).isprintable()
    assert events[2]["summary"] == "Due: Next (Kazakhstan)"
    assert all(len(line) <= 75 for line in found.split(b"\r\n"))
