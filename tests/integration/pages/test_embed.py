"""Embeds: small pages that any site may frame, and what programs are told of them."""

import re
from html import unescape
from typing import Any
from urllib.parse import quote

import pytest

from tests.builders import PLEDGE
from tests.integration.api.served import Api
from tests.integration.pages.record import HOSTILE, QUIET, page

HERE = "http://127.0.0.1:8000"
EMBEDS = (f"/embed/commitments/{PLEDGE}", f"/embed/commitments/{QUIET}", "/embed/board", "/embed/board?topic=media")


@pytest.mark.parametrize("path", EMBEDS)
def test_anybody_may_frame_it_and_it_runs_nothing_and_remembers_nobody(read: Api, path: str) -> None:
    found = page(read, path)
    headers = read.get(path).headers
    policy = headers["content-security-policy"]
    assert "frame-ancestors *" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert {"set-cookie", "x-frame-options"}.isdisjoint(headers)
    assert {"script", "style", "img", "form", "iframe"}.isdisjoint(one.name for one in found.elements)
    assert all(url.startswith("/assets/") for url in found.values("href", "link") if "assets" in url)
    assert HOSTILE not in found.source


@pytest.mark.parametrize("path", EMBEDS)
def test_it_always_says_whose_it_is_and_leads_to_the_whole_view(read: Api, path: str) -> None:
    found = page(read, path)
    assert "Reform Monitor shows who says what, and makes no finding of its own." in found.words
    anchors = [one.attributes for one in found.elements if one.name == "a"]
    assert anchors
    assert all((one["target"], one["rel"]) == ("_blank", "noopener") for one in anchors)
    whole = path.replace("/embed", "")
    assert whole in [(one["href"] or "").removeprefix(HERE) for one in anchors]
    assert found.values("href", "link")[0] == f"{HERE}{whole}"


def test_that_of_a_commitment_says_status_date_and_who_says_so(read: Api) -> None:
    words = page(read, f"/embed/commitments/{PLEDGE}?as_of=2010-01-01").words
    assert "partially implemented" in words
    assert "since 19 November 2009, according to odihr (19 November 2009)" in words
    assert "As of 1 January 2010, as known to this record today" in words


def test_a_refusal_can_be_framed_too_and_other_pages_cannot(read: Api) -> None:
    missing = read.get("/embed/commitments/kz-nothing")
    assert missing.status_code == 404
    assert "frame-ancestors *" in missing.headers["content-security-policy"]
    for path in (f"/commitments/{PLEDGE}", "/board", "/method"):
        assert "frame-ancestors 'none'" in read.get(path).headers["content-security-policy"]


def oembed(api: Api, url: str, more: str = "") -> Any:
    return api.get(f"/oembed?url={quote(url, safe='')}{more}")


@pytest.mark.parametrize("path", [f"/commitments/{PLEDGE}?as_of=2010-01-01", "/board?jurisdiction=KZ&topic=media"])
def test_a_page_tells_programs_how_it_is_framed(read: Api, path: str) -> None:
    shown = page(read, path)
    links = [one.attributes for one in shown.elements if one.attributes.get("type") == "application/json+oembed"]
    (discovered,) = [one["href"] or "" for one in links]
    told = read.read(discovered.removeprefix(HERE))
    assert (told["version"], told["type"], told["provider_url"]) == ("1.0", "rich", f"{HERE}/")
    source = unescape(re.findall(r'src="([^"]+)"', told["html"])[0])
    framed = page(read, source.removeprefix(HERE))
    assert "Reform Monitor shows who says what" in framed.words
    snippet = next(line for line in unescape(shown.source).splitlines() if "<iframe " in line)
    assert f"{HERE}/embed{path}" in unescape(snippet)


def test_a_hostile_title_ends_no_attribute_of_the_frame(read: Api) -> None:
    told = oembed(read, f"{HERE}/commitments/{QUIET}").json()
    assert told["title"] == HOSTILE
    assert told["html"].count("<") == 2
    assert "onerror=" not in re.sub(r'title="[^"]*"', "", told["html"])


def test_a_consumer_may_ask_for_a_smaller_frame_and_never_gets_a_larger_one(read: Api) -> None:
    told = oembed(read, f"{HERE}/board", "&maxwidth=300&maxheight=9000").json()
    assert (told["width"], told["height"]) == (300, 440)
    assert 'width="300" height="440"' in told["html"]


@pytest.mark.parametrize(
    ("url", "more", "status"),
    [
        ("https://evil.example/board", "", 404),
        ("http://127.0.0.1:8000.evil.example/board", "", 404),
        ("http://127.0.0.1:8000@evil.example/board", "", 404),
        (f"{HERE}/method", "", 404),
        (f"{HERE}/commitments/kz-nothing", "", 404),
        (f"{HERE}/commitments/{PLEDGE}?as_of=someday", "", 422),
        (f"{HERE}/board?as_of=someday", "", 422),
        (f"{HERE}/board", "&format=xml", 501),
        (f"{HERE}/board", "&maxwidth=wide", 422),
    ],
)
def test_of_any_other_address_or_format_it_tells_nothing(read: Api, url: str, more: str, status: int) -> None:
    assert oembed(read, url, more).status_code == status


def test_a_name_that_no_database_takes_is_that_of_no_page(api: Api) -> None:
    assert oembed(api, f"{HERE}/commitments/%00").status_code == 404


def test_a_board_of_several_jurisdictions_is_called_by_all_of_them(read: Api) -> None:
    told = oembed(read, f"{HERE}/board?jurisdiction=KZ&jurisdiction=AT").json()
    assert told["title"] == "Kazakhstan and Austria: the board"
