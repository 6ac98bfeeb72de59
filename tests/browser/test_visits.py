"""A visit meets what a reader should never meet; else that nothing was met would say nothing."""

import pytest
from playwright.sync_api import Route

from tests.browser.addresses import PAGES
from tests.browser.conftest import Visiting
from tests.browser.site import Site

pytestmark = pytest.mark.proof

POLICY = "Content-Security-Policy"
NOTHING_WRONG = "<!DOCTYPE html><html lang=en><title>A page</title><link rel=icon href=/assets/icon.svg>"
WRONG = {
    "<script>document.title = 'run'</script>": "refused by the policy: script-src-elem",
    "<p style='color: red'>": "refused by the policy: style-src-attr",
    "<img src=x onerror='alert(1)' alt=''>": "404",
    "<img src=https://elsewhere.example/x.png alt=''>": "request to another origin",
    "<link rel=stylesheet href=/assets/missing.css>": "request that failed",
}


@pytest.mark.parametrize("written", WRONG)
def test_what_is_wrong_with_a_page_is_met(kazakhstan: Site, visiting: Visiting, written: str) -> None:
    policy = kazakhstan.client.get("/method", headers={"Accept": "text/html"}).headers[POLICY]
    allowed = policy if "policy" in WRONG[written] else "img-src *"

    def answer(route: Route) -> None:
        route.fulfill(
            body=NOTHING_WRONG + written, headers={POLICY: allowed, "Content-Type": "text/html; charset=utf-8"}
        )

    visit = visiting(kazakhstan)
    visit.context.route("**/wrong", answer)
    assert visit.open("/wrong").title() == "A page"
    met, visit.met = visit.met, []
    assert [one for one in met if one.startswith(WRONG[written]) or WRONG[written] in one] != [], met


@pytest.mark.parametrize("name", PAGES)
def test_the_policy_of_a_page_lets_nothing_inline_run(kazakhstan: Site, name: str) -> None:
    policy = kazakhstan.client.get(PAGES[name], headers={"Accept": "text/html"}).headers[POLICY]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert {rules[which] for which in ("base-uri", "frame-ancestors")} == {"'none'"}
    assert "unsafe" not in policy
    assert {source for rule in rules.values() for source in rule.split()} <= {"'none'", "'self'"}
