"""Beginning a subscription: what is refused, what is shown first, and what is kept of it."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from monitor.api import subscriptions
from tests.builders import PLEDGE, bears, stated
from tests.integration.api.served import Api, places, problem
from tests.integration.receiver import Receiver
from tests.integration.webhooks.hooked import WISHED, hooked, subscribe


def test_a_host_is_not_flooded_with_challenges(api: Api, receiver: Receiver) -> None:
    for number in range(10):
        subscribe(api, f"{receiver.url}/{number}")
    body = {"channel": "webhook", "to": f"{receiver.url}/more", "filter": WISHED}
    refused = api.send("/v1/subscriptions", body, key=None, bearer=None)
    problem(refused, 429, "rate-limited")
    assert refused.headers["retry-after"] == "3600"


def test_where_reads_need_a_key_being_told_needs_one_too(engine: Engine, tmp_path: Path, receiver: Receiver) -> None:
    closed = hooked(engine, tmp_path, receiver, reads_public=False)
    body = {"channel": "webhook", "to": receiver.url, "filter": WISHED}
    for path, sent in (("/v1/subscriptions", body), ("/v1/subscriptions/preview", {"filter": WISHED})):
        problem(closed.send(path, sent, key=None, bearer=None), 401, "unauthorized")
        problem(closed.send(path, sent, key=None, bearer=closed.new_key("ingest")), 403, "scope-missing")
        assert closed.send(path, sent, key=None, bearer=closed.new_key("read")).status_code in {200, 202}


def test_secrets_are_sealed_in_the_database(api: Api, receiver: Receiver) -> None:
    begun = subscribe(api, receiver.url)
    with api.service.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT secret, manage_digest FROM destinations").all()
    kept = b"".join(bytes(value) for row in rows for value in row)
    assert begun["secret"].encode() not in kept
    assert begun["manage_token"].encode() not in kept


@pytest.mark.parametrize(
    ("wrong", "found"),
    [
        ({"to": "http://10.0.0.1/"}, ("/to", "destination_refused")),
        ({"to": "ftp://example.org/"}, ("/to", "destination_refused")),
        ({"channel": "pigeon"}, ("/channel", "literal_error")),
        ({"channel": "email"}, ("/to", "address")),
        ({"channel": "email", "to": "a@example.org, b@example.org"}, ("/to", "address")),
        ({"contact": "nobody"}, ("/contact", "address")),
        ({"cadence": "hourly"}, ("/cadence", "literal_error")),
        ({"timezone": "Almaty"}, ("/timezone", "timezone")),
        ({"filter": {"colour": ["red"]}}, ("/filter/colour", "extra_forbidden")),
        ({"filter": {"change": ["weather"]}}, ("/filter/change/0", "literal_error")),
        ({"filter": {"status_to": ["splendid"]}}, ("/filter/status_to", "unknown_status")),
        ({"filter": {"commitment": [f"{PLEDGE}.first"]}}, ("/filter/commitment", "benchmark")),
        ({"colour": "red"}, ("/colour", "extra_forbidden")),
    ],
)
def test_a_wrong_subscription_is_refused_at_its_field(api: Api, receiver: Receiver, wrong: Any, found: Any) -> None:
    body = {"channel": "webhook", "to": receiver.url, "filter": WISHED, **wrong}
    response = api.send("/v1/subscriptions", body, key=None, bearer=None)
    assert found in places(problem(response, 422, "invalid"))


def test_a_preview_counts_what_a_filter_would_have_sent_and_shows_the_last_three(api: Api) -> None:
    for day in ("2021-03-01", "2021-03-02", "2021-03-03", "2021-03-04"):
        api.append(stated(day, bears_on=[bears("neutral")]))
    wishes = {"filter": {"commitment": [PLEDGE], "change": ["event"]}}
    found = api.send("/v1/subscriptions/preview", wishes, key=None, bearer=None).json()["preview"]
    assert found["count"] == 5, "the making and four statements"
    assert len(found["last"]) == 3
    daily = api.send("/v1/subscriptions/preview", {**wishes, "cadence": "daily"}, key=None, bearer=None)
    assert daily.json()["preview"]["count"] == 1


def test_a_subscription_whose_preview_fails_is_not_begun(
    api: Api, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> Any:
        raise RuntimeError

    monkeypatch.setattr(subscriptions, "preview", broken)
    body = {"channel": "webhook", "to": receiver.url, "filter": WISHED}
    problem(api.send("/v1/subscriptions", body, key=None, bearer=None), 500, "internal")
    with api.service.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM subscriptions").scalar() == 0
