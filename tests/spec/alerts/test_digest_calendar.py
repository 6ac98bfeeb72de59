"""When a digest is due: the hour, the days on which clocks are put forward or back, and silences of any length."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from alerts.digest_calendar import Cadence, due, instant_of, latest, next_instant

ALMATY = ZoneInfo("Asia/Almaty")  # UTC+5 in these years
KYIV = ZoneInfo("Europe/Kyiv")
MONDAY, TUESDAY, WEDNESDAY, SUNDAY = 0, 1, 2, 6


def utc(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=UTC)


def day(written: str) -> date:
    return date.fromisoformat(written)


def test_a_daily_digest_is_due_from_its_hour_on_and_once() -> None:
    yesterday, today = day("2031-05-06"), day("2031-05-07")
    assert due("daily", 8, MONDAY, ALMATY, yesterday, utc("2031-05-07T02:59:59.999999")) is None
    assert due("daily", 8, MONDAY, ALMATY, yesterday, utc("2031-05-07T03:00")) == today
    assert due("daily", 8, MONDAY, ALMATY, today, utc("2031-05-07T03:00")) is None
    assert due("daily", 8, MONDAY, ALMATY, today, utc("2031-05-08T02:59")) is None


def test_a_weekly_digest_is_due_from_its_hour_on_its_weekday_on_and_once() -> None:
    wednesday = day("2031-05-07")
    assert due("weekly", 8, WEDNESDAY, ALMATY, day("2031-04-30"), utc("2031-05-07T02:59")) is None
    assert due("weekly", 8, WEDNESDAY, ALMATY, day("2031-04-30"), utc("2031-05-07T03:00")) == wednesday
    assert due("weekly", 8, WEDNESDAY, ALMATY, day("2031-04-30"), utc("2031-05-10T12:00")) == wednesday
    assert due("weekly", 8, WEDNESDAY, ALMATY, wednesday, utc("2031-05-14T02:59")) is None


@pytest.mark.parametrize("weekday", range(7))
def test_the_weekday_is_that_of_the_date_in_the_zone(weekday: int) -> None:
    found = due("weekly", 3, weekday, ALMATY, None, utc("2031-05-07T12:00"))
    assert found is not None
    assert found.weekday() == weekday
    assert day("2031-05-01") <= found <= day("2031-05-07")


def test_statement_9_after_three_days_of_downtime_one_digest_is_due_that_of_the_newest_date() -> None:
    first = due("daily", 8, MONDAY, ALMATY, day("2031-05-04"), utc("2031-05-07T12:00"))
    assert first == day("2031-05-07")
    assert due("daily", 8, MONDAY, ALMATY, first, utc("2031-05-07T12:00")) is None
    assert due("weekly", 8, MONDAY, ALMATY, day("2031-01-06"), utc("2031-05-07T12:00")) == day("2031-05-05")


def test_without_a_last_date_the_newest_one_is_due_and_one_who_begins_with_it_waits_for_the_next() -> None:
    now = utc("2031-05-07T02:00")
    assert due("daily", 8, MONDAY, ALMATY, None, now) == day("2031-05-06")
    begun = latest("daily", 8, MONDAY, ALMATY, now)
    assert due("daily", 8, MONDAY, ALMATY, begun, now) is None
    assert due("daily", 8, MONDAY, ALMATY, begun, utc("2031-05-07T03:00")) == day("2031-05-07")


def test_in_spring_a_digest_at_an_hour_that_is_left_out_comes_at_the_first_instant_after_the_gap() -> None:
    # At 03:00 in Kyiv, 01:00 UTC, it becomes 04:00.
    saturday, sunday = day("2031-03-29"), day("2031-03-30")
    assert due("daily", 3, MONDAY, KYIV, saturday, utc("2031-03-30T00:59:59.999999")) is None
    assert due("daily", 3, MONDAY, KYIV, saturday, utc("2031-03-30T01:00")) == sunday
    assert due("daily", 4, MONDAY, KYIV, saturday, utc("2031-03-30T01:00")) == sunday
    assert due("daily", 5, MONDAY, KYIV, saturday, utc("2031-03-30T01:00")) is None


def test_in_autumn_a_digest_at_an_hour_that_comes_twice_comes_at_the_first() -> None:
    # At 04:00 in Kyiv, 01:00 UTC, it becomes 03:00 again.
    saturday, sunday = day("2031-10-25"), day("2031-10-26")
    assert due("daily", 3, MONDAY, KYIV, saturday, utc("2031-10-25T23:59")) is None
    assert due("daily", 3, MONDAY, KYIV, saturday, utc("2031-10-26T00:00")) == sunday
    assert due("daily", 3, MONDAY, KYIV, sunday, utc("2031-10-26T01:00")) is None
    assert due("daily", 4, MONDAY, KYIV, saturday, utc("2031-10-26T01:59")) is None
    assert due("daily", 4, MONDAY, KYIV, saturday, utc("2031-10-26T02:00")) == sunday


@pytest.mark.parametrize(
    ("zone", "on", "hour", "instant", "why"),
    [
        ("Australia/Lord_Howe", "2031-10-05", 2, "2031-10-04T15:30", "put forward by half an hour"),
        ("America/Nuuk", "2031-03-29", 23, "2031-03-30T01:00", "the gap ends with the day"),
        ("America/Nuuk", "2031-10-25", 23, "2031-10-26T00:00", "midnight comes, and 23:00 again"),
        ("America/Nuuk", "2031-10-26", 0, "2031-10-26T02:00", "midnight after the second 23:00"),
        ("America/Havana", "2031-03-09", 0, "2031-03-09T05:00", "the day begins at 01:00"),
        ("America/St_Johns", "2010-11-07", 0, "2010-11-07T02:30", "put back at 00:01 to the day before"),
        ("Pacific/Apia", "2011-12-30", 8, "2011-12-30T10:00", "the day is left out"),
        ("Pacific/Apia", "2011-12-31", 0, "2011-12-30T10:00", "the first instant after it"),
        ("Asia/Kathmandu", "2031-05-07", 8, "2031-05-07T02:15", "a quarter of an hour off"),
        ("Pacific/Kiritimati", "2031-05-07", 0, "2031-05-06T10:00", "the earliest zone"),
        ("UTC", "2031-05-07", 23, "2031-05-07T23:00", "no clocks are put forward"),
    ],
)
def test_an_hour_comes_when_the_clocks_first_show_it_or_have_passed_it(
    zone: str, on: str, hour: int, instant: str, why: str
) -> None:
    assert instant_of(day(on), hour, ZoneInfo(zone)) == utc(instant), why
    assert instant_of(day(on), hour, ZoneInfo(zone)).tzinfo is UTC


def test_a_date_whose_hour_has_come_stays_sent_when_the_clocks_return_to_the_day_before() -> None:
    zone = ZoneInfo("America/St_Johns")
    assert utc("2010-11-07T02:40").astimezone(zone).date() == day("2010-11-06")
    assert latest("daily", 0, MONDAY, zone, utc("2010-11-07T02:40")) == day("2010-11-07")
    assert due("daily", 0, MONDAY, zone, day("2010-11-07"), utc("2010-11-07T02:40")) is None


def test_statement_12_who_moves_his_digest_to_an_hour_that_has_come_gets_what_waits_at_once() -> None:
    now, sent = utc("2031-05-07T07:00"), day("2031-05-06")
    assert due("daily", 18, MONDAY, ALMATY, sent, now) is None
    assert due("daily", 8, MONDAY, ALMATY, sent, now) == day("2031-05-07")
    assert due("daily", 18, MONDAY, ALMATY, day("2031-05-07"), utc("2031-05-07T20:00")) is None


def test_statement_12_who_moves_west_over_midnight_gets_no_second_digest_of_the_date() -> None:
    honolulu, sent = ZoneInfo("Pacific/Honolulu"), day("2031-05-07")
    assert due("daily", 8, MONDAY, ALMATY, day("2031-05-06"), utc("2031-05-07T03:00")) == sent
    assert due("daily", 8, MONDAY, honolulu, sent, utc("2031-05-07T18:00")) is None
    assert due("daily", 8, MONDAY, honolulu, sent, utc("2031-05-08T18:00")) == day("2031-05-08")


@pytest.mark.parametrize(
    ("cadence", "last", "now", "expected"),
    [
        ("daily", "2031-05-06", "2031-05-07T02:59", "2031-05-07T03:00"),
        ("daily", "2031-05-07", "2031-05-07T03:00", "2031-05-08T03:00"),
        ("daily", None, "2031-05-07T03:00", "2031-05-08T03:00"),
        ("daily", "2031-05-08", "2031-05-07T12:00", "2031-05-09T03:00"),
        ("weekly", "2031-04-30", "2031-05-07T02:59", "2031-05-07T03:00"),
        ("weekly", "2031-05-07", "2031-05-07T03:00", "2031-05-14T03:00"),
        ("weekly", None, "2031-05-08T03:00", "2031-05-14T03:00"),
        ("weekly", "2031-05-12", "2031-05-12T03:00", "2031-05-14T03:00"),
    ],
)
def test_the_next_digest_is_shown_with_its_instant(cadence: Cadence, last: str | None, now: str, expected: str) -> None:
    last_date = None if last is None else day(last)
    shown = next_instant(cadence, 8, WEDNESDAY, ALMATY, last_date, utc(now))
    assert shown == utc(expected)
    assert shown.tzinfo is UTC


def test_an_instant_means_the_same_in_whatever_zone_it_is_written() -> None:
    for now in ("2031-10-26T00:00", "2031-10-26T01:00"):  # both are 03:00 in Kyiv
        for zone in (KYIV, ALMATY):
            assert latest("daily", 3, MONDAY, KYIV, utc(now).astimezone(zone)) == day("2031-10-26")
            assert latest("daily", 4, MONDAY, KYIV, utc(now).astimezone(zone)) == day("2031-10-25")


@pytest.mark.parametrize(("hour", "weekday"), [(24, MONDAY), (-1, MONDAY), (8, 7), (8, -1)])
def test_an_hour_or_a_weekday_that_there_is_not_is_refused(hour: int, weekday: int) -> None:
    with pytest.raises(ValueError, match=r"hour|weekday"):
        due("weekly", hour, weekday, ALMATY, None, utc("2031-05-07T03:00"))
    with pytest.raises(ValueError, match=r"hour|weekday"):
        next_instant("weekly", hour, weekday, ALMATY, None, utc("2031-05-07T03:00"))


def test_a_time_without_zone_is_refused() -> None:
    naive = utc("2031-05-07T03:00").replace(tzinfo=None)
    with pytest.raises(ValueError, match="time zone"):
        due("daily", 8, SUNDAY, ALMATY, None, naive)
