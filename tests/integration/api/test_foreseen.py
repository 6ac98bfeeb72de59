"""Before an append: how many would be told of it."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from alerts.sql import subscription_store
from events.sql.engines import reading
from monitor.sending import sending
from tests.builders import bears, legislated, stated
from tests.integration.api.served import Api, problem
from tests.integration.receiver import receiving
from tests.integration.webhooks.hooked import hooked, subscribe


@pytest.fixture
def api(engine: Engine, tmp_path: Path) -> Api:
    """A record followed by three endpoints: one by status, one by every event, one by a stage; and one by nothing."""
    with receiving() as receiver:
        found = hooked(engine, tmp_path, receiver)
        for number, change in enumerate(("status", "event", "stage", "dispute")):
            subscribe(found, f"{receiver.url}/{number}", filter={"change": [change]})
        with sending(found.service) as send:
            send.send()
    return found


def told(api: Api, event: Any, query: str = "") -> Any:
    response = api.send(f"/v1/events?dry_run=true{query}", event, key=None)
    assert response.status_code == 200, response.text
    return response.json()["told"]


def law() -> Any:
    return legislated("2021-03-01", "executive-signature", bears_on=[bears("advances")])


def test_it_is_said_how_many_would_be_told(api: Api) -> None:
    assert told(api, law()) == 3, "its status, its stage and the event"
    assert told(api, stated("2021-03-02", bears_on=[bears("neutral")])) == 1, "of the event"
    assert told(api, law(), "&notify=false") == 0
    assert api.service.log.head().position == 3, "and nothing is stored"


def test_an_append_is_refused_where_others_would_be_told_by_now(api: Api) -> None:
    tried = api.send("/v1/events?dry_run=true", law(), key=None).json()
    with reading(api.service.engine) as connection:
        every = subscription_store.all_subscriptions(connection)
    (one,) = (one for one in every if one.wishes.filter.change == ("event",))
    api.service.subscribing.pause(one)
    refused = api.send(f"/v1/events?preview_token={tried['preview_token']}", law())
    problem(refused, 409, "preview-outdated")
    again = api.send("/v1/events?dry_run=true", law(), key=None).json()
    assert again["told"] == 2
    assert api.send(f"/v1/events?preview_token={again['preview_token']}", law()).status_code == 201


def test_exactly_who_was_told_would_be_told_of_a_correction(api: Api) -> None:
    event = api.append(law())["event"]
    api.clock.at += timedelta(seconds=1)
    api.service.expanding.expand()
    retraction = {"type": "event-retracted.v1", "data": {"target": event["id"], "reason": "A slip", "kind": "error"}}
    assert told(api, retraction) == 3
    assert told(api, {"type": "event-annotated.v1", "data": {"target": event["id"], "note": "A remark."}}) == 0
