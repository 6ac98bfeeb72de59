"""A served record that pages are read from: a law that is promised, passed, graded, claimed, corrected."""

import re
from pathlib import Path

from sqlalchemy import Engine

from tests.builders import GOVERNMENT, PLEDGE, assessed, corrected, grade, legislated, made, noted, retracted, source
from tests.integration.api.served import Api, serve
from tests.integration.private_pages.mailed import Page

HOSTILE = '"><script>alert(1)</script>{{ 7*7 }}<img src=x onerror=alert(2)>'
QUIET = "kz-quiet"
SIGNED, CLAIMED, GRADED, CORRECTION, WRONG = 6, 7, 8, 9, 10
"""Positions of the events that tests name."""

HTML = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def served(engine: Engine, folder: Path) -> Api:
    """Two bodies and two commitments (1 to 4), a bill (5), its signature (6), a claim (7), a grade (8).

    Then the signature is corrected (9), and a hostile remark recorded (10) and retracted (11).
    """
    api = serve(engine, folder)
    law = made(
        title="Reform the media law", due="2008", terms=[{"source": GOVERNMENT, "text": "A new law", "due": "2008"}]
    )
    api.with_bodies({**law, "topics": ["media"]}, made(commitment=QUIET, kind="uphold", title=HOSTILE))
    api.append(legislated("2008-06-05", "introduction", title="The bill is introduced"))
    api.append(legislated("2009-02-06", "executive-signature", title="Signed on the sixth"))
    api.append(assessed("2009-03-01", grade("implemented", by=GOVERNMENT), title="The government looks back"))
    told = [source("odihr", "osce", title=HOSTILE, url='https://example.org/"onmouseover="alert(3)')]
    api.append(assessed("2009-11-19", grade("partially-implemented"), title="The review", sources=told))
    api.append(corrected(SIGNED, legislated("2009-02-07", "executive-signature", title="Signed on the seventh")))
    api.append({**noted("2009-05-05"), "title": HOSTILE})
    api.append(retracted(WRONG))
    return api


class Read(Page):
    """A page that reads the record."""

    source = ""
    _VOID = Page._VOID | {"source"}  # noqa: SLF001 - the same parser, with one more element that has no end

    @property
    def links(self) -> list[str]:
        """Every address on this site that the page leads to or loads."""
        found = [*self.values("href"), *self.values("src"), *self.values("srcset"), *self.values("action")]
        inside = [url.removeprefix("http://127.0.0.1:8000") for url in found]
        return [url for url in dict.fromkeys(inside) if url.startswith("/")]

    def struck(self) -> str:
        """What is struck through."""
        return " | ".join(re.findall(r"<del[^>]*>([^<]*)</del>", self.source))


def page(api: Api, path: str, status: int = 200) -> Read:
    """The page at a path, as a browser asks for it."""
    response = api.get(path, Accept=HTML)
    assert response.status_code == status, response.text[:200]
    found = Read(response)
    found.source = response.text
    return found


PAGES = (
    "/",
    "/board",
    "/board/over-time",
    f"/commitments/{PLEDGE}",
    f"/commitments/{QUIET}",
    "/measures/kz-law-media-2009",
    f"/events/{SIGNED}",
    f"/events/{CORRECTION}",
    f"/events/{WRONG}",
    "/compare",
    "/compare?from=2008-01-01&to=2010-01-01",
    "/method",
    "/status",
)
"""An address of every page."""
