"""What the mail server says when it is handed a letter, and what becomes of letter and address."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from tests.integration.mail.lettered import Letter, Mailing, mailing
from tests.integration.mail_server import Reluctant, mail_server

pytestmark = pytest.mark.proof

STAFF = "staff@monitor.example"
HOUR = timedelta(hours=1)


@pytest.fixture
def server() -> Reluctant:
    return Reluctant()


@pytest.fixture
def mail(engine: Engine, tmp_path: Path, server: Reluctant) -> Iterator[Mailing]:
    """A record that mails through the server, with an address that asked for every event."""
    with mail_server(server) as url, mailing(engine, tmp_path, smtp_url=url) as found:
        found.ask(filter={"change": ["event"]})
        found.send()
        found.confirm(Letter(server.raw.pop()))
        server.offered.clear()
        yield found


def newest(mail: Mailing) -> Any:
    """The newest message that has a number, as staff see it."""
    found = [one for one in mail.staff("/v1/messages")["items"] if one["seq"] is not None]
    return mail.staff(f"/v1/messages/{max(found, key=lambda one: one['seq'])['id']}")


def subscription(mail: Mailing) -> Any:
    return mail.seen_by_staff(newest(mail)["body"]["data"]["subscriptions"][0])


def tell(mail: Mailing) -> None:
    mail.state()
    mail.send()


def test_an_address_that_does_not_exist_is_suppressed_at_once_and_what_comes_is_held(
    mail: Mailing, server: Reluctant
) -> None:
    server.answers["RCPT"] = "550 5.1.1 no such user"
    tell(mail)
    assert newest(mail)["state"] == "exhausted"
    assert [(one["code"], one["excerpt"]) for one in newest(mail)["attempts"]] == [(550, "5.1.1 no such user")]
    seen = subscription(mail)
    assert (seen["state"], seen["reason"]) == ("disabled", "the address takes no mail (5.1.1)")
    tell(mail)
    assert newest(mail)["state"] == "held"


def test_a_full_mailbox_is_left_alone_ever_longer_until_it_is_suppressed(mail: Mailing, server: Reluctant) -> None:
    server.answers["RCPT"] = "552 5.2.2 mailbox full"
    tell(mail)
    for number, hours in enumerate((2, 4, 8, 16, 32, 64), start=1):
        assert (newest(mail)["state"], newest(mail)["attempt_count"]) == ("retrying", number)
        mail.api.clock.at += hours * HOUR - timedelta(seconds=5)
        mail.send()
        assert newest(mail)["attempt_count"] == number, f"it rests for {hours} hours"
        mail.api.clock.at += timedelta(seconds=10)
        mail.send()
    assert newest(mail)["state"] == "exhausted"
    assert subscription(mail)["state"] == "disabled"


def test_a_full_mailbox_that_takes_mail_again_gets_the_letter(mail: Mailing, server: Reluctant) -> None:
    server.refusals = ["552 5.2.2 mailbox full"]
    tell(mail)
    mail.api.clock.at += 2 * HOUR
    mail.send()
    assert newest(mail)["state"] == "delivered"
    first, second = server.raw
    assert first == second


def test_a_refusal_of_us_says_nothing_of_the_address(mail: Mailing, server: Reluctant) -> None:
    server.answers["RCPT"] = "550 5.7.1 you are on a list"
    tell(mail)
    refused = newest(mail)
    assert refused["state"] == "exhausted"
    assert subscription(mail)["state"] == "active"
    server.answers.clear()
    mail.api.clock.at += timedelta(seconds=10)
    mail.send()
    alert = Letter(server.raw.pop())
    assert (alert.to, alert.subject) == (STAFF, "Mail of ours is refused")
    assert "5.7.1 you are on a list" in alert.text
    assert mail.api.read("/readyz")["refused"] == {"messages": 1, "answer": "550 5.7.1"}
    replay = f"/v1/subscriptions/{refused['body']['data']['subscriptions'][0]}/replay"
    staff = {"Authorization": f"Bearer {mail.api.new_key('admin')}"}
    assert mail.api.client.post(replay, json={"messages": [refused["id"]]}, headers=staff).status_code == 200
    mail.send()
    assert newest(mail)["state"] == "delivered"
    assert mail.api.read("/readyz")["refused"] == {"messages": 0, "answer": None}


@pytest.mark.parametrize(("verb", "answer"), [("RCPT", "550 5.2.1 shut"), ("DATA", "554 5.6.0 not with this in it")])
def test_what_is_refused_in_a_letter_leaves_its_address_alone(
    mail: Mailing, server: Reluctant, verb: str, answer: str
) -> None:
    server.answers[verb] = answer
    tell(mail)
    assert newest(mail)["state"] == "exhausted"
    assert subscription(mail)["state"] == ("active" if verb == "DATA" else "disabled")
    assert mail.api.read("/readyz")["refused"]["messages"] == int(verb == "DATA")


@pytest.mark.parametrize("verb", ["MAIL", "RCPT", "DATA"])
def test_what_may_pass_is_tried_again_at_the_next_step(mail: Mailing, server: Reluctant, verb: str) -> None:
    server.answers[verb] = "451 4.3.0 try again"
    tell(mail)
    assert newest(mail)["state"] == "retrying"
    server.answers.clear()
    mail.api.clock.at += timedelta(seconds=10)
    mail.send()
    assert newest(mail)["state"] == "delivered"


def test_what_waits_to_be_tried_again_is_not_sent_to_whoever_has_left_it(mail: Mailing, server: Reluctant) -> None:
    mail.ask(filter={"change": ["ruling"]})
    mail.send()
    mail.confirm(Letter(server.raw.pop()))
    server.answers["DATA"] = "451 4.3.0 try again"
    tell(mail)
    mail.leave(Letter(server.raw[-1]).one_click)
    assert newest(mail)["state"] == "cancelled"
    server.answers.clear()
    mail.api.clock.at += HOUR
    mail.send()
    assert (newest(mail)["state"], newest(mail)["attempt_count"]) == ("cancelled", 1)


def test_trouble_of_our_own_is_nobodys_fault_and_ends_when_it_ends(mail: Mailing, server: Reluctant) -> None:
    server.answers["MAIL"] = "550 5.7.0 who are you"
    tell(mail)
    for _ in range(14):
        mail.api.clock.at += 3 * HOUR
        mail.send()
    assert newest(mail)["attempt_count"] == 15
    assert (newest(mail)["state"], subscription(mail)["state"]) == ("retrying", "active")
    server.answers.clear()
    mail.api.clock.at += 3 * HOUR
    mail.send()
    assert newest(mail)["state"] == "delivered"
