"""A letter as bytes: each header on a line as it was meant, 7-bit, the same every time."""

from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.mail.composing import Sender, compose
from alerts.mail.header_lines import HeaderRefused, header_line, mailbox, unstructured
from alerts.mail.letter import SUBJECT_CHARACTERS, Address, InlineImage, one_subject
from tests.spec.alerts.mail.letters import (
    EARLIER,
    HOSTILE_TITLES,
    MESSAGE,
    ONE_CLICK,
    SENDER,
    header_lines,
    letter,
    read,
)

CHART = InlineImage(content_id="chart-1", media_type="image/png", data=b"\x89PNG\r\n\x1a\n", alt="Status over time")


def part(message: EmailMessage, subtype: str) -> str:
    """The content of the body part of that subtype."""
    body = message.get_body((subtype,))
    assert isinstance(body, EmailMessage)
    return str(body.get_content()).replace("\r\n", "\n")  # text travels with CRLF


def test_statement_24_the_one_click_link_leaves_unencoded_on_one_line_of_77_characters_or_fewer() -> None:
    lines = header_lines(compose(letter(), SENDER))
    assert f"List-Unsubscribe: <{ONE_CLICK}>".encode() in lines
    assert b"List-Unsubscribe-Post: List-Unsubscribe=One-Click" in lines
    assert len(f"<{ONE_CLICK}>") <= 77


@pytest.mark.parametrize("length", [78, 200, 980])
def test_statement_24_a_longer_link_leaves_unencoded_too(length: int) -> None:
    url = "https://alerts.example.org/u/".ljust(length - 2, "x")
    lines = header_lines(compose(letter(unsubscribe_url=url), SENDER))
    assert f"List-Unsubscribe: <{url}>".encode() in lines


@pytest.mark.parametrize(
    "url",
    [
        "https://alerts.example.org/u/".ljust(979, "x"),
        "ftp://alerts.example.org/u/x",
        "https://alerts.example.org/u/x>, <https://evil.example/",
        "https://alerts.example.org/u/ x",
        "https://alerts.example.org/u/x\r\nBcc: all@example.org",
        "https://alerts.example.org/u/ä",
        "mailto:leave@example.org",
        "",
    ],
)
def test_a_link_that_could_not_be_clicked_in_one_is_refused(url: str) -> None:
    with pytest.raises(HeaderRefused):
        compose(letter(unsubscribe_url=url), SENDER)


def test_the_headers_of_a_letter_to_a_list() -> None:
    message = read(compose(letter(corrects=EARLIER), SENDER))
    assert {name: str(value) for name, value in message.items() if name != "Content-Type"} == {
        "Date": "Wed, 12 Feb 2031 07:30:00 +0000",
        "From": "Reform Monitor <alerts@example.org>",
        "To": "reader@example.org",
        "Message-ID": f"<{MESSAGE}@alerts.example.org>",
        "Subject": "Kazakhstan: Parliament passes the media law, 2031-02-11",
        "Auto-Submitted": "auto-generated",
        "Feedback-ID": "weekly:alerts:reformmon",
        "Content-Language": "en",
        "In-Reply-To": f"<{EARLIER}@alerts.example.org>",
        "References": f"<{EARLIER}@alerts.example.org>",
        "List-Id": "<weekly.alerts.alerts.example.org>",
        "List-Unsubscribe": f"<{ONE_CLICK}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "MIME-Version": "1.0",
    }


def test_a_letter_of_no_list_has_neither_a_list_nor_a_dummy_link_to_leave() -> None:
    message = read(compose(letter(list_name=None, unsubscribe_url=None), SENDER))
    assert [name for name in message if name.startswith("List-")] == []
    assert message["Feedback-ID"] == "single:alerts:reformmon"


