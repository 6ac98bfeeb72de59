"""Ids of messages, subscriptions and endpoints, and the tokens by which their owners reach them without a password."""

import base64
import hashlib
import hmac
import re
from datetime import UTC, datetime, timedelta
from typing import NewType

ULID_RANDOM_BYTES = 10
"""How many random bytes one id takes."""

TOKEN_RANDOM_BYTES = 16
"""How many random bytes one token takes: 128 bits, which nobody guesses."""

TOKEN_LENGTH = 22

Token = NewType("Token", str)
"""The text of a token in the right form. It is sent once and kept nowhere."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_RANDOM_BITS = 8 * ULID_RANDOM_BYTES
_ULID_LENGTH = 26
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

# 22 characters hold 132 bits. The last four are not the token's and are zero, or it could be written in many ways.
_FORM = re.compile(r"[A-Za-z0-9_-]{21}[AQgw]")


def message_id(instant: datetime, randomness: bytes) -> str:
    """The id of a message, ``msg_`` and a ULID: its ``webhook-id`` and what its ``Message-ID`` is made of, for ever.

    It holds no full stop, which separates the parts of what is signed (Standard Webhooks 1.0.0).
    """
    return f"msg_{ulid(instant, randomness)}"


def subscription_id(instant: datetime, randomness: bytes) -> str:
    """The id of a subscription, ``sub_`` and a ULID."""
    return f"sub_{ulid(instant, randomness)}"


def endpoint_id(instant: datetime, randomness: bytes) -> str:
    """The id of a webhook endpoint or a confirmed address, ``end_`` and a ULID."""
    return f"end_{ulid(instant, randomness)}"


def ulid(instant: datetime, randomness: bytes) -> str:
    """26 characters of Crockford's base32 that sort by the instant, to the millisecond (github.com/ulid/spec).

    Args:
        instant: when it was made, with a time zone.
        randomness: 10 random bytes.

    Raises:
        ValueError: the instant has no time zone or lies before 1970, or there are more or fewer bytes.
    """
    if instant.tzinfo is None:
        raise ValueError("the instant of an id must say its time zone")
    if len(randomness) != ULID_RANDOM_BYTES:
        raise ValueError(f"an id takes {ULID_RANDOM_BYTES} random bytes, not {len(randomness)}")
    milliseconds = (instant - _EPOCH) // timedelta(milliseconds=1)
    if milliseconds < 0:
        raise ValueError("an id cannot say an instant before 1970")
    number = milliseconds << _RANDOM_BITS | int.from_bytes(randomness, "big")
    return "".join(_CROCKFORD[number >> 5 * place & 31] for place in reversed(range(_ULID_LENGTH)))


def token_of(randomness: bytes) -> Token:
    """The token written from 16 random bytes: 22 characters of base64url without padding (RFC 4648 section 5).

    Raises:
        ValueError: there are more or fewer bytes.
    """
    if len(randomness) != TOKEN_RANDOM_BYTES:
        raise ValueError(f"a token takes {TOKEN_RANDOM_BYTES} random bytes, not {len(randomness)}")
    return Token(base64.urlsafe_b64encode(randomness).rstrip(b"=").decode("ascii"))


def parse_token(text: str) -> Token | None:
    """The token in a text, or None where length or alphabet are wrong. No space is trimmed."""
    return Token(text) if _FORM.fullmatch(text) else None


def token_digest(token: Token) -> bytes:
    """SHA-256 of the token, 32 bytes: what is stored and looked up in its stead.

    The token is random and long, so that a plain hash protects it well enough.
    """
    return hashlib.sha256(token.encode("ascii")).digest()


def is_token_of(text: str, stored: bytes) -> bool:
    """Whether the text is the token whose digest is stored, in a time that does not tell how much of it is right.

    Any text may be asked about: what is no token at all is simply not this one.
    """
    token = parse_token(text)
    return token is not None and hmac.compare_digest(token_digest(token), stored)
