"""Sources that are watched: what was last heard of each, and staff who are told when one falls silent."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest
from httpx2 import Response
from sqlalchemy import Engine, text

from events.sql.engines import reading
from tests.builders import REVIEWER, source, stated
from tests.integration.api.served import Api, places, problem, serve

SITE = {"title": "Press releases of ODIHR", "every_days": 7, "body": REVIEWER}
LETTER = (
    "Word from Press releases of ODIHR is expected every 7 days. Nobody has looked yet. Look whether it can still be "
    "read and what is new there, then say that you have looked: `reform-monitor sources checked site`."
)
PAPER = {"title": "The official gazette", "every_days": 2}
WRITES = [("PUT", "/v1/sources/site"), ("POST", "/v1/sources/site/checked"), ("DELETE", "/v1/sources/site")]


def call(api: Api, method: str, path: str, body: Any = None, key: str | None = "") -> Response:
    headers = {"Authorization": f"Bearer {key or api.key}"} if key is not None else {}
    if body is None:
        return api.client.request(method, path, headers=headers)
    content = orjson.dumps(body)
    return api.client.request(method, path, content=content, headers={**headers, "Content-Type": "application/json"})


def watched(api: Api, name: str = "site", **more: Any) -> Any:
    response = call(api, "PUT", f"/v1/sources/{name}", {**SITE, **more})
    assert response.status_code in {200, 201}, response.text
    return response.json()


def listed(api: Api) -> dict[str, Any]:
    return {one["name"]: one for one in api.read("/v1/sources")["items"]}


def told(api: Api) -> list[Any]:
    """The letters to staff, the oldest first."""
    with reading(api.service.engine) as connection:
        found = connection.execute(text("SELECT body FROM messages WHERE type = 'staff.alert' ORDER BY created_at, id"))
        return [orjson.loads(bytes(body))["letter"] for body in found.scalars()]


def days(api: Api, number: float) -> None:
    api.clock.at += timedelta(days=number)


def test_a_source_is_watched_shown_and_forgotten(api: Api) -> None:
    api.with_bodies()
    first = call(api, "PUT", "/v1/sources/site", SITE)
    assert (first.status_code, first.json()["title"]) == (201, SITE["title"])
    again = call(api, "PUT", "/v1/sources/site", {**SITE, "every_days": 30})
    assert (again.status_code, again.json()["every_days"]) == (200, 30)
    watched(api, "a-paper", **PAPER, body=None)
    assert list(listed(api)) == ["a-paper", "site"]
    assert call(api, "DELETE", "/v1/sources/site").json()["every_days"] == 30
    assert list(listed(api)) == ["a-paper"]
    for method, path in WRITES[1:]:
        assert problem(call(api, method, path), 404, "not-found")["detail"] == "no source site is watched"


def test_a_look_is_a_word_and_is_kept_when_something_else_is_expected(api: Api) -> None:
    watched(api, body=None)
    assert (listed(api)["site"]["last_checked"], listed(api)["site"]["last_heard"]) == (None, None)
    days(api, 1)
    found = call(api, "POST", "/v1/sources/site/checked").json()
    assert found["last_checked"] == found["last_heard"] == "2021-03-05T12:00:00.000000Z"
    assert watched(api, body=None, every_days=1)["last_checked"] == "2021-03-05T12:00:00.000000Z"


def test_an_event_that_the_body_published_or_that_names_it_is_a_word(api: Api) -> None:
    api.with_pledge()
    api.append(stated("2021-03-01", by=REVIEWER, sources=[source("a-journal")]))
    for name in ("a-journal", REVIEWER, "kz-government"):
        watched(api, name, body=name)
    days(api, 1)
    api.append(stated("2021-03-02", by=REVIEWER, sources=[source("a-journal")]))
    heard = {name: one["last_heard"][:10] for name, one in listed(api).items()}
    assert heard == {"a-journal": "2021-03-05", REVIEWER: "2021-03-05", "kz-government": "2021-03-04"}
    assert listed(api)["a-journal"]["last_checked"] is None


def test_staff_are_told_once_for_each_silence(api: Api) -> None:
    watched(api, body=None)
    days(api, 7)
    assert (api.service.sources.look(), listed(api)["site"]["silent"]) == (0, False)
    days(api, 0.1)
    assert [api.service.sources.look() for _ in range(2)] == [1, 1]
    assert listed(api)["site"]["silent"]
    days(api, 3)
    api.service.sources.look()
    (letter,) = told(api)
    assert letter["subject"] == "Nothing is heard of Press releases of ODIHR"
    assert letter["before"] == [LETTER]
    call(api, "POST", "/v1/sources/site/checked")
    assert api.service.sources.look() == 0
    days(api, 7.1)
    api.service.sources.look()
    assert len(told(api)) == 2
    assert "Somebody last looked on 2021-03-14." in told(api)[1]["before"][0]


def test_staff_are_told_when_the_last_event_was(api: Api) -> None:
    api.with_bodies()
    watched(api)
    days(api, 8)
    api.service.sources.look()
    assert "Its last event was recorded on 2021-03-04, and nobody has looked yet." in told(api)[0]["before"][0]


@pytest.mark.parametrize(
    ("more", "wrong"),
    [
        ({"every_days": 0}, ("/every_days", "greater_than_equal")),
        ({"every_days": "7"}, ("/every_days", "int_type")),
        ({"title": ""}, ("/title", "string_too_short")),
        ({"body": "ODIHR"}, ("/body", "string_pattern_mismatch")),
        ({"body": "odihr-2"}, ("/body", "unknown_body")),
        ({"every": 7}, ("/every", "extra_forbidden")),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_watched(sqlite_api: Api, more: Any, wrong: tuple[str, str]) -> None:
    sqlite_api.with_bodies()
    found = problem(call(sqlite_api, "PUT", "/v1/sources/site", {**SITE, **more}), 422, "invalid")
    assert places(found) == [wrong]
    assert listed(sqlite_api) == {}


@pytest.mark.parametrize("name", ["Site", "a--b", "a" * 65])
def test_a_name_is_letters_digits_and_single_hyphens(sqlite_api: Api, name: str) -> None:
    assert places(problem(call(sqlite_api, "PUT", f"/v1/sources/{name}", PAPER), 422, "invalid"))[0][0] == "name"


@pytest.mark.parametrize(("method", "path"), WRITES)
def test_only_a_key_that_may_append_may_change_what_is_watched(sqlite_api: Api, method: str, path: str) -> None:
    watched(sqlite_api, body=None)
    problem(call(sqlite_api, method, path, PAPER if method == "PUT" else None, key=None), 401, "unauthorized")
    reader = sqlite_api.new_key("read")
    problem(call(sqlite_api, method, path, PAPER if method == "PUT" else None, key=reader), 403, "scope-missing")
    assert listed(sqlite_api)["site"]["title"] == SITE["title"]


def test_anybody_may_read_what_is_watched_unless_reads_need_a_key(sqlite_engine: Engine, tmp_path: Path) -> None:
    private = serve(sqlite_engine, tmp_path, reads_public=False)
    problem(private.get("/v1/sources"), 401, "unauthorized")
    key = private.new_key("read")
    assert private.get("/v1/sources", Authorization=f"Bearer {key}").json() == {"items": []}


def test_a_copy_of_the_list_that_is_the_same_is_not_sent_again(sqlite_api: Api) -> None:
    watched(sqlite_api, body=None)
    tag = sqlite_api.get("/v1/sources").headers["etag"]
    assert sqlite_api.get("/v1/sources", If_None_Match=tag).status_code == 304
    days(sqlite_api, 8)
    assert sqlite_api.get("/v1/sources", If_None_Match=tag).json()["items"][0]["silent"]
