"""Sealing: secrets as they are kept, so that a copy of the database opens nothing (AES-256-GCM, NIST SP 800-38D)."""

import hashlib
from collections.abc import Callable, Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
_NONCE_BYTES = 12
_KEY_ID_BYTES = 4


class CannotOpen(Exception):
    """What was sealed was sealed with another key, for another purpose, or was changed since."""


class Seal:
    """Seals with the first of some keys and opens with any of them, so that keys can be changed one after the other.

    Args:
        keys: each 32 bytes, the current one first.
        randomness: gives so many random bytes.

    Raises:
        ValueError: there is no key, or one of another length.
    """

    def __init__(self, keys: Sequence[bytes], randomness: Callable[[int], bytes]) -> None:
        if not keys or any(len(key) != KEY_BYTES for key in keys):
            raise ValueError(f"a key has {KEY_BYTES} bytes")
        self._keys = {_id_of(key): AESGCM(key) for key in keys}
        self._current = _id_of(keys[0])
        self._randomness = randomness

    def seal(self, content: bytes, purpose: str) -> bytes:
        """The content so that only this key opens it, and only for the same purpose, such as whose secret it is."""
        nonce = self._randomness(_NONCE_BYTES)
        return self._current + nonce + self._keys[self._current].encrypt(nonce, content, purpose.encode())

    def open(self, sealed: bytes, purpose: str) -> bytes:
        """The content again.

        Raises:
            CannotOpen: see there.
        """
        key = self._keys.get(sealed[:_KEY_ID_BYTES])
        nonce, rest = sealed[_KEY_ID_BYTES:][:_NONCE_BYTES], sealed[_KEY_ID_BYTES + _NONCE_BYTES :]
        try:
            if key is None or len(nonce) != _NONCE_BYTES:
                raise CannotOpen
            return key.decrypt(nonce, rest, purpose.encode())
        except InvalidTag as error:
            raise CannotOpen from error


def _id_of(key: bytes) -> bytes:
    return hashlib.sha256(b"key id" + key).digest()[:_KEY_ID_BYTES]
