"""Forms, refusals and what is taken away say nothing of ours in English where another language is spoken."""

import html
import io
import re
from functools import cache
from pathlib import Path

import docx
import pytest
from sqlalchemy import Engine

from tests.builders import PLEDGE
from tests.integration.api.served import Api, serve
from tests.integration.pages.record import GRADED, HTML
from tests.integration.private_pages.mailed import CONFIRM, CONTACT, LEAVE, MANAGE, mailed, post
from tests.languages.extracting import TRANSLATED, kept

WORDS_AT_LEAST = 3
PAGES = (
    "/subscribe?jurisdiction=KZ",
    "/subscribe?jurisdiction=KZ&topic=media&body=odihr&status_to=implemented&match=any",
    "/subscribe?change=dance",
    "/subscribe/asked",
    "/search?q=media",
    "/search?q=nothing-has-this-word",
    "/manage/no-such-token",
    "/board?as_of=2009-02-30",
    "/commitments/none",
    "/nowhere",
)
DOCUMENTS = (f"/commitments/{PLEDGE}", f"/events/{GRADED}", "/board", "/search")


@cache
def ours(part: str, code: str) -> frozenset[str]:
    """The sentences of a part, as far as they are one piece, that are another in a language."""
    pairs = ((one.id, one.string) for one in kept(code, part) if isinstance(one.id, str))
    pieces = (piece.strip() for said, other in pairs if said != other for piece in re.split(r"%\(\w+\)s", said))
    return frozenset(piece for piece in pieces if len(piece.split()) >= WORDS_AT_LEAST)


@pytest.mark.parametrize("code", TRANSLATED)
@pytest.mark.parametrize("path", PAGES)
def test_a_page_says_nothing_of_ours_in_english(read: Api, code: str, path: str) -> None:
    shown = read.client.get(f"/{code}{path}", headers={"Accept": HTML})
    assert shown.headers["content-language"] == code
    assert [said for said in ours("subscribing", code) if said in html.unescape(shown.text)] == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_page_behind_a_token_says_nothing_in_english(sqlite_engine: Engine, tmp_path: Path, code: str) -> None:
    api = mailed(serve(sqlite_engine, tmp_path))
    for path in (f"/confirm/{CONFIRM}", f"/confirm/{CONTACT}", f"/manage/{MANAGE}?done=pause", f"/u/{LEAVE}"):
        shown = api.client.get(f"/{code}{path}")
        assert shown.status_code == 200
        assert [said for said in ours("subscribing", code) if said in html.unescape(shown.text)] == []
    left = post(api, f"/{code}/u/{LEAVE}", {"List-Unsubscribe": "One-Click"})
    ended = api.client.get(f"/{code}/manage/{MANAGE}")
    assert [said for said in ours("subscribing", code) if said in html.unescape(left.text + ended.text)] == []


@pytest.mark.parametrize("code", TRANSLATED)
@pytest.mark.parametrize("path", DOCUMENTS)
def test_what_is_taken_away_is_in_the_language_of_its_address_and_says_so(read: Api, code: str, path: str) -> None:
    asked = "?q=media" if path == "/search" else "?known_at=11"
    taken = read.client.get(f"/{code}{path}.md{asked}")
    assert taken.headers["content-language"] == code
    assert [said for said in ours("takeaway", code) if said in taken.text] == []
    assert f"/{code}/" not in taken.text  # the permanent link is for everybody
    found = docx.Document(io.BytesIO(read.client.get(f"/{code}{path}.docx{asked}").content))
    assert found.core_properties.language == code


def test_tables_are_the_same_in_every_language(read: Api) -> None:
    plain = read.client.get("/board.csv?known_at=11")
    assert read.client.get("/kk/board.csv?known_at=11").content == plain.content
