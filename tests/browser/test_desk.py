"""The desk of staff, as they meet it: sign in, write an event, see what it would change, and have readers told."""

import re
from collections.abc import Iterator
from typing import Final

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Visiting
from tests.browser.looking import look_at
from tests.browser.site import Site
from tests.browser.test_other_origins import DESK, SIGN_IN, sign_in
from tests.browser.visit import Visit, visit

pytestmark = pytest.mark.proof

COMMITMENT, READER = "kz-internet-freedom", "anna@post.example.org"
TITLE: Final = 'The review finds "access" <b>wanting</b>'
PAGES: Final = {
    "desk": DESK,
    "desk-types": "/desk/events/new",
    "desk-form": "/desk/events/new/court-ruling",
    "desk-correction": "/desk/events/150/correct",
    "desk-drafts": "/desk/drafts",
    "desk-import": "/desk/import",
    "desk-appends": "/desk/appends",
    "desk-append": "/desk/appends/2",
    "desk-messages": "/desk/messages",
    "desk-endpoints": "/desk/endpoints",
    "desk-keys": "/desk/keys",
    "desk-people": "/desk/people",
}


@pytest.fixture
def staff(own_site: Site, visiting: Visiting) -> Visit:
    """A browser in which somebody is signed in who may do everything."""
    found = visiting(own_site)
    sign_in(found.open(DESK), own_site.api.new_key("ingest", "admin"))
    return found


@pytest.fixture(scope="module")
def at_desk(kazakhstan: Site, browser: Browser) -> Iterator[Visit]:
    """As ``staff``, for all tests that only look."""
    found = visit(browser, kazakhstan.address)
    sign_in(found.open(DESK), kazakhstan.api.new_key("ingest", "admin"))
    yield found
    found.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_the_desk_is_accessible(at_desk: Visit, name: str) -> None:
    look_at(at_desk.open(PAGES[name]), name)


def test_staff_sign_in_by_a_key_and_out_again(own_site: Site, visiting: Visiting) -> None:
    page = visiting(own_site).open(DESK)
    assert SIGN_IN in page.url
    look_at(page, "desk-sign-in")
    sign_in(page, own_site.api.new_key("ingest", "admin"))
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_a_wrong_key_is_refused_where_it_was_typed(own_site: Site, visiting: Visiting) -> None:
    page = visiting(own_site, refusals=True).open(SIGN_IN)
    page.get_by_label("Key", exact=True).fill("rfm_wrong")
    page.get_by_role("button", name="Sign in with the key").click()
    expect(page.get_by_role("alert")).to_contain_text("does not open the desk")
    expect(page.get_by_label("Key", exact=True)).to_have_attribute("aria-invalid", "true")
    look_at(page, "desk-sign-in-refused")


def test_an_event_is_written_previewed_and_appended_and_its_reader_is_told(own_site: Site, staff: Visit) -> None:
    subscribe(own_site)
    head = own_site.read("/v1/events", limit="1")["view"]["through_position"]
    page = staff.open("/desk/events/new/osce-statement")
    fill_in_a_grade(page)
    page.get_by_role("button", name="Preview").last.click()
    preview = page.locator("#preview")
    expect(preview).to_contain_text("1 commitment reads otherwise")
    expect(preview).to_contain_text(re.compile(r"concern on record.*becomes.*not in line", re.DOTALL))
    expect(preview).to_contain_text("1 address or endpoint is told")
    look_at(page, "desk-preview")
    assert own_site.read("/v1/events", limit="1")["view"]["through_position"] == head, "a preview stores nothing"
    page.get_by_role("button", name="Append").click()
    page.wait_for_url("**/desk/appends/**")
    expect(page.locator("main")).to_contain_text("It is on record")
    event = own_site.read(f"/v1/events/{head + 1}")
    assert (event["title"], event["assessments"][0]["value"]) == (TITLE, "not-implemented")
    (letter,) = own_site.letters()
    assert letter.to == READER
    assert TITLE in letter.text
    page.goto(f"{own_site.address}/commitments/{COMMITMENT}")
    expect(page.locator(".verdict .status")).to_contain_text("not in line")


def test_what_is_wrong_is_named_at_its_field_and_nothing_typed_is_lost(own_site: Site, visiting: Visiting) -> None:
    clerk = visiting(own_site, refusals=True)
    sign_in(clerk.open(DESK), own_site.api.new_key("ingest"))
    page = clerk.open("/desk/events/new/osce-statement")
    fill_in_a_grade(page)
    page.get_by_label("When it happened").fill("2021-02-30")
    page.get_by_role("button", name="Preview").last.click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing is on record yet")
    page.get_by_role("alert").get_by_role("link").first.click()
    expect(page.get_by_label("When it happened")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("When it happened")).to_have_value("2021-02-30")
    expect(page.locator("[name=title]")).to_have_value(TITLE)
    look_at(page, "desk-form-refused")


def fill_in_a_grade(page: Page) -> None:
    """A statement by ODIHR with a grade in it, as staff fill it in."""
    page.locator("summary", has_text="Assessments").click()
    page.get_by_role("button", name="Add an assessment").click()
    page.wait_for_url("**#at-assessments-0")
    page.locator("[name=title]").fill(TITLE)
    page.get_by_label("When it happened").fill("2021-03-03")
    page.get_by_label("Jurisdiction").fill("KZ")
    page.locator("[name=account]").select_option("osce")
    page.locator("[name=language]").fill("en")
    page.locator("[name=data-speakers-0-body]").fill("odihr")
    page.get_by_label("What they do by speaking").select_option("assessment")
    page.get_by_label("How the words reached us").select_option("direct")
    page.locator("[name=sources-0-title]").fill("Review of access to the internet")
    page.locator("[name=sources-0-publisher]").fill("odihr")
    page.locator("[name=sources-0-account]").select_option("osce")
    page.locator("[name=sources-0-language]").fill("en")
    page.get_by_label("Commitment or benchmark").fill(COMMITMENT)
    page.get_by_label("Assessor").fill("odihr")
    page.locator("[name=assessments-0-grade]").select_option("plain not-implemented")


def subscribe(at: Site) -> None:
    """A reader who follows the commitment and has confirmed."""
    asked = {"channel": "email", "to": READER, "filter": {"commitment": [COMMITMENT], "change": ["status"]}}
    assert at.client.post("/v1/subscriptions", json=asked).status_code == 202
    (asking,) = at.letters()
    assert at.client.post(at.link(asking, "confirm")).status_code == 200
