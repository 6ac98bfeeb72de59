"""Short links: which view they lead to, today and after more is on record."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.builders import LAW, PLEDGE, corrected, legislated, noted, retracted
from tests.integration.api.served import Api
from tests.integration.pages.record import CORRECTION, HTML, SIGNED, page, served

HERE = "http://127.0.0.1:8000"
VIEWS = (
    f"/commitments/{PLEDGE}?as_of=2009-05-01&known_at=8&lens=government&rules=default%2F1",
    f"/measures/{LAW}?as_of=2010-01-01&known_at=11&rules=default%2F1",
    "/board?jurisdiction=KZ&topic=media&q=%D2%9A%D0%A0&as_of=2010-01-01&known_at=11&public_at=2010-01-01&rules=default%2F1",
    "/compare?from=2008-01-01&to=2010-01-01&known_at=11&rules=default%2F1",
    "/compare?from_known_at=5&to_known_at=11&as_of=2010-01-01&rules=default%2F1",
)


def short_link(api: Api, path: str) -> str:
    (found,) = {url for url in page(api, path).links if url.startswith("/s/")}
    return found


def leads_to(api: Api, link: str) -> str:
    response = api.client.get(link, headers={"Accept": HTML}, follow_redirects=False)
    assert response.status_code == 302, response.text
    return response.headers["location"]


@pytest.mark.parametrize("path", VIEWS)
def test_a_short_link_leads_to_the_permanent_link_of_its_page(read: Api, path: str) -> None:
    link = short_link(read, path)
    assert leads_to(read, link) == path
    assert leads_to(read, link.upper().replace("/S/", "/s/")) == path


@pytest.mark.parametrize("position", [SIGNED, CORRECTION])
def test_that_of_an_event_leads_to_it_by_its_id(read: Api, position: int) -> None:
    identity = read.read(f"/v1/events/{position}")["id"]
    assert leads_to(read, short_link(read, f"/events/{position}")) == f"/events/{identity}?known_at=11"


def test_a_link_never_changes_its_meaning_whatever_comes_on_record(sqlite_engine: Engine, tmp_path: Path) -> None:
    api = served(sqlite_engine, tmp_path)
    links = {short_link(api, path): path for path in VIEWS}
    before = {link: as_document(api, link) for link in links}
    api.append(corrected(5, legislated("2008-06-06", "introduction", title="The bill is introduced a day later")))
    api.append(noted("2009-01-01"))
    api.append(retracted(3))  # the commitment itself
    for link, path in links.items():
        assert leads_to(api, link) == path
        assert as_document(api, link) == before[link]


def as_document(api: Api, link: str) -> bytes:
    """What the page under a link says of the record, without what the program puts around it."""
    path, _, query = leads_to(api, link).partition("?")
    response = api.get(f"{path}.md?{query}")
    assert response.status_code == 200, response.text
    return response.content


@pytest.mark.parametrize(
    "code", ["0", "zzzz", "0c6g3dhr1b8g2a0qkd", "%2F%2Fevil.example", "https:evil.example", "0nd0nm81swrg", "%00"]
)
def test_what_is_no_code_of_this_record_leads_nowhere(read: Api, code: str) -> None:
    refused = read.client.get(f"/s/{code}", headers={"Accept": HTML}, follow_redirects=False)
    assert refused.status_code == 404
    assert "location" not in refused.headers


def test_a_short_link_can_be_copied_from_the_page(read: Api) -> None:
    assert f"{HERE}/s/" in page(read, VIEWS[0]).words


def test_what_asks_for_more_than_a_code_can_hold_has_no_short_link(read: Api) -> None:
    found = page(read, f"/board?{'&'.join(f'topic=a-topic-of-many-letters-{number}' for number in range(60))}")
    assert [url for url in found.links if url.startswith("/s/")] == []
