"""What /readyz and /metrics say of the work beside the answers."""

import re
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from alerts.destinations import Destination, Message
from alerts.sql import message_store, subscription_store
from events.sql.engines import writing
from monitor.keeping import keep_up_once
from monitor.watching.parts import PARTS
from tests.integration.api.served import Api

NAMES = {part.name for part in PARTS}
Figures = dict[tuple[str, str], float]


def figures(api: Api) -> Figures:
    """(name, label) -> value, of what is measured when it is asked for."""
    found = re.findall(r'^reform_monitor_(\w+?)(?:\{\w+="([^"]*)"\})? (\S+)$', api.get("/metrics").text, re.MULTILINE)
    return {(name, label): float(value) for name, label, value in found}


def stalled(found: Any) -> set[str]:
    return {one["part"] for one in found["parts"] if one["stalled"]}


def oldest(found: Any) -> dict[str, int | None]:
    return {one["channel"]: one["oldest_s"] for one in found["undelivered"]}


def queued(api: Api, name: str, to: str = "end_1") -> None:
    """A message that is due, at an address in use."""
    with writing(api.service.engine) as connection:
        if subscription_store.destination(connection, to) is None:
            made = Destination(to, "email", f"{to}@example.org", "active", 0, api.clock())
            subscription_store.add_destination(connection, made)
        one = Message(name, to, name, "staff.alert", None, "queued", b"{}", api.clock(), due_at=api.clock())
        message_store.add(connection, one)


def test_a_process_that_only_answers_is_ready_and_says_that_nobody_does_the_rest(api: Api) -> None:
    found = api.read("/readyz")
    assert (found["ready"], found["reasons"]) == (True, [])
    (warning,) = found["warnings"]
    assert warning.startswith("worker: no process does the work beside the answers, none ever did; start")
    assert stalled(found) == NAMES
    assert figures(api)["part_age_seconds", "send"] == float("inf")


def test_work_that_was_done_is_seen_by_every_process_that_answers(api: Api) -> None:
    keep_up_once(api.service)
    found = api.read("/readyz")
    assert (found["warnings"], stalled(found)) == ([], set())
    assert {one["part"]: one["age_s"] for one in found["parts"]} == dict.fromkeys(NAMES, 0)
    seen = figures(api)
    assert {label for name, label in seen if name == "part_age_seconds"} == NAMES
    assert {seen["part_stalled", name] for name in NAMES} == {0.0}


def test_each_part_stalls_after_its_own_time(api: Api) -> None:
    keep_up_once(api.service)
    api.clock.at += timedelta(seconds=61)
    assert stalled(api.read("/readyz")) == {"catch-up", "index", "expand", "send"}
    api.clock.at += timedelta(minutes=10)
    found = api.read("/readyz")
    assert stalled(found) == NAMES - {"reminders", "erase", "sign-ins", "silence"}
    assert "send: stalled, its last good look ended 661 s ago" in found["warnings"]
    assert found["ready"]
    seen = figures(api)
    assert (seen["part_age_seconds", "send"], seen["part_stalled", "send"]) == (661.0, 1.0)
    assert seen["part_stalled", "erase"] == 0.0


def test_the_longest_waiting_message_is_told_by_channel_and_is_a_warning_when_late(api: Api) -> None:
    assert oldest(api.read("/readyz")) == {"email": None, "webhook": None}
    queued(api, "m1")
    api.clock.at += timedelta(seconds=600)
    queued(api, "m2")
    found = api.read("/readyz")
    assert oldest(found) == {"email": 600, "webhook": None}
    assert not any(one.startswith("email") for one in found["warnings"])
    api.clock.at += timedelta(seconds=1)
    assert "email: a message has been waiting for 601 s" in api.read("/readyz")["warnings"]
    seen = figures(api)
    assert (seen["oldest_undelivered_seconds", "email"], seen["oldest_undelivered_seconds", "webhook"]) == (601.0, 0.0)
    assert (seen["messages", "queued"], seen["messages", "parked"]) == (2.0, 0.0)


def test_while_the_database_cannot_be_asked_what_was_last_known_goes_on_ageing(sqlite_api: Api) -> None:
    keep_up_once(sqlite_api.service)
    queued(sqlite_api, "m1")
    sqlite_api.read("/readyz")
    with sqlite_api.service.engine.connect() as connection:
        connection.execute(text("ALTER TABLE beats RENAME TO lost"))
        connection.commit()
    sqlite_api.clock.at += timedelta(minutes=10)
    found = sqlite_api.read("/readyz")
    assert "send" in stalled(found)
    assert oldest(found)["email"] == 600
    assert figures(sqlite_api)["part_age_seconds", "send"] == 600.0


def test_a_process_that_has_never_reached_its_database_shows_nothing_of_the_work(sqlite_api: Api) -> None:
    with sqlite_api.service.engine.connect() as connection:
        connection.execute(text("ALTER TABLE beats RENAME TO lost"))
        connection.commit()
    found = sqlite_api.read("/readyz")
    assert (found["parts"], found["undelivered"], found["canary"]) == ([], [], None)


@pytest.mark.parametrize("path", ["/readyz", "/metrics"])
def test_asking_changes_nothing(sqlite_api: Api, path: str) -> None:
    with sqlite_api.service.engine.connect() as connection:
        before = connection.execute(text("PRAGMA data_version")).scalar()
        sqlite_api.get(path)
        assert connection.execute(text("PRAGMA data_version")).scalar() == before
