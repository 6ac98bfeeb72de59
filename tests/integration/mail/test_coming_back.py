"""Leaving by a letter and taking that back, whatever has become of the address in between."""

from typing import Any

import pytest

from tests.integration.mail.lettered import ANNA, Letter, Mailing
from tests.integration.private_pages.mailed import post

pytestmark = pytest.mark.proof

EVERY: dict[str, Any] = {"filter": {"change": ["event"]}}


def left(mail: Mailing) -> tuple[str, Letter]:
    """A subscription that was ended by the link of a letter, the last one of its address; and the letter."""
    one = mail.subscribe(**EVERY)
    mail.state()
    (letter,) = mail.send()
    mail.leave(letter.one_click)
    mail.state()
    assert mail.send() == []
    return one, letter


def undo(mail: Mailing, letter: Letter) -> None:
    assert post(mail.api, letter.one_click, {"undo": "1"}).status_code == 200


def test_who_comes_back_is_told_of_what_comes_from_then_on(mail: Mailing) -> None:
    one, letter = left(mail)
    undo(mail, letter)
    assert mail.seen_by_staff(one)["state"] == "active"
    assert mail.send() == []
    mail.state(title="After")
    assert [each.sections for each in mail.send()] == [["After"]]


def test_who_comes_back_while_the_address_was_asked_to_confirm_anew_is_told_all_the_same(mail: Mailing) -> None:
    _, letter = left(mail)
    mail.ask(**EVERY)
    (request,) = mail.send()
    undo(mail, letter)
    mail.state(title="After")
    assert [each.sections for each in mail.send()] == [["After"]]
    mail.confirm(request)
    mail.state(title="Later")
    (letter,) = mail.send()
    assert (letter.sections, len(letter.links("u"))) == (["Later"], 3), "one letter for both"


def test_who_comes_back_to_an_address_that_was_confirmed_anew_gets_one_letter_for_each_cause(mail: Mailing) -> None:
    _, letter = left(mail)
    mail.subscribe(ANNA, **EVERY)
    undo(mail, letter)
    mail.state()
    assert [each.to for each in mail.send()] == [ANNA]


def test_who_comes_back_gets_digests_again(mail: Mailing) -> None:
    mail.subscribe(cadence="daily", hour=8, timezone="UTC", **EVERY)
    mail.state()
    (letter,) = mail.digests("2021-03-05T08:00:00+00:00")
    mail.leave(letter.one_click)
    undo(mail, letter)
    mail.state(title="After")
    assert [each.sections[1:] for each in mail.digests("2021-03-06T08:00:00+00:00")] == [["After"]]
