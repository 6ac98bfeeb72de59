"""Pages are used without a mouse: everything is reached, what has the focus is seen."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.addresses import COMMITMENT
from tests.browser.conftest import Visiting
from tests.browser.site import Site

pytestmark = pytest.mark.proof

_FOCUSED = """
() => {
  const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
  return {
    tag: one.localName, words: one.textContent.trim().slice(0, 60), name: one.getAttribute("name"),
    outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}
"""
_REACHABLE = "a[href]:visible, button:visible, input:visible, select:visible, summary:visible, [tabindex='0']:visible"


def tab(page: Page) -> Any:
    """What has the focus after one press of the tabulator."""
    page.keyboard.press("Tab")
    return page.evaluate(_FOCUSED)


@pytest.mark.parametrize("path", ["/board?jurisdiction=KZ", COMMITMENT, "/subscribe?jurisdiction=KZ"])
def test_everything_is_reached_and_seen_when_it_is(kazakhstan: Site, visiting: Visiting, path: str) -> None:
    page = visiting(kazakhstan).open(path)
    stops = [tab(page) for _ in range(60)]
    stops = stops[: next((turn for turn, one in enumerate(stops) if one["tag"] == "body"), len(stops))]
    # A field for a day has a stop for each of its parts.
    assert len(stops) >= min(page.locator(_REACHABLE).count(), 55)
    assert [one for one in stops if one["outline"] < 2 or not one["inside"]] == []


def test_the_first_stop_skips_to_the_content(kazakhstan: Site, visiting: Visiting) -> None:
    page = visiting(kazakhstan).open(COMMITMENT)
    first = tab(page)
    assert (first["words"], first["inside"]) == ("Skip to the content", True)
    page.keyboard.press("Enter")
    page.wait_for_url("**#main")
    beyond = tab(page)
    assert beyond["words"] not in {"Board", "Compare", "Search", "Method", "Reform Monitor"}


def test_another_view_is_asked_for_by_keys_alone(kazakhstan: Site, visiting: Visiting) -> None:
    page = visiting(kazakhstan).open(COMMITMENT)
    page.locator("summary", has_text="Another day").focus()
    page.keyboard.press("Enter")
    assert any(tab(page)["name"] == "known_at" for _ in range(40))
    page.keyboard.type("54")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "known_at=54" in page.url
