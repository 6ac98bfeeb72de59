"""Digests of webhook endpoints: what they hold, and what becomes of them while an endpoint is disabled."""

from typing import Any

import pytest

from tests.builders import PLEDGE, bears, stated
from tests.integration.mail.endpoints.in_use import endpoint
from tests.integration.mail.lettered import Mailing
from tests.integration.receiver import Receiver

pytestmark = pytest.mark.proof

DAILY: dict[str, Any] = {"cadence": "daily", "hour": 8, "timezone": "UTC", "filter": {"change": ["status", "event"]}}
FRIDAY, SATURDAY, SUNDAY = (f"2021-03-0{day}T08:00:00+00:00" for day in (5, 6, 7))


def test_a_digest_holds_each_cause_in_the_shapes_of_a_message_about_it_alone(mail: Mailing, receiver: Receiver) -> None:
    begun = endpoint(mail, receiver, DAILY)
    signed, said = mail.sign_the_law(), mail.state()
    mail.digests(FRIDAY)
    (one,) = receiver.received
    data = one.json["data"]
    assert (one.json["type"], data["kind"], data["date"], data["seq"]) == ("digest", "daily", "2021-03-05", 1)
    assert (data["subscriptions"], data["cause_count"]) == ([begun["id"]], 2)
    assert [[event["id"] for event in cause["cause"]["events"]] for cause in data["causes"]] == [[signed], [said]]
    (change,) = [change for change in data["causes"][0]["changes"] if change["current"]]
    assert (change["commitment"], change["after"]["status"]) == (PLEDGE, "enacted")
    assert (data["corrects"], data["test"]) == (None, False)


def test_a_digest_of_much_stays_small_and_says_how_much_there_was(mail: Mailing, receiver: Receiver) -> None:
    endpoint(mail, receiver, DAILY)
    for _ in range(25):
        mail.api.batch(*(stated("2021-03-02", bears_on=[bears("neutral")]) for _ in range(20)))
    mail.digests(FRIDAY)
    (one,) = receiver.received
    assert one.json["data"]["cause_count"] == 25
    assert len(one.body) < 20_000


def test_a_disabled_endpoint_keeps_its_digests_and_gets_them_once_it_is_resumed(
    mail: Mailing, receiver: Receiver
) -> None:
    begun = endpoint(mail, receiver, DAILY)
    receiver.answer = lambda _: (410, b"", {})
    kept = [mail.sign_the_law()]
    mail.digests(FRIDAY)
    assert mail.seen_by_staff(begun["id"])["state"] == "disabled"
    receiver.received.clear()
    for day in (SATURDAY, SUNDAY):
        kept.append(mail.state())
        mail.digests(day)
    assert receiver.received == []
    receiver.answer = lambda _: (200, b"", {})
    path = f"/v1/subscriptions/{begun['id']}/resume"
    assert mail.api.send(path, {}, key=None, bearer=begun["manage_token"]).status_code == 200
    mail.send()
    # Two are sent side by side.
    digests = sorted((one.json["data"] for one in receiver.received), key=lambda data: data["seq"])
    assert [data["seq"] for data in digests] == [1, 2, 3]
    assert [data["causes"][0]["cause"]["events"][0]["id"] for data in digests] == kept
    mail.digests("2021-03-08T08:00:00+00:00")
    assert len(receiver.received) == 3


def test_the_messages_of_an_endpoint_list_its_digests_with_the_bodies_that_were_sent(
    mail: Mailing, receiver: Receiver
) -> None:
    begun = endpoint(mail, receiver, DAILY)
    mail.state()
    mail.digests(FRIDAY)
    headers = {"Authorization": f"Bearer {begun['manage_token']}"}
    listed = mail.api.client.get(f"/v1/subscriptions/{begun['id']}/messages", headers=headers).json()["items"]
    assert [(one["id"], one["type"], one["body"]) for one in listed] == [
        (one.id, "digest", one.json) for one in receiver.received
    ]
