"""What holds of digests in every zone, after every silence, and however often a subscriber changes his mind."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alerts.digest_calendar import Cadence, instant_of, latest, next_instant
from tests.property.digests import (
    FIRST_DAY,
    LAST_DAY,
    ZONES,
    Subscriber,
    clock_of,
    clocks,
    days,
    each_notice_is_in_the_digest_of_its_day,
    instant,
    near_changes,
    reached,
)

MOMENT = timedelta(microseconds=1)
# Longer than any digest is waited for: a week, and the days that a change of weekday and zone can add to it.
IN_THE_END = timedelta(days=16)

cadences: st.SearchStrategy[Cadence] = st.sampled_from(("daily", "weekly"))
hours, weekdays = st.integers(0, 23), st.integers(0, 6)
zones = st.one_of(
    st.sampled_from(["Europe/Kyiv", "America/Nuuk", "Australia/Lord_Howe", "Pacific/Kiritimati", "Pacific/Pago_Pago"]),
    st.sampled_from(ZONES),
)
instants = st.datetimes(datetime(2024, 1, 1), datetime(2030, 12, 1), timezones=st.just(UTC))  # noqa: DTZ001 - as st asks


@dataclass(frozen=True)
class Settings:
    cadence: Cadence
    hour: int
    weekday: int
    zone: str


@dataclass(frozen=True)
class Step:
    """Some time passes, some notices come, the subscriber may change his settings, and the worker looks."""

    minutes: int
    notices: int
    changed: Settings | None


chosen = st.builds(Settings, cadences, hours, weekdays, zones)
three_days, an_hour, a_month = 72 * 60, 60, 30 * 24 * 60
waits = st.one_of(st.integers(0, an_hour), st.integers(0, three_days), st.integers(0, a_month))
steps = st.lists(st.builds(Step, waits, st.integers(0, 3), st.none() | chosen), min_size=1, max_size=25)


def take(subscriber: Subscriber, chosen: Settings) -> None:
    subscriber.cadence, subscriber.hour, subscriber.weekday = chosen.cadence, chosen.hour, chosen.weekday
    subscriber.zone = ZoneInfo(chosen.zone)


@pytest.mark.proof
def test_statement_8_in_every_zone_each_notice_of_2024_to_2030_is_in_exactly_one_daily_and_one_weekly_digest() -> None:
    for number, shared in enumerate(clocks().values()):
        zone, hour, first = shared[0], number % 24, FIRST_DAY + timedelta(days=number % 7)
        each_notice_is_in_the_digest_of_its_day("daily", hour, zone, days(), looks_early=False)
        each_notice_is_in_the_digest_of_its_day("weekly", hour, zone, days(first))


@pytest.mark.proof
def test_statement_8_at_every_hour_about_each_time_that_clocks_are_put_forward_or_back() -> None:
    for clock, shared in clocks().items():
        for about in near_changes(clock):
            for hour in range(24):
                each_notice_is_in_the_digest_of_its_day("daily", hour, shared[-1], about)


@settings(deadline=None, max_examples=200)
@given(chosen, instants, steps)
def test_statement_12_changing_cadence_hour_weekday_or_zone_loses_and_repeats_nothing(
    begun: Settings, start: datetime, steps: list[Step]
) -> None:
    subscriber, now = Subscriber(begun.cadence, begun.hour, begun.weekday, ZoneInfo(begun.zone)), start
    for step in steps:
        now += timedelta(minutes=step.minutes)
        subscriber.newest += step.notices
        if step.changed is not None:
            take(subscriber, step.changed)
        subscriber.tick(now)
    subscriber.tick(now + IN_THE_END)
    assert subscriber.told == list(range(1, subscriber.newest + 1))
    named = [(cadence, day) for cadence, day, _ in subscriber.taken]
    assert len(set(named)) == len(named), "two digests of one kind have one date"
    for kind in ("daily", "weekly"):
        dates = [day for cadence, day in named if cadence == kind]
        assert dates == sorted(dates)


@settings(deadline=None, max_examples=200)
@given(chosen, instants, st.lists(waits, max_size=25))
def test_statement_9_whoever_looks_when_there_is_one_digest_a_date_and_one_after_any_downtime(
    begun: Settings, start: datetime, waited: list[int]
) -> None:
    subscriber, now = Subscriber(begun.cadence, begun.hour, begun.weekday, ZoneInfo(begun.zone)), start
    for minutes in waited:
        now += timedelta(minutes=minutes)
        subscriber.newest += 1
        subscriber.tick(now)
        assert [subscriber.tick(now) for _ in range(3)] == [None, None, None]
    assert subscriber.told == list(range(1, subscriber.cut + 1))
    assert len({day for _, day, _ in subscriber.taken}) == len(subscriber.taken) <= max(1, len(waited))
    weekday = {day.weekday() for _, day, _ in subscriber.taken}
    assert begun.cadence == "daily" or weekday <= {begun.weekday}


@settings(deadline=None, max_examples=300)
@given(zones, st.dates(FIRST_DAY, LAST_DAY), hours)
def test_the_instant_of_a_date_is_the_first_at_which_the_clocks_show_its_hour(zone: str, day: date, hour: int) -> None:
    assert instant_of(day, hour, ZoneInfo(zone)) == instant(reached(clock_of(zone), day, hour))


@settings(deadline=None)
@given(zones, st.dates(date(1900, 1, 1), date(2200, 1, 1)), hours)
def test_a_later_date_never_comes_earlier_in_any_year(zone: str, day: date, hour: int) -> None:
    following = [instant_of(day + timedelta(days=n), hour, ZoneInfo(zone)) for n in range(4)]
    assert all(earlier <= later for earlier, later in pairwise(following))


@settings(deadline=None, max_examples=200)
@given(chosen, instants)
def test_a_digest_is_due_from_the_instant_that_is_shown_and_not_before(begun: Settings, now: datetime) -> None:
    subscriber = Subscriber(begun.cadence, begun.hour, begun.weekday, ZoneInfo(begun.zone))
    last = latest(begun.cadence, begun.hour, begun.weekday, subscriber.zone, now)
    shown = next_instant(begun.cadence, begun.hour, begun.weekday, subscriber.zone, last, now)
    assert now < shown <= now + timedelta(days=8)
    subscriber.last[begun.cadence] = last
    assert subscriber.tick(shown - MOMENT) is None
    made = subscriber.tick(shown)
    assert made is not None
    assert made > last
