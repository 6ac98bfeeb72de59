"""Tokens and digests that only whoever has the keys can make, while keys are changed one after the other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.identities import is_token_of, parse_token, token_digest
from alerts.keyring import Keyring, Purpose

ONE, OTHER, THIRD = (bytes([number]) * 32 for number in (1, 2, 3))
PURPOSES: tuple[Purpose, ...] = ("confirm", "leave", "manage")

names = st.text(max_size=40)


def test_a_keyring_without_a_key_is_refused() -> None:
    with pytest.raises(ValueError, match="holds a key"):
        Keyring(())


@given(of=names)
def test_a_token_is_the_same_each_time_and_has_the_form_of_one(of: str) -> None:
    token = Keyring([ONE]).token("leave", of)
    assert token == Keyring([ONE]).token("leave", of)
    assert parse_token(token) == token


@given(of=names, another=names)
def test_each_purpose_thing_and_key_has_a_token_of_its_own(of: str, another: str) -> None:
    keyrings = [Keyring([key]) for key in (ONE, OTHER)]
    made = [keyring.token(purpose, name) for keyring in keyrings for purpose in PURPOSES for name in {of, another}]
    assert len(set(made)) == len(made)


def test_no_key_is_used_for_two_things() -> None:
    keyring = Keyring([ONE])
    made = [*keyring.bounce_keys, *keyring.address_digests("anna@example.org")]
    assert len({ONE, *made}) == 1 + len(made)


def test_new_tokens_are_made_with_the_first_key() -> None:
    assert Keyring([OTHER, ONE]).token("manage", "end_1") == Keyring([OTHER]).token("manage", "end_1")


def test_a_token_of_an_earlier_key_is_found_by_its_digest_until_that_key_is_gone() -> None:
    old = Keyring([ONE]).token("manage", "end_1")
    digest = token_digest(old)
    for keys in ([ONE], [OTHER, ONE], [THIRD, OTHER, ONE]):
        found = Keyring(keys).token_with("manage", "end_1", digest)
        assert found == old
        assert is_token_of(found, digest)
    assert Keyring([OTHER, THIRD]).token_with("manage", "end_1", digest) is None


@pytest.mark.parametrize(("purpose", "of"), [("leave", "end_1"), ("manage", "end_2")])
def test_a_digest_finds_no_token_of_another_purpose_or_thing(purpose: Purpose, of: str) -> None:
    digest = token_digest(Keyring([ONE]).token("manage", "end_1"))
    assert Keyring([ONE]).token_with(purpose, of, digest) is None


def test_an_address_is_known_again_however_it_is_written_and_after_a_change_of_keys() -> None:
    (known,) = Keyring([ONE]).address_digests("Anna@Example.org")
    assert Keyring([ONE]).address_digests("anna@example.ORG") == (known,)
    new, old = Keyring([OTHER, ONE]).address_digests("anna@example.org")
    assert old == known
    assert Keyring([OTHER]).address_digests("anna@example.org") == (new,)


def test_a_digest_says_nothing_of_its_address_to_whoever_lacks_the_key() -> None:
    one, other = (Keyring([key]).address_digests("anna@example.org")[0] for key in (ONE, OTHER))
    assert one != other
    assert b"anna" not in one


def test_what_signs_bounce_addresses_is_honoured_in_the_order_of_the_keys() -> None:
    (one,), (other,) = Keyring([ONE]).bounce_keys, Keyring([OTHER]).bounce_keys
    assert Keyring([OTHER, ONE]).bounce_keys == (other, one)
