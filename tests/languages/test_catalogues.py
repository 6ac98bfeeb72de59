"""The catalogues of translators hold what the pages say: all of it, and nothing else."""

import pytest
from babel.messages.catalog import Message

from tests.languages.extracting import PARTS, TRANSLATED, kept, said

Identity = tuple[str, str | None]


def identity(message: Message) -> Identity:
    each = message.id if isinstance(message.id, str) else "\0".join(message.id)
    return each, message.context


@pytest.mark.parametrize("code", TRANSLATED)
@pytest.mark.parametrize("part", PARTS)
def test_a_catalogue_lists_what_the_code_says_and_nothing_else(code: str, part: str) -> None:
    """Else ``make catalogues`` brings it up to date."""
    assert {identity(one) for one in kept(code, part)} - {("", None)} == {identity(one) for one in said(part) if one.id}


@pytest.mark.parametrize("code", TRANSLATED)
@pytest.mark.parametrize("part", PARTS)
def test_every_message_is_translated_with_the_same_values_to_fill_in(code: str, part: str) -> None:
    catalogue = kept(code, part)
    messages = [one for one in catalogue if one.id]
    assert [one.id for one in messages if one.fuzzy or not all(strings(one))] == []
    assert [(one.id, error) for one in messages for error in one.check(catalogue)] == []


def strings(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ("",))
