"""What says who somebody is goes 28 days after the last subscription there has ended, and no sooner."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from tests.integration.mail.lettered import ANNA, MAIL, Letter, Mailing, mailing, mailing_of
from tests.integration.mail.returned import bounced
from tests.integration.mail_server import Reluctant, mail_server
from tests.integration.private_pages.mailed import everything, post
from tests.integration.receiver import Receiver, receiving
from tests.integration.webhooks.hooked import hooked, subscribe

pytestmark = pytest.mark.proof

NOTE = "For the chapter about Anna's newspaper"
EVERY: dict[str, Any] = {"change": ["event"]}
STAFF = "staff@monitor.example"


@pytest.fixture
def hooks(engine: Engine, tmp_path: Path) -> Iterator[tuple[Mailing, Receiver]]:
    """A record that mails and sends webhooks, and a receiver of these."""
    with receiving() as receiver, mailing_of(hooked(engine, tmp_path, receiver, **MAIL)) as found:
        yield found, receiver


@contextmanager
def talkative(engine: Engine, folder: Path) -> Iterator[tuple[Mailing, Reluctant]]:
    """A record that mails through a server which names the address in what it says."""
    server = Reluctant(answers={"DATA": f"250 2.0.0 kept for {ANNA}"})
    with mail_server(server) as url, mailing(engine, folder, smtp_url=url) as found:
        yield found, server


def later(mail: Mailing, **span: float) -> None:
    """Some time goes by, and it is looked what is to be erased."""
    mail.api.clock.at += timedelta(**span)
    mail.api.service.erasing.erase()


def holds(mail: Mailing, text: str) -> set[str]:
    """The tables that hold a text in any of their columns, whatever its case."""
    return {
        name
        for name, rows in everything(mail.api).items()
        for row in rows
        for value in row
        if text.casefold() in (value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)).casefold()
    }


def end(mail: Mailing, begun: Any) -> None:
    headers = {"Authorization": f"Bearer {begun['manage_token']}"}
    assert mail.api.client.delete(f"/v1/subscriptions/{begun['id']}", headers=headers).status_code == 200


def test_what_was_never_confirmed_ends_after_seven_days_and_is_erased_after_twenty_eight_more(mail: Mailing) -> None:
    begun = mail.ask(note=NOTE)
    mail.send()
    later(mail, days=6, hours=23)
    assert mail.seen_by_staff(begun["id"])["state"] == "pending"
    later(mail, hours=1)
    seen = mail.seen_by_staff(begun["id"])
    assert (seen["state"], seen["reason"]) == ("ended", "never confirmed")
    later(mail, days=27, hours=23)
    assert holds(mail, ANNA) == {"destinations"}
    later(mail, hours=1)
    assert holds(mail, ANNA) == holds(mail, NOTE) == set()


def test_address_note_letters_and_what_servers_said_are_gone_twenty_eight_days_after_the_last_has_ended(
    engine: Engine, tmp_path: Path
) -> None:
    with talkative(engine, tmp_path) as (mail, server):
        begun = mail.ask(note=NOTE, filter=EVERY)
        mail.send()
        mail.confirm(Letter(server.raw.pop()))
        server.refusals = [f"451 4.2.1 <{ANNA.upper()}> is busy"]
        mail.state(title="A speech")
        mail.send()
        mail.api.clock.at += timedelta(minutes=1)
        mail.send()
        letter = Letter(server.raw[-1])
        server.answers.clear()
        bounced(mail, letter, "5.7.1", said=f"we do not want mail for {ANNA}")
        mail.send()
        mail.leave(letter.one_click)
        later(mail, days=27, hours=23)
        assert holds(mail, ANNA) == {"destinations", "attempts"}
        assert holds(mail, NOTE) == {"subscriptions", "messages"}
        later(mail, hours=2)
        assert holds(mail, ANNA) == holds(mail, NOTE) == set()
        assert mail.seen_by_staff(begun["id"])["to"] is None
        kept = mail.staff(f"/v1/messages/{letter.id}")
        assert (kept["state"], [one["code"] for one in kept["attempts"]]) == ("delivered", [451, 250])
        assert kept["body"]["data"]["cause"]["events"][0]["title"] == "A speech", "what was told of the record stays"
        assert post(mail.api, letter.one_click, b"List-Unsubscribe=One-Click").status_code == 200


def test_a_leave_that_was_undone_keeps_the_address(mail: Mailing) -> None:
    mail.subscribe(filter=EVERY, old_news=100)
    mail.state()
    (letter,) = mail.send()
    mail.leave(letter.one_click)
    later(mail, days=27)
    assert post(mail.api, letter.one_click, {"undo": "1"}).status_code == 200
    later(mail, days=28)
    mail.state()
    assert [one.to for one in mail.send()] == [ANNA]


def test_a_leave_cannot_be_undone_once_the_address_was_erased(mail: Mailing) -> None:
    mail.subscribe(filter=EVERY)
    mail.state()
    (letter,) = mail.send()
    mail.leave(letter.one_click)
    later(mail, days=28)
    assert post(mail.api, letter.one_click, {"undo": "1"}).status_code == 409
    mail.subscribe(filter=EVERY, old_news=100)
    mail.state()
    assert [one.to for one in mail.send()] == [ANNA], "it may come back as anybody may"


def test_an_address_with_another_subscription_is_kept(mail: Mailing) -> None:
    mail.subscribe(filter=EVERY)
    mail.subscribe(filter={"change": ["ruling"]})
    mail.state()
    (letter,) = mail.send()
    mail.leave(letter.one_click)
    later(mail, days=29)
    assert holds(mail, ANNA) == {"destinations"}


def test_the_url_and_the_secret_of_an_endpoint_go_like_an_address(hooks: tuple[Mailing, Receiver]) -> None:
    mail, receiver = hooks
    begun = subscribe(mail.api, receiver.url, contact=ANNA, note=NOTE)
    (request,) = mail.send()
    mail.confirm(request)
    receiver.answer = lambda _: (410, b"", {})
    mail.state()
    mail.send()
    assert holds(mail, receiver.url) >= {"destinations", "messages"}
    end(mail, begun)
    later(mail, days=28)
    assert holds(mail, receiver.url) == holds(mail, NOTE) == set()
    with mail.api.service.engine.connect() as connection:
        kept = connection.exec_driver_sql("SELECT secret, challenge FROM destinations WHERE channel = 'webhook'").all()
    assert [tuple(row) for row in kept] == [(None, None)]


def test_staff_and_the_contact_of_an_endpoint_in_use_are_kept(hooks: tuple[Mailing, Receiver]) -> None:
    mail, receiver = hooks
    begun = subscribe(mail.api, receiver.url, contact=ANNA)
    (request,) = mail.send()
    mail.confirm(request)
    other = subscribe(mail.api, receiver.url)
    mail.send()
    receiver.answer = lambda _: (410, b"", {})
    mail.state()
    assert sorted(letter.to for letter in mail.send()) == [ANNA, STAFF]
    for _ in range(3):
        later(mail, days=29)
    assert holds(mail, ANNA) == holds(mail, STAFF) == {"destinations"}
    end(mail, begun)
    end(mail, other)
    later(mail, days=8)
    later(mail, days=28)
    assert holds(mail, ANNA) == set()
    assert holds(mail, STAFF) == {"destinations"}


def test_a_contact_that_never_confirmed_is_forgotten_while_its_endpoint_goes_on(
    hooks: tuple[Mailing, Receiver],
) -> None:
    mail, receiver = hooks
    begun = subscribe(mail.api, receiver.url, contact=ANNA)
    (request,) = mail.send()
    later(mail, days=6)
    mail.confirm(request)
    assert post(mail.api, request.links("confirm")[0]).status_code == 200
    asked = subscribe(mail.api, receiver.url, contact="other@post.example.org")
    mail.send()
    later(mail, days=8)
    later(mail, days=28)
    assert holds(mail, "other@post.example.org") == set()
    assert holds(mail, ANNA) == {"destinations"}
    assert [mail.seen_by_staff(one["id"])["state"] for one in (begun, asked)] == ["active", "active"]


def test_a_contact_that_was_asked_again_has_seven_days_anew(hooks: tuple[Mailing, Receiver]) -> None:
    mail, receiver = hooks
    for days in (0, 6):
        later(mail, days=days)
        subscribe(mail.api, receiver.url, contact=ANNA)
    *_, last = mail.send()
    later(mail, days=6)
    mail.confirm(last)
    receiver.answer = lambda _: (410, b"", {})
    mail.state(day="2021-03-10")
    assert ANNA in {letter.to for letter in mail.send()}
