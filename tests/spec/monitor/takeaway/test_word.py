"""A Word document, read back as Word would read it."""

import io
import zipfile
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import docx
import pytest

from monitor.takeaway.document import Document, Draft, Link, Text
from monitor.takeaway.word import address_in_word, word

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HOSTILE = '"><script>&amp;\x00]]></w:t>{{ 7*7 }}'
SHOWN = HOSTILE.replace("\x00", "�")
LINK = "http://127.0.0.1:8000/commitments/x?as_of=2009-11-20&known_at=209"
MOMENT = datetime(2026, 11, 22, 9, 18, 59, 991741, tzinfo=UTC)


@pytest.fixture(scope="module")
def document() -> Document:
    draft = Draft()
    draft.say(Text("As of a day.", strong=True))
    draft.heading("Where it stands")
    draft.say(HOSTILE, draft.note("a", [HOSTILE, Link("there", "https://example.org/?a=1&b=2")], "again"))
    draft.items([["one"], [Text("два", language="ru", emphasis=True), draft.note("a", ["never"], "again")]])
    draft.table(["Who", "What"], [[["a"], [Text("b", struck=True), Link("c", LINK), draft.note("b", ["B"], "")]]])
    draft.say("Said.", quoted=True)
    return draft.document(HOSTILE, LINK, MOMENT)


@pytest.fixture(scope="module")
def written(document: Document) -> bytes:
    return word(document)


def part(written: bytes, name: str) -> ET.Element:
    return ET.fromstring(zipfile.ZipFile(io.BytesIO(written)).read(name))  # noqa: S314 - written here


def words(element: ET.Element) -> str:
    return "".join(one.text or "" for one in element.iter(f"{W}t"))


def test_footnotes_are_words_own_in_the_order_in_which_they_are_called_for(written: bytes) -> None:
    notes = {one.get(f"{W}id"): words(one) for one in part(written, "word/footnotes.xml")}
    said = {"1": f" {SHOWN}there", "2": " As note 1: again", "3": " B"}
    assert notes == {"-1": "", "0": "", **said}
    called = [one.get(f"{W}id") for one in part(written, "word/document.xml").iter(f"{W}footnoteReference")]
    assert called == ["1", "2", "3"]
    settings = part(written, "word/settings.xml").find(f"{W}footnotePr")
    assert settings is not None
    assert [one.get(f"{W}id") for one in settings] == ["-1", "0"]
    kinds = zipfile.ZipFile(io.BytesIO(written)).read("[Content_Types].xml").decode()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    assert f'PartName="/word/footnotes.xml" ContentType="{kind}"' in kinds


def test_it_is_read_back_with_its_headings_lists_tables_and_links(written: bytes) -> None:
    found = docx.Document(io.BytesIO(written))
    styles = [(one.style.name if one.style else "", one.text) for one in found.paragraphs if one.text]
    assert styles == [
        ("Title", SHOWN), ("Normal", "As of a day."), ("Heading 1", "Where it stands"), ("Normal", SHOWN),
        ("List Bullet", "one"), ("List Bullet", "два"), ("Quote", "Said."),
    ]  # fmt: skip
    assert [[cell.text for cell in row.cells] for row in found.tables[0].rows] == [["Who", "What"], ["a", "bc"]]
    targets = [rel.target_ref for rel in found.part.rels.values() if rel.is_external]
    assert targets == [LINK]
    assert LINK in found.sections[0].header.paragraphs[0].text
    assert found.core_properties.author == "Reform Monitor"
    assert found.core_properties.modified == MOMENT.replace(microsecond=0)


def test_the_same_document_has_the_same_bytes_dated_by_its_view(document: Document, written: bytes) -> None:
    assert word(document) == written
    dates = {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(written)).infolist()}
    assert dates == {(2026, 11, 22, 9, 18, 58)}  # to two seconds, as zip files know them


def test_a_document_of_a_view_before_anything_was_on_record_can_be_written() -> None:
    empty = Draft().document("T", LINK, None)
    assert docx.Document(io.BytesIO(word(empty))).paragraphs[0].text == "T"


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://example.org/a%20b?c=[d]#e", "https://example.org/a%20b?c=%5Bd%5D#e"),
        ('https://example.org/"<>{}|\\^`', "https://example.org/%22%3C%3E%7B%7D%7C%5C%5E%60"),
        ("https://example.org/100%/Қ", "https://example.org/100%25/%D2%9A"),
        ("http://[::1]:8000/board?as_of=2009-01-01", "http://[::1]:8000/board?as_of=2009-01-01"),
    ],
)
def test_the_target_of_a_link_is_a_uri(url: str, target: str) -> None:
    assert address_in_word(url) == target
    draft = Draft()
    draft.say(Link("there", url))
    written = word(draft.document("T", LINK, MOMENT))
    targets = {one.get("Target") for one in part(written, "word/_rels/document.xml.rels")}
    assert target in targets
