"""The keyring: tokens and digests that only this service can make, from keys that can be changed one after the other.

A token is made again whenever a letter is, so none has to be kept; what is kept is its digest.
"""

import hmac
from collections.abc import Sequence
from hashlib import sha256
from typing import Literal

from alerts.identities import TOKEN_RANDOM_BYTES, Token, token_digest, token_of

Purpose = Literal["confirm", "leave", "manage"]
"""What a token lets its holder do, and nothing else: each purpose has tokens of its own."""


class Keyring:
    """Makes tokens with the first of some keys, and knows those of the others.

    Raises:
        ValueError: there is no key.
    """

    def __init__(self, keys: Sequence[bytes]) -> None:
        if not keys:
            raise ValueError("a keyring holds a key")
        self._keys = tuple(keys)

    def token(self, purpose: Purpose, of: str) -> Token:
        """The token for one purpose of one thing: a message, a subscription, a destination; by its id."""
        return _token(self._keys[0], purpose, of)

    def token_with(self, purpose: Purpose, of: str, digest: bytes) -> Token | None:
        """The token with that digest, whichever key it was made with; ``None`` where that key is gone."""
        made = (_token(key, purpose, of) for key in self._keys)
        return next((token for token in made if hmac.compare_digest(token_digest(token), digest)), None)

    def address_digests(self, address: str) -> tuple[bytes, ...]:
        """By which an address is known again, the current one first; upper and lower case are one."""
        return tuple(hmac.digest(_for(key, "addresses"), address.casefold().encode(), sha256) for key in self._keys)

    @property
    def bounce_keys(self) -> tuple[bytes, ...]:
        """What signs the addresses that mail comes back to, the current one first."""
        return tuple(_for(key, "bounces") for key in self._keys)

    @property
    def canary_keys(self) -> tuple[bytes, ...]:
        """What signs the messages that we send to ourselves, the current one first; 32 bytes each."""
        return tuple(_for(key, "canary") for key in self._keys)


def _token(key: bytes, purpose: str, of: str) -> Token:
    return token_of(hmac.digest(_for(key, f"{purpose} token"), of.encode(), sha256)[:TOKEN_RANDOM_BYTES])


def _for(key: bytes, purpose: str) -> bytes:
    """A key of its own for each purpose."""
    return hmac.digest(key, f"reform-monitor/1 {purpose}".encode(), sha256)
