"""What is sent compressed, and what is not."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.integration.api.served import Api, serve

PAGE, STYLE = "/method", "/assets/reform.css"
PROGRAMS = ("/v1/schemes", "/openapi.json", "/feeds/events.atom", "/feeds/events.json")
TAKEN = {"Accept": "text/html", "Accept_Encoding": "br, gzip"}


@pytest.fixture
def api(sqlite_engine: Engine, tmp_path: Path) -> Api:
    """A record with a pledge."""
    found = serve(sqlite_engine, tmp_path)
    found.with_pledge()
    return found


@pytest.mark.parametrize("path", [PAGE, STYLE, *PROGRAMS])
def test_pages_and_what_programs_read_are_compressed_for_whoever_takes_it(api: Api, path: str) -> None:
    compressed = api.get(path, **TAKEN)
    whole = api.get(path, Accept="text/html", Accept_Encoding="identity")
    assert (compressed.headers["content-encoding"], compressed.content) == ("gzip", whole.content)
    assert int(compressed.headers["content-length"]) < len(whole.content) / 2
    assert "content-encoding" not in whole.headers
    for answer in (compressed, whole):
        assert "accept-encoding" in answer.headers["vary"].lower()


@pytest.mark.parametrize("path", [PAGE, "/v1/schemes"])
def test_the_tag_of_what_is_compressed_is_weak_and_stands_for_the_same_answer(api: Api, path: str) -> None:
    whole = api.get(path, Accept="text/html", Accept_Encoding="identity").headers["etag"]
    compressed = api.get(path, **TAKEN).headers["etag"]
    assert compressed == f"W/{whole}"
    for given in (whole, compressed):
        again = api.get(path, If_None_Match=given, **TAKEN)
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", given)
        assert "accept-encoding" in again.headers["vary"].lower()


def test_head_tells_of_the_compressed_page(api: Api) -> None:
    got, head = (api.client.request(method, PAGE, headers={"Accept": "text/html"}) for method in ("GET", "HEAD"))
    assert head.content == b""
    for name in ("content-encoding", "content-length", "etag", "vary"):
        assert head.headers[name] == got.headers[name]


def test_an_export_is_compressed_as_it_goes_and_its_tag_is_weak_at_any_rate(api: Api) -> None:
    path = "/v1/export/events.ndjson"
    compressed, whole = api.get(path, Accept_Encoding="gzip"), api.get(path, Accept_Encoding="identity")
    assert (compressed.headers["content-encoding"], compressed.content) == ("gzip", whole.content)
    assert compressed.headers["etag"] == whole.headers["etag"] == api.client.head(path).headers["etag"]
    assert whole.headers["etag"].startswith("W/")


def test_gzip_that_is_refused_by_name_is_not_sent(api: Api) -> None:
    for refused in ("gzip;q=0", "br, gzip; q=0.0, *", "GZIP;Q=0"):
        answer = api.get("/v1/schemes", Accept_Encoding=refused)
        assert "content-encoding" not in answer.headers
        assert "accept-encoding" in answer.headers["vary"].lower()
    assert "content-encoding" in api.get("/v1/schemes", Accept_Encoding="gzip;q=0.5").headers


def test_what_is_short_and_what_a_write_answers_is_sent_as_it_is(api: Api) -> None:
    assert "content-encoding" not in api.get("/healthz", Accept_Encoding="gzip").headers
    written = api.client.post("/v1/subscriptions/preview", json={"filter": {}}, headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in written.headers


def test_what_may_hold_a_secret_is_not_compressed(api: Api) -> None:
    token = "0" * 26
    for path, more in ((PAGE, {"Cookie": "a=b"}), (f"/manage/{token}", {}), (f"/u/{token}", {})):
        assert "content-encoding" not in api.get(path, **TAKEN, **more).headers
