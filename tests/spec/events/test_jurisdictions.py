from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from events.jurisdictions import JURISDICTIONS, name_of, today_in, zone_of

EVENING = datetime(2009, 2, 10, 18, 30, tzinfo=UTC)


def test_a_day_ends_in_the_capital_s_own_zone() -> None:
    assert zone_of("KZ") == "Asia/Almaty"
    assert today_in("KZ", EVENING) == date(2009, 2, 11)
    assert today_in("US", datetime(2009, 2, 11, 3, tzinfo=UTC)) == date(2009, 2, 10)


def test_the_organisation_keeps_the_time_of_its_seat() -> None:
    assert zone_of("OSCE") == "Europe/Vienna"
    assert today_in("OSCE", datetime(2009, 2, 10, 23, 30, tzinfo=UTC)) == date(2009, 2, 11)


def test_several_jurisdictions_together_keep_utc() -> None:
    assert today_in(None, EVENING) == date(2009, 2, 10)


def test_an_unknown_jurisdiction_keeps_utc_and_goes_by_its_code() -> None:
    assert zone_of("XX") == "UTC"
    assert name_of("XX") == "XX"
    assert today_in("XX", EVENING) == date(2009, 2, 10)


def test_a_known_jurisdiction_has_a_name() -> None:
    assert name_of("KZ") == "Kazakhstan"
    assert name_of("OSCE") == "Organization for Security and Co-operation in Europe"


def test_the_moment_is_one_whatever_zone_it_is_told_in() -> None:
    assert today_in("KZ", EVENING.astimezone(ZoneInfo("America/New_York"))) == date(2009, 2, 11)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        today_in("KZ", datetime(2009, 2, 10, 18, 30))  # noqa: DTZ001 - what is refused


def test_the_57_participating_states_and_their_organisation_are_listed() -> None:
    assert len(JURISDICTIONS) == 57 + 1
    assert {len(code) for code in JURISDICTIONS} == {2, len("OSCE")}


@pytest.mark.parametrize("code", JURISDICTIONS)
def test_every_zone_is_one_there_is(code: str) -> None:
    assert ZoneInfo(zone_of(code)).key == zone_of(code)
