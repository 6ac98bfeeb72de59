"""Signatures by which a receiver knows that a webhook is ours (Standard Webhooks 1.0.0, symmetric, ``v1``).

The key of the HMAC is the decoded bytes of the secret, not its text. What is signed is ``id.timestamp.body``, so an id
with a full stop in it could move bytes from one part to the next: such an id is refused.
"""

import base64
import binascii
import hashlib
import hmac
import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta

SECRET_RANDOM_BYTES = 32
"""How many random bytes a new secret takes. The standard allows 24 to 64."""

TOLERANCE = timedelta(minutes=5)
"""How far the timestamp of a request may lie from the receiver's clock, either way; the receivers' libraries use it."""

_PREFIX = "whsec_"
_SECRET_LENGTHS = range(24, 65)
_VERSION = "v1"
_MESSAGE_ID = re.compile(r"msg_[0-9A-HJKMNP-TV-Z]{26}")
_UNIX_SECONDS = re.compile(r"[0-9]{1,12}")


class SecretRefused(ValueError):
    """The text is no secret; the message says why and never repeats the text."""


@dataclass(frozen=True, slots=True)
class Secret:
    """What an endpoint and we share. ``key`` is 24 to 64 bytes and stays out of logs: it is no part of ``repr``."""

    key: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.key) not in _SECRET_LENGTHS:
            raise SecretRefused(f"a secret has 24 to 64 bytes, not {len(self.key)}")

    @property
    def text(self) -> str:
        """The secret as its owner gets it: ``whsec_`` and base64 with padding."""
        return _PREFIX + base64.b64encode(self.key).decode("ascii")


def new_secret(randomness: bytes) -> Secret:
    """The secret made of 32 random bytes.

    Raises:
        ValueError: there are more or fewer bytes.
    """
    if len(randomness) != SECRET_RANDOM_BYTES:
        raise ValueError(f"a new secret takes {SECRET_RANDOM_BYTES} random bytes, not {len(randomness)}")
    return Secret(randomness)


def parse_secret(text: str) -> Secret:
    """The secret in a text as ``Secret.text`` writes it.

    Raises:
        SecretRefused: no ``whsec_`` in front, no base64 with padding behind it, or not 24 to 64 bytes.
    """
    if not text.startswith(_PREFIX):
        raise SecretRefused(f"a secret begins with {_PREFIX}")
    try:
        key = base64.b64decode(text.removeprefix(_PREFIX), validate=True)
    except (binascii.Error, ValueError):
        # Not chained: the cause of a text that is no ASCII holds the text.
        raise SecretRefused(f"a secret is base64 behind {_PREFIX}") from None
    return Secret(key)


def signed_headers(
    message_id: str, at: datetime, body: bytes, current: Secret, previous: Secret | None = None
) -> dict[str, str]:
    """The headers of one attempt that say what the body is and that it is ours, with lower-case names.

    ``webhook-id`` stays the same in all attempts, ``webhook-timestamp`` is the second of this one. The signature of the
    current secret comes first, then that of the previous one while a rotation lasts.

    Args:
        message_id: ``msg_`` and a ULID.
        at: when this attempt is made, with any time zone.
        body: the very bytes that will be sent.
        current: the secret of the endpoint.
        previous: the one before, as long as receivers may still use it.

    Raises:
        ValueError: the id is none of ours, or the instant has no time zone.
    """
    if _MESSAGE_ID.fullmatch(message_id) is None:
        raise ValueError(f"{message_id!r} is no message id: write msg_ and a ULID")
    if at.tzinfo is None:
        raise ValueError("the instant of an attempt must say its time zone")
    timestamp = str(int(at.timestamp()))
    secrets = [current] if previous is None else [current, previous]
    return {
        "content-type": "application/json",
        "webhook-id": message_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": " ".join(_signature(secret, message_id, timestamp, body) for secret in secrets),
    }


def is_signed(message_id: str, timestamp: str, signatures: str, body: bytes, secret: Secret, *, now: datetime) -> bool:
    """Whether a request was signed with the secret, within five minutes of ``now``, both ends inclusive.

    The first three are the values of its headers ``webhook-id``, ``webhook-timestamp`` and ``webhook-signature``, which
    may hold any text: what is malformed is not signed. One matching signature of the list is enough. The time it takes
    does not tell how much of a signature is right.
    """
    if _MESSAGE_ID.fullmatch(message_id) is None or _UNIX_SECONDS.fullmatch(timestamp) is None:
        return False
    if abs(now.timestamp() - int(timestamp)) > TOLERANCE.total_seconds():
        return False
    expected = _signature(secret, message_id, timestamp, body).encode("ascii")
    return any(hmac.compare_digest(expected, each.encode("utf-8", "replace")) for each in signatures.split(" "))


def _signature(secret: Secret, message_id: str, timestamp: str, body: bytes) -> str:
    signed = f"{message_id}.{timestamp}.".encode("ascii") + body
    digest = hmac.digest(secret.key, signed, hashlib.sha256)
    return f"{_VERSION},{base64.b64encode(digest).decode('ascii')}"
