"""What came back: delivery status notifications (RFC 3464) and complaints (RFC 5965), and what each means for us."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from email import message_from_bytes
from email.message import Message
from email.utils import getaddresses
from typing import Literal

from alerts.mail.printable import one_line
from alerts.mail.verp import bounced_message

Kind = Literal["hard", "soft", "blocked", "complaint"]
"""What is done about it: ``hard`` and ``complaint`` suppress the address at once; ``soft`` waits (``backoff``);
``blocked`` is about us or about the letter, not the address: staff are told and nothing is suppressed."""

# First match wins; RFC 3463 section 3 says what the codes mean. 5.1.7 and 5.1.8 stand apart from the other 5.1.x since
# it is the sender's address that they refuse, which is ours.
_KINDS: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (re.compile(r"5\.1\.[78]"), "blocked"),
    (re.compile(r"5\.1\.\d+"), "hard"),
    (re.compile(r"5\.2\.1|5\.4\.4"), "hard"),
    # What we may send, how large it may be, what may stand in it.
    (re.compile(r"5\.7\.\d+|5\.2\.3|5\.3\.4|5\.6\.\d+"), "blocked"),
)

_BACKOFF_HOURS = (2, 4, 8, 16, 32, 64)
_LARGEST = 1024 * 1024
_STATUS = re.compile(r"(?<![0-9.])([245]\.[0-9]{1,3}\.[0-9]{1,3})(?![0-9.])")
_REPLY_CODE = re.compile(r"(?<![0-9.])([245])[0-9]{2}(?![0-9.])")
_NO_BOUNCE = frozenset({"delivered", "relayed", "expanded"})
_NO_COMPLAINT = frozenset({"not-spam", "auth-failure"})
# Where a mail system writes the envelope recipient when it hands a letter over.
_ENVELOPE_HEADERS = ("X-Original-To", "Delivered-To", "Envelope-To", "To")


@dataclass(frozen=True, slots=True)
class Bounce:
    """What became of a message of ours.

    ``status`` is the enhanced code, None for a complaint and where there is none; ``said`` what the server or provider
    wrote, on one line, which may name the address. ``is_final`` is not set while the server still tries.
    """

    message_id: str
    kind: Kind
    status: str | None
    said: str
    is_final: bool = True


def classify(status: str | None) -> Kind:
    """The kind of a failure by its enhanced status code (RFC 3463).

    5.1.x, 5.2.1 (a mailbox that is shut) and 5.4.4 are hard. 5.1.7 and 5.1.8, which are about the sender, are blocked
    as 5.7.x is, and so is what is about the letter: 5.2.3 and 5.3.4 (too large), 5.6.x (what stands in it). All else
    is soft: 4.x, a full mailbox (5.2.2), what is not in the table and no code at all. Backing off ends those too.
    """
    return next((kind for pattern, kind in _KINDS if pattern.fullmatch(status or "")), "soft")


def backoff(soft_bounces: int) -> timedelta | None:
    """How long an address rests after so many soft bounces in a row: 2, 4, 8, 16, 32, 64 hours; then None: suppress.

    Raises:
        ValueError: the number is below 1.
    """
    if soft_bounces < 1:
        raise ValueError("an address rests after a soft bounce, not before the first")
    return timedelta(hours=_BACKOFF_HOURS[soft_bounces - 1]) if soft_bounces <= len(_BACKOFF_HOURS) else None


def read_bounce(raw: bytes, keys: Sequence[bytes], envelope_recipient: str | None = None) -> Bounce | None:
    """What a letter to the bounce address reports; None where it reports nothing that we act on.

    That is so for a forged or missing token, whatever else it says; for anything but a report, as an automatic answer
    is; and for a report of success. A delay (``Action: delayed``) is reported with its 4.x, so soft. Only the first
    MiB is read. Never raises.

    Args:
        keys: the current signing key and those still honoured.
        envelope_recipient: to whom it was delivered, as ``${recipient}`` of Postfix gives it; without it the headers
            are searched for our token.
    """
    try:
        letter = message_from_bytes(raw[:_LARGEST])
        parts = list(letter.walk())
        report = next((part for part in parts if part.get_content_type() in _READERS), None)
        if report is None:
            return None
        message_id = _ours(letter, parts, report, keys, envelope_recipient)
        return None if message_id is None else _READERS[report.get_content_type()](message_id, report)
    except RecursionError:  # parts within parts, thousands deep: nobody's mail server writes that
        return None


def _ours(
    letter: Message, parts: list[Message], report: Message, keys: Sequence[bytes], envelope_recipient: str | None
) -> str | None:
    """The message that the report is about, by the first address with a token that checks."""
    if envelope_recipient is not None:
        addresses = [envelope_recipient]
    else:
        addresses = [address for name in _ENVELOPE_HEADERS for address in _addresses(letter, name)]
    if report.get_content_type() == "message/feedback-report":
        # A complaint goes to whom the provider knows, not to the bounce address, which it carries inside.
        addresses += [address for fields in _fields(report) for address in _addresses(fields, "Original-Mail-From")]
        addresses += [address for part in parts for address in _addresses(part, "Return-Path")]
    return next(filter(None, (bounced_message(address, keys) for address in addresses)), None)


def _failure(message_id: str, report: Message) -> Bounce | None:
    """The first failure for a recipient; our letters have one recipient each."""
    for fields in _fields(report):
        action, said = _text(fields, "Action").lower(), _text(fields, "Diagnostic-Code")
        status = _status(_text(fields, "Status"), said)
        # The first group is about the report itself and has neither an action nor a status.
        if action not in _NO_BOUNCE and (action or status) and not (status or "").startswith("2"):
            return Bounce(message_id, classify(status), status, one_line(said), is_final=action != "delayed")
    return None


def _complaint(message_id: str, report: Message) -> Bounce | None:
    for fields in _fields(report):
        feedback = _text(fields, "Feedback-Type").lower()
        if feedback and feedback not in _NO_COMPLAINT:
            return Bounce(message_id, "complaint", None, one_line(feedback))
    return None


_READERS = {"message/delivery-status": _failure, "message/feedback-report": _complaint}


def _status(written: str, diagnostic: str) -> str | None:
    """The status code; from the diagnostic where the field is missing or says no more than its class (``5.0.0``)."""
    field, said = _STATUS.search(written), _STATUS.search(diagnostic)
    if field is not None and not (field[1].endswith(".0.0") and said is not None and said[1][0] == field[1][0]):
        return field[1]
    if said is not None:
        return said[1]
    reply = _REPLY_CODE.search(diagnostic)
    return None if reply is None else f"{reply[1]}.0.0"


def _fields(report: Message) -> Iterator[Message]:
    """The groups of fields in a report: the parser makes messages of them, or leaves them as text."""
    payload = report.get_payload()
    if isinstance(payload, list):
        yield from (group for group in payload if isinstance(group, Message))
    elif isinstance(payload, str):
        yield message_from_bytes(payload.encode("utf-8", "replace"))


def _text(fields: Message, name: str) -> str:
    return str(fields.get(name, "")).strip()


def _addresses(fields: Message, name: str) -> list[str]:
    return [address for _, address in getaddresses([str(value) for value in fields.get_all(name, [])])]
