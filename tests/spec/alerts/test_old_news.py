"""Which notices break in, which wait for the digest, and which are sent to nobody."""

from datetime import UTC, date, datetime, timedelta

import pytest

from alerts.old_news import Sending, is_breaking, sending
from events.jurisdictions import today_in

RECORDED = date(2031, 3, 31)


@pytest.mark.parametrize(
    ("counts_from", "when"),
    [
        (date(2031, 4, 1), "at-once"),
        (date(2031, 3, 31), "at-once"),
        (date(2031, 3, 1), "at-once"),
        (date(2031, 2, 28), "with-digest"),
        (date(1931, 3, 31), "with-digest"),
    ],
)
def test_a_fact_is_news_for_30_days_and_waits_for_the_digest_from_then_on(counts_from: date, when: Sending) -> None:
    assert sending(counts_from, RECORDED, silent=False) == when


@pytest.mark.parametrize("breaking_days", [0, 1, 90])
def test_a_subscription_may_set_another_number_of_days(breaking_days: int) -> None:
    last = RECORDED - timedelta(days=breaking_days)
    assert sending(last, RECORDED, silent=False, breaking_days=breaking_days) == "at-once"
    assert sending(last - timedelta(days=1), RECORDED, silent=False, breaking_days=breaking_days) == "with-digest"


def test_what_is_silent_is_never_sent_however_new() -> None:
    assert sending(RECORDED, RECORDED, silent=True) == "never"
    assert sending(date(2001, 1, 1), RECORDED, silent=True) == "never"


def test_the_age_goes_by_the_day_that_the_jurisdiction_has() -> None:
    recorded_at = datetime(2031, 3, 30, 20, 0, tzinfo=UTC)
    assert is_breaking(date(2031, 2, 28), today_in("KZ", recorded_at)) is False
    assert is_breaking(date(2031, 2, 28), today_in("GB", recorded_at)) is True


def test_no_fact_is_news_for_fewer_than_no_days() -> None:
    with pytest.raises(ValueError, match="fewer than 0 days"):
        is_breaking(RECORDED, RECORDED, breaking_days=-1)
