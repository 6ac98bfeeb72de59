"""Everything that is read can be read without JavaScript: headings, forms and links do what they say."""

import re
from urllib.parse import urldefrag, urljoin

import pytest

from tests.browser.addresses import COMMITMENT, PAGES
from tests.browser.boards import answered, shown
from tests.browser.conftest import Visiting
from tests.browser.site import Site
from tests.browser.visit import Visit, origin

pytestmark = pytest.mark.proof


@pytest.fixture
def plain(kazakhstan: Site, visiting: Visiting) -> Visit:
    """A browser that runs no script."""
    return visiting(kazakhstan, java_script_enabled=False)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_its_heading_and_the_way_to_all_others(plain: Visit, name: str) -> None:
    page = plain.open(PAGES[name])
    assert page.locator("h1").count() == 1
    assert page.locator("h1").inner_text().strip()
    places = [link.get_attribute("href") or "" for link in page.locator("header nav a").all()]
    assert [place.partition("?")[0] for place in places][:4] == ["/board", "/compare", "/search", "/method"]


def test_every_link_of_every_page_leads_somewhere(kazakhstan: Site, plain: Visit) -> None:
    links: dict[str, str] = {}
    for path in PAGES.values():
        page = plain.open(path)
        for found in page.locator("a[href], link[href]").all():
            url = urljoin(page.url, found.get_attribute("href") or "")
            if origin(url) == plain.address:
                links.setdefault(url, path)
    assert len(links) > 100
    answers: dict[str, str] = {}
    for url in {urldefrag(url).url for url in links}:
        answer = kazakhstan.client.get(url, headers={"Accept": "text/html, */*"}, follow_redirects=True)
        assert answer.status_code == 200, f"{url}, on {links.get(url)}: {answer.status_code}"
        answers[url] = answer.text
    lost = [url for url in links if "#" in url and f'id="{urldefrag(url).fragment}"' not in answers[urldefrag(url).url]]
    assert lost == []


def test_the_board_is_asked_for_another_day(kazakhstan: Site, plain: Visit) -> None:
    page = plain.open("/board?jurisdiction=KZ")
    page.get_by_label("As of the day").fill("2008-12-04")
    page.get_by_role("button", name="Show").first.click()
    assert "as_of=2008-12-04" in page.url
    assert shown(page) == answered(kazakhstan, as_of="2008-12-04", jurisdiction="KZ")
    page.go_back()
    assert "as_of" not in page.url


def test_a_commitment_is_shown_as_it_was_known_before_the_brief(plain: Visit) -> None:
    page = plain.open(COMMITMENT)
    assert "partially implemented" in page.locator("main").inner_text()
    page.locator("summary", has_text="Another day").click()
    page.get_by_label("As of the day").fill("2009-11-20")
    page.get_by_label("As known on").fill("54")
    page.get_by_role("button", name="Show").click()
    assert "known_at=54" in page.url
    words = page.locator("main").inner_text()
    assert "enacted, not assessed" in words
    assert "As of 20 November 2009, as known to this record at position 54" in words
    assert "CSIS" not in words


def test_two_days_are_compared(kazakhstan: Site, plain: Visit) -> None:
    page = plain.open("/compare")
    page.get_by_label("From").first.fill("2009-01-15")
    page.get_by_label("To").first.fill("2009-03-01")
    page.get_by_role("button", name="Compare").click()
    asked = {"from": "2009-01-15", "to": "2009-03-01"}
    changed = [item["title"] for item in kazakhstan.read("/v1/compare", **asked)["items"]]
    words = re.sub(r"\s+", " ", page.locator("main").inner_text())
    assert changed
    assert [title for title in changed if title not in words] == []


def test_what_is_searched_for_is_found(plain: Visit) -> None:
    page = plain.open("/search")
    page.get_by_role("searchbox").fill("Constitutional Council religion")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name=re.compile("Constitutional Council")).first.click()
    assert re.search(r"/(events|commitments|measures)/", page.url)
