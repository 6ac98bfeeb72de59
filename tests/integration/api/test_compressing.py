"""What is sent compressed, and what is not."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.integration.api.served import Api, serve

PAGE, STYLE = "/method", "/assets/reform.css"
TAKEN = {"Accept": "text/html", "Accept_Encoding": "br, gzip"}


@pytest.fixture
def api(sqlite_engine: Engine, tmp_path: Path) -> Api:
    """An empty record."""
    return serve(sqlite_engine, tmp_path)


@pytest.mark.parametrize("path", [PAGE, STYLE])
def test_pages_and_what_they_load_are_compressed_for_whoever_takes_it(api: Api, path: str) -> None:
    compressed = api.get(path, **TAKEN)
    whole = api.get(path, Accept="text/html", Accept_Encoding="identity")
    assert (compressed.headers["content-encoding"], compressed.content) == ("gzip", whole.content)
    assert int(compressed.headers["content-length"]) < len(whole.content) / 2
    assert "content-encoding" not in whole.headers
    for answer in (compressed, whole):
        assert "accept-encoding" in answer.headers["vary"].lower()


def test_the_tag_of_what_is_compressed_is_weak_and_stands_for_the_same_page(api: Api) -> None:
    whole = api.get(PAGE, Accept="text/html", Accept_Encoding="identity").headers["etag"]
    compressed = api.get(PAGE, **TAKEN).headers["etag"]
    assert compressed == f"W/{whole}"
    for given in (whole, compressed):
        again = api.get(PAGE, If_None_Match=given, **TAKEN)
        assert (again.status_code, again.content) == (304, b"")


def test_head_tells_of_the_compressed_page(api: Api) -> None:
    got, head = (api.client.request(method, PAGE, headers={"Accept": "text/html"}) for method in ("GET", "HEAD"))
    assert head.content == b""
    for name in ("content-encoding", "content-length", "etag", "vary"):
        assert head.headers[name] == got.headers[name]


def test_what_programs_read_is_sent_as_it_is(api: Api) -> None:
    for path in ("/v1/schemes", "/openapi.json", "/metrics"):
        answer = api.get(path, Accept_Encoding="gzip")
        assert len(answer.content) > 1024
        assert "content-encoding" not in answer.headers
        assert not answer.headers.get("etag", "").startswith("W/")


def test_what_may_hold_a_secret_is_not_compressed(api: Api) -> None:
    token = "0" * 26
    for path, more in ((PAGE, {"Cookie": "a=b"}), (f"/manage/{token}", {}), (f"/u/{token}", {})):
        assert "content-encoding" not in api.get(path, **TAKEN, **more).headers
