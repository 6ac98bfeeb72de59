from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from monitor.keys.key import SCOPES, ApiKey, Scope

NOON = datetime(2031, 1, 4, 12, tzinfo=UTC)


def key(*scopes: Scope) -> ApiKey:
    return ApiKey(
        id="key_0000000001",
        scopes=frozenset(scopes or ("read",)),
        label=None,
        trusted_feed=False,
        created_at=NOON,
        expires_on=None,
        revoked_at=None,
        last_used_at=None,
    )


def test_a_key_allows_what_it_was_made_for_and_no_more() -> None:
    assert [scope for scope in SCOPES if key("read").allows(scope)] == ["read"]
    assert [scope for scope in SCOPES if key("ingest").allows(scope)] == ["ingest"]


def test_admin_allows_everything() -> None:
    assert [scope for scope in SCOPES if key("admin").allows(scope)] == list(SCOPES)


def test_a_key_without_end_works() -> None:
    assert key().works_at(datetime(2099, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("moment", "works"), [("2031-01-05T23:59:59.999999+00:00", True), ("2031-01-06T00:00+00:00", False)]
)
def test_a_key_works_to_the_end_of_its_last_day_in_utc(moment: str, works: bool) -> None:
    assert replace(key(), expires_on=date(2031, 1, 5)).works_at(datetime.fromisoformat(moment)) is works


def test_the_last_day_is_utc_s_whatever_zone_the_clock_speaks() -> None:
    in_almaty = datetime(2031, 1, 6, 3, tzinfo=ZoneInfo("Asia/Almaty"))
    assert replace(key(), expires_on=date(2031, 1, 5)).works_at(in_almaty)


def test_a_revoked_key_works_no_more_whatever_the_clock_says() -> None:
    assert not replace(key(), revoked_at=NOON).works_at(NOON - timedelta(hours=1))


def test_a_use_is_noted_once_a_minute() -> None:
    assert key().use_is_due_at(NOON)
    used = replace(key(), last_used_at=NOON)
    assert not used.use_is_due_at(NOON + timedelta(seconds=59))
    assert used.use_is_due_at(NOON + timedelta(seconds=60))
