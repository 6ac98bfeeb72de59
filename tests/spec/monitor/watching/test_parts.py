from datetime import UTC, datetime, timedelta

from monitor.watching.parts import PARTS, Part, pulses

NOW = datetime(2031, 2, 3, 4, 5, 6, tzinfo=UTC)


def test_a_part_stalls_after_ten_looks_and_a_minute_at_least() -> None:
    assert Part("send", 0.1).stalls_after == timedelta(seconds=60)
    assert Part("sweep", 60).stalls_after == timedelta(minutes=10)
    assert Part("erase", 3600).stalls_after == timedelta(hours=10)


def test_a_part_is_stalled_once_its_last_good_look_is_longer_ago_than_that() -> None:
    limit = timedelta(seconds=60)
    at = {part.name: NOW for part in PARTS}
    seen = {age: pulses({**at, "send": NOW - age}, NOW) for age in (limit, limit + timedelta(microseconds=1))}
    assert [one.part for one in seen[limit] if one.stalled] == []
    assert [one.part for one in seen[limit + timedelta(microseconds=1)] if one.stalled] == ["send"]


def test_a_part_that_never_had_a_good_look_is_stalled_and_has_no_age() -> None:
    assert {(one.last, one.age, one.stalled) for one in pulses({}, NOW)} == {(None, None, True)}
    assert [one.part for one in pulses({}, NOW)] == [part.name for part in PARTS]


def test_a_clock_that_is_ahead_of_ours_makes_no_age_negative() -> None:
    (first, *_) = pulses({"catch-up": NOW + timedelta(seconds=3)}, NOW)
    assert (first.age, first.stalled) == (timedelta(0), False)
