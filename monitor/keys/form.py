"""How a key is written: ``rfm_``, 32 characters of secret, 6 of checksum.

The form is GitHub's (*Behind GitHub's new authentication token formats*, 2021): a prefix that secret scanners know, an
underscore so that a double click selects the whole, base62, and a CRC32 by which a mistyped or made-up key is told
without asking the database. 32 characters of base62 are 190 bits, so a plain SHA-256 protects them well enough.
"""

import hashlib
import re
import string
import zlib
from typing import NewType

PREFIX = "rfm_"

_ALPHABET = string.digits + string.ascii_uppercase + string.ascii_lowercase
_SECRET_LENGTH = 32
_CHECKSUM_LENGTH = 6
_ID_LENGTH = 10
_FORM = re.compile(rf"{PREFIX}([0-9A-Za-z]{{{_SECRET_LENGTH}}})([0-9A-Za-z]{{{_CHECKSUM_LENGTH}}})")

SECRETS = len(_ALPHABET) ** _SECRET_LENGTH
"""How many secrets there are: a number from 0 below this makes one."""

IDS = len(_ALPHABET) ** _ID_LENGTH
"""How many key ids there are: a number from 0 below this makes one."""

Secret = NewType("Secret", str)
"""The whole text of a key in the right form. It is shown once and kept nowhere."""


def secret_of(number: int) -> Secret:
    """The key written from a random number, 0 up to but without ``SECRETS``.

    Raises:
        ValueError: the number lies outside.
    """
    body = _base62(number, _SECRET_LENGTH)
    return Secret(f"{PREFIX}{body}{_checksum(body)}")


def id_of(number: int, prefix: str = "key_") -> str:
    """The name of a key, ``key_`` and 10 characters, from a random number, 0 up to but without ``IDS``.

    It is no secret: it stands in the log as ``recorded_by``. Accounts of staff are named likewise, with a ``prefix`` of
    their own.

    Raises:
        ValueError: the number lies outside.
    """
    return f"{prefix}{_base62(number, _ID_LENGTH)}"


def parse(text: str) -> Secret | None:
    """The key in a text, or None where prefix, length, alphabet or checksum are wrong. No space is trimmed."""
    found = _FORM.fullmatch(text)
    if found is None or _checksum(found[1]) != found[2]:
        return None
    return Secret(text)


def digest(secret: Secret) -> bytes:
    """SHA-256 of the key, 32 bytes: what is stored and looked up in its stead."""
    return hashlib.sha256(secret.encode("ascii")).digest()


def _checksum(body: str) -> str:
    return _base62(zlib.crc32(body.encode("ascii")), _CHECKSUM_LENGTH)


def _base62(number: int, length: int) -> str:
    if not 0 <= number < len(_ALPHABET) ** length:
        raise ValueError(f"{length} characters cannot write this number")
    characters = []
    for _ in range(length):
        number, place = divmod(number, len(_ALPHABET))
        characters.append(_ALPHABET[place])
    return "".join(reversed(characters))
