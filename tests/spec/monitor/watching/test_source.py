from datetime import UTC, datetime, timedelta

import pytest
from pydantic import ValidationError

from monitor.watching.source import Expected, Heard, Source, source_shape

CREATED = datetime(2031, 1, 1, 12, 0, tzinfo=UTC)
WEEKLY = Expected(title="Press releases", every_days=7, body="odihr")


def after(days: float) -> datetime:
    return CREATED + timedelta(days=days)


def heard(checked: datetime | None = None, event: datetime | None = None) -> Heard:
    return Heard(Source("site", WEEKLY, checked, CREATED), event)


def test_a_source_is_silent_once_its_days_are_over_without_a_word() -> None:
    assert not heard(event=after(1)).silent(after(8))
    assert heard(event=after(1)).silent(after(8.001))


def test_the_later_of_a_look_and_an_event_is_the_last_word() -> None:
    assert heard(checked=after(3), event=after(1)).last == after(3)
    assert heard(checked=after(1), event=after(3)).last == after(3)


def test_an_event_from_before_it_was_watched_is_a_word_too() -> None:
    assert heard(event=after(-8)).silent(CREATED)


def test_one_that_was_never_heard_of_is_silent_its_days_after_it_was_first_watched() -> None:
    assert heard().last is None
    assert not heard().silent(after(7))
    assert heard().silent(after(7.001))


def test_it_is_shown_with_its_last_look_and_its_last_word() -> None:
    assert source_shape(heard(checked=after(1), event=after(2)), after(3)) == {
        "name": "site",
        "title": "Press releases",
        "every_days": 7,
        "body": "odihr",
        "last_checked": "2031-01-02T12:00:00.000000Z",
        "last_heard": "2031-01-03T12:00:00.000000Z",
        "silent": False,
    }


@pytest.mark.parametrize("days", [0, 3661])
def test_what_is_expected_more_than_daily_or_less_than_every_ten_years_is_refused(days: int) -> None:
    with pytest.raises(ValidationError, match="every_days"):
        Expected(title="Press releases", every_days=days)
