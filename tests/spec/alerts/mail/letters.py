"""Letters, notifications and keys with complete, plain defaults; a test names only what it is about."""

from collections.abc import Callable
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import dkim  # type: ignore[import-untyped]  # it comes without type information
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from alerts.mail.address import validated
from alerts.mail.composing import Sender
from alerts.mail.letter import Letter
from alerts.mail.notification import Attribution, Notification, Section, Subject

MESSAGE = "msg_01ARZ3NDEKTSV4RRFFQ69G5FAV"
EARLIER = "msg_01ARZ3NDEKTSV4RRFFQ69G5FAA"
ONE_CLICK = "https://alerts.example.org/u/0123456789abcdefghijkl"
SENDER = Sender("Reform Monitor", validated("alerts@example.org"), "alerts.example.org", "reformmon")

HOSTILE_TITLES = {
    "carriage return": "Law\rBcc: all@example.org",
    "line feed": "Law\nBcc: all@example.org\n\n<p>",
    "null": "Law\x00 on media",
    "line separator": "Law\u2028Bcc: all@example.org",
    "next line": "Law\x85Bcc: all@example.org",
    "bidirectional marks": "Law \u202egnp.exe\u202c \u2066x\u2069 \u200f",
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "attribute": "\"'><a href=javascript:alert(1)>",
    "template": "{{7*7}} {% for x in y %} {0.__class__} {by}",
    "encoded word": "=?utf-8?q?=0ABcc=3A_all=40example.org?=",
    "long": "x" * 10_000,
    "long without ASCII": "\U0001f5f3" * 10_000,
    "right to left": "قانون وسائل الإعلام",
    "half a pair": "Law \ud800",
    "escape": "Law \x1b[31m \x9b",
}


def letter(**changes: Any) -> Letter:
    """A weekly letter to one reader."""
    given: dict[str, Any] = {
        "id": MESSAGE,
        "to": validated("reader@example.org"),
        "subject": "Kazakhstan: Parliament passes the media law, 2031-02-11",
        "text": "Passed.",
        "html": "<p>Passed.</p>",
        "language": "en",
        "date": datetime(2031, 2, 12, 7, 30, tzinfo=UTC),
        "list_name": "weekly",
        "unsubscribe_url": ONE_CLICK,
    }
    return Letter(**given | changes)


def notification(**changes: Any) -> Notification:
    """A notification of nothing but its first line."""
    given: dict[str, Any] = {
        "subject": Subject(place="Kazakhstan", actor="Parliament", act="passes the media law", day="2031-02-11"),
        "heading": "The media law was passed",
        "opening": Attribution(who="OSCE Mission", document="Spot report 3", said="Parliament passed the media law"),
    }
    return Notification(**given | changes)


def section(**changes: Any) -> Section:
    """A section with a title alone."""
    return Section(**{"title": "Freedom of the media"} | changes)


def read(raw: bytes) -> EmailMessage:
    """The letter as a mail program reads it."""
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def header_lines(raw: bytes) -> list[bytes]:
    """The lines before the body, as they are on the wire."""
    return raw.partition(b"\r\n\r\n")[0].split(b"\r\n")


def signing_key() -> tuple[bytes, Callable[..., bytes]]:
    """A new RSA key in PEM, and the DNS in which its public half stands for every name."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    record = b"v=DKIM1; k=rsa; p=" + b"".join(public.splitlines()[1:-1])
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return private, lambda _name, **_options: record


def verifies(raw: bytes, dns: Callable[..., bytes]) -> bool:
    """Whether dkimpy, as a receiver uses it, finds the signature good."""
    return bool(dkim.verify(raw, dnsfunc=dns))