def test_text_comes_before_html_and_both_arrive_as_they_were_written() -> None:
    text, html = "Қазақстан, line one\nline = two\n" + "x" * 2000, "<p>“Қазақстан”</p>"
    message = read(compose(letter(text=text, html=html), SENDER))
    assert message.get_content_type() == "multipart/alternative"
    assert [each.get_content_type() for each in message.iter_parts()] == ["text/plain", "text/html"]
    assert part(message, "plain").strip() == text
    assert part(message, "html").strip() == html


def test_a_picture_travels_with_the_html_that_shows_it() -> None:
    message = read(compose(letter(html='<img src="cid:chart-1">', images=(CHART,)), SENDER))
    related = list(message.iter_parts())[1]
    assert related.get_content_type() == "multipart/related"
    assert related.get_param("type") == "text/html"
    shown, picture = related.iter_parts()
    assert shown.get_content_type() == "text/html"
    assert (picture["Content-ID"], picture.get_content_type()) == ("<chart-1>", "image/png")
    assert picture.get_content() == CHART.data


@given(st.text(st.characters(exclude_categories=["Cs"])), st.text(st.characters(exclude_categories=["Cs"])))
def test_every_letter_is_7_bit_in_short_lines_and_always_the_same(title: str, body: str) -> None:
    written = letter(subject=f"Law: {title}", text=body, html=body, images=(CHART,))
    raw = compose(written, SENDER)
    headers, _, rest = raw.partition(b"\r\n\r\n")
    assert raw.isascii()
    assert raw == compose(written, SENDER)
    assert max(map(len, headers.split(b"\r\n"))) <= 998
    assert max(len(line) for line in rest.split(b"\r\n") if not line.startswith(b"Content-")) <= 76
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert b"\r" not in raw.replace(b"\r\n", b"")


@pytest.mark.parametrize("title", HOSTILE_TITLES.values(), ids=HOSTILE_TITLES.keys())
def test_statement_27_a_hostile_title_arrives_as_a_subject_and_nothing_else(title: str) -> None:
    written = letter(subject=title)
    raw = compose(written, SENDER)
    assert [line for line in header_lines(raw) if line.startswith((b" ", b"\t", b"Bcc"))] == []
    assert read(raw)["Subject"] == written.subject
    assert read(raw)["Bcc"] is None


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_a_subject_reads_back_as_it_was_from_words_that_keep_to_their_limit(text: str) -> None:
    subject = one_subject(f"Law: {text}")
    value = unstructured(subject)
    if value != subject:
        assert max(map(len, value.split(" "))) <= 75
        assert read(f"Subject: {value}\r\n\r\n".encode("ascii"))["Subject"] == subject


def test_the_longest_subject_of_the_widest_characters_fits_one_line() -> None:
    assert len(header_line("Subject", unstructured("\U0001f5f3" * SUBJECT_CHARACTERS))) <= 1000


@pytest.mark.parametrize("value", ["", "a\r\nb", "a\nb", "ä", " a", "a ", "a\x00", "x" * 990])
def test_a_header_that_would_break_its_line_is_refused(value: str) -> None:
    with pytest.raises(HeaderRefused, match="X-Header"):
        header_line("X-Header", value)


def test_a_name_in_any_script_and_with_any_sign_stands_before_its_address() -> None:
    assert mailbox('Reform "Monitor", KZ', "a@example.org") == '"Reform \\"Monitor\\", KZ" <a@example.org>'
    shown = read(f"From: {mailbox('Қазақстан', 'a@example.org')}\r\n\r\n".encode("ascii"))["From"]
    assert shown.addresses[0].display_name == "Қазақстан"


@pytest.mark.parametrize(
    "to", ["a@example.org, b@example.org", "a@example.org\r\nBcc: b@example.org", "A <a@example.org>", "a", ""]
)
def test_an_address_that_nobody_validated_does_not_become_two(to: str) -> None:
    with pytest.raises(HeaderRefused):
        compose(letter(to=Address(to)), SENDER)
    with pytest.raises(HeaderRefused):
        compose(letter(), Sender("x", Address(to), "alerts.example.org", "reformmon"))
