"""What takes a second look at the desk, in two browsers: drafts that go back and forth, retractions, and imports."""

from typing import Final

import orjson
import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.conftest import Visiting
from tests.browser.looking import look_at
from tests.browser.site import Site
from tests.browser.test_desk import TITLE, fill_in_a_grade
from tests.browser.test_other_origins import DESK, sign_in
from tests.browser.visit import Visit
from tests.builders import milestone

pytestmark = pytest.mark.proof

EVENT: Final = 150
MENDED: Final = "The review grades access to the internet"


def staff(at: Site, visiting: Visiting, *, refusals: bool = False) -> Visit:
    """A browser in which somebody of their own is signed in."""
    found = visiting(at, refusals=refusals)
    sign_in(found.open(DESK), at.api.new_key("ingest"))
    return found


def kept(page: Page) -> str:
    """The path of the draft that was just kept, whose page is open."""
    page.wait_for_url("**/desk/drafts/*")
    return page.url.partition("?")[0].partition("/desk/")[2]


def position(at: Site) -> int:
    found: int = at.read("/v1/events", limit="1")["view"]["through_position"]
    return found


def test_a_draft_is_sent_back_with_words_mended_and_appended_by_somebody_else(
    own_site: Site, visiting: Visiting
) -> None:
    before = position(own_site)
    author, reviewer = staff(own_site, visiting), staff(own_site, visiting)
    page = author.open("/desk/events/new/osce-statement")
    fill_in_a_grade(page)
    page.get_by_label("A note for whoever looks at it").fill("Is the grade theirs?")
    page.get_by_role("button", name="Save as a draft").click()
    draft = kept(page)
    look = reviewer.open(DESK)
    look.get_by_role("link", name="Drafts", exact=True).click()
    look.get_by_role("link", name=TITLE).click()
    expect(look.locator("main")).to_contain_text("Is the grade theirs?")
    look.get_by_label("What has to be changed first").fill("Quote the title as printed.")
    look.get_by_role("button", name="Send it back").click()
    expect(look.get_by_role("status")).to_have_text("It is back with its author.")
    expect(look.get_by_role("button", name="Append to the record")).to_have_count(0)
    page.reload()
    expect(page.locator("main")).to_contain_text("Quote the title as printed.")
    look_at(page, "desk-draft-sent-back")
    page.get_by_role("link", name="Edit").click()
    page.locator("[name=title]").fill(MENDED)
    page.get_by_role("button", name="Preview").last.click()
    expect(page.get_by_role("button", name="Append to the record")).to_have_count(0)
    look_at(page, "desk-draft-edited")
    page.get_by_role("button", name="Save the draft").click()
    look.goto(f"{own_site.address}/desk/{draft}")
    expect(look.get_by_role("heading", level=1)).to_have_text(MENDED)
    look_at(look, "desk-draft-reviewed")
    look.get_by_role("button", name="Append to the record").click()
    look.wait_for_url("**/desk/appends/**")
    assert own_site.read(f"/v1/events/{before + 1}")["title"] == MENDED
    page.goto(f"{own_site.address}/desk/drafts")
    expect(page.get_by_role("table")).not_to_contain_text(MENDED)
    look_at(page, "desk-drafts-ended")


def test_what_was_typed_in_another_tab_is_kept_as_a_new_draft(own_site: Site, visiting: Visiting) -> None:
    author = staff(own_site, visiting, refusals=True)
    page = author.open("/desk/events/new/milestone")
    page.locator("[name=title]").fill("Election day")
    page.get_by_role("button", name="Save as a draft").click()
    draft = kept(page)
    tab = author.context.new_page()
    tab.goto(f"{own_site.address}/desk/{draft}/edit")
    page.get_by_role("link", name="Edit").click()
    page.locator("[name=title]").fill("Election day, saved first")
    page.get_by_role("button", name="Save the draft").click()
    kept(page)
    tab.locator("[name=title]").fill("Election day, saved last")
    tab.get_by_role("button", name="Save the draft").click()
    expect(tab.get_by_role("alert")).to_contain_text("Nothing was done: the draft was changed")
    look_at(tab, "desk-draft-changed-meanwhile")
    tab.get_by_role("button", name="Keep it as a new draft").click()
    assert kept(tab) != draft
    expect(tab.get_by_role("heading", level=1)).to_have_text("Election day, saved last")
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Election day, saved first")


def test_an_event_is_retracted_by_two(own_site: Site, visiting: Visiting) -> None:
    author, reviewer = staff(own_site, visiting), staff(own_site, visiting)
    page = author.open(f"/desk/events/{EVENT}")
    page.get_by_role("link", name="Retract").click()
    page.get_by_label("Reason").fill("It was recorded twice")
    page.get_by_label("Why it goes").select_option("duplicate")
    page.get_by_role("button", name="Preview").last.click()
    expect(page.locator("#preview")).to_contain_text("It retracts what is on record.")
    expect(page.get_by_role("button", name="Append to the record")).to_have_count(0)
    look_at(page, "desk-retraction")
    page.get_by_role("button", name="Save as a draft").click()
    draft = kept(page)
    look = reviewer.open(f"/desk/{draft}")
    expect(look.locator("main")).to_contain_text("It was recorded twice")
    look.get_by_role("button", name="Append to the record").click()
    look.wait_for_url("**/desk/appends/**")
    assert own_site.read(f"/v1/events/{EVENT}")["state"] == "retracted"
    page.goto(f"{own_site.address}/desk/events/{EVENT}")
    expect(page.locator("h1 del")).to_be_visible()
    expect(page.get_by_role("link", name="Reinstate")).to_be_visible()
    look_at(page, "desk-event-retracted")


def test_a_file_with_faulty_lines_is_refused_line_by_line_and_imported_once_it_is_mended(
    own_site: Site, visiting: Visiting
) -> None:
    before = position(own_site)
    page = staff(own_site, visiting, refusals=True).open("/desk/import")
    choose(page, lines_of({**milestone("2009"), "occurred": "2009-13"}))
    page.get_by_role("button", name="Check it, store nothing").click()
    faults = page.get_by_role("alert")
    expect(faults).to_contain_text("Nothing is stored. 1 thing is to be put right")
    expect(faults.get_by_role("row").nth(1)).to_contain_text("2")
    expect(faults.locator("code")).to_have_text("/occurred")
    look_at(page, "desk-import-faults")
    choose(page, lines_of(milestone("2009")))
    page.get_by_role("button", name="Check it, store nothing").click()
    expect(page.get_by_role("status")).to_contain_text("2 events are in order")
    look_at(page, "desk-import-checked")
    choose(page, lines_of(milestone("2009")))
    page.get_by_role("button", name="Check it and keep it as a draft").click()
    kept(page)
    assert position(own_site) == before
    page.get_by_role("button", name="Append to the record").click()
    page.wait_for_url("**/desk/appends/**")
    assert position(own_site) == before + 2


def choose(page: Page, content: bytes) -> None:
    file: FilePayload = {"name": "elections.ndjson", "mimeType": "application/x-ndjson", "buffer": content}
    page.get_by_label("The file").set_input_files(files=file)


def lines_of(second: object) -> bytes:
    """Two lines, the first of which is in order."""
    return orjson.dumps(milestone("2008")) + b"\n" + orjson.dumps(second) + b"\n"
