"""The board, comparisons, embeds and charts say nothing of ours in English where another language is spoken."""

import re
from html import unescape

import pytest

from monitor.languages.language import ENGLISH, KAZAKH, LANGUAGES, RUSSIAN, Language
from monitor.languages.speaking import Speech, speaking
from monitor.pages.reading.drag_words import drag_words
from tests.builders import PLEDGE
from tests.integration.api.served import Api
from tests.integration.pages.record import HTML
from tests.languages.extracting import kept

PATHS = (
    "/",
    "/board",
    "/board?as_of=2008-02-01&lens=osce&public_at=2009-01-01&known_at=5",
    "/board?status=reversed",
    "/board/over-time",
    "/board/over-time.svg",
    "/compare",
    "/compare?from=2008-12-04&to=2009-12-01",
    "/embed/board",
    f"/commitments/{PLEDGE}",
    f"/embed/commitments/{PLEDGE}",
    f"/commitments/{PLEDGE}/accounts.svg",
)

_RECORDED = re.compile(r'<(\w+)[^>]* lang="en"[^>]*>.*?</\1>', re.DOTALL)
_UNSEEN = re.compile(r"<(script|style|title|iframe)\b.*?</\1>|<code>.*?</code>", re.DOTALL)
_SPOKEN = re.compile(r'(?:aria-label|alt|placeholder|title|data-words|data-status)=(?:"([^"]*)"|\'([^\']*)\')')
_VALUE = re.compile(r"%\(\w+\)s|%%")


def told(source: str) -> str:
    """Whatever a page says, seen or not, without what is on record in English."""
    ours = _RECORDED.sub(" ", _UNSEEN.sub(" ", source))
    heard = " ".join(one or other for one, other in _SPOKEN.findall(ours))
    return unescape(f"{re.sub(r'<[^>]*>', ' ', ours)} {heard}")


def english_of(language: Language) -> list[str]:
    """The English of every message, cut at its values; single words in small letters may be words of the record."""
    catalogue = kept(language.code, "board")
    ids = [one.id if isinstance(one.id, str) else one.id[0] for one in catalogue if one.id]
    pieces = (piece.strip(" .,;:()“”") for one in ids for piece in _VALUE.split(one))
    known = {piece for piece in pieces if " " in piece or (len(piece) > 3 and piece[0].isupper())}
    return sorted(known - {"Reform Monitor"})


@pytest.mark.parametrize("language", [KAZAKH, RUSSIAN], ids=lambda one: one.code)
@pytest.mark.parametrize("path", PATHS)
def test_a_page_holds_no_english_of_ours_and_ends_each_sentence_once(read: Api, language: Language, path: str) -> None:
    shown = read.get(f"{language.prefix}{path}", Accept=HTML)
    assert shown.status_code == 200
    words = told(shown.text)
    assert [one for one in english_of(language) if re.search(rf"\b{re.escape(one)}\b", words)] == []
    assert ".." not in words, "a date in Russian ends with a point of its own"


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=lambda one: one.code)
def test_the_script_that_drags_a_day_has_a_form_for_every_number(language: Language) -> None:
    with speaking(Speech(language)):
        words = drag_words()
    assert len(words["months"]) == 12
    assert all(name in words["day"] for name in ("{date}", "{month}", "{year}"))
    forms = {KAZAKH: {"one", "other"}, RUSSIAN: {"one", "few", "many", "other"}, ENGLISH: {"one", "other"}}
    assert set(words["changes"]) == set(words["compared"]) == forms[language]
