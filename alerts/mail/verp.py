"""Where a letter's bounces go: an address of its own (VERP), signed, so that only who got a letter can report on it."""

import base64
import hmac
import re
from collections.abc import Sequence
from hashlib import sha256

_BOUNCES = "bounces"
_SIGNATURE_OCTETS = 10  # 80 bits: none is guessed, and the local part stays below its limit

# A message id: a short prefix and a ULID in Crockford's base32.
_ID = re.compile(r"[a-z]{1,8}_[0-9A-HJKMNP-TV-Z]{26}")
_LOCAL_PART = re.compile(rf"{_BOUNCES}\+([a-z]{{1,8}})_([0-9a-hjkmnp-tv-z]{{26}})-([a-z2-7]{{16}})")


def bounce_address(message_id: str, host: str, key: bytes) -> str:
    """``bounces+<message id>-<signature>@host``, the envelope sender of that message.

    The part before the @ has at most 60 characters, of 64 allowed (RFC 5321 section 4.5.3.1.1).

    Args:
        message_id: a prefix of 1 to 8 small letters, ``_`` and a ULID, as ``msg_01ARZ3NDEKTSV4RRFFQ69G5FAV``.

    Raises:
        ValueError: the id has another form, or the key is empty.
    """
    if _ID.fullmatch(message_id) is None:
        raise ValueError("a bounce address needs a message id: a prefix, _ and a ULID")
    return f"{_BOUNCES}+{message_id}-{_signature(message_id, key)}@{host}"


def bounced_message(recipient: str, keys: Sequence[bytes]) -> str | None:
    """The id of the message whose bounce address this is; None where it is none, or signed with none of the keys.

    Some servers change the case of what stands before the @, so case decides nothing: the id comes back as it was
    made. The host is not looked at: mail for it came to us.
    """
    found = _LOCAL_PART.fullmatch(recipient.strip().strip("<>").rpartition("@")[0].lower())
    if found is None:
        return None
    message_id, signature = f"{found[1]}_{found[2].upper()}", found[3].encode("ascii")
    signed = [hmac.compare_digest(_signature(message_id, key).encode("ascii"), signature) for key in keys]
    return message_id if any(signed) else None


def _signature(message_id: str, key: bytes) -> str:
    if not key:
        raise ValueError("an empty key signs nothing")
    digest = hmac.digest(key, b"bounce-address/1:" + message_id.encode("ascii"), sha256)
    return base64.b32encode(digest[:_SIGNATURE_OCTETS]).decode("ascii").lower()
