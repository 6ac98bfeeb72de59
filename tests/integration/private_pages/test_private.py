"""What all pages behind a token have in common: they are kept, framed, listed and told of nowhere."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from fastapi import FastAPI
from httpx2 import Response
from sqlalchemy import Engine
from structlog.testing import capture_logs

from events.sql import make_engine
from monitor.bootstrap import Service
from monitor.pages.forms import LARGEST_BYTES
from tests.integration.api.served import Api, serve
from tests.integration.private_pages.mailed import (
    ADDRESS,
    CONFIRM,
    CONTACT,
    ENCODED,
    LEAVE,
    MANAGE,
    ONE_CLICK,
    UNKNOWN,
    Page,
    everything,
    mailed,
    post,
    states,
)

LINKS = (f"/confirm/{CONFIRM}", f"/confirm/{CONTACT}", f"/u/{LEAVE}", f"/manage/{MANAGE}")
ELSEWHERE = {"/", "/board", "/compare", "/search", "/method", "/status", "/desk"}
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)


@pytest.fixture
def api(sqlite_engine: Engine, tmp_path: Path) -> Api:
    return mailed(serve(sqlite_engine, tmp_path))


def whole_way(api: Api) -> Iterator[Response]:
    """Every page there is, refusals among them."""
    for link in LINKS:
        yield api.get(link)
        yield api.get(f"{link[:-3]}xyz")
        yield post(api, link, b"x" * (LARGEST_BYTES + 1))
        yield post(api, link, b"{}", Content_Type="application/json")
    for form in ({"act": "pause", "subscription": "sub_1"}, {"act": "hours", "timezone": "x"}, {"act": "pause"}):
        answer = post(api, f"/manage/{MANAGE}", form)
        yield api.get(answer.headers["location"]) if answer.status_code == 303 else answer
    yield post(api, f"/u/{LEAVE}", ONE_CLICK)
    yield post(api, f"/u/{LEAVE}", b"undo=1")


def test_no_page_is_kept_framed_listed_or_sent_on_to_the_next(api: Api) -> None:
    for page in whole_way(api):
        headers = page.headers
        assert headers["cache-control"] == "no-store"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-robots-tag"] == "noindex"
        assert headers["content-security-policy"] == POLICY
        assert headers["x-content-type-options"] == "nosniff"
        assert "set-cookie" not in headers
        assert Page(page).values("lang", "html") == ["en"]


def test_pages_of_other_origins_may_not_read_them(api: Api) -> None:
    for path in (*LINKS, f"/u/{UNKNOWN}"):
        for method in ("GET", "HEAD", "OPTIONS", "POST", "PUT"):
            asked = {"Origin": "https://example.org", "Access-Control-Request-Method": "POST"}
            headers = api.client.request(method, path, headers=asked).headers
            assert [name for name in headers if name.startswith("access-control")] == []


def test_which_methods_there_are_can_be_asked(api: Api) -> None:
    for path in LINKS:
        answer = api.client.options(path)
        assert (answer.status_code, answer.headers["allow"]) == (204, "GET, HEAD, OPTIONS, POST")


def test_statement_26_no_address_or_name_or_token_appears_in_a_log_or_in_another_url(api: Api) -> None:
    with capture_logs() as lines:
        pages = list(whole_way(api))
    logged = repr(lines)
    assert {"/u/[masked]", "/confirm/[masked]", "/manage/[masked]"} <= {line["path"] for line in lines}
    for secret in (CONFIRM, CONTACT, LEAVE, MANAGE, ADDRESS, "anna", "post.example.org"):
        assert secret not in logged
    urls = {url for page in pages for name in ("href", "src", "action") for url in Page(page).values(name)}
    assert {url.partition("?")[0] for url in urls} == {*ELSEWHERE, "#main", "/assets/reform.css", "/assets/icon.svg"}


def test_the_address_is_shown_masked(api: Api) -> None:
    for page in whole_way(api):
        assert ADDRESS not in page.text
        assert "anna" not in page.text


def test_what_a_mail_program_adds_to_a_link_does_not_break_it(api: Api) -> None:
    for link in LINKS:
        assert api.get(f"{link}?utm_source=mail&utm_source=mail&fbclid=%00").status_code == 200
    assert post(api, f"/u/{LEAVE}?utm_source=mail", ONE_CLICK).status_code == 200
    assert states(api)["sub_1"] == "ended"


@pytest.mark.parametrize(
    ("body", "media_type", "status"),
    [
        (b"act=end-all&" + b"x" * LARGEST_BYTES, ENCODED, 413),
        (b'{"act":"end-all"}', "application/json", 415),
        (b"act=end-all", "text/plain", 415),
        (b"act=end-all&x=\xff", ENCODED, 400),
        (b"&".join(b"a=b" for _ in range(30)), ENCODED, 400),
        (b"no parts", "multipart/form-data; boundary=x", 400),
        (b"no boundary", "multipart/form-data", 400),
    ],
)
def test_a_form_that_cannot_be_read_is_refused_with_a_page(api: Api, body: bytes, media_type: str, status: int) -> None:
    before = everything(api)
    for path in (f"/u/{LEAVE}", f"/manage/{MANAGE}"):
        response = post(api, path, body, Content_Type=media_type)
        assert response.status_code == status
        assert set(Page(response).values("href", "a")) == {"#main", *ELSEWHERE}
    assert everything(api) == before


def test_a_form_without_a_type_is_taken_as_browsers_send_it(api: Api) -> None:
    assert api.client.post(f"/u/{LEAVE}", content=ONE_CLICK).status_code == 200
    assert states(api)["sub_1"] == "ended"


def test_where_reads_need_a_key_these_pages_need_none(sqlite_engine: Engine, tmp_path: Path) -> None:
    closed = mailed(serve(sqlite_engine, tmp_path, reads_public=False))
    assert [closed.get(link).status_code for link in LINKS] == [200] * 4
    assert post(closed, f"/u/{LEAVE}", ONE_CLICK).status_code == 200


def test_links_go_by_the_path_that_the_service_is_reached_at(sqlite_engine: Engine, tmp_path: Path) -> None:
    api = mailed(serve(sqlite_engine, tmp_path, public_url="https://example.org/monitor"))
    link = f"/manage/{MANAGE}"
    assert Page(api.get(link)).values("href", "link")[0].startswith("/monitor/assets/reform.css?v=")
    assert post(api, link, {"act": "pause", "subscription": "sub_1"}).headers["location"].startswith(f"/monitor{link}?")


def test_where_the_database_is_away_a_page_says_so(api: Api, tmp_path: Path) -> None:
    nowhere = make_engine(f"sqlite:///{tmp_path / 'nowhere' / 'at-all.db'}")
    app = cast("FastAPI", api.client.app)
    app.state.service = Service(api.service.settings, nowhere, api.clock)
    for link in LINKS:
        for response in (api.get(link), post(api, link, ONE_CLICK)):
            assert (response.status_code, response.headers["retry-after"]) == (503, "5")
            assert "Not possible at the moment" in Page(response).words
