"""The desk of staff, as they meet it."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visiting
from tests.browser.looking import look_at
from tests.browser.site import Site
from tests.browser.test_other_origins import DESK, SIGN_IN, sign_in

pytestmark = pytest.mark.proof


def test_staff_sign_in_by_a_key_and_out_again(own_site: Site, visiting: Visiting) -> None:
    page = visiting(own_site).open(DESK)
    assert SIGN_IN in page.url
    look_at(page, "desk-sign-in")
    sign_in(page, own_site.api.new_key("ingest", "admin"))
    look_at(page, "desk")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_a_wrong_key_is_refused_where_it_was_typed(own_site: Site, visiting: Visiting) -> None:
    page = visiting(own_site, refusals=True).open(SIGN_IN)
    page.get_by_label("Key", exact=True).fill("rfm_wrong")
    page.get_by_role("button", name="Sign in with the key").click()
    expect(page.get_by_role("alert")).to_contain_text("does not open the desk")
    expect(page.get_by_label("Key", exact=True)).to_have_attribute("aria-invalid", "true")
    look_at(page, "desk-sign-in-refused")
