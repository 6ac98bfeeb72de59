"""The day is dragged, and the statuses follow: those that the interface answers for that day."""

import re
from datetime import date, timedelta
from typing import Final

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.addresses import COMMITMENT
from tests.browser.boards import answered, shown
from tests.browser.conftest import Visiting
from tests.browser.site import Site

pytestmark = pytest.mark.proof

BOARD: Final = "/board?jurisdiction=KZ"
HELSINKI: Final = date(2008, 12, 4)
DAYS: Final = (date(2008, 12, 4), date(2009, 1, 15), date(2009, 2, 10), date(2009, 3, 1), date(2009, 11, 19))


def slider(page: Page) -> date:
    """The day that the control stands at."""
    first = page.locator("#through-time").get_attribute("data-first")
    assert first is not None
    return date.fromisoformat(first) + timedelta(days=int(page.locator("#as-of-range").input_value()))


def set_to(page: Page, day: date) -> None:
    """Move the control to a day, as a finger does that hits the right place."""
    away = (day - slider(page)).days
    control = page.locator("#as-of-range")
    control.fill(str(int(control.input_value()) + away))


def settled(page: Page, day: date) -> None:
    """Wait until the page is of that day, and its address says so."""
    expect(page).to_have_url(re.compile(rf"as_of={day}\b"))
    expect(page.locator("#said")).to_contain_text(f"{day.day} {day:%B} {day.year}")


def test_the_day_is_dragged_with_a_mouse_to_the_eve_of_helsinki(kazakhstan: Site, visiting: Visiting) -> None:
    page = visiting(kazakhstan).open(BOARD)
    control = page.locator("#as-of-range")
    control.scroll_into_view_if_needed()
    box = control.bounding_box()
    steps = int(control.get_attribute("max") or "")
    assert box is not None
    height = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] - 5, height)
    page.mouse.down()
    share = (int(control.input_value()) + (HELSINKI - slider(page)).days) / steps
    page.mouse.move(box["x"] + box["width"] * share, height, steps=12)
    page.mouse.up()
    near = slider(page)
    assert abs((near - HELSINKI).days) < 30
    settled(page, near)
    assert shown(page) == answered(kazakhstan, as_of=near.isoformat(), jurisdiction="KZ")
    # The last few days by keys, as people do.
    for _ in range(abs((near - HELSINKI).days)):
        page.keyboard.press("ArrowLeft" if near > HELSINKI else "ArrowRight")
    assert slider(page) == HELSINKI
    settled(page, HELSINKI)
    statuses = answered(kazakhstan, as_of=HELSINKI.isoformat(), jurisdiction="KZ")
    assert statuses["Reform the election law"] == "possibly in progress"
    assert shown(page) == statuses


def test_on_each_day_the_board_shows_what_the_interface_answers(kazakhstan: Site, visiting: Visiting) -> None:
    page = visiting(kazakhstan).open(BOARD)
    for day in DAYS:
        set_to(page, day)
        settled(page, day)
        assert shown(page) == answered(kazakhstan, as_of=day.isoformat(), jurisdiction="KZ"), day


def test_back_and_forward_go_from_day_to_day(kazakhstan: Site, visiting: Visiting) -> None:
    page = visiting(kazakhstan).open(f"{BOARD}&as_of=2009-03-01")
    began = shown(page)
    set_to(page, HELSINKI)
    settled(page, HELSINKI)
    eve = shown(page)
    page.go_back()
    settled(page, date(2009, 3, 1))
    assert (shown(page), slider(page)) == (began, date(2009, 3, 1))
    page.go_forward()
    settled(page, HELSINKI)
    assert (shown(page), slider(page)) == (eve, HELSINKI)
    page.reload()
    assert (shown(page), slider(page)) == (eve, HELSINKI)


def test_keys_go_from_change_to_change_and_what_changed_is_said(kazakhstan: Site, visiting: Visiting) -> None:
    page = visiting(kazakhstan).open(f"{BOARD}&as_of=2008-12-04")
    before = shown(page)
    page.locator("#as-of-range").focus()
    page.keyboard.press("PageUp")
    arrived = slider(page)
    assert arrived > HELSINKI
    settled(page, arrived)
    after = shown(page)
    assert after != before
    assert page.evaluate("document.activeElement.id") == "as-of-range"
    expect(page.locator("#said")).to_have_attribute("aria-live", "polite")
    moved = [title for title in after if before.get(title) != after[title]]
    assert page.locator(".moved h3").all_inner_texts() == moved


