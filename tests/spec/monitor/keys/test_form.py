import re
import string

import pytest

from monitor.keys.form import IDS, SECRETS, digest, id_of, parse, secret_of

# Worked out by the rule alone: 1 on 32 places, then the CRC32 of those characters, 3623199302, in base62 on 6.
ONE = "rfm_00000000000000000000000000000001" + "3xCZeQ"
SOME = secret_of(62**31 + 12345678901234567890)


def test_a_key_is_a_prefix_a_secret_and_a_checksum() -> None:
    assert re.fullmatch(r"rfm_[0-9A-Za-z]{32}[0-9A-Za-z]{6}", SOME)
    assert secret_of(1) == ONE


def test_a_key_holds_190_bits() -> None:
    assert 2**190 <= SECRETS < 2**191


def test_a_key_reads_back_as_itself() -> None:
    assert parse(SOME) == SOME


@pytest.mark.parametrize("place", range(4, len(SOME)))
def test_one_wrong_character_anywhere_is_noticed(place: int) -> None:
    other = "x" if SOME[place] != "x" else "y"
    assert parse(SOME[:place] + other + SOME[place + 1 :]) is None


@pytest.mark.parametrize("place", range(4, len(SOME) - 1))
def test_two_characters_in_the_wrong_order_are_noticed(place: int) -> None:
    one, two = SOME[place], SOME[place + 1]
    swapped = SOME[:place] + two + one + SOME[place + 2 :]
    assert parse(swapped) == (SOME if one == two else None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "rfm_",
        SOME[:-1],
        SOME + "0",
        SOME + "\n",
        " " + SOME,
        SOME.upper(),
        SOME.replace("rfm_", "rfn_"),
        SOME[4:],
        "Bearer " + SOME,
        SOME[:-1] + "é",
        SOME[:10] + "٣" + SOME[11:],
        SOME[:10] + "\0" + SOME[11:],
    ],
)
def test_what_only_resembles_a_key_is_none(text: str) -> None:
    assert parse(text) is None


def test_numbers_write_different_keys_up_to_the_last() -> None:
    assert len({secret_of(number) for number in (0, 1, 61, 62, SECRETS - 1)}) == 5
    assert secret_of(SECRETS - 1).startswith("rfm_" + "z" * 32)


@pytest.mark.parametrize("number", [-1, SECRETS])
def test_a_number_outside_writes_no_key(number: int) -> None:
    with pytest.raises(ValueError, match="cannot write"):
        secret_of(number)


def test_a_key_id_is_a_short_name() -> None:
    assert id_of(0) == "key_0000000000"
    assert id_of(IDS - 1) == "key_zzzzzzzzzz"
    assert set(id_of(IDS // 3)[4:]) <= set(string.ascii_letters + string.digits)


def test_the_digest_is_32_bytes_and_tells_keys_apart() -> None:
    assert len(digest(SOME)) == 32
    assert digest(SOME) != digest(secret_of(1))
