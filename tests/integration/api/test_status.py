"""How the service is, for anybody: freshness, delivery in numbers, where log and read model end."""

from dataclasses import replace
from datetime import timedelta
from importlib.metadata import version
from typing import Any

from alerts.destinations import Destination, Message
from alerts.sql import message_store, subscription_store
from events.sql.engines import writing
from monitor.keeping import keep_up_once
from monitor.watching.source import Expected
from tests.builders import REVIEWER, made
from tests.integration.api.served import Api
from tests.integration.pages.record import page
from tests.integration.private_pages.mailed import Page

NOTHING = {"waiting": 0, "retrying": 0, "late": 0, "held": 0, "parked": 0, "failing": 0, "disabled": 0}

COVERAGE = {
    "type": "coverage-stated.v1",
    "data": {"jurisdiction": "KZ", "covers_from": "2007-05-01", "covers_to": "2009-11-19", "cadence": "weekly"},
}


def put(api: Api, to: Destination, *messages: Message) -> None:
    with writing(api.service.engine) as connection:
        subscription_store.add_destination(connection, to)
        for one in messages:
            message_store.add(connection, one)


def delivery(api: Api) -> dict[str, Any]:
    return {one.pop("channel"): one for one in api.read("/v1/status")["delivery"]}


def test_who_has_the_state_already_is_told_so(sqlite_api: Api) -> None:
    seen = sqlite_api.get("/v1/status")
    assert sqlite_api.get("/v1/status", **{"If-None-Match": seen.headers["etag"]}).status_code == 304


def test_a_service_at_rest_has_nothing_waiting_and_says_where_it_is(api: Api) -> None:
    api.with_bodies(made(), COVERAGE)
    keep_up_once(api.service)
    found = api.read("/v1/status")
    assert found["version"] == version("reform-monitor")
    assert found["log"] == {"position": 4, "append": 1, "recorded_at": "2021-03-04T12:00:00.000000Z"}
    assert found["read_model"] == {"position": 4, "behind": 0}
    assert delivery(api) == {one: {"oldest_s": None, **NOTHING} for one in ("email", "webhook")}
    (place,) = found["jurisdictions"]
    assert (place["code"], place["commitments"], place["cadence"]) == ("KZ", 1, "weekly")
    assert place["last_event"] == api.read("/v1/events/4")["id"]
    assert found["warnings"] == api.read("/readyz")["warnings"] == []


def test_what_waits_is_counted_by_channel_and_nobody_is_named(api: Api) -> None:
    mail = Destination("dst_1", "email", "anna@example.org", "active", 0, api.clock())
    hook = Destination("dst_2", "webhook", "https://anna.example.org/x", "active", 0, api.clock())
    gone = replace(hook, id="dst_3", state="disabled")
    one = Message("msg_1", "dst_1", "msg_1", "staff.alert", None, "queued", b"{}", api.clock(), due_at=api.clock())
    put(api, mail, one, replace(one, id="msg_2", cause="msg_2", state="retrying"))
    put(api, replace(hook, failing_since=api.clock(), failures=1))
    put(api, gone, replace(one, id="msg_3", destination="dst_3", cause="msg_3", state="held", due_at=None))
    api.clock.at += timedelta(minutes=11)
    assert delivery(api) == {
        "email": {**NOTHING, "oldest_s": 660, "waiting": 2, "retrying": 1, "late": 2},
        "webhook": {**NOTHING, "oldest_s": None, "held": 1, "failing": 1, "disabled": 1},
    }
    for path in ("/v1/status", "/status"):
        assert "anna" not in api.get(path).text
    words = page(api, "/status").words
    assert "Something is not well." in words
    assert "email: a message has been waiting for 660 s" in words
    assert "Mail 2 2 1 0 0 0 0" in words


def test_a_source_that_has_fallen_silent_is_shown_so(api: Api) -> None:
    api.with_bodies()
    source = Expected(title="Press releases <of> ODIHR", every_days=7, body=REVIEWER)
    api.service.sources.watch("site", source)
    assert "Press releases <of> ODIHR 7 days never 4 March 2021, 12:00 UTC ✓ as expected" in page(api, "/status").words
    api.clock.at += timedelta(days=8)
    assert "✕ silent" in page(api, "/status").words


def test_every_page_leads_there(api: Api) -> None:
    for path in ("/board", "/status", "/subscribe", "/search"):
        assert "/status" in Page(api.get(path, Accept="text/html")).values("href", "a")
