"""What people write is text wherever it is shown, whatever they write."""

from typing import Any, Final
from urllib.parse import quote

import pytest

from tests.browser.conftest import Visiting
from tests.browser.site import Site
from tests.builders import LAW, assessed, described, fact, grade, made, source, stated

pytestmark = pytest.mark.proof

SCRIPT: Final = "<script>alert('script')</script>"
BROKEN_OUT: Final = "\"'><img src=x onerror=\"alert('image')\"><svg onload=alert('svg')>{{ 7*7 }}"
CLOSING: Final = "</title></textarea></script><script>alert('closed')</script>"
WRITTEN: Final = f"{SCRIPT} {BROKEN_OUT} {CLOSING}"
PROMISE, BODY = "kz-hostile", "hostile-reviewer"
RIGHT_TO_LEFT: Final = "\N{RIGHT-TO-LEFT OVERRIDE}gnp.exe"


@pytest.fixture
def hostile(own_site: Site) -> Site:
    """The dossier, and a promise, a body, a law, a grade and a statement in which every word is an attack."""
    told: dict[str, Any] = {"title": WRITTEN, "summary": WRITTEN}
    sources = [
        source(BODY, title=WRITTEN, locator=WRITTEN, quote=WRITTEN, url='https://example.org/"onclick="alert(1)')
    ]
    body = described(BODY, "osce")
    body["data"]["body"]["name"] = WRITTEN
    own_site.append(body)
    own_site.append(
        {**made("2008-01-01", PROMISE, title=WRITTEN, terms=[{"source": BODY, "text": WRITTEN}], due="2008"), **told}
    )
    law = {"measure": {"id": LAW, "title": WRITTEN, "kind": "law"}, "classification": "introduction"}
    bears = [{"of": PROMISE, "effect": "advances", "according_to": BODY}]
    own_site.append(fact("legislative-action", "2008-06-01", law, bears_on=bears, sources=sources, **told))
    graded = grade("partially-implemented", by=BODY, of=PROMISE, coder_note=WRITTEN, graded_by="monitor")
    own_site.append(assessed("2009-01-01", graded, sources=sources, **told))
    spoken = stated("2009-02-01", by=BODY, sources=sources, bears_on=[{**bears[0], "effect": "concern"}], **told)
    spoken["data"]["speakers"] = [{"as_described": WRITTEN}]
    own_site.append(spoken)
    return own_site


def test_nothing_that_is_written_runs_on_any_page(hostile: Site, visiting: Visiting) -> None:
    visit = visiting(hostile)
    head = hostile.read("/v1/events", limit="1")["view"]["through_position"]
    paths = [
        *("/", "/board", f"/commitments/{PROMISE}", f"/measures/{LAW}", "/compare?from=2008-01-01&to=2009-06-01"),
        *(f"/events/{position}" for position in range(head - 4, head + 1)),
        *("/search?q=script+alert", f"/subscribe?commitment={PROMISE}", f"/board?lens={BODY}"),
    ]
    for path in paths:
        page = visit.open(path)
        assert SCRIPT in page.locator("html").inner_text(), path
        assert page.locator("img[src=x], svg[onload], main script:not([type='application/ld+json'])").count() == 0
        assert page.evaluate("[...document.querySelectorAll('a')].filter((a) => a.onclick !== null).length") == 0


def test_what_is_asked_for_is_text_as_well(kazakhstan: Site, visiting: Visiting) -> None:
    visit = visiting(kazakhstan, refusals=True)
    for path in ("/search?q=", "/board?q=", "/board?lens=", "/board?known_at=", "/subscribe?topic=", "/commitments/"):
        for attack in (SCRIPT, BROKEN_OUT):
            page = visit.open(path + quote(attack, safe=""))
            assert page.locator("img[src=x], svg[onload]").count() == 0
            assert page.locator("h1").count() == 1, path


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:x"])
def test_an_address_that_would_run_is_not_taken_on_record(own_site: Site, url: str) -> None:
    refused(own_site, stated("2009-01-01", sources=[source(url=url)]), "url")


def test_words_that_would_turn_the_line_around_are_not_taken_on_record(own_site: Site) -> None:
    refused(own_site, stated("2009-01-01", title=f"A statement {RIGHT_TO_LEFT}"), "title")


def refused(at: Site, event: Any, field: str) -> None:
    headers = {"Authorization": f"Bearer {at.api.key}", "Idempotency-Key": "hostile"}
    answer = at.client.post("/v1/events", json=event, headers=headers)
    assert answer.status_code == 422
    assert [error for error in answer.json()["errors"] if error["pointer"].endswith(field)] != []
