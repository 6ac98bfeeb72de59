"""Names and passwords of staff."""

import re
import unicodedata

import pytest
from argon2 import extract_parameters
from argon2.profiles import RFC_9106_LOW_MEMORY

from monitor.staff.account import folded, name_of
from monitor.staff.hashing import hashed, is_outdated, is_password
from monitor.staff.password import LONGEST, PasswordRefused, as_typed, new_password

COMPOSED, APART = "Zo\u00eb", "Zoe\u0308"
CHEAP = "$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$c29tZWhhc2hvZnNvbWV0aGluZw"


@pytest.mark.parametrize("name", ["A", "Aigul S.", "aigul@monitor.example", "Айгүл", "o'Brien-2", "x" * 64])
def test_a_name_is_kept_as_it_is_written(name: str) -> None:
    assert name_of(f" {name} ") == name


@pytest.mark.parametrize("name", ["", "  ", "...", "x" * 65, "a\nb", "a\0", "a\u202eb", "a\u200bb"])
def test_what_cannot_be_seen_is_no_name(name: str) -> None:
    assert name_of(name) is None


def test_names_are_the_same_however_they_are_written() -> None:
    assert name_of(APART) == COMPOSED
    assert folded("AIGUL ") == folded("Aigul")
    assert folded(COMPOSED) == folded(APART)


def test_a_password_has_twelve_characters_and_any_of_them() -> None:
    assert new_password("            ") == " " * 12
    for written in ("eleven char", "e\u0308" * 11, "x" * 1025):
        with pytest.raises(PasswordRefused):
            new_password(written)


def test_a_password_is_typed_as_it_was_set_on_whichever_keyboard() -> None:
    longest = "ᾂ" * LONGEST
    apart = unicodedata.normalize("NFD", longest)
    assert len(apart) == 4 * LONGEST
    assert as_typed(apart) == as_typed(longest) == new_password(apart) == longest
    assert as_typed(longest + "and more") == longest


def test_a_password_is_hashed_with_the_second_choice_of_rfc_9106_and_a_salt_of_its_own() -> None:
    one, another = hashed("correct horse"), hashed("correct horse")
    assert extract_parameters(one) == RFC_9106_LOW_MEMORY
    assert one != another
    assert re.match(r"\$argon2id\$v=19\$m=65536,t=3,p=4\$", one)
    assert is_password("correct horse", one)
    assert not is_password("correct horsf", one)
    assert (is_outdated(one), is_outdated(CHEAP)) == (False, True)


def test_no_password_is_that_of_nobody() -> None:
    assert not is_password("correct horse", None)
    assert not is_password("correct horse", "not a hash")
