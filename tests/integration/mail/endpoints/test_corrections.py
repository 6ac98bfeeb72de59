"""Corrections and retractions as endpoints are sent them."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from sqlalchemy import Engine

from alerts.message_schemas import message_schema
from tests.builders import REVIEWER, assessed, corrected, grade, reinstated, retracted, source
from tests.integration.mail.endpoints.in_use import endpoint
from tests.integration.mail.lettered import MAIL, Mailing, mailing_of
from tests.integration.receiver import Receiver
from tests.integration.webhooks.hooked import hooked

pytestmark = pytest.mark.proof

GRADES: dict[str, Any] = {"filter": {"change": ["assessment"]}}
REPORT = source(REVIEWER, "osce", title="Third report", url="https://osce.example/3", locator="p. 4")
FRIDAY = "2021-03-05T08:00:00+00:00"


def record(mail: Mailing, event: Any) -> str:
    """An event on record that is told; its id."""
    identity = str(mail.api.append(event)["event"]["id"])
    mail.send()
    return identity


def graded(title: str = "Wrong", **more: Any) -> Any:
    return assessed("2021-03-02", grade("mixed"), **{"title": title, "sources": [REPORT], **more})


def test_statement_6_a_correction_names_the_message_that_was_wrong_with_both_texts(
    mail: Mailing, receiver: Receiver
) -> None:
    begun = endpoint(mail, receiver, GRADES)
    wrong = record(mail, graded())
    act = record(mail, corrected(wrong, graded("Right")))
    record(mail, retracted(wrong))
    record(mail, reinstated(wrong))
    first, second, third, fourth = receiver.received
    assert second.json["data"]["cause"]["events"][0]["id"] == act
    texts = [{"of": "Title", "old": "Wrong", "new": "Right"}]
    reason = "The source says otherwise"
    told = [{"message": first.id, "event": wrong, "reason": reason, "texts": texts}]
    assert second.json["data"]["corrects"] == first.id
    assert second.json["data"]["corrected"] == told
    assert third.json["data"]["corrects"] == second.id
    assert third.json["data"]["corrected"][0]["texts"] == [{"of": "Title", "old": "Right", "new": None}]
    assert fourth.json["data"]["corrects"] == third.id
    assert fourth.json["data"]["corrected"][0]["texts"] == [{"of": "Title", "old": "Withdrawn: Right", "new": "Right"}]
    kinds = ["event.recorded", "message.corrected", "message.withdrawn", "message.corrected"]
    assert receiver.types == kinds
    for number, one in enumerate(receiver.received, start=1):
        jsonschema.Draft202012Validator(message_schema(one.json["type"])).validate(one.json)
        assert (one.json["data"]["seq"], one.json["data"]["subscriptions"]) == (number, [begun["id"]])


def test_a_correction_is_kept_behind_what_it_corrects_while_the_endpoint_is_disabled(
    mail: Mailing, receiver: Receiver
) -> None:
    begun = endpoint(mail, receiver, GRADES)
    record(mail, graded("Before"))
    receiver.answer = lambda _: (410, b"", {})
    record(mail, graded("The last straw"))
    receiver.received.clear()
    wrong = record(mail, graded())
    record(mail, corrected(wrong, graded("Right")))
    assert receiver.received == []
    receiver.answer = lambda _: (200, b"", {})
    path = f"/v1/subscriptions/{begun['id']}/resume"
    assert mail.api.send(path, {}, key=None, bearer=begun["manage_token"]).status_code == 200
    mail.send()
    # Two are sent side by side.
    straw, first, second = sorted(receiver.received, key=lambda one: one.json["data"]["seq"])
    assert straw.json["data"]["cause"]["events"][0]["title"] == "The last straw"
    assert (first.json["type"], second.json["data"]["corrects"]) == ("event.recorded", first.id)


def test_a_digest_that_was_made_after_a_correction_holds_what_is_right(mail: Mailing, receiver: Receiver) -> None:
    endpoint(mail, receiver, {**GRADES, "cadence": "daily", "hour": 8, "timezone": "UTC"})
    wrong = record(mail, graded())
    record(mail, corrected(wrong, graded("Right", occurred="2021-03-01")))
    mail.digests(FRIDAY)
    (digest,) = receiver.received
    ((event,),) = [cause["cause"]["events"] for cause in digest.json["data"]["causes"]]
    assert (event["id"], event["title"], event["occurred"]) == (wrong, "Right", "2021-03-01")
    kept = {key: value for key, value in REPORT.items() if key != "language"}
    assert event["sources"] == [kept]


def test_what_was_corrected_before_it_could_be_sent_is_sent_as_it_is_right_and_once(
    engine: Engine, tmp_path: Path, receiver: Receiver
) -> None:
    with mailing_of(hooked(engine, tmp_path, receiver, **{**MAIL, "send_delay": 600})) as mail:
        endpoint(mail, receiver, GRADES)
        wrong = record(mail, graded())
        mail.api.clock.at += timedelta(minutes=5)
        record(mail, corrected(wrong, graded("Right")))
        mail.api.clock.at += timedelta(minutes=5)
        mail.send()
        (one,) = receiver.received
        assert [event["title"] for event in one.json["data"]["cause"]["events"]] == ["Right"]
        mail.api.clock.at += timedelta(minutes=5)
        mail.send()
        assert receiver.received == [one]
