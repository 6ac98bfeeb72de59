"""Subscriptions by webhook, from the call that begins one to the message that arrives, on each engine."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import standardwebhooks
import svix.webhooks
from sqlalchemy import Engine

from monitor.sending import sending
from tests.builders import PLEDGE, bears, legislated, stated
from tests.integration.api.served import Api, places, problem
from tests.integration.receiver import Receiver
from tests.integration.webhooks.hooked import hooked, subscribe

Send = Callable[[], int]


@pytest.fixture
def send(api: Api) -> Iterator[Send]:
    """Sends what is due, a second after whatever happened last."""
    with sending(api.service) as found:

        def a_second_later() -> int:
            api.clock.at += timedelta(seconds=1)
            api.service.expanding.expand()
            return found.send()

        yield a_second_later


def confirmed(api: Api, receiver: Receiver, send: Send, **more: Any) -> Any:
    """A subscription whose endpoint has given the challenge back."""
    found = subscribe(api, receiver.url, **more)
    send()
    assert receiver.types.pop() == "endpoint.verification"
    receiver.received.clear()
    return found


def sign_the_law(api: Api, day: str = "2021-03-01") -> Any:
    return api.append(legislated(day, "executive-signature", bears_on=[bears("advances")]))


def state(api: Api, begun: Any) -> str:
    found: str = managed(api, begun).json()["state"]
    return found


def managed(api: Api, begun: Any, path: str = "", **more: Any) -> Any:
    headers = {"Authorization": f"Bearer {begun['manage_token']}"}
    return api.client.get(f"/v1/subscriptions/{begun['id']}{path}", headers=headers, **more)


def act(api: Api, begun: Any, what: str, body: Any = None) -> Any:
    return api.send(f"/v1/subscriptions/{begun['id']}/{what}", body or {}, key=None, bearer=begun["manage_token"])


def test_statement_20_until_the_challenge_is_echoed_only_the_ping_is_ever_sent(
    api: Api, receiver: Receiver, send: Send
) -> None:
    receiver.echoes = False
    begun = subscribe(api, receiver.url)
    sign_the_law(api)
    send()
    assert receiver.types == ["endpoint.verification"]
    assert state(api, begun) == "pending"


def test_what_happens_after_the_challenge_was_echoed_arrives_once(api: Api, receiver: Receiver, send: Send) -> None:
    begun = confirmed(api, receiver, send)
    assert state(api, begun) == "active"
    told = sign_the_law(api)
    send()
    send()
    (one,) = receiver.received
    data = one.json["data"]
    assert (one.json["type"], data["seq"], data["subscriptions"]) == ("commitment.changed", 1, [begun["id"]])
    assert [event["id"] for event in data["cause"]["events"]] == [told["event"]["id"]]
    assert [(change["commitment"], change["after"]["status"]) for change in data["changes"] if change["current"]] == [
        (PLEDGE, "enacted")
    ]
    assert [(item["commitment"], item["status"]) for item in data["items"]] == [(PLEDGE, "enacted")]
    assert data["links"]["event"].endswith(told["event"]["id"])
    assert (data["corrects"], data["test"]) == (None, False)


def test_statement_13_messages_verify_in_both_libraries_during_a_rotation_too(
    api: Api, receiver: Receiver, send: Send
) -> None:
    begun = confirmed(api, receiver, send)
    sign_the_law(api)
    send()
    new = act(api, begun, "rotate-secret").json()["secret"]
    act(api, begun, "test")
    send()
    first, second = receiver.received
    for one, secrets in ((first, [begun["secret"]]), (second, [begun["secret"], new])):
        for secret in secrets:
            # The clock of the record stands in 2021, which both libraries would call too old: they sign it themselves.
            at = datetime.fromtimestamp(int(one.headers["webhook-timestamp"]), UTC)
            for verifier in (standardwebhooks.Webhook(secret), svix.webhooks.Webhook(secret)):
                signature = verifier.sign(one.id, at, one.body.decode())
                assert signature in one.headers["webhook-signature"].split(" ")


def test_statement_15_an_endpoint_that_is_gone_is_disabled_at_once_and_what_comes_is_kept_for_it(
    api: Api, receiver: Receiver, send: Send
) -> None:
    begun = confirmed(api, receiver, send)
    receiver.answer = lambda _: (410, b"", {})
    sign_the_law(api)
    send()
    assert state(api, begun) == "disabled"
    receiver.received.clear()
    api.append(stated("2021-03-02", bears_on=[bears("neutral")]))
    send()
    assert receiver.received == []
    receiver.answer = lambda _: (200, b"", {})
    assert act(api, begun, "resume").json()["state"] == "active"
    send()
    # Two are sent side by side.
    arrived = sorted(one.json["data"]["seq"] for one in receiver.received)
    assert arrived == [1, 2], "what it was gone for comes as well"


def test_an_endpoint_that_is_resumed_and_fails_once_more_still_gets_what_was_given_up(
    api: Api, receiver: Receiver, send: Send
) -> None:
    begun = confirmed(api, receiver, send)
    receiver.answer = lambda _: (500, b"", {})
    sign_the_law(api)
    for _ in range(10):
        send()
        api.clock.at += timedelta(hours=30)
    assert state(api, begun) == "disabled"
    assert act(api, begun, "resume").status_code == 200
    receiver.received.clear()
    send()
    receiver.answer = lambda _: (200, b"", {})
    api.clock.at += timedelta(seconds=6)
    send()
    assert [one.json["data"]["seq"] for one in receiver.received] == [1, 1]
    (message,) = managed(api, begun, "/messages").json()["items"]
    assert (message["state"], message["attempt_count"]) == ("delivered", 12)


def test_a_redirect_is_a_failure_and_is_not_followed(api: Api, receiver: Receiver, send: Send) -> None:
    confirmed(api, receiver, send)
    receiver.answer = lambda _: (302, b"", {"location": f"{receiver.url}/elsewhere"})
    sign_the_law(api)
    send()
    assert len(receiver.received) == 1


def test_statement_14_a_failure_is_retried_when_the_schedule_says_under_the_same_id(
    api: Api, receiver: Receiver, send: Send
) -> None:
    begun = confirmed(api, receiver, send)
    receiver.answer = lambda _: (500, b"no", {})
    sign_the_law(api)
    send()
    (message,) = managed(api, begun, "/messages").json()["items"]
    assert (message["state"], message["attempt_count"]) == ("retrying", 1)
    send()
    assert len(receiver.received) == 1, "not before its time"
    receiver.answer = lambda _: (204, b"", {})
    api.clock.at += timedelta(seconds=6)
    send()
    assert [one.id for one in receiver.received] == [message["id"]] * 2
    assert receiver.received[0].body == receiver.received[1].body
    admin = api.new_key("admin")
    whole = api.get(f"/v1/messages/{message['id']}", Authorization=f"Bearer {admin}").json()
    assert whole["state"] == "delivered"
    assert [(one["n"], one["code"], one["excerpt"]) for one in whole["attempts"]] == [(1, 500, "no"), (2, 204, "")]


def test_retry_after_is_obeyed(api: Api, receiver: Receiver, send: Send) -> None:
    begun = confirmed(api, receiver, send)
    receiver.answer = lambda _: (429, b"", {"retry-after": "3600"})
    sign_the_law(api)
    send()
    (message,) = managed(api, begun, "/messages").json()["items"]
    assert message["due_at"] == (api.clock() + timedelta(hours=1)).isoformat()


def test_statement_4_the_same_event_sent_twice_brings_one_message(api: Api, receiver: Receiver, send: Send) -> None:
    confirmed(api, receiver, send)
    event = legislated("2021-03-01", "executive-signature", bears_on=[bears("advances")])
    assert api.send("/v1/events", event, key="same").status_code == 201
    assert api.send("/v1/events", event, key="same").status_code == 200
    send()
    assert len(receiver.received) == 1


def test_two_subscriptions_of_one_endpoint_share_one_message_and_one_secret(
    api: Api, receiver: Receiver, send: Send
) -> None:
    first = confirmed(api, receiver, send)
    body = {"channel": "webhook", "to": receiver.url, "filter": {"commitment": [PLEDGE], "change": ["status"]}}
    second = api.send("/v1/subscriptions", body, key=None, bearer=first["manage_token"]).json()
    assert (second["state"], second["secret"], second["manage_token"]) == ("active", None, None)
    sign_the_law(api)
    send()
    (one,) = receiver.received
    assert one.json["data"]["subscriptions"] == sorted([first["id"], second["id"]])


def test_what_was_retracted_before_it_could_be_sent_is_told_to_nobody(
    engine: Engine, tmp_path: Path, receiver: Receiver
) -> None:
    slow = hooked(engine, tmp_path, receiver, send_delay=600)
    with sending(slow.service) as found:

        def send() -> int:
            slow.service.expanding.expand()
            return found.send()

        confirmed(slow, receiver, send)
        wrong = sign_the_law(slow)["event"]["id"]
        send()
        assert receiver.received == [], "not before the ten minutes in which a mistake is noticed"
        slow.append({"type": "event-retracted.v1", "data": {"target": wrong, "reason": "A slip", "kind": "error"}})
        slow.clock.at += timedelta(minutes=11)
        send()
        assert receiver.received == [], "of the slip and of its retraction"


def test_a_large_append_is_one_message_that_stays_small(api: Api, receiver: Receiver, send: Send) -> None:
    confirmed(api, receiver, send)
    api.batch(*(stated("2021-03-02", bears_on=[bears("neutral")]) for _ in range(60)))
    send()
    (one,) = receiver.received
    cause = one.json["data"]["cause"]
    assert (len(cause["events"]), cause["event_count"]) == (10, 60)
    assert len(one.body) < 20_000


def test_silent_appends_are_sent_to_nobody(api: Api, receiver: Receiver, send: Send) -> None:
    confirmed(api, receiver, send)
    api.batch(
        legislated("2021-03-01", "executive-signature", bears_on=[bears("advances")]),
        path="/v1/events/batch?notify=false",
    )
    send()
    assert receiver.received == []


def test_a_paused_subscription_is_told_nothing_of_what_happens_meanwhile(
    api: Api, receiver: Receiver, send: Send
) -> None:
    begun = confirmed(api, receiver, send)
    assert act(api, begun, "pause").json()["state"] == "paused"
    problem(act(api, begun, "pause"), 409, "not-possible")
    sign_the_law(api)
    send()
    assert act(api, begun, "resume").json()["state"] == "active"
    send()
    assert receiver.received == []


def test_an_ended_subscription_is_ended_for_good(api: Api, receiver: Receiver, send: Send) -> None:
    begun = confirmed(api, receiver, send)
    headers = {"Authorization": f"Bearer {begun['manage_token']}"}
    for _ in range(2):
        ended = api.client.delete(f"/v1/subscriptions/{begun['id']}", headers=headers)
        assert ended.json()["state"] == "ended"
    sign_the_law(api)
    send()
    assert receiver.received == []


def test_statement_19_messages_are_replayed_under_their_ids_and_a_test_is_marked(
    api: Api, receiver: Receiver, send: Send
) -> None:
    begun = confirmed(api, receiver, send)
    sign_the_law(api)
    send()
    sent = receiver.received[0].id
    assert [one["id"] for one in managed(api, begun, "/messages?after=0&limit=10").json()["items"]] == [sent]
    assert managed(api, begun, "/messages?after=1").json()["items"] == []
    assert act(api, begun, "replay", {"messages": [sent]}).json() == {"messages": [sent]}
    assert act(api, begun, "replay", {"since": "2021-01-01T00:00:00Z"}).json() == {"messages": []}, "it is on its way"
    send()
    assert [one.id for one in receiver.received] == [sent, sent]
    act(api, begun, "test")
    send()
    last = receiver.received[-1].json
    assert (last["type"], last["data"]["test"], last["data"]["seq"]) == ("endpoint.test", True, None)


def test_statement_7_whoever_has_not_the_token_learns_nothing(api: Api, receiver: Receiver, send: Send) -> None:
    begun, other = confirmed(api, receiver, send), subscribe(api, receiver.url)
    theirs = {**begun, "manage_token": other["manage_token"]}
    problem(managed(api, theirs), 404, "not-found")
    problem(managed(api, {**begun, "manage_token": "x"}), 404, "not-found")
    problem(api.client.get(f"/v1/subscriptions/{begun['id']}"), 401, "unauthorized")
    problem(api.client.get("/v1/messages"), 401, "unauthorized")
    reader = api.new_key("read")
    problem(api.get("/v1/messages", Authorization=f"Bearer {reader}"), 403, "scope-missing")


def test_who_does_not_want_our_messages_is_asked_three_times(api: Api, receiver: Receiver, send: Send) -> None:
    receiver.echoes = False
    subscribe(api, receiver.url)
    for _ in range(6):
        send()
        api.clock.at += timedelta(days=1)
    assert receiver.types == ["endpoint.verification"] * 3


def test_wishes_can_be_changed_and_what_is_left_out_stays(api: Api, receiver: Receiver, send: Send) -> None:
    begun = confirmed(api, receiver, send)
    headers = {"Authorization": f"Bearer {begun['manage_token']}", "Content-Type": "application/json"}
    path = f"/v1/subscriptions/{begun['id']}"
    changed = api.client.patch(path, headers=headers, json={"filter": {"topic": ["media"]}}).json()
    assert changed["filter"]["topic"] == ["media"]
    assert (changed["cadence"], changed["to"]) == ("immediate", receiver.url)
    sign_the_law(api)
    send()
    assert receiver.received == []


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"since": "2021-01-01T00:00:00"}, ("/since", "timezone_aware")),
        ({"since": 5}, ("/since", "instant")),
        ({"from": "soon", "to": "2021-01-01T00:00:00Z"}, ("/from", "datetime_from_date_parsing")),
        ({"messages": ["a\u0000b"]}, ("/messages/0", "text")),
        ({"messages": ["no message of ours"]}, ("/messages/0", "string_pattern_mismatch")),
        ({"messages": ["msg_1"], "since": "2021-01-01T00:00:00Z"}, ("", "value_error")),
        ([], ("", "dict_type")),
    ],
)
def test_what_cannot_be_sent_again_is_told_at_its_field(
    api: Api, receiver: Receiver, send: Send, asked: Any, found: tuple[str, str]
) -> None:
    begun = confirmed(api, receiver, send)
    path = f"/v1/subscriptions/{begun['id']}/replay"
    refused = api.send(path, asked, key=None, bearer=begun["manage_token"])
    assert places(problem(refused, 422, "invalid")) == [found]
