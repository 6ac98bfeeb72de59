"""What a password has to be: long, and nothing else (NIST SP 800-63B-4, section 3.1.1.2)."""

import unicodedata
from typing import Final

SHORTEST: Final = 12
"""Characters, after normalization."""

LONGEST: Final = 1024
"""Characters. Nobody types as many; a program that sends millions would keep us busy."""

# Up to four characters compose to one (Unicode Standard Annex 15).
_MOST_TYPED: Final = 4 * LONGEST


class PasswordRefused(ValueError):
    """The text says what is wrong with it."""


def normalized(written: str) -> str:
    """The password as it is hashed: in NFC, so that it is the same from every keyboard."""
    return unicodedata.normalize("NFC", written)


def as_typed(written: str) -> str:
    """What somebody signs in with, normalized; of what no password can be as long as, no more than that."""
    return normalized(written[:_MOST_TYPED])[:LONGEST]


def new_password(written: str) -> str:
    """A password that may be set, normalized.

    Raises:
        PasswordRefused: it is too short or too long.
    """
    password = normalized(written)
    if len(password) < SHORTEST:
        raise PasswordRefused(f"a password has {SHORTEST} characters or more")
    if len(password) > LONGEST:
        raise PasswordRefused(f"a password has {LONGEST} characters at most")
    return password
