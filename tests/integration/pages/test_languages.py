"""Pages in three languages: the address names one, or the browser asks for one."""

import re

import pytest

from monitor.languages.choosing import is_spoken
from tests.integration.api.served import Api


@pytest.mark.parametrize(("code", "skip"), [("kk", "Мазмұнға өту"), ("ru", "К содержанию")])
def test_a_page_whose_address_names_a_language_is_in_it_and_links_to_others_in_it(
    api: Api, code: str, skip: str
) -> None:
    shown = api.client.get(f"/{code}/board?as_of=2009-12-01")
    assert shown.headers["content-language"] == code
    assert f'<html lang="{code}" dir="ltr">' in shown.text
    assert skip in shown.text
    pages = re.findall(r'<a href="(/[^"]*)"(?! rel="alternate" hreflang)', shown.text)
    others = [path for path in pages if not path.startswith(f"/{code}/")]
    assert len(pages) > len(others)
    assert [path for path in others if is_spoken(path)] == []


def test_without_one_in_the_address_the_browser_is_listened_to_and_caches_are_told_so(api: Api) -> None:
    shown = api.client.get("/board", headers={"Accept-Language": "kk-KZ, en;q=0.5"})
    assert shown.headers["content-language"] == "kk"
    assert "Accept-Language" in shown.headers["vary"]
    assert api.client.get("/board").headers["content-language"] == "en"
    assert api.client.get("/en/board", headers={"Accept-Language": "kk"}).headers["content-language"] == "en"


def test_every_page_offers_the_others_at_the_same_view(api: Api) -> None:
    shown = api.client.get("/ru/board?as_of=2009-12-01&topic=media")
    for code in ("kk", "ru", "en"):
        assert f'hreflang="{code}" href="/{code}/board?as_of=2009-12-01&amp;topic=media"' in shown.text


def test_what_programs_read_is_the_same_in_every_language(api: Api) -> None:
    asked = "/v1/commitments?as_of=2009-12-01"
    plain = api.client.get(asked)
    other = api.client.get(asked, headers={"Accept-Language": "ru"})
    assert other.content == plain.content
    assert "Accept-Language" not in other.headers.get("vary", "")


def test_a_page_behind_a_token_keeps_its_secret_under_a_language(api: Api) -> None:
    shown = api.client.get("/kk/manage/no-such-token", headers={"Accept-Encoding": "gzip"})
    assert shown.headers["cache-control"] == "no-store"
    assert "content-encoding" not in shown.headers
    assert "access-control-allow-origin" not in shown.headers
