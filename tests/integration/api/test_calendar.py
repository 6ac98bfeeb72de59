"""The calendar of deadlines over HTTP, read as a stranger reads it."""

from datetime import date, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from tests.builders import GOVERNMENT, LAW, PLEDGE, REVIEWER, amended, corrected, legislated, made, retracted
from tests.integration.api.served import START, Api, places, problem

PATH = "/calendar.ics"
OTHER = "kz-other"


def deadlines(api: Api, query: str = "") -> dict[str, Any]:
    """Commitment -> its event."""
    response = api.get(f"{PATH}?{query}")
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "text/calendar; charset=utf-8"
    found: list[Any] = Calendar.from_ical(response.content).walk("VEVENT")
    return {str(one["uid"]).removeprefix("deadline-").partition("@")[0]: one for one in found}


def shown(event: Any) -> tuple[date, int, str]:
    """Day, sequence, status."""
    return event.decoded("dtstart"), int(event["sequence"]), str(event["status"])


@pytest.fixture
def pledged(api: Api) -> Api:
    """A pledge due in 2008, another due in 2010, and one without a deadline."""
    api.with_bodies(
        made(due="2008"),
        made(commitment=OTHER, due="2010-06-30", jurisdiction="GE", reviewers=[REVIEWER], duty_bearers=[]),
        made(commitment="kz-open"),
    )
    return api


def test_every_deadline_is_a_day_by_its_order(pledged: Api) -> None:
    found = deadlines(pledged)
    assert list(found) == [PLEDGE, OTHER]
    assert shown(found[PLEDGE]) == (date(2008, 12, 31), 0, "CONFIRMED")
    assert found[PLEDGE]["summary"] == "Due: A media law in line with the standards (Kazakhstan)"
    assert found[PLEDGE].decoded("dtstamp") == START


def test_the_days_are_those_of_the_board(pledged: Api) -> None:
    board = {item["id"]: item["due_by"] for item in pledged.read("/v1/commitments")["items"] if item["due_by"]}
    found = {name: event.decoded("dtstart").isoformat() for name, event in deadlines(pledged).items()}
    assert found == board


def test_statement_34_a_deadline_that_moves_keeps_its_uid_and_raises_its_sequence(pledged: Api) -> None:
    before = deadlines(pledged)[PLEDGE]
    pledged.clock.at += timedelta(hours=1)
    pledged.append(amended("2009-01-01", due="2010"))
    after = deadlines(pledged)[PLEDGE]
    assert after["uid"] == before["uid"]
    assert shown(after) == (date(2010, 12, 31), 1, "CONFIRMED")
    assert after.decoded("dtstamp") == START + timedelta(hours=1)
    pledged.append(corrected(3, made(due="2009")))
    assert shown(deadlines(pledged)[PLEDGE]) == (date(2010, 12, 31), 1, "CONFIRMED")
    pledged.append(retracted(6))
    assert shown(deadlines(pledged)[PLEDGE]) == (date(2009, 12, 31), 2, "CONFIRMED")


def test_statement_34_a_deadline_that_is_no_more_is_cancelled(pledged: Api) -> None:
    pledged.append(retracted(3))
    pledged.append(amended("2009-01-01", OTHER, superseded_by="kz-open"))
    found = deadlines(pledged)
    assert shown(found[PLEDGE]) == (date(2008, 12, 31), 1, "CANCELLED")
    assert shown(found[OTHER]) == (date(2010, 6, 30), 1, "CANCELLED")


def test_deadlines_are_filtered_by_whatever_one_can_subscribe_to(pledged: Api) -> None:
    pledged.append(legislated("2009-02-01", "introduction", topics=["media"]))
    assert list(deadlines(pledged, "jurisdiction=KZ")) == [PLEDGE]
    assert list(deadlines(pledged, f"commitment={OTHER}&commitment=kz-open")) == [OTHER]
    assert list(deadlines(pledged, f"body={REVIEWER}")) == [OTHER]
    assert list(deadlines(pledged, f"body={GOVERNMENT}&body={REVIEWER}")) == [PLEDGE, OTHER]
    assert list(deadlines(pledged, f"measure={LAW}")) == [PLEDGE]
    assert list(deadlines(pledged, "measure=another-law")) == []
    assert list(deadlines(pledged, f"measure={LAW}&jurisdiction=GE")) == []
    assert list(deadlines(pledged, f"measure={LAW}&jurisdiction=GE&match=any")) == [PLEDGE, OTHER]
    assert list(deadlines(pledged, "text=MEDIA%20law")) == [PLEDGE, OTHER]
    assert list(deadlines(pledged, "text=forest")) == []
    assert list(deadlines(pledged, "event_type=commitment-made&account=government")) == [PLEDGE, OTHER]


def test_kinds_of_change_and_statuses_narrow_no_calendar(pledged: Api) -> None:
    assert list(deadlines(pledged, "change=ruling&status_to=implemented")) == [PLEDGE, OTHER]


def test_statement_34_a_calendar_that_is_the_same_is_not_sent_twice(pledged: Api) -> None:
    pledged.clock.at += timedelta(hours=1)
    first, head = pledged.get(PATH), pledged.client.head(PATH)
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", first.headers["etag"])
    for name, header in (("If_None_Match", "etag"), ("If_Modified_Since", "last-modified")):
        assert pledged.get(PATH, **{name: first.headers[header]}).status_code == 304
    pledged.append(amended("2009-01-01", due="2010"))
    for name, header in (("If_None_Match", "etag"), ("If_Modified_Since", "last-modified")):
        assert pledged.get(PATH, **{name: first.headers[header]}).status_code == 200


def test_an_empty_record_has_an_empty_calendar(api: Api) -> None:
    assert deadlines(api) == {}


def test_what_cannot_be_asked_for_is_refused_by_its_name(sqlite_api: Api) -> None:
    found = problem(sqlite_api.get(f"{PATH}?colour=red"), 422, "invalid")
    assert [where for where, *_ in places(found)] == ["colour"]
