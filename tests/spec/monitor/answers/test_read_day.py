"""A day that is asked about, and what is said of one that cannot be."""

from datetime import date

import pytest

from monitor.answers.views import BadView, read_day


@pytest.mark.parametrize("written", ["1000-01-01", "2009-02-11", "2999-12-31"])
def test_a_day_is_read_as_it_is_written(written: str) -> None:
    assert read_day("as_of", written) == date.fromisoformat(written)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("11.2.2009", "a day is written YYYY-MM-DD"),
        ("2009-2-11", "a day is written YYYY-MM-DD"),
        ("2009-02-11T00:00", "a day is written YYYY-MM-DD"),
        ("٢٠٠٩-٠٢-١١", "a day is written YYYY-MM-DD"),
        ("2009-02-30", "there is no day 2009-02-30"),
        ("9999-12-31", "days are asked about from 1000-01-01 to 2999-12-31"),
        ("0999-12-31", "days are asked about from 1000-01-01 to 2999-12-31"),
    ],
)
def test_what_is_no_day_is_told_with_its_parameter(written: str, why: str) -> None:
    with pytest.raises(BadView) as raised:
        read_day("as_of", written)
    assert (raised.value.parameter, raised.value.detail) == ("as_of", why)
