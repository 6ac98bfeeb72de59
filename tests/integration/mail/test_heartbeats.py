"""Signs of life, where they are asked for: weekly by mail when there was nothing to tell, daily to an endpoint."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from tests.integration.mail.lettered import ANNA, MAIL, Mailing, mailing_of
from tests.integration.receiver import Receiver, receiving
from tests.integration.webhooks.hooked import hooked, subscribe

pytestmark = pytest.mark.proof

EVERY: dict[str, Any] = {"change": ["event"]}
AT_ONCE: dict[str, Any] = {"filter": EVERY, "heartbeat": True, "timezone": "UTC", "hour": 8, "weekday": 0}
WEEKLY, DAILY = {**AT_ONCE, "cadence": "weekly"}, {**AT_ONCE, "cadence": "daily"}

# The clock begins on Thursday, the 4th of March, at noon.
FRIDAY, SATURDAY, MONDAY, MONDAY_AFTER = (f"2021-03-{day}T08:00:00+00:00" for day in ("05", "06", "08", "15"))


@pytest.mark.parametrize("wishes", [AT_ONCE, DAILY, WEEKLY])
def test_a_week_without_anything_to_tell_ends_with_a_letter_that_says_so(on_sqlite: Mailing, wishes: object) -> None:
    one = on_sqlite.subscribe(**dict(wishes))  # type: ignore[call-overload]  # what pytest passes on
    assert on_sqlite.digests(FRIDAY) == []
    (letter,) = on_sqlite.digests(MONDAY)
    assert letter.subject == "Reform Monitor: your weekly digest: nothing that you follow changed, 2021-03-08"
    assert letter.sections == []
    assert letter.header("List-Id") == "<weekly.alerts.monitor.example>"
    assert on_sqlite.digests("2021-03-14T08:00:00+00:00") == []
    assert len(on_sqlite.digests(MONDAY_AFTER)) == 1
    on_sqlite.leave(letter.one_click)
    assert on_sqlite.seen_by_staff(one)["state"] == "ended"


def test_nobody_gets_one_who_did_not_ask(on_sqlite: Mailing) -> None:
    on_sqlite.subscribe(**{**WEEKLY, "heartbeat": False})
    assert on_sqlite.digests(MONDAY) == []


def test_a_week_with_a_weekly_digest_needs_none(mail: Mailing) -> None:
    mail.subscribe(**WEEKLY)
    mail.state(title="First")
    (letter,) = mail.digests(MONDAY)
    assert "First" in letter.sections
    (letter,) = mail.digests(MONDAY_AFTER)
    assert letter.sections == []


@pytest.mark.parametrize("cadence", ["immediate", "daily"])
def test_nobody_is_told_that_nothing_changed_who_was_told_of_a_change_that_week(mail: Mailing, cadence: str) -> None:
    mail.subscribe(**{**AT_ONCE, "cadence": cadence})
    mail.state(title="First")
    (told,) = mail.digests(FRIDAY)
    assert "First" in told.sections
    assert mail.digests(MONDAY) == []
    (letter,) = mail.digests(MONDAY_AFTER)
    assert "nothing that you follow changed" in letter.subject


def test_nobody_is_told_that_nothing_changed_when_he_has_only_just_confirmed(on_sqlite: Mailing) -> None:
    on_sqlite.subscribe(**{**WEEKLY, "weekday": 3, "timezone": "Asia/Almaty"})
    assert on_sqlite.digests() == []
    assert on_sqlite.digests(MONDAY) == []
    assert [letter.to for letter in on_sqlite.digests("2021-03-11T02:00:00+00:00")] == [ANNA]


def test_an_endpoint_is_told_every_day_what_number_it_should_have_got_to(engine: Engine, tmp_path: Path) -> None:
    with receiving() as receiver, mailing_of(hooked(engine, tmp_path, receiver, **MAIL)) as mail:
        begun = subscribe(mail.api, receiver.url, heartbeat=True, hour=8, timezone="UTC")
        mail.send()
        mail.state()
        mail.send()
        beat(mail, receiver, FRIDAY)
        mail.digests(SATURDAY)
        last = receiver.received[-1].json
        assert receiver.types == ["endpoint.verification", "event.recorded", "heartbeat", "heartbeat"]
        assert [one.json["data"]["seq"] for one in receiver.received[1:]] == [1, 2, 3]
        assert last["data"] == {
            "seq": 3,
            "subscriptions": [begun["id"]],
            "kind": "daily",
            "date": "2021-03-06",
            "corrects": None,
            "test": False,
        }


def beat(mail: Mailing, receiver: Receiver, at: str) -> None:
    """The look at digests that is due by then, twice."""
    before = len(receiver.received)
    for _ in range(2):
        mail.digests(at)
    assert len(receiver.received) == before + 1
