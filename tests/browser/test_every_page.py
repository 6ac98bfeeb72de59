"""Every page that reads the record, as people of different eyes, hands and windows meet it."""

import pytest

from tests.browser.addresses import COMMITMENT, PAGES
from tests.browser.conftest import Visiting
from tests.browser.looking import look_at
from tests.browser.site import Site
from tests.browser.visit import PHONE

pytestmark = pytest.mark.proof

TARGET_PX = 24
"""WCAG 2.2, 2.5.8."""

_CONTROLS = "button:visible, input:visible:not([type=checkbox]), select:visible, summary:visible, nav a:visible"
_SIZES = """
(all) => all.map((one) => {
  const {width, height} = one.getBoundingClientRect();
  return {what: one.textContent, width, height};
})
"""


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_by_day_and_by_night_and_on_a_phone(
    kazakhstan: Site, visiting: Visiting, name: str
) -> None:
    look_at(visiting(kazakhstan).open(PAGES[name]), name)


@pytest.mark.parametrize("path", ["/commitments/kz-nothing", "/board?as_of=2008-13-01", "/nothing"])
def test_a_refusal_is_a_page_as_well(kazakhstan: Site, visiting: Visiting, path: str) -> None:
    look_at(visiting(kazakhstan, refusals=True).open(path), f"refused-{path[1:6]}")


@pytest.mark.parametrize("path", ["/board", COMMITMENT, "/subscribe?jurisdiction=KZ"])
def test_what_is_pressed_is_large_enough_for_a_finger(kazakhstan: Site, visiting: Visiting, path: str) -> None:
    page = visiting(kazakhstan, PHONE).open(path)
    sizes = page.locator(_CONTROLS).evaluate_all(_SIZES)
    assert len(sizes) > 5
    assert [one for one in sizes if min(one["width"], one["height"]) < TARGET_PX] == []


def test_the_colours_follow_what_the_reader_prefers(kazakhstan: Site, visiting: Visiting) -> None:
    page = visiting(kazakhstan, color_scheme="light").open("/board")
    background = "getComputedStyle(document.documentElement).backgroundColor + getComputedStyle(document.body).color"
    light = page.evaluate(background)
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(background) != light
