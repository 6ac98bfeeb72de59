"""What the log hashes: the leaf of an event, and the digest in it of a text that may have to be forgotten."""

import hashlib
import hmac

_LEAF = b"\x00"
SHORTEST_SALT_BYTES = 16


def leaf_hash(data: bytes) -> bytes:
    """The 32 bytes of SHA-256 over a zero byte and the data: a leaf of a Merkle tree (RFC 9162 section 2.1.1).

    The zero byte keeps leaves apart from inner nodes, which begin with 0x01, so that no node can pass for an event.
    """
    return hashlib.sha256(_LEAF + data).digest()


def salted_digest(text: str, salt: bytes) -> str:
    """The text's stand-in in a leaf: ``sha256:`` and 64 hex digits of HMAC-SHA256 (RFC 2104), keyed with the salt.

    A name or a quotation can be guessed, and a plain hash would confirm the guess for ever. Under a random salt of its
    own the digest says nothing once the salt is erased with the text; while both are kept, anyone given them can check
    that this is the text the leaf was hashed with. The text is taken as it is, so normalise it first
    (``events.text.clean``).

    Args:
        salt: random bytes made for this text alone, at least 16.

    Raises:
        ValueError: the salt is shorter than that, or the text holds a lone surrogate.
    """
    if len(salt) < SHORTEST_SALT_BYTES:
        raise ValueError(f"a salt has at least {SHORTEST_SALT_BYTES} bytes, this one {len(salt)}")
    return f"sha256:{hmac.new(salt, text.encode('utf-8'), hashlib.sha256).hexdigest()}"
