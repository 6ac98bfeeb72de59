from datetime import UTC, datetime, timedelta, timezone

from alerts.canaries import Canaries, hour_of

NOW = datetime(2031, 2, 3, 4, 5, 6, tzinfo=UTC)


def ago(**span: float) -> datetime:
    return NOW - timedelta(**span)


def test_there_is_one_canary_an_hour() -> None:
    almaty = timezone(timedelta(hours=5))
    assert hour_of(NOW) == hour_of(NOW.replace(minute=59)) == hour_of(NOW.astimezone(almaty)) == "canary:2031-02-03T04"
    assert hour_of(NOW + timedelta(hours=1)) == "canary:2031-02-03T05"


def test_it_is_overdue_once_none_has_arrived_for_two_hours_although_one_should_have() -> None:
    assert not Canaries(ago(hours=2), ago(hours=1)).overdue(NOW)
    assert Canaries(ago(hours=2, seconds=1), ago(hours=1)).overdue(NOW)


def test_where_nothing_ran_for_a_night_the_first_one_gets_its_time() -> None:
    assert not Canaries(ago(hours=9), ago(minutes=59)).overdue(NOW)
    assert Canaries(ago(hours=9), ago(minutes=60)).overdue(NOW)


def test_where_none_was_made_since_the_last_one_none_is_owed() -> None:
    assert not Canaries(ago(days=9), None).overdue(NOW)
    assert not Canaries(None, None).overdue(NOW)


def test_where_none_ever_arrived_it_counts_from_the_first_one() -> None:
    assert not Canaries(None, ago(hours=2)).overdue(NOW)
    assert Canaries(None, ago(hours=2, seconds=1)).overdue(NOW)


def test_an_episode_lasts_until_one_arrives() -> None:
    assert Canaries(ago(hours=3), ago(hours=2)).episode == Canaries(ago(hours=3), ago(hours=1)).episode
    assert Canaries(ago(hours=3), None).episode != Canaries(ago(hours=1), None).episode
    assert Canaries(None, ago(hours=3)).episode == "canary-overdue:never"
