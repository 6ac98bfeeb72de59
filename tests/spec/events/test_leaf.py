"""What the log hashes."""

import hashlib
import hmac

import pytest

from events.leaf import leaf_hash, salted_digest

SALT = bytes(range(16))


def test_a_leaf_is_hashed_behind_a_zero_byte() -> None:
    assert leaf_hash(b"{}") == hashlib.sha256(b"\x00{}").digest()


def test_the_leaf_of_nothing_is_the_one_known_from_certificate_transparency() -> None:
    assert leaf_hash(b"").hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"


def test_a_digest_is_the_keyed_hash_of_the_text_in_utf_8() -> None:
    expected = hmac.new(SALT, "Әлия".encode(), hashlib.sha256).hexdigest()
    assert salted_digest("Әлия", SALT) == f"sha256:{expected}"


def test_the_same_text_under_another_salt_has_another_digest() -> None:
    assert salted_digest("a name", SALT) != salted_digest("a name", SALT[::-1])


def test_a_salt_short_enough_to_guess_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 16 bytes"):
        salted_digest("a name", b"salt")
