"""How messages, subscriptions and endpoints are named, and how tokens are written, kept and compared."""

import hashlib
import re
from datetime import UTC, datetime, timedelta, timezone

import pytest

from alerts.identities import (
    endpoint_id,
    is_token_of,
    message_id,
    parse_token,
    subscription_id,
    token_digest,
    token_of,
    ulid,
)

MOMENT = datetime(2031, 3, 4, 5, 6, 7, 891_234, tzinfo=UTC)
RANDOM_10 = bytes(range(10))
RANDOM_16 = bytes(range(240, 256))


def test_a_ulid_is_the_milliseconds_and_the_random_bytes_in_base32() -> None:
    # The instant is the example of the specification, 1469918176385 ms.
    instant = datetime.fromtimestamp(1_469_918_176, UTC) + timedelta(milliseconds=385)
    assert ulid(instant, bytes(10)) == "01ARYZ6S41" + "0" * 16
    assert ulid(instant, b"\xff" * 10) == "01ARYZ6S41" + "Z" * 16
    assert ulid(datetime(1970, 1, 1, tzinfo=UTC), bytes([0] * 9 + [33])) == "0" * 24 + "11"


def test_ulids_sort_by_the_instant_they_were_made() -> None:
    instants = [MOMENT + timedelta(milliseconds=n * n) for n in range(50)]
    ids = [ulid(instant, bytes([255 - n] * 10)) for n, instant in enumerate(instants)]
    assert ids == sorted(ids)
    assert len(set(ids)) == 50


def test_an_instant_makes_the_same_id_in_whatever_zone_it_is_written() -> None:
    east = MOMENT.astimezone(timezone(timedelta(hours=5)))
    assert message_id(east, RANDOM_10) == message_id(MOMENT, RANDOM_10)


def test_ids_say_what_they_name_and_hold_no_full_stop() -> None:
    names = [make(MOMENT, RANDOM_10) for make in (message_id, subscription_id, endpoint_id)]
    assert [name[:4] for name in names] == ["msg_", "sub_", "end_"]
    assert all(re.fullmatch(r"[a-z]{3}_[0-9A-HJKMNP-TV-Z]{26}", name) for name in names)


@pytest.mark.parametrize(
    ("instant", "randomness"),
    [
        (MOMENT.replace(tzinfo=None), RANDOM_10),
        (datetime(1969, 12, 31, 23, 59, 59, 999_000, tzinfo=UTC), RANDOM_10),
        (MOMENT, RANDOM_10[:9]),
        (MOMENT, RANDOM_16),
    ],
)
def test_no_id_is_made_of_an_instant_without_zone_or_of_too_little_chance(instant: datetime, randomness: bytes) -> None:
    with pytest.raises(ValueError, match="id"):
        message_id(instant, randomness)


def test_a_token_is_16_bytes_in_22_characters_that_a_url_takes_as_they_are() -> None:
    assert token_of(RANDOM_16) == "8PHy8_T19vf4-fr7_P3-_w"
    assert token_of(bytes(16)) == "A" * 22
    assert parse_token(token_of(RANDOM_16)) == token_of(RANDOM_16)


@pytest.mark.parametrize("length", [0, 15, 17, 32])
def test_no_token_is_made_of_more_or_less_chance(length: int) -> None:
    with pytest.raises(ValueError, match="16 random bytes"):
        token_of(bytes(length))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A" * 21,
        "A" * 23,
        "A" * 22 + "\n",
        " " + "A" * 22,
        "A" * 20 + "==",
        "A" * 21 + "+",
        "A" * 21 + "B",  # decodes to the same bytes as 22 A, yet is not how they are written
        "A" * 21 + "é",
        "\u0410" * 22,  # a letter that only looks like A
    ],
)
def test_what_is_not_written_as_a_token_is_none(text: str) -> None:
    assert parse_token(text) is None
    assert not is_token_of(text, hashlib.sha256(text.encode()).digest())


def test_what_is_stored_is_the_sha_256_of_the_text() -> None:
    token = token_of(RANDOM_16)
    assert token_digest(token) == hashlib.sha256(b"8PHy8_T19vf4-fr7_P3-_w").digest()


def test_a_token_is_known_by_its_digest_and_no_other_token_is() -> None:
    token, stored = token_of(RANDOM_16), token_digest(token_of(RANDOM_16))
    assert is_token_of(token, stored)
    assert not is_token_of(token.swapcase(), stored)
    assert not is_token_of(token, token_digest(token_of(bytes(16))))
    assert not is_token_of(token, stored[:-1])
    assert not is_token_of(token, b"")
