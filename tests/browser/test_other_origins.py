"""A page of another origin makes nobody's browser change anything here."""

import pytest
from playwright.sync_api import Page, Response

from tests.browser.attacker import page_of_another
from tests.browser.conftest import Visiting
from tests.browser.site import Site
from tests.browser.visit import Visit

pytestmark = pytest.mark.proof

DESK, SIGN_IN, SIGN_OUT = "/desk", "/desk/sign-in", "/desk/sign-out"
VICTIM = "victim@post.example.org"


@pytest.fixture
def staff(own_site: Site, visiting: Visiting) -> Visit:
    """A browser in which somebody is signed in at the desk."""
    visit = visiting(own_site, refusals=True)
    sign_in(visit.open(DESK), own_site.api.new_key("ingest", "admin"))
    return visit


def sign_in(page: Page, key: str) -> None:
    page.get_by_label("Key", exact=True).fill(key)
    page.get_by_role("button", name="Sign in with the key").click()
    page.wait_for_url(f"**{DESK}")


def posted_from_elsewhere(visit: Visit, to: str, fields: str = "", encoding: str = "") -> Response:
    """What the service answers to a form on a page of another origin, which is sent as soon as it is open."""
    form = f"<form method=post action='{visit.address}{to}' {encoding}>{fields}<button>Win a prize</button></form>"
    with page_of_another(form) as other:
        visit.others.add(other)
        visit.page.goto(other)
        with visit.page.expect_navigation() as navigated:
            visit.page.get_by_role("button").click()
    return navigated.value


def test_the_cookie_of_a_session_is_out_of_reach_of_scripts_and_other_sites(staff: Visit) -> None:
    (cookie,) = staff.context.cookies()
    assert cookie["name"].startswith("__Host-")
    assert (cookie["secure"], cookie["httpOnly"], cookie["sameSite"], cookie["path"]) == (True, True, "Lax", "/")
    assert staff.page.evaluate("document.cookie") == ""


@pytest.mark.parametrize("encoding", ["", "enctype=multipart/form-data", "enctype=text/plain"])
def test_a_form_elsewhere_signs_nobody_out(staff: Visit, encoding: str) -> None:
    answer = posted_from_elsewhere(staff, SIGN_OUT, encoding=encoding)
    sent = answer.request.all_headers()
    assert "__Host-" in sent.get("cookie", ""), "the browser sent it along"
    assert sent["sec-fetch-site"] == "same-site"
    assert answer.status == 403
    assert staff.open(DESK).url.endswith(DESK), "still signed in"


def test_a_form_elsewhere_signs_nobody_in(own_site: Site, visiting: Visiting) -> None:
    visit = visiting(own_site, refusals=True)
    fields = f"<input name=by value=key><input name=key value='{own_site.api.new_key('ingest')}'>"
    assert posted_from_elsewhere(visit, SIGN_IN, fields).status == 403
    assert visit.context.cookies() == []


def test_a_form_elsewhere_subscribes_nobody(own_site: Site, visiting: Visiting) -> None:
    visit = visiting(own_site, refusals=True)
    fields = f"<input name=to value='{VICTIM}'><input name=act value=subscribe><input name=change value=status>"
    assert posted_from_elsewhere(visit, "/subscribe?jurisdiction=KZ", fields).status == 403
    assert own_site.letters() == []


def test_a_script_elsewhere_reads_nothing_of_the_desk(staff: Visit) -> None:
    ask = f"fetch('{staff.address}{DESK}', {{credentials: 'include'}}).then((a) => a.text(), () => 'refused')"
    with page_of_another("<h1>Elsewhere</h1>") as other:
        staff.others.add(other)
        staff.page.goto(other)
        assert staff.page.evaluate(ask) == "refused"
    assert any("blocked by CORS policy" in one for one in staff.met)
    staff.met.clear()


@pytest.mark.parametrize("path", [SIGN_IN, "/board", "/subscribe"])
def test_no_page_is_shown_in_a_frame_elsewhere(own_site: Site, visiting: Visiting, path: str) -> None:
    visit = visiting(own_site)
    with page_of_another(f"<iframe src='{own_site.address}{path}' title=theirs></iframe>") as other:
        visit.others.add(other)
        visit.page.goto(other)
        visit.page.wait_for_load_state("networkidle")
        assert visit.page.frames[1].locator(".brand").count() == 0
    assert any("frame-ancestors" in one for one in visit.met)
    visit.met.clear()


@pytest.mark.parametrize("wanted", ["https://elsewhere.example/desk", "//elsewhere.example", "/\\elsewhere.example"])
def test_who_signs_in_is_sent_nowhere_else(own_site: Site, visiting: Visiting, wanted: str) -> None:
    visit = visiting(own_site)
    sign_in(visit.open(f"{SIGN_IN}?next={wanted}"), own_site.api.new_key("ingest"))
    assert visit.page.url == f"{own_site.address}{DESK}"
