import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.api.cursors import BadCursor, Cursor, read_cursor, write_cursor

QUESTION = "/v1/commitments?jurisdiction=KZ"
CURSOR = Cursor("kz-media-law", 209, "2009-11-20")


@given(st.text(st.characters(exclude_characters="\0", codec="utf-8")), st.integers(0, 2**53), st.dates())
def test_a_cursor_reads_back_as_it_was_written(after: str, through: int, as_of: object) -> None:
    cursor = Cursor(after, through, str(as_of))
    assert read_cursor(write_cursor(cursor, QUESTION), QUESTION) == cursor


def test_a_cursor_needs_no_escaping_in_an_address() -> None:
    assert set(write_cursor(CURSOR, QUESTION)) <= set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    )


def test_a_cursor_continues_no_other_question() -> None:
    with pytest.raises(BadCursor):
        read_cursor(write_cursor(CURSOR, QUESTION), "/v1/commitments?jurisdiction=OSCE")


@given(st.integers(0, len(write_cursor(CURSOR, QUESTION)) - 1), st.sampled_from("AZaz09-_"))
def test_a_cursor_with_one_character_changed_is_none(place: int, character: str) -> None:
    written = write_cursor(CURSOR, QUESTION)
    altered = written[:place] + character + written[place + 1 :]
    if altered != written:
        with pytest.raises(BadCursor):
            read_cursor(altered, QUESTION)


@given(st.text(max_size=60))
def test_a_made_up_text_is_no_cursor(written: str) -> None:
    with pytest.raises(BadCursor):
        read_cursor(written, QUESTION)


def test_no_cursor_has_two_spellings() -> None:
    written = write_cursor(CURSOR, QUESTION)
    raw = base64.urlsafe_b64decode(written + "=" * (-len(written) % 4))
    for other in (f"{written}=", written + "A", f" {written}", base64.b16encode(raw).decode()):
        with pytest.raises(BadCursor):
            read_cursor(other, QUESTION)
