"""What is sealed is opened by its key for its purpose, and by nothing else."""

from collections.abc import Callable
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.sealing import KEY_BYTES, CannotOpen, Seal

ONE, OTHER, THIRD = (bytes([number]) * KEY_BYTES for number in (1, 2, 3))
SECRET, PURPOSE = b"whsec of an endpoint", "secret of dst_1"


def counted() -> Callable[[int], bytes]:
    """Bytes that are never the same twice, as random ones are."""
    numbers = count(1)
    return lambda length: next(numbers).to_bytes(length)


def seal_with(*keys: bytes) -> Seal:
    return Seal(keys, counted())


@given(content=st.binary(max_size=200), purpose=st.text(max_size=30), key=st.binary(min_size=32, max_size=32))
def test_what_was_sealed_is_opened_with_the_same_key_for_the_same_purpose(
    content: bytes, purpose: str, key: bytes
) -> None:
    seal = seal_with(key)
    assert seal.open(seal.seal(content, purpose), purpose) == content


def test_a_copy_of_what_is_stored_shows_nothing_of_it() -> None:
    sealed = seal_with(ONE).seal(SECRET, PURPOSE)
    assert SECRET not in sealed
    assert ONE not in sealed
    assert PURPOSE.encode() not in sealed


def test_the_same_content_is_sealed_differently_each_time() -> None:
    seal = seal_with(ONE)
    assert seal.seal(SECRET, PURPOSE) != seal.seal(SECRET, PURPOSE)


@pytest.mark.parametrize("purpose", ["secret of dst_2", "", "secret of dst_1 "])
def test_it_does_not_open_for_another_purpose(purpose: str) -> None:
    seal = seal_with(ONE)
    with pytest.raises(CannotOpen):
        seal.open(seal.seal(SECRET, PURPOSE), purpose)


def test_it_does_not_open_with_another_key() -> None:
    with pytest.raises(CannotOpen):
        seal_with(OTHER, THIRD).open(seal_with(ONE).seal(SECRET, PURPOSE), PURPOSE)


def test_it_does_not_open_once_a_byte_of_it_was_changed() -> None:
    seal = seal_with(ONE)
    sealed = seal.seal(SECRET, PURPOSE)
    for place in range(len(sealed)):
        changed = sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]
        with pytest.raises(CannotOpen):
            seal.open(changed, PURPOSE)


def test_it_does_not_open_once_it_was_cut_off_or_added_to() -> None:
    seal = seal_with(ONE)
    sealed = seal.seal(SECRET, PURPOSE)
    for other in (*(sealed[:length] for length in range(len(sealed))), sealed + b"\0"):
        with pytest.raises(CannotOpen):
            seal.open(other, PURPOSE)


def test_keys_are_changed_one_after_the_other_and_old_content_opens_until_its_key_is_gone() -> None:
    old = seal_with(ONE).seal(SECRET, PURPOSE)
    both = seal_with(OTHER, ONE)
    assert both.open(old, PURPOSE) == SECRET
    new = both.seal(SECRET, PURPOSE)
    after = seal_with(OTHER)
    assert after.open(new, PURPOSE) == SECRET, "the first key is the one that seals"
    with pytest.raises(CannotOpen):
        after.open(old, PURPOSE)


def test_the_order_of_the_older_keys_makes_no_difference() -> None:
    old = seal_with(THIRD).seal(SECRET, PURPOSE)
    assert seal_with(ONE, OTHER, THIRD).open(old, PURPOSE) == seal_with(ONE, THIRD, OTHER).open(old, PURPOSE) == SECRET


@pytest.mark.parametrize("keys", [(), (b"",), (ONE[:-1],), (ONE, OTHER + b"\0")])
def test_a_key_of_another_length_or_none_at_all_is_refused(keys: tuple[bytes, ...]) -> None:
    with pytest.raises(ValueError, match="a key has 32 bytes"):
        Seal(keys, counted())
