"""What a returned letter means, and how long an address rests."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.mail.bounces import Bounce, Kind, backoff, classify, read_bounce
from alerts.mail.verp import bounce_address
from tests.spec.alerts.mail.letters import MESSAGE

KEY = b"k" * 32
OURS = bounce_address(MESSAGE, "alerts.example.org", KEY)
FORGED = bounce_address(MESSAGE, "alerts.example.org", b"another key")


def dsn(
    status: str = "5.1.1",
    *,
    action: str = "failed",
    diagnostic: str = "smtp; 550 5.1.1 no such user",
    to: str = OURS,
) -> bytes:
    """A delivery status notification as Postfix writes it."""
    return f"""\
From: MAILER-DAEMON@mx.example.net
To: {to}
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I'm sorry to have to inform you that 550 5.1.1 could not be delivered.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net
X-Postfix-Queue-ID: 5A7

Final-Recipient: rfc822; reader@example.org
Action: {action}
Status: {status}
Diagnostic-Code: {diagnostic}

--b
Content-Type: message/rfc822

Message-ID: <{MESSAGE}@alerts.example.org>

--b--
""".replace("\n", "\r\n").encode()


def complaint(*, feedback: str = "abuse", mail_from: str = OURS, returned_to: str = "") -> bytes:
    """A complaint in the Abuse Reporting Format, as a provider's feedback loop sends it."""
    return f"""\
From: fbl@provider.example
To: complaints@example.org
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="b"

--b
Content-Type: text/plain

This is an email abuse report.

--b
Content-Type: message/feedback-report

Feedback-Type: {feedback}
User-Agent: Loop/1
Version: 1
Original-Mail-From: <{mail_from}>

--b
Content-Type: message/rfc822

Return-Path: <{returned_to}>
From: alerts@example.org

--b--
""".replace("\n", "\r\n").encode()


def kind(raw: bytes, to: str | None = None) -> Kind | None:
    bounce = read_bounce(raw, [KEY], to)
    return None if bounce is None else bounce.kind


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("5.1.1", "hard"),
        ("5.1.2", "hard"),
        ("5.1.10", "hard"),
        ("5.4.4", "hard"),
        ("5.2.2", "soft"),
        ("4.2.2", "soft"),
        ("4.4.7", "soft"),
        ("4.7.1", "soft"),
        ("4.1.1", "soft"),
        ("5.7.1", "blocked"),
        ("5.7.26", "blocked"),
        ("5.1.7", "blocked"),
        ("5.1.8", "blocked"),
        ("5.0.0", "soft"),
        ("5.2.1", "hard"),
        ("5.2.3", "blocked"),
        ("5.3.4", "blocked"),
        ("5.6.0", "blocked"),
        ("5.3.0", "soft"),
        (None, "soft"),
    ],
)
def test_statement_28_the_status_code_decides_what_a_failure_is(status: str | None, expected: Kind) -> None:
    assert classify(status) == expected
    if status is not None:
        assert kind(dsn(status, diagnostic="smtp; no")) == expected


def test_statement_28_soft_bounces_wait_2_to_64_hours_and_then_suppress() -> None:
    assert [backoff(n) for n in range(1, 7)] == [timedelta(hours=h) for h in (2, 4, 8, 16, 32, 64)]
    assert [backoff(7), backoff(100)] == [None, None]
    with pytest.raises(ValueError, match="not before"):
        backoff(0)


def test_a_bounce_names_the_message_the_code_and_what_was_said() -> None:
    assert read_bounce(dsn(), [KEY]) == Bounce(MESSAGE, "hard", "5.1.1", "smtp; 550 5.1.1 no such user")


def test_statement_28_a_forged_or_missing_token_does_nothing_whatever_the_report_says() -> None:
    assert kind(dsn(to=FORGED)) is None
    assert kind(dsn(to="bounces@alerts.example.org")) is None
    assert kind(complaint(mail_from=FORGED)) is None
    assert kind(complaint(mail_from="", returned_to=FORGED)) is None


def test_the_envelope_recipient_goes_before_what_the_headers_say() -> None:
    assert kind(dsn(to=FORGED), OURS) == "hard"
    assert kind(dsn(to=OURS), FORGED) is None


@pytest.mark.parametrize("header", ["X-Original-To", "Delivered-To", "Envelope-To"])
def test_the_token_is_found_where_a_mail_system_writes_the_envelope_recipient(header: str) -> None:
    assert kind(f"{header}: {OURS}\r\n".encode() + dsn(to="postmaster@example.org")) == "hard"


def test_a_delay_counts_by_its_code_and_a_success_not_at_all() -> None:
    assert kind(dsn("4.4.1", action="delayed", diagnostic="smtp; 451 4.4.1 try later")) == "soft"
    assert [kind(dsn("2.0.0", action=action)) for action in ("delivered", "relayed", "expanded")] == [None] * 3


@pytest.mark.parametrize(
    ("status", "diagnostic", "expected"),
    [
        ("5.0.0", "smtp; 550 5.1.1 unknown", "5.1.1"),
        ("", "smtp; 550 5.7.1 refused", "5.7.1"),
        ("5.2.2 (mailbox full)", "smtp; 550 5.1.1 unknown", "5.2.2"),
        ("5.0.0", "smtp; 450 4.2.1 later", "5.0.0"),
        ("", "smtp; 550 user unknown", "5.0.0"),
        ("", "at 10.5.1.1 nobody", None),
    ],
)
def test_the_diagnostic_speaks_where_the_status_says_nothing(
    status: str, diagnostic: str, expected: str | None
) -> None:
    bounce = read_bounce(dsn(status, diagnostic=diagnostic), [KEY])
    assert bounce is not None
    assert bounce.status == expected


def test_statement_28_a_complaint_is_one_by_the_sender_it_carries_inside() -> None:
    assert kind(complaint()) == "complaint"
    assert kind(complaint(mail_from="", returned_to=OURS)) == "complaint"
    assert kind(complaint(), "complaints@example.org") == "complaint"


@pytest.mark.parametrize("feedback", ["not-spam", "auth-failure", ""])
def test_a_report_that_is_no_complaint_is_none(feedback: str) -> None:
    assert kind(complaint(feedback=feedback)) is None


def test_an_automatic_answer_is_no_bounce_even_if_it_talks_of_one() -> None:
    answer = f"To: {OURS}\r\nAuto-Submitted: auto-replied\r\n\r\nAction: failed\r\nStatus: 5.1.1\r\n"
    assert kind(answer.encode()) is None


def test_parts_within_parts_thousands_deep_are_no_report() -> None:
    assert kind(b"Content-Type: message/rfc822\r\n\r\n" * 5000 + dsn()) is None


@given(st.binary() | st.tuples(st.integers(0, 900), st.binary(max_size=30)))
def test_no_bytes_make_the_reading_fail(given_bytes: bytes | tuple[int, bytes]) -> None:
    if isinstance(given_bytes, bytes):
        read_bounce(given_bytes, [KEY])
    else:
        at, inserted = given_bytes
        read_bounce(dsn()[:at] + inserted + dsn()[at:], [KEY])
        read_bounce(complaint()[:at] + inserted, [KEY], OURS)
