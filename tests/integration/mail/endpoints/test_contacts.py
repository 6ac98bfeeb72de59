"""Who hears of a webhook endpoint that is disabled: its contact once confirmed, else staff."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest

from events.sql.engines import writing
from tests.integration.mail.lettered import ANNA, BORIS, Letter, Mailing
from tests.integration.receiver import Receiver
from tests.integration.webhooks.hooked import subscribe

pytestmark = pytest.mark.proof

STAFF = "staff@monitor.example"


def endpoint(mail: Mailing, receiver: Receiver, **more: Any) -> Any:
    """An endpoint in use; the answer that began it."""
    begun = subscribe(mail.api, receiver.url, **more)
    mail.sending.send()
    assert mail.seen_by_staff(begun["id"])["state"] == "active"
    return begun


def with_contact(mail: Mailing, receiver: Receiver, contact: str = ANNA) -> Any:
    """An endpoint in use whose contact has confirmed."""
    begun = endpoint(mail, receiver, contact=contact)
    (request,) = mail.new()
    assert (request.to, "mails about the webhook endpoint" in request.text) == (contact, True)
    mail.confirm(request)
    return begun


def disabled(mail: Mailing, receiver: Receiver) -> list[Letter]:
    """The letters that come of an endpoint that says it is gone."""
    receiver.answer = lambda _: (410, b"", {})
    mail.sign_the_law()
    return mail.send()


def days_later(mail: Mailing, days: float) -> list[Letter]:
    """The letters of the looks at reminders at that time, of which there are several."""
    mail.api.clock.at += timedelta(days=days)
    for _ in range(2):
        mail.api.service.reminding.remind()
    return mail.send()


def test_a_contact_who_confirmed_is_told_once_and_reminded_after_one_three_and_seven_days(
    mail: Mailing, receiver: Receiver
) -> None:
    with_contact(mail, receiver)
    (letter,) = disabled(mail, receiver)
    assert (letter.to, letter.subject) == (ANNA, "Your webhook endpoint was disabled")
    assert receiver.url in letter.text
    assert "it is gone (410)" in letter.text
    mail.state()
    assert mail.send() == [], "one letter for each transition"
    reminders = [[(one.to, one.subject) for one in days_later(mail, days)] for days in (0.9, 0.1, 1, 1, 1, 3, 1, 1, 30)]
    said = "Your webhook endpoint has been disabled for"
    assert reminders == [
        [],
        [(ANNA, f"{said} 1 day")],
        [],
        [(ANNA, f"{said} 3 days")],
        [],
        [(ANNA, f"{said} 7 days")],
        [],
        [],
        [],
    ]


def test_an_endpoint_that_is_in_use_again_is_reminded_of_no_more(mail: Mailing, receiver: Receiver) -> None:
    begun = with_contact(mail, receiver)
    disabled(mail, receiver)
    receiver.answer = lambda _: (200, b"", {})
    resumed = mail.api.send(f"/v1/subscriptions/{begun['id']}/resume", {}, key=None, bearer=begun["manage_token"])
    assert resumed.json()["state"] == "active"
    assert days_later(mail, 1) == []
    assert [one.to for one in disabled(mail, receiver)] == [ANNA], "disabled anew, told anew"


def test_without_a_contact_staff_is_told(mail: Mailing, receiver: Receiver) -> None:
    endpoint(mail, receiver)
    (letter,) = disabled(mail, receiver)
    assert (letter.to, letter.message["List-Unsubscribe"]) == (STAFF, None)
    assert [one.to for one in days_later(mail, 1)] == [STAFF]


def test_until_a_contact_has_confirmed_staff_is_told_in_its_place(mail: Mailing, receiver: Receiver) -> None:
    endpoint(mail, receiver, contact=ANNA)
    (request,) = mail.new()
    assert [one.to for one in disabled(mail, receiver)] == [STAFF]
    mail.confirm(request)
    assert [one.to for one in days_later(mail, 1)] == [ANNA]


def test_nobody_is_the_contact_of_an_endpoint_unasked_though_he_is_mailed_other_things(
    mail: Mailing, receiver: Receiver
) -> None:
    mail.subscribe(BORIS, filter={"change": ["ruling"]})
    endpoint(mail, receiver, contact=BORIS)
    (request,) = mail.new()
    assert request.to == BORIS
    assert [one.to for one in disabled(mail, receiver)] == [STAFF]


def test_a_contact_of_one_endpoint_is_asked_again_for_another(mail: Mailing, receiver: Receiver) -> None:
    with_contact(mail, receiver)
    endpoint(mail, receiver, contact=ANNA)
    assert [one.to for one in mail.new()] == [ANNA]
    assert sorted(one.to for one in disabled(mail, receiver)) == [ANNA, STAFF]


def test_a_contact_stays_one_who_leaves_what_was_subscribed_beside_it(mail: Mailing, receiver: Receiver) -> None:
    with_contact(mail, receiver)
    mail.subscribe(ANNA)
    letters = disabled(mail, receiver)
    told = next(one for one in letters if one.links("u"))
    mail.leave(told.one_click)
    assert [one.to for one in days_later(mail, 1)] == [ANNA]


def test_a_contact_that_is_given_later_joins_the_endpoint_once_it_has_confirmed(
    mail: Mailing, receiver: Receiver
) -> None:
    begun = endpoint(mail, receiver)
    body = {"channel": "webhook", "to": receiver.url, "contact": ANNA}
    assert mail.api.send("/v1/subscriptions", body, key=None, bearer=begun["manage_token"]).status_code == 202
    (request,) = mail.send()
    mail.confirm(request)
    assert [one.to for one in disabled(mail, receiver)] == [ANNA]


def test_whatever_is_told_to_staff_first_and_at_once_arrives(mail: Mailing) -> None:
    service = mail.api.service

    def tell(number: int) -> None:
        with writing(service.engine) as connection:
            service.posting.staff(connection, f"cause {number}", f"Number {number}", "Look", service.now())

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(tell, range(8)))
    assert sorted(letter.subject for letter in mail.send()) == [f"Number {number}" for number in range(8)]
