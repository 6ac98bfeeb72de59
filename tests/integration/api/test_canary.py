"""What the service sends to itself every hour, over a real connection, and what it takes for its own."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest
from sqlalchemy import Engine, text

from alerts.destinations import CANARY_DESTINATION
from alerts.identities import message_id
from alerts.sql import subscription_store
from alerts.webhooks.signing import Secret, signed_headers
from events.sql.engines import reading, writing
from monitor.bootstrap import Service
from monitor.keeping import keep_up_once
from monitor.settings import Settings
from tests.integration.api.listened import listened
from tests.integration.api.served import START, Api, problem, serve

pytestmark = pytest.mark.proof

NOBODY = "http://127.0.0.1:1"
BODY = b'{"type":"service.canary"}'


@contextmanager
def reached(engine: Engine, folder: Path) -> Iterator[Api]:
    """A service that answers at its own public address."""
    api = serve(engine, folder)
    with listened(api.service) as server:
        api.service = Service(Settings(data_dir=folder, public_url=server.address), engine, api.clock)
        yield api


def canaries(api: Api) -> list[tuple[str, str, int]]:
    """Cause, state and attempts of every canary, the oldest first."""
    statement = text("SELECT cause, state, attempts FROM messages WHERE destination = :to ORDER BY created_at")
    with reading(api.service.engine) as connection:
        return [tuple(row) for row in connection.execute(statement, {"to": CANARY_DESTINATION})]


def told(api: Api) -> list[str]:
    """The subjects of what staff were told."""
    with reading(api.service.engine) as connection:
        found = connection.execute(text("SELECT body FROM messages WHERE type = 'staff.alert' ORDER BY created_at"))
        return [orjson.loads(bytes(body))["letter"]["subject"] for body in found.scalars()]


def hours(api: Api, number: int) -> None:
    """Let hours pass, in each of which everything is done that is due, and tried again until it is given up."""
    for _ in range(number):
        for minutes in (1, 10, 49):
            keep_up_once(api.service)
            api.clock.at += timedelta(minutes=minutes)


def signed(api: Api, **more: Any) -> dict[str, str]:
    identity, at = message_id(START, bytes(10)), more.pop("at", api.clock())
    return {**signed_headers(identity, at, BODY, Secret(api.service.keyring.canary_keys[0])), **more}


def test_one_canary_arrives_every_hour(engine: Engine, tmp_path: Path) -> None:
    with reached(engine, tmp_path) as api:
        keep_up_once(api.service)
        keep_up_once(api.service)
        assert canaries(api) == [("canary:2021-03-04T12", "delivered", 1)]
        api.clock.at += timedelta(minutes=59)
        keep_up_once(api.service)
        assert api.read("/readyz")["canary"] == {"last": "2021-03-04T12:00:00.000000Z", "age_s": 3540, "overdue": False}
        assert "reform_monitor_canary_age_seconds 3540.0" in api.get("/metrics").text
        api.clock.at += timedelta(minutes=1)
        keep_up_once(api.service)
        assert [cause for cause, _, _ in canaries(api)] == ["canary:2021-03-04T12", "canary:2021-03-04T13"]
        assert api.read("/readyz")["canary"]["age_s"] == 0


def test_processes_that_look_at_the_same_moment_make_one(engine: Engine, tmp_path: Path) -> None:
    api = serve(engine, tmp_path)
    services = [Service(api.service.settings, engine, api.clock) for _ in range(4)]
    with ThreadPoolExecutor(4) as threads:
        made = list(threads.map(lambda one: one.canary.look(), services))
    assert (sum(made), len(canaries(api))) == (1, 1)


def test_a_canary_that_does_not_arrive_is_given_up_before_the_next_one(engine: Engine, tmp_path: Path) -> None:
    api = serve(engine, tmp_path, public_url=NOBODY)
    hours(api, 2)
    assert [state for _, state, _ in canaries(api)] == ["exhausted", "retrying"]
    assert canaries(api)[0] == ("canary:2021-03-04T12", "exhausted", 4)
    assert told(api) == []
    with reading(api.service.engine) as connection:
        to = subscription_store.destination(connection, CANARY_DESTINATION)
    assert to is not None
    assert (to.state, to.failures) == ("active", 0), "it is never given up altogether"


def test_staff_are_told_once_when_none_arrives_for_two_hours_and_anew_after_one_has(
    engine: Engine, tmp_path: Path
) -> None:
    with reached(engine, tmp_path) as api:
        keep_up_once(api.service)
        well = api.service
        api.service = Service(Settings(data_dir=tmp_path, public_url=NOBODY), engine, api.clock)
        api.clock.at += timedelta(hours=1)
        hours(api, 1)
        assert told(api) == []
        hours(api, 3)
        assert told(api) == ["The service does not hear from itself"]
        assert api.read("/readyz")["canary"]["overdue"]
        api.service = well
        keep_up_once(api.service)
        assert not api.read("/readyz")["canary"]["overdue"]
        api.service = Service(Settings(data_dir=tmp_path, public_url=NOBODY), engine, api.clock)
        api.clock.at += timedelta(hours=1)
        hours(api, 4)
        assert len(told(api)) == 2


def test_old_canaries_are_forgotten_and_nothing_else_is(sqlite_engine: Engine, tmp_path: Path) -> None:
    with reached(sqlite_engine, tmp_path) as api:
        with writing(sqlite_engine) as connection:
            api.service.posting.staff(connection, "test", "Something", "It happened.", api.clock())
        keep_up_once(api.service)
        api.service = Service(Settings(data_dir=tmp_path, public_url=NOBODY), sqlite_engine, api.clock)
        for days in (1, 6):
            api.clock.at += timedelta(days=days)
            keep_up_once(api.service)
        assert [cause for cause, _, _ in canaries(api)] == [f"canary:2021-03-{day}T12" for day in ("04", "05", "11")]
        api.clock.at += timedelta(days=1, seconds=1)
        keep_up_once(api.service)
        # That of the 5th is gone. That of the 4th is the last one that arrived.
        assert [cause for cause, _, _ in canaries(api)] == [f"canary:2021-03-{day}T12" for day in ("04", "11", "12")]
        with reading(sqlite_engine) as connection:
            orphans = "SELECT count(*) FROM attempts WHERE message NOT IN (SELECT id FROM messages)"
            assert connection.execute(text(orphans)).scalar() == 0
        assert "Something" in told(api)


def test_staff_see_no_canaries_among_the_messages(sqlite_engine: Engine, tmp_path: Path) -> None:
    api = serve(sqlite_engine, tmp_path, public_url=NOBODY)
    keep_up_once(api.service)
    found = api.get("/v1/messages", Authorization=f"Bearer {api.new_key('admin')}").json()
    assert (len(canaries(api)), found["items"]) == (1, [])


def test_one_of_ours_is_taken_and_changes_nothing(sqlite_api: Api) -> None:
    sqlite_api.service.keyring  # noqa: B018 - made at first need
    with sqlite_api.service.engine.connect() as connection:
        before = connection.execute(text("PRAGMA data_version")).scalar()
        response = sqlite_api.client.post("/v1/canary", content=BODY, headers=signed(sqlite_api))
        assert (response.status_code, response.content) == (204, b"")
        assert connection.execute(text("PRAGMA data_version")).scalar() == before


def test_one_signed_with_the_key_before_is_taken_too(sqlite_engine: Engine, tmp_path: Path) -> None:
    old, new = "11" * 32, "22" * 32
    before = serve(sqlite_engine, tmp_path, secrets_key=old)
    after = serve(sqlite_engine, tmp_path, secrets_key=f"{new},{old}")
    assert after.client.post("/v1/canary", content=BODY, headers=signed(before)).status_code == 204


@pytest.mark.parametrize("seconds", [-301, 301])
def test_one_from_another_time_is_refused(sqlite_api: Api, seconds: int) -> None:
    headers = signed(sqlite_api, at=sqlite_api.clock() + timedelta(seconds=seconds))
    problem(sqlite_api.client.post("/v1/canary", content=BODY, headers=headers), 401, "unauthorized")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("webhook-id", "msg_00000000000000000000000001"),
        ("webhook-id", "é".encode().decode("latin-1")),
        ("webhook-timestamp", "now"),
        ("webhook-timestamp", "1614859201"),
        ("webhook-signature", "v1,AAAA"),
        ("webhook-signature", ""),
    ],
)
def test_one_whose_headers_are_not_those_that_were_signed_is_refused(sqlite_api: Api, name: str, value: str) -> None:
    headers = [(key.encode(), word.encode("latin-1")) for key, word in signed(sqlite_api, **{name: value}).items()]
    problem(sqlite_api.client.post("/v1/canary", content=BODY, headers=headers), 401, "unauthorized")


def test_another_body_or_no_header_at_all_is_refused(sqlite_api: Api) -> None:
    other = sqlite_api.client.post("/v1/canary", content=b"{}", headers=signed(sqlite_api))
    problem(other, 401, "unauthorized")
    problem(sqlite_api.send("/v1/canary", {}, key=None, bearer=None), 401, "unauthorized")
    problem(sqlite_api.send("/v1/canary", {}), 401, "unauthorized")