def test_who_moves_on_while_a_day_is_loading_is_told_of_the_day_arrived_at(
    kazakhstan: Site, visiting: Visiting
) -> None:
    visit = visiting(kazakhstan)
    page = visit.open(f"{BOARD}&as_of=2009-03-01")
    asked: list[Route] = []
    visit.context.route("**/board?**", lambda route: asked.append(route))  # noqa: PLW0108 - a method is no handler
    page.clock.install(time=0)
    page.clock.pause_at(1)  # from here on time passes when we say so
    set_to(page, HELSINKI)
    for number, passed in enumerate((100, 900), 1):  # long enough to be taken for settled: it is asked for again
        page.clock.run_for(passed)
        assert any(page.evaluate("true") and len(asked) == number for _ in range(5_000))
    set_to(page, HELSINKI + timedelta(days=42))
    with page.expect_response("**/board?**"):
        asked.pop().continue_()
    expect(page.locator("main")).to_contain_text("As of 4 December 2008")
    visit.context.unroute("**/board?**")
    page.clock.run_for(1_000)
    settled(page, HELSINKI + timedelta(days=42))
    page.go_back()
    settled(page, date(2009, 3, 1))


def test_a_commitment_is_dragged_too(kazakhstan: Site, visiting: Visiting) -> None:
    page = visiting(kazakhstan).open(COMMITMENT)
    set_to(page, HELSINKI)
    settled(page, HELSINKI)
    expect(page.locator("main")).to_contain_text("As of 4 December 2008")
    expect(page.locator(".verdict .status")).to_contain_text("possibly in progress")


def test_a_day_that_is_yet_to_come_is_the_last_that_the_control_stands_at(kazakhstan: Site, visiting: Visiting) -> None:
    page = visiting(kazakhstan).open(f"{BOARD}&as_of=2090-01-01")
    control = page.locator("#as-of-range")
    expect(control).to_have_attribute("aria-valuetext", "1 January 2090")
    control.focus()
    page.keyboard.press("ArrowLeft")
    expect(control).to_have_attribute("aria-valuetext", re.compile("^today, "))
    expect(page).to_have_url(re.compile(r"jurisdiction=KZ$"))
    page.keyboard.press("PageDown")
    page.keyboard.press("End")
    settled(page, date(2090, 1, 1))
    expect(control).to_have_attribute("aria-valuetext", "1 January 2090")


def test_where_the_way_back_cannot_be_loaded_the_address_stays_that_of_what_is_shown(
    kazakhstan: Site, visiting: Visiting
) -> None:
    visit = visiting(kazakhstan)
    page = visit.open(f"{BOARD}&as_of=2009-03-01")
    began = shown(page)
    set_to(page, HELSINKI)
    settled(page, HELSINKI)
    eve = shown(page)
    visit.context.route("**/board?**", lambda route: route.abort())
    page.go_back()
    expect(page.locator("#said")).to_contain_text("1 March 2009 could not be loaded")
    expect(page).to_have_url(re.compile(f"as_of={HELSINKI}"))
    assert (shown(page), slider(page)) == (eve, HELSINKI)
    visit.context.unroute("**/board?**")
    page.go_back()
    settled(page, date(2009, 3, 1))
    assert (shown(page), slider(page)) == (began, date(2009, 3, 1))
    page.go_forward()
    settled(page, HELSINKI)
    assert visit.met != []
    visit.met.clear()


def test_where_the_service_is_away_what_is_shown_stays_and_says_so(kazakhstan: Site, visiting: Visiting) -> None:
    visit = visiting(kazakhstan)
    page = visit.open(f"{BOARD}&as_of=2009-03-01")
    before = shown(page)
    visit.context.route("**/board?**", lambda route: route.abort())
    set_to(page, HELSINKI)
    expect(page.locator("#said")).to_contain_text("could not be loaded")
    assert (shown(page), slider(page)) == (before, date(2009, 3, 1))
    assert "as_of=2009-03-01" in page.url
    assert visit.met != []
    visit.met.clear()


def test_in_kazakh_it_says_days_in_kazakh_and_the_other_languages_follow_the_day(
    kazakhstan: Site, visiting: Visiting
) -> None:
    page = visiting(kazakhstan).open(f"/kk{BOARD}")
    set_to(page, HELSINKI)
    expect(page).to_have_url(re.compile(rf"/kk/board\?.*as_of={HELSINKI}\b"))
    expect(page.locator("#said")).to_contain_text(
        re.compile(r"2008\sж\. 4 желтоқсан: \d+ мәртебенің ішінен \d+ өзгерді\.")
    )
    expect(page.locator(".languages a").last).to_have_attribute("href", re.compile(rf"^/en/board\?.*as_of={HELSINKI}"))
