"""Mail that comes back, and what becomes of its address, on each engine."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from alerts.lifting import Complained, NotSuppressed
from alerts.mail.verp import bounce_address
from tests.integration.api.served import problem, serve
from tests.integration.mail.lettered import ANNA, BORIS, MAIL, Letter, Mailing, mailing, mailing_of
from tests.integration.mail.returned import MAIL_TYPE, bounced, complained, take, where_from
from tests.integration.private_pages.mailed import everything, post
from tests.spec.alerts.mail.test_bounces import dsn

pytestmark = pytest.mark.proof

EVERY: dict[str, Any] = {"change": ["event"]}
STAFF = "staff@monitor.example"
HOUR = timedelta(hours=1)


def told(mail: Mailing, title: str = "First") -> Letter:
    """The letter to Anna about something that happens."""
    mail.state(title=title)
    (letter,) = mail.send()
    assert letter.to == ANNA
    return letter


def state(mail: Mailing, letter: Letter) -> str:
    """What has become of a message."""
    return str(mail.staff(f"/v1/messages/{letter.id}")["state"])


def changed(before: dict[str, Any], after: dict[str, Any]) -> set[str]:
    """The tables in which something was changed, but for the keys that calls are made with."""
    return {name for name in after if before[name] != after[name]}


def test_statement_28_a_hard_bounce_suppresses_and_what_comes_is_held_until_the_address_confirms_itself(
    mail: Mailing,
) -> None:
    one = mail.subscribe(filter=EVERY)
    letter = told(mail)
    assert bounced(mail, letter, "5.1.1") == {"message": letter.id, "kind": "hard", "status": "5.1.1"}
    seen = mail.seen_by_staff(one)
    assert (seen["state"], seen["reason"]) == ("disabled", "the address takes no mail (5.1.1)")
    assert state(mail, letter) == "exhausted"
    for title in ("Second", "Third"):
        mail.state(title=title)
        assert mail.send() == []
    staff = mail.api.new_key("admin")
    problem(mail.api.send(f"/v1/subscriptions/{one}/resume", {}, key=None, bearer=staff), 409, "not-possible")
    mail.api.clock.at += 24 * HOUR
    mail.ask(filter={"change": ["ruling"]})
    (request,) = mail.send()
    mail.confirm(request)
    assert [letter.sections for letter in mail.send()] == [["Second"], ["Third"]]
    assert mail.seen_by_staff(one)["state"] == "active"
    assert told(mail, "Fourth").sections == ["Fourth"]


def test_statement_28_a_suppressed_address_is_asked_to_confirm_once_a_day(mail: Mailing) -> None:
    mail.subscribe(filter=EVERY)
    bounced(mail, told(mail), "5.1.1")
    mail.api.clock.at += 24 * HOUR
    for letters in (1, 0, 0):
        mail.ask()
        assert len(mail.send()) == letters
        mail.api.clock.at += HOUR
    mail.api.clock.at += 22 * HOUR
    mail.ask()
    assert len(mail.send()) == 1


@pytest.mark.parametrize("status", ["5.2.2", "4.4.1"])
def test_statement_28_a_full_mailbox_rests_ever_longer_and_is_suppressed_in_the_end(mail: Mailing, status: str) -> None:
    one = mail.subscribe(filter=EVERY)
    letter = told(mail)
    for hours in (2, 4, 8, 16, 32, 64):
        assert bounced(mail, letter, status) == {"message": letter.id, "kind": "soft", "status": status}
        assert state(mail, letter) == "retrying"
        mail.api.clock.at += hours * HOUR - timedelta(seconds=5)
        assert mail.send() == [], f"it rests for {hours} hours"
        mail.api.clock.at += timedelta(seconds=10)
        # Kept under the name that it had, the letter replaces itself.
        mail.send()
        assert state(mail, letter) == "delivered"
    assert mail.seen_by_staff(one)["state"] == "active"
    bounced(mail, letter, status)
    seen = mail.seen_by_staff(one)
    assert (seen["state"], seen["reason"]) == ("disabled", "mail to this address comes back")


def test_whatever_comes_while_an_address_rests_waits_for_the_end_of_it(mail: Mailing) -> None:
    mail.subscribe(filter=EVERY)
    bounced(mail, told(mail), "5.2.2")
    mail.state(title="Second")
    assert mail.send() == []
    mail.api.clock.at += 2 * HOUR
    assert [letter.sections for letter in mail.send()] == [["Second"]]


def test_letters_that_come_back_together_are_one_reason_to_rest(mail: Mailing) -> None:
    one = mail.subscribe(filter=EVERY)
    letters = [told(mail, f"Number {number}") for number in range(8)]
    for letter in letters:
        bounced(mail, letter, "5.2.2")
    assert mail.seen_by_staff(one)["state"] == "active"
    mail.api.clock.at += 2 * HOUR
    mail.send()
    assert {state(mail, letter) for letter in letters} == {"delivered"}


def test_a_week_after_a_rest_the_next_is_the_first_again(on_sqlite: Mailing) -> None:
    on_sqlite.subscribe(filter=EVERY)
    for _ in range(3):
        letter = told(on_sqlite)
        bounced(on_sqlite, letter, "5.2.2")
        on_sqlite.api.clock.at += 2 * HOUR
        on_sqlite.send()
        assert state(on_sqlite, letter) == "delivered", "two hours each time"
        on_sqlite.api.clock.at += timedelta(days=8)


def test_while_the_server_still_tries_the_address_rests_and_nothing_is_sent_again(on_sqlite: Mailing) -> None:
    on_sqlite.subscribe(filter=EVERY)
    letter = told(on_sqlite)
    bounced(on_sqlite, letter, "4.4.1", action="delayed")
    assert state(on_sqlite, letter) == "delivered"
    on_sqlite.state()
    assert on_sqlite.send() == []
    on_sqlite.api.clock.at += 2 * HOUR
    assert len(on_sqlite.send()) == 1


def test_what_came_back_is_not_sent_again_to_whoever_has_left_it_since(mail: Mailing) -> None:
    mail.subscribe(filter=EVERY)
    mail.subscribe(filter={"change": ["ruling"]})
    letter = told(mail)
    mail.leave(letter.one_click)
    bounced(mail, letter, "5.2.2")
    mail.api.clock.at += 3 * HOUR
    mail.send()
    assert state(mail, letter) == "cancelled"


def test_statement_28_a_complaint_ends_everything_there_and_cannot_be_undone(mail: Mailing) -> None:
    both = [mail.subscribe(filter=EVERY), mail.subscribe(filter={"change": ["ruling"]})]
    mail.subscribe(BORIS, filter={"change": ["ruling"]})
    letter = told(mail)
    assert complained(mail, letter) == {"message": letter.id, "kind": "complaint", "status": None}
    for one in both:
        seen = mail.seen_by_staff(one)
        assert (seen["state"], seen["reason"]) == ("ended", "the address complained of our mail")
    assert post(mail.api, letter.one_click, {"undo": "1"}).status_code == 409
    mail.state()
    assert mail.send() == []
    for letters in (1, 0):
        mail.api.clock.at += timedelta(hours=12)
        mail.ask(filter=EVERY)
        requests = mail.send()
        assert len(requests) == letters, "whoever complained is asked once a day"
    mail.api.clock.at += timedelta(days=1)
    mail.ask(filter=EVERY)
    (request,) = mail.send()
    mail.confirm(request)
    assert told(mail, "Second").sections == ["Second"]
    mail.ask()
    mail.ask()
    assert len(mail.send()) == 2, "confirmed, it is an address like any other"


def test_a_suppression_is_lifted_by_staff_with_what_was_kept_and_who_did_it_stays_on_record(mail: Mailing) -> None:
    one = mail.subscribe(filter=EVERY)
    bounced(mail, told(mail), "5.1.1")
    mail.state(title="Second")
    assert mail.send() == []
    lifting = mail.api.service.lifting
    assert lifting.lift(ANNA.upper(), "staff_1").kind == "hard"
    assert mail.seen_by_staff(one)["state"] == "active"
    assert [letter.sections for letter in mail.send()] == [["Second"]]
    found = lifting.look(ANNA)
    assert found.now is None
    assert [(each.by, each.what.kind) for each in found.before] == [("staff_1", "hard")]
    with pytest.raises(NotSuppressed):
        lifting.lift(ANNA, "staff_1")


def test_what_a_complaint_ended_nobody_lifts(on_sqlite: Mailing) -> None:
    on_sqlite.subscribe(filter=EVERY)
    complained(on_sqlite, told(on_sqlite))
    with pytest.raises(Complained):
        on_sqlite.api.service.lifting.lift(ANNA, "staff_1")


def test_whoever_confirms_while_the_address_rests_is_heard_at_once(mail: Mailing) -> None:
    mail.subscribe(filter=EVERY)
    letter = told(mail)
    bounced(mail, letter, "5.2.2")
    mail.state(title="Second")
    assert mail.send() == []
    mail.ask(filter={"change": ["ruling"]})
    (request,) = mail.send()
    mail.confirm(request)
    assert state(mail, letter) == "retrying"
    assert [one.sections for one in mail.send()] == [["Second"]]
    assert state(mail, letter) == "delivered"
    bounced(mail, letter, "5.2.2")
    mail.api.clock.at += 2 * HOUR
    mail.send()
    assert state(mail, letter) == "delivered", "two hours, as the first time"


def test_statement_28_a_forged_report_changes_nothing(mail: Mailing) -> None:
    mail.subscribe(filter=EVERY)
    letter = told(mail)
    mail.api.new_key("admin")
    before = everything(mail.api)
    forged = bounce_address(letter.id, "monitor.example", b"a key of somebody else's")
    unknown = bounce_address(
        "msg_01ARZ3NDEKTSV4RRFFQ69G5FAV", "monitor.example", mail.api.service.keyring.bounce_keys[0]
    )
    for to in (forged, unknown, ANNA, f"bounces+{letter.id}@monitor.example"):
        assert take(mail, dsn("5.1.1", to=to)) is None
    assert take(mail, b"Subject: out of office\r\n\r\nI am away") is None
    assert changed(before, everything(mail.api)) == set()


def test_the_recipient_can_be_said_beside_the_mail(on_sqlite: Mailing) -> None:
    on_sqlite.subscribe(filter=EVERY)
    letter = told(on_sqlite)
    to = where_from(on_sqlite, letter).replace("+", "%2B")
    assert take(on_sqlite, dsn("5.1.1", to="somebody@monitor.example"), f"?recipient={to}") is not None


def test_only_staff_hands_bounces_in(on_sqlite: Mailing) -> None:
    nobody = on_sqlite.api.send("/v1/bounces", dsn("5.1.1"), key=None, bearer=None, media_type=MAIL_TYPE)
    problem(nobody, 401, "unauthorized")
    ingest = on_sqlite.api.send("/v1/bounces", dsn("5.1.1"), key=None, media_type=MAIL_TYPE)
    problem(ingest, 403, "scope-missing")


def test_statement_28_staff_is_told_once_a_day_that_we_are_refused_and_not_to_whom(mail: Mailing) -> None:
    one = mail.subscribe(filter=EVERY)
    letter = told(mail)
    for _ in range(2):
        kind = bounced(mail, letter, "5.7.1", said=f"<{ANNA}>: {ANNA} does not want you, alerts@monitor.example")
        assert kind == {"message": letter.id, "kind": "blocked", "status": "5.7.1"}
    (alert,) = mail.send()
    assert (alert.to, alert.subject) == (STAFF, "Mail of ours is refused")
    assert "5.7.1" in alert.text
    assert "does not want you" in alert.text
    assert ANNA not in alert.text
    assert mail.seen_by_staff(one)["state"] == "active"
    mail.api.clock.at += timedelta(days=1)
    bounced(mail, letter, "5.7.1")
    assert [letter.to for letter in mail.send()] == [STAFF]


def test_an_address_that_never_confirmed_and_takes_no_mail_is_asked_once_a_day(on_sqlite: Mailing) -> None:
    on_sqlite.ask()
    (request,) = on_sqlite.send()
    bounced(on_sqlite, request, "5.1.1")
    on_sqlite.ask()
    assert on_sqlite.send() == []
    on_sqlite.api.clock.at += timedelta(days=1)
    on_sqlite.ask()
    assert len(on_sqlite.send()) == 1


def test_a_suppressed_address_stays_one_when_the_key_of_secrets_is_changed(
    sqlite_engine: Engine, tmp_path: Path
) -> None:
    old, new = "1" * 64, "2" * 64
    with mailing(sqlite_engine, tmp_path, secrets_key=old) as mail:
        mail.subscribe(filter=EVERY)
        complained(mail, told(mail))
        at = mail.api.clock.at + timedelta(days=2)
    with mailing_of(serve(sqlite_engine, tmp_path, **MAIL, secrets_key=f"{new},{old}")) as mail:
        mail.new()
        mail.api.clock.at = at
        mail.ask()
        mail.ask()
        (request,) = mail.send()
        mail.confirm(request)
        mail.ask()
        mail.ask()
        assert len(mail.send()) == 2
