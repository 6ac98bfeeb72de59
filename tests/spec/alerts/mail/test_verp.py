"""The address that a letter's bounces go to."""

from collections.abc import Callable

import pytest

from alerts.mail.verp import bounce_address, bounced_message
from tests.spec.alerts.mail.letters import EARLIER, MESSAGE

KEY, OLD_KEY = b"k" * 32, b"o" * 32


def test_a_bounce_address_leads_back_to_its_message() -> None:
    address = bounce_address(MESSAGE, "alerts.example.org", KEY)
    assert address.startswith(f"bounces+{MESSAGE}-")
    assert address.endswith("@alerts.example.org")
    assert bounced_message(address, [KEY]) == MESSAGE
    assert bounced_message(f"<{address}>", [KEY]) == MESSAGE


def test_a_bounce_address_keeps_to_the_limit_of_a_local_part() -> None:
    longest = bounce_address("abcdefgh_01ARZ3NDEKTSV4RRFFQ69G5FAV", "example.org", KEY)
    assert len(longest.partition("@")[0]) <= 64


@pytest.mark.parametrize("change", [str.lower, str.upper])
def test_a_server_that_changes_the_case_loses_nothing(change: Callable[[str], str]) -> None:
    assert bounced_message(change(bounce_address(MESSAGE, "example.org", KEY)), [KEY]) == MESSAGE


def test_a_key_that_was_replaced_is_honoured_as_long_as_it_is_given() -> None:
    address = bounce_address(MESSAGE, "example.org", OLD_KEY)
    assert bounced_message(address, [KEY, OLD_KEY]) == MESSAGE
    assert bounced_message(address, [KEY]) is None
    assert bounced_message(address, []) is None


def test_statement_28_a_token_of_another_message_or_with_any_character_changed_is_none() -> None:
    local, _, host = bounce_address(MESSAGE, "example.org", KEY).partition("@")
    signature = local.rpartition("-")[2]
    assert bounced_message(f"bounces+{EARLIER}-{signature}@{host}", [KEY]) is None
    for at in range(len("bounces+"), len(local)):
        other = "a" if local[at].lower() != "a" else "b"
        assert bounced_message(f"{local[:at]}{other}{local[at + 1 :]}@{host}", [KEY]) is None


@pytest.mark.parametrize("text", ["", "@", "bounces@example.org", f"bounces+{MESSAGE}@example.org", "a\nb@c", "ſ@x"])
def test_any_other_address_is_no_bounce_address(text: str) -> None:
    assert bounced_message(text, [KEY]) is None


@pytest.mark.parametrize("wrong", ["", "msg", "msg_1", f"{MESSAGE}\n", MESSAGE.lower(), "a@b"])
def test_only_message_ids_get_one(wrong: str) -> None:
    with pytest.raises(ValueError, match="message id"):
        bounce_address(wrong, "example.org", KEY)


def test_an_empty_key_signs_nothing() -> None:
    with pytest.raises(ValueError, match="empty key"):
        bounce_address(MESSAGE, "example.org", b"")
