"""What people wrote stays what they wrote, in every form in which it is taken away."""

import re
from datetime import date
from itertools import accumulate
from typing import Any

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from monitor.takeaway.bibtex import ESCAPES, bibtex
from monitor.takeaway.document import Document, Items, Link, Paragraph, Table, Text, clean
from monitor.takeaway.markdown import markdown
from monitor.takeaway.reference import Issued, Reference
from monitor.takeaway.ris import ris
from monitor.takeaway.short_code import NoSuchCode, ShortView, read_code, short_code

SIGNS = "\\`*_{}[]()<>#+-.!|~^&$%@:/=\"'\n 019awe;é—Қ"
words = st.one_of(st.text(SIGNS, max_size=30), st.text(max_size=30)).map(lambda each: clean(each).strip())


def read_markdown(text: str) -> Any:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)


def texts_of(token: Any) -> str:
    return "".join(texts_of(each) for each in token.children) if token.children else str(token.content)


@settings(max_examples=50)
@given(words, words)
def test_words_in_markdown_read_as_themselves_and_begin_nothing(first: str, second: str) -> None:
    whole = f"{first} {second}".strip()
    blocks = (
        Paragraph((Text(whole),)),
        Items(((Text(first), Text(" "), Text(second)),)),
        Paragraph((Text(whole),), quoted=True),
    )
    tokens = read_markdown(markdown(Document(whole, "http://x/", None, blocks, ())))
    assert [texts_of(one) for one in tokens if one.type == "inline"] == ([whole] * 4 if whole else [""])
    inside = {each.type for one in tokens for each in one.children or ()}
    assert inside <= {"text", "text_special"}
    opened = [one.type for one in tokens if one.type.endswith("_open")]
    if whole:
        assert opened == [
            "heading_open", "paragraph_open", "bullet_list_open", "list_item_open", "paragraph_open",
            "blockquote_open", "paragraph_open",
        ]  # fmt: skip


@settings(max_examples=50)
@given(words.filter(bool), words.filter(bool))
def test_a_cell_of_a_table_in_markdown_ends_where_it_ends(first: str, second: str) -> None:
    table = Table(("a", first), (((Text(first),), (Text(second, strong=True),)),))
    tokens = read_markdown(markdown(Document("T", "http://x/", None, (table,), ())))
    assert [texts_of(one) for one in tokens if one.type == "inline"] == ["T", "a", first, first, second]


@settings(max_examples=50)
@given(words.filter(bool), st.text(SIGNS, max_size=20))
def test_a_link_in_markdown_leads_where_it_leads_and_nowhere_else(name: str, tail: str) -> None:
    url = f"https://example.org/{tail.replace(chr(10), '')}"
    tokens = read_markdown(markdown(Document("T", "http://x/", None, (Paragraph((Link(name, url),)),), ())))
    inline = [one for one in tokens if one.type == "inline"][1]
    assert [one.type for one in inline.children if one.type.startswith("link")] == ["link_open", "link_close"]
    opened = next(one for one in inline.children if one.type == "link_open")
    assert opened.attrs["href"].startswith("https://example.org/")
    assert texts_of(inline) == name


def reference(title: str, note: str = "") -> Reference:
    url, came_out = "https://example.org/a?b=c_d%20e", Issued(2009, 11)
    return Reference("key", "document", title, title, title, came_out, url, date(2009, 2, 1), "en", note)


def from_latex(value: str) -> str:
    return re.sub(
        "|".join(re.escape(each) for each in sorted(ESCAPES.values(), key=len, reverse=True)),
        lambda found: next(sign for sign, written in ESCAPES.items() if written == found[0]),
        value,
    )


@settings(max_examples=50)
@given(st.lists(words.filter(bool), min_size=1, max_size=3))
def test_bibtex_is_read_back_as_it_was_meant(titles: list[str]) -> None:
    library = parse_string(bibtex(reference(each, each) for each in titles), append_middleware=[])
    assert not library.failed_blocks
    # BibTeX counts braces whatever stands before them, which this reader does not.
    for line in bibtex([reference(each, each) for each in titles]).splitlines()[1:]:
        depths = list(accumulate((sign == "{") - (sign == "}") for sign in line))
        assert line == "}" or not depths or min(depths[:-1], default=0) >= 0 == depths[-1] or line.startswith("@")
    assert len({entry.key for entry in library.entries}) == len(titles)
    for entry, title in zip(library.entries, titles, strict=True):
        found = {field.key: str(field.value) for field in entry.fields}
        assert from_latex(found["title"][1:-1]) == title
        assert from_latex(found["author"][1:-1]) == title
        assert from_latex(found["note"]) == title
        assert (found["year"], found["date"], found["urldate"]) == ("2009", "2009-11", "2009-02-01")


@settings(max_examples=50)
@given(st.lists(words.filter(bool), min_size=1, max_size=3))
def test_ris_is_read_back_as_it_was_meant(titles: list[str]) -> None:
    written = ris(reference(each, each) for each in titles)
    assert "\n" not in written.replace("\r\n", "")
    found = rispy.loads(written)
    assert [one["title"] for one in found] == titles
    assert {(one["type_of_reference"], one["year"], one["date"]) for one in found} == {("RPRT", "2009", "2009/11//")}
    assert {one["urls"][0] for one in found} == {"https://example.org/a?b=c_d%20e"}


days = st.dates(date(1000, 1, 1), date(2999, 12, 31)).map(date.isoformat)
positions = st.integers(0, 10**15).map(str)
parameters = st.one_of(
    st.tuples(st.sampled_from(["as_of", "public_at", "from", "to"]), days),
    st.tuples(st.sampled_from(["known_at", "from_known_at", "to_known_at"]), positions),
    st.tuples(st.sampled_from(["lens", "rules", "topic", "jurisdiction", "q"]), st.text(max_size=20)),
    st.just(("rules", "default/1")),
)
views = st.builds(
    ShortView, st.just("board"), st.none(), st.lists(parameters, max_size=8).map(tuple)
) | st.builds(
    ShortView, st.sampled_from(["commitment", "measure", "event"]), st.integers(1, 10**15),
    st.lists(parameters, max_size=4).map(tuple),
)  # fmt: skip


@settings(max_examples=50)
@given(views)
def test_a_short_code_stands_for_its_view_however_it_is_written(view: ShortView) -> None:
    code = short_code(view)
    assert re.fullmatch(r"[0-9a-hjkmnp-tv-z]+", code)
    assert read_code(code) == read_code(code.upper().replace("0", "O").replace("1", "l")) == view


@settings(max_examples=50)
@given(views, st.data())
def test_a_slip_of_the_pen_leads_nowhere(view: ShortView, data: st.DataObject) -> None:
    code = short_code(view)
    place = data.draw(st.integers(0, len(code) - 1))
    other = data.draw(st.sampled_from("0123456789abcdefghjkmnpqrstvwxyz").filter(lambda each: each != code[place]))
    with pytest.raises(NoSuchCode):
        read_code(f"{code[:place]}{other}{code[place + 1 :]}")


@settings(max_examples=50)
@given(st.text(max_size=40))
def test_what_is_no_code_is_refused_and_never_an_error(text: str) -> None:
    try:
        found = read_code(text)
    except NoSuchCode:
        return
    assert found.page
