from datetime import UTC, datetime, timedelta
from typing import Any

from alerts.canaries import Canaries
from alerts.refusals import Refusals
from monitor.watching.parts import PARTS
from monitor.watching.signs import Signs, shape, warnings

NOW = datetime(2031, 2, 3, 4, 5, 6, tzinfo=UTC)
AT_WORK = {part.name: NOW for part in PARTS}
ARRIVED = Canaries(NOW - timedelta(minutes=5), None)


def signs(**more: Any) -> Signs:
    given: dict[str, Any] = {"beats": AT_WORK, "waiting": {"email": None, "webhook": None}, "unfinished": {}}
    return Signs(**{**given, "canaries": ARRIVED, **more})


def ago(**span: float) -> datetime:
    return NOW - timedelta(**span)


def test_there_is_nothing_to_say_while_everything_works() -> None:
    assert warnings(signs(), NOW) == []


def test_each_part_that_is_stalled_is_named() -> None:
    found = warnings(signs(beats={**AT_WORK, "send": ago(minutes=11), "sweep": ago(days=2)}), NOW)
    assert found == [
        "sweep: stalled, its last good look ended 172800 s ago",
        "send: stalled, its last good look ended 660 s ago",
    ]
    del (beats := dict(AT_WORK))["canary"]
    assert warnings(signs(beats=beats), NOW) == ["canary: stalled, it never had a good look"]


def test_where_no_part_is_at_work_that_is_one_warning_and_says_what_to_start() -> None:
    old = dict.fromkeys(AT_WORK, ago(days=1))
    start = "start `reform-monitor worker`"
    assert warnings(signs(beats={**old, "send": ago(minutes=10)}), NOW) == [
        f"worker: no process does the work beside the answers, the last one did 600 s ago; {start}"
    ]
    assert warnings(signs(beats={}), NOW) == [
        f"worker: no process does the work beside the answers, none ever did; {start}"
    ]


def test_a_message_that_waits_for_longer_than_ten_minutes_is_a_warning() -> None:
    waiting = {"email": ago(minutes=10, seconds=1), "webhook": ago(minutes=10)}
    assert warnings(signs(waiting=waiting), NOW) == ["email: a message has been waiting for 601 s"]


def test_letters_that_were_refused_for_good_are_a_warning_with_the_codes_of_the_last() -> None:
    assert warnings(signs(refused=Refusals(3, "550 5.7.1")), NOW) == [
        "email: letters refused for good in the last 7 days: 3, the last with 550 5.7.1"
    ]


def test_a_canary_that_is_overdue_is_a_warning() -> None:
    assert warnings(signs(canaries=Canaries(ago(hours=3), ago(hours=2))), NOW) == [
        "canary: none has arrived for 10800 s"
    ]
    assert warnings(signs(canaries=Canaries(None, ago(hours=3))), NOW) == ["canary: none has ever arrived"]


def test_the_shape_says_instants_and_whole_seconds() -> None:
    found = shape(signs(waiting={"email": ago(seconds=12.4), "webhook": None}), NOW)
    assert found["undelivered"] == [
        {"channel": "email", "oldest_s": 12},
        {"channel": "webhook", "oldest_s": None},
    ]
    assert found["canary"] == {"last": "2031-02-03T04:00:06.000000Z", "age_s": 300, "overdue": False}
    assert found["parts"][0] == {
        "part": "catch-up", "last": "2031-02-03T04:05:06.000000Z", "age_s": 0, "stalled": False,
    }  # fmt: skip
