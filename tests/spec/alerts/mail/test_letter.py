"""What a letter lets in, and what it makes printable."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from alerts.mail.letter import SUBJECT_CHARACTERS, InlineImage
from alerts.mail.printable import one_line, passage
from tests.spec.alerts.mail.letters import HOSTILE_TITLES, letter


@pytest.mark.parametrize("title", HOSTILE_TITLES.values(), ids=HOSTILE_TITLES.keys())
def test_statement_27_a_subject_is_one_line_without_what_hides_or_reorders(title: str) -> None:
    subject = letter(subject=title).subject
    assert len(subject) <= SUBJECT_CHARACTERS
    assert subject.splitlines() == [subject]
    assert not [c for c in subject if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"}]
    assert not set(subject) & set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def test_a_subject_that_is_too_long_says_that_something_is_missing() -> None:
    assert letter(subject="x" * 121).subject == "x" * 119 + "…"
    assert letter(subject="x" * 120).subject == "x" * 120


@pytest.mark.parametrize("text", ["", " \r\n", "\u202e\ufeff"])
def test_a_letter_has_a_subject(text: str) -> None:
    with pytest.raises(ValidationError, match="a letter has a subject"):
        letter(subject=text)


def test_text_between_which_a_line_broke_stays_apart() -> None:
    assert one_line("passed\r\n\tin  full ") == "passed in full"


def test_a_passage_keeps_its_lines_and_one_empty_one_between_them() -> None:
    assert passage("one\r\ntwo\x85three\n \n\n\nfour\x00") == "one\ntwo\nthree\n\nfour"


@given(st.text(st.characters(exclude_categories=[])))
def test_what_is_printable_stays_as_it_is(text: str) -> None:
    assert one_line(one_line(text)) == one_line(text)
    assert passage(passage(text)) == passage(text)
    assert one_line(text).encode("utf-8").decode("utf-8") == one_line(text)


def test_letters_in_other_scripts_stay_and_are_composed() -> None:
    assert one_line("Қазақстан e\u0301") == "Қазақстан \u00e9"


@pytest.mark.parametrize("wrong", ["", "a b", "a\n", "../x", "a@b", "<a>", "-a", "ä"])
def test_an_id_is_a_plain_name_since_it_stands_in_headers_and_file_names(wrong: str) -> None:
    with pytest.raises(ValidationError):
        letter(id=wrong)


@pytest.mark.parametrize("wrong", ["", "english", "e", "en\n", 'en"'])
def test_a_language_is_a_tag(wrong: str) -> None:
    with pytest.raises(ValidationError):
        letter(language=wrong)


def test_a_picture_that_mail_programs_do_not_draw_is_refused() -> None:
    with pytest.raises(ValidationError):
        InlineImage.model_validate({"content_id": "c", "media_type": "image/svg+xml", "data": b"<svg/>", "alt": "x"})
