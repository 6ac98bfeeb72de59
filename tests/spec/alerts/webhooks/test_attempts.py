from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.results import Verdict
from alerts.webhooks.attempts import SCHEDULE, delay_before, next_attempt, postponement, verdict
from alerts.webhooks.outcomes import Failure, Outcome

NOW = datetime(2031, 2, 3, 4, 5, 6, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(hours=24)
CHANCES = st.floats(min_value=0, max_value=1, exclude_max=True)


def outcome(code: int | None = None, error: Failure | None = None) -> Outcome:
    return Outcome(code, error, excerpt=b"", duration_ms=120, retry_after=None)


def test_statement_14_the_ten_steps_of_the_schedule() -> None:
    seconds = [0, 5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400]
    assert [step.total_seconds() for step in SCHEDULE] == seconds


@given(st.integers(min_value=2, max_value=10), CHANCES)
def test_statement_14_each_delay_lies_within_20_percent_of_its_step(attempt: int, chance: float) -> None:
    step = SCHEDULE[attempt - 1]
    assert step * 0.8 <= delay_before(attempt, chance) <= step * 1.2


def test_statement_14_chance_decides_how_early_or_late() -> None:
    assert [delay_before(3, chance).total_seconds() for chance in (0, 0.25, 0.5, 0.75)] == [240, 270, 300, 330]
    assert [delay_before(1, chance).total_seconds() for chance in (0, 0.5, 0.99)] == [0, 0, 0]


@pytest.mark.parametrize(("attempt", "chance"), [(0, 0.5), (11, 0.5), (3, 1.0), (3, -0.1), (3, float("nan"))])
def test_there_is_no_delay_outside_the_schedule_or_by_what_is_no_chance(attempt: int, chance: float) -> None:
    with pytest.raises(ValueError, match=r"attempts 1 to 10|chance"):
        delay_before(attempt, chance)


def test_statement_14_the_next_attempt_counts_from_the_end_of_the_last_and_ten_are_all() -> None:
    assert next_attempt(1, NOW, 0.5) == NOW + timedelta(seconds=5)
    assert next_attempt(9, NOW, 0.5) == NOW + DAY
    assert next_attempt(10, NOW, 0.5) is None
    assert next_attempt(10, NOW, 0.5, HOUR) is None


@pytest.mark.parametrize(
    "written",
    [
        "3600",
        " 3600\t",
        "003600",
        "Mon, 03 Feb 2031 05:05:06 GMT",
        "Monday, 03-Feb-31 05:05:06 GMT",
        "Mon Feb  3 05:05:06 2031",
    ],
)
def test_statement_14_a_retry_after_of_an_hour_is_obeyed_in_seconds_and_as_a_date(written: str) -> None:
    assert postponement(written, NOW) == HOUR
    assert postponement(written, NOW.astimezone(timezone(timedelta(hours=5)))) == HOUR
    assert next_attempt(1, NOW, 0.5, HOUR) == NOW + HOUR


def test_statement_14_a_retry_after_can_only_postpone() -> None:
    assert next_attempt(4, NOW, 0.5, timedelta(seconds=1)) == NOW + timedelta(hours=2)


@pytest.mark.parametrize(
    "written", ["86401", "9" * 100, "Wed, 05 Feb 2031 05:05:06 GMT", "Fri, 31 Dec 9999 23:59:60 GMT"]
)
def test_statement_14_a_retry_after_above_24_hours_is_capped(written: str) -> None:
    assert postponement(written, NOW) == DAY


@pytest.mark.parametrize(
    "written",
    [
        None,
        "",
        "0",
        "-5",
        "+5",
        "5.5",
        "1e3",
        "0x10",
        "٣٦٠٠",
        "9" * 101,
        "soon",
        "3600, 7200",
        "2031-02-03T05:05:06Z",
        "Mon, 03 Feb 2031 05:05:06",
        "Mon, 03 Feb 2031 05:05:06 +0000",
        "Mon, 30 Feb 2031 05:05:06 GMT",
        "Mon, 03 Foo 2031 05:05:06 GMT",
        "Mon, 03 Feb 0000 05:05:06 GMT",
        "Mon, 03 Feb 2031 25:05:06 GMT",
        "Mon, 03 Feb 2031 05:05:61 GMT",
        "Mon, 03 Feb 2031 04:05:06 GMT",
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
    ],
)
def test_statement_14_a_retry_after_that_is_nonsense_or_over_is_ignored(written: str | None) -> None:
    assert postponement(written, NOW) is None


@given(st.text() | st.from_regex(r"[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9]{2}:[0-5][0-9]:[0-5][0-9] GMT"))
def test_a_postponement_is_nothing_or_up_to_24_hours_whatever_is_written(written: str) -> None:
    wait = postponement(written, NOW)
    assert wait is None or timedelta(0) < wait <= DAY


@pytest.mark.parametrize("code", [200, 201, 202, 204, 206, 299])
def test_only_2xx_is_delivered(code: int) -> None:
    assert verdict(outcome(code), 1) is Verdict.DELIVERED
    assert verdict(outcome(code), 10) is Verdict.DELIVERED


@pytest.mark.parametrize(
    "code", [101, 300, 301, 302, 303, 304, 307, 308, 400, 401, 403, 404, 409, 422, 500, 503, 599, 999]
)
def test_every_other_answer_is_tried_again_until_the_schedule_ends(code: int) -> None:
    assert [verdict(outcome(code), attempts) for attempts in (1, 9, 10, 11)] == [
        Verdict.RETRY,
        Verdict.RETRY,
        Verdict.EXHAUSTED,
        Verdict.EXHAUSTED,
    ]


@pytest.mark.parametrize("code", [429, 502, 504])
def test_what_says_too_much_is_throttled_and_tried_again(code: int) -> None:
    assert [verdict(outcome(code), attempts) for attempts in (1, 10)] == [Verdict.THROTTLED, Verdict.EXHAUSTED]


def test_statement_15_gone_is_gone_at_the_first_attempt_and_at_the_last() -> None:
    assert {verdict(outcome(410), attempts) for attempts in (1, 10)} == {Verdict.GONE}


@pytest.mark.parametrize("error", [Failure.URL_REFUSED, Failure.ADDRESS_REFUSED])
def test_what_is_not_allowed_is_not_tried_again(error: Failure) -> None:
    assert {verdict(outcome(error=error), attempts) for attempts in (1, 10)} == {Verdict.REFUSED}


@pytest.mark.parametrize("error", sorted({*Failure} - {Failure.URL_REFUSED, Failure.ADDRESS_REFUSED}))
def test_every_other_trouble_is_tried_again(error: Failure) -> None:
    assert [verdict(outcome(error=error), attempts) for attempts in (1, 10)] == [Verdict.RETRY, Verdict.EXHAUSTED]


@pytest.mark.parametrize("code", [200, 410])
def test_an_answer_that_broke_off_is_no_answer(code: int) -> None:
    assert verdict(outcome(code, Failure.TIMED_OUT), 1) is Verdict.RETRY


def test_there_is_no_verdict_before_the_first_attempt() -> None:
    with pytest.raises(ValueError, match="before the first attempt"):
        verdict(outcome(500), 0)


def test_an_outcome_is_an_answer_or_an_error_and_keeps_4_kib_at_most() -> None:
    with pytest.raises(ValueError, match="answer or with an error"):
        outcome()
    with pytest.raises(ValueError, match="at most 4096"):
        Outcome(200, None, bytes(4097), duration_ms=1, retry_after=None)
