"""Pages for every reader: their structure, their colours, and what they load."""

import re
from pathlib import Path

import pytest
from sqlalchemy import Engine

from monitor.pages.asset_files import asset
from tests.integration.api.served import Api, serve
from tests.integration.private_pages.mailed import CONFIRM, LEAVE, MANAGE, UNKNOWN, Page, mailed, post

LINKS = (f"/confirm/{CONFIRM}", f"/u/{LEAVE}", f"/manage/{MANAGE}", f"/u/{UNKNOWN}")
STYLE = asset("reform.css").content.decode()
TEXT, EDGE = 4.5, 3.0

# WCAG 2.2: 1.4.3 asks 4.5:1 of text, 1.4.11 asks 3:1 of what shows where a control is.
PAIRS = [
    *(
        (colour, ground, TEXT)
        for colour in ("ink", "ink-soft", "accent", "good", "slow", "bad")
        for ground in ("paper", "sheet")
    ),
    ("on-accent", "accent", TEXT),
    *((colour, ground, EDGE) for colour in ("edge", "focus", "bad", "good") for ground in ("paper", "sheet")),
]


@pytest.fixture
def api(sqlite_engine: Engine, tmp_path: Path) -> Api:
    return mailed(serve(sqlite_engine, tmp_path))


def colours(scheme: str) -> dict[str, str]:
    """The variables of a colour scheme."""
    light, _, dark = STYLE.partition("@media (prefers-color-scheme: dark)")
    block = {"light": light, "dark": dark}[scheme]
    return dict(re.findall(r"^\s*--([\w-]+): #([0-9a-f]{6});$", block[: block.index("}")], re.MULTILINE))


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_pair_of_colours_has_enough_contrast(scheme: str) -> None:
    known = colours(scheme)
    for colour, ground, least in PAIRS:
        lighter, darker = sorted((luminance(known[colour]), luminance(known[ground])), reverse=True)
        contrast = (lighter + 0.05) / (darker + 0.05)
        assert contrast >= least, f"{colour} on {ground}: {contrast:.2f}"


def test_both_schemes_name_the_same_colours() -> None:
    assert colours("light").keys() == colours("dark").keys()


@pytest.mark.parametrize("link", LINKS)
def test_a_page_has_one_heading_a_title_a_way_past_the_head_and_fits_a_phone(api: Api, link: str) -> None:
    page = Page(api.get(link))
    names = [one.name for one in page.elements]
    assert [names.count(name) for name in ("html", "title", "h1", "main", "header", "footer")] == [1] * 6
    assert page.values("href", "a")[0] == "#main"
    assert page.values("id", "main") == ["main"]
    assert "width=device-width, initial-scale=1" in page.values("content", "meta")


@pytest.mark.parametrize("link", LINKS)
def test_every_control_has_a_name_and_every_reference_leads_somewhere(api: Api, link: str) -> None:
    page = Page(api.get(link))
    ids = page.values("id")
    assert len(set(ids)) == len(ids)
    labelled = set(page.values("for"))
    refers = ("for", "aria-labelledby", "aria-describedby", "list")
    assert {value for name in refers for value in page.values(name)} <= set(ids)
    for one in page.elements:
        if one.name == "select" or (one.name == "input" and one.attributes.get("type") not in {"hidden", "checkbox"}):
            assert one.attributes["id"] in labelled


@pytest.mark.parametrize("link", LINKS)
def test_a_page_holds_no_script_and_no_style_and_loads_nothing_from_elsewhere(api: Api, link: str) -> None:
    page = Page(api.get(link))
    assert {"script", "style", "iframe", "object"}.isdisjoint(one.name for one in page.elements)
    attributes = {name for one in page.elements for name in one.attributes}
    assert [name for name in attributes if name == "style" or name.startswith("on")] == []
    assert [url for name in ("src", "href") for url in page.values(name) if "//" in url] == []


def test_what_people_wrote_is_text_on_every_page(api: Api) -> None:
    hostile = '"><script>alert(1)</script>{{ 7*7 }}'
    api.with_pledge(commitment="kz-media-law", title=hostile)
    for link in (f"/confirm/{CONFIRM}", f"/manage/{MANAGE}"):
        response = api.get(link)
        assert "<script" not in response.text
        assert hostile in Page(response).text
    assert hostile in Page(post(api, f"/confirm/{CONFIRM}")).text


@pytest.mark.parametrize("name", ["reform.css", "icon.svg"])
def test_an_asset_is_kept_for_a_year_in_its_version_and_for_minutes_otherwise(api: Api, name: str) -> None:
    (linked,) = (url for url in Page(api.get(LINKS[0])).values("href", "link") if name in url)
    found = api.get(linked)
    assert (found.status_code, found.content) == (200, asset(name).content)
    assert found.headers["cache-control"] == "public, max-age=31536000, immutable"
    for other in (f"/assets/{name}", f"/assets/{name}?v=0123456789abcdef"):
        assert api.get(other).headers["cache-control"] == "public, max-age=300"
    again = api.get(linked, If_None_Match=found.headers["etag"])
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("name", ["base.html", "..%2Froutes.py", "reform.css.map", "%00"])
def test_nothing_else_is_given_out(api: Api, name: str) -> None:
    assert api.get(f"/assets/{name}").status_code == 404
