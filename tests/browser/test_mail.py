"""From the page to the mailbox and back: subscribe, confirm, be told, be told that it was wrong, leave."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visiting
from tests.browser.looking import look_at
from tests.browser.site import Site
from tests.builders import assessed, corrected, grade

pytestmark = pytest.mark.proof

COMMITMENT, READER = "kz-internet-freedom", "anna@post.example.org"


def test_a_reader_subscribes_is_told_and_leaves_with_one_click(own_site: Site, visiting: Visiting) -> None:
    page = visiting(own_site).open(f"/commitments/{COMMITMENT}")
    page.get_by_role("link", name="Subscribe to this commitment").click()
    expect(page.locator("main")).to_contain_text("this would have sent")
    page.get_by_label("Your mail address").fill(READER)
    page.get_by_role("button", name="Subscribe").click()
    page.wait_for_url("**/subscribe/asked")
    look_at(page, "subscribed")

    (asking,) = own_site.letters()
    assert asking.to == READER
    page.goto(own_site.link(asking, "confirm"))
    look_at(page, "confirm")
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Confirmed")
    assert own_site.letters() == [], "nothing has happened yet"

    told = assessed("2021-03-03", grade("not-implemented", of=COMMITMENT), title="The review finds it wanting")
    position = own_site.append(told)["event"]["position"]
    (letter,) = own_site.letters()
    assert "The review finds it wanting" in letter.text
    assert f"/commitments/{COMMITMENT}" in letter.text

    right = assessed("2021-03-03", grade("partially-implemented", of=COMMITMENT), title="The review finds some of it")
    own_site.append(corrected(position, right))
    (notice,) = own_site.letters()
    assert (notice.to, notice.header("In-Reply-To")) == (READER, letter.header("Message-ID"))
    assert "The review finds it wanting" in notice.text
    assert "The review finds some of it" in notice.text

    page.goto(own_site.link(letter, "manage"))
    look_at(page, "manage")
    page.goto(own_site.link(letter, "u"))
    look_at(page, "leave")
    page.get_by_role("main").get_by_role("button").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("stopped"))
    look_at(page, "left")
    own_site.append(assessed("2021-03-04", grade("implemented", of=COMMITMENT), title="The review is pleased"))
    assert own_site.letters() == []


def test_what_is_filled_in_wrongly_is_named_and_nothing_is_lost(own_site: Site, visiting: Visiting) -> None:
    page = visiting(own_site, refusals=True).open("/subscribe?jurisdiction=KZ")
    page.get_by_label("Your mail address").fill("anna@")
    page.get_by_label("A note to yourself").fill("For the brief")
    page.get_by_role("button", name="Subscribe").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Your mail address")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Your mail address")).to_have_value("anna@")
    expect(page.get_by_label("A note to yourself")).to_have_value("For the brief")
    look_at(page, "subscribe-refused")
    assert own_site.letters() == []
