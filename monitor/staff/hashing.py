"""Passwords at rest: Argon2id (RFC 9106), as many at once as the memory of a small machine allows."""

import threading
from typing import Final

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

AT_ONCE: Final = 2
"""Hashes under way in one process: each takes 64 MiB."""

_WAIT_S = 1

# Of 32 random bytes that nobody kept.
_NOBODYS = "$argon2id$v=19$m=65536,t=3,p=4$h6vl9I4zhP7r0n+wwaIFCA$5xZFey5fi3XnxdLl0pNnC/1jxsJxuGc0s5DcUUm0XE4"

# The second recommended option of RFC 9106, section 4: 64 MiB, three passes, four lanes.
_hasher = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=4, hash_len=32, salt_len=16, type=Type.ID)
_places = threading.BoundedSemaphore(AT_ONCE)


class TooManySignIns(Exception):
    """Others sign in at this moment; nothing was looked at."""


def hashed(password: str) -> str:
    """The hash of a password, with its parameters and a salt of its own, as the PHC string format has it.

    Raises:
        TooManySignIns: see there.
    """
    with _Place():
        return _hasher.hash(password)


def is_password(password: str, of: str | None) -> bool:
    """Whether a password is the one that was hashed; where there is none, as long is spent on finding out nothing.

    Raises:
        TooManySignIns: see there.
    """
    with _Place():
        try:
            _hasher.verify(of or _NOBODYS, password)
        except (VerificationError, InvalidHashError):
            return False
    return of is not None


def is_outdated(of: str) -> bool:
    """Whether it was hashed with other parameters than are used now."""
    return _hasher.check_needs_rehash(of)


class _Place:
    def __enter__(self) -> None:
        if not _places.acquire(timeout=_WAIT_S):
            raise TooManySignIns("too many people sign in at this moment")

    def __exit__(self, *_: object) -> None:
        _places.release()
