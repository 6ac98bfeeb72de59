"""What caches and pages of other origins may do, and what every answer carries."""

import re
from datetime import timedelta
from pathlib import Path

from sqlalchemy import Engine
from structlog.testing import capture_logs

from tests.builders import LAW, PLEDGE, legislated, ruled, stated
from tests.integration.api.served import Api, problem, serve

PINNED = "as_of=2009-06-01&known_at=4&rules=default/1"
READS = (
    "/v1/commitments",
    f"/v1/commitments/{PLEDGE}",
    f"/v1/commitments/{PLEDGE}/history",
    f"/v1/commitments/{PLEDGE}/events",
    f"/v1/commitments/{PLEDGE}/terms",
    "/v1/events",
    "/v1/events/4",
    "/v1/measures",
    f"/v1/measures/{LAW}",
    "/v1/bodies",
    "/v1/bodies/odihr",
    "/v1/compare?from=2009-01-01&to=2009-06-01",
    "/v1/figures",
    "/v1/rules",
    "/v1/rules/default/1",
    "/v1/schemes",
    "/v1/jurisdictions",
    "/v1/schemas/statement",
    "/v1/log/leaf/4",
    "/v1/export/events.ndjson",
    "/v1/export/events.csv",
    "/v1/export/statuses.ndjson",
    "/v1/export/statuses.csv",
    "/openapi.json",
)
IMMUTABLE = "public, max-age=31536000, immutable"


def with_law(api: Api) -> Api:
    api.with_pledge()
    api.append(legislated("2009-02-01", "introduction"))
    return api


def test_every_read_has_a_tag_by_which_it_is_not_sent_twice(api: Api) -> None:
    with_law(api)
    for path in READS:
        first = api.get(path)
        tag = first.headers["etag"]
        strong = tag.removeprefix("W/")
        assert re.fullmatch(r'"[0-9a-f]{32}"', strong)
        for given in (tag, f'"other", {tag}', strong, "*"):
            again = api.get(path, If_None_Match=given)
            assert (again.status_code, again.content, again.headers["etag"].removeprefix("W/")) == (304, b"", strong)
            assert again.headers["cache-control"] == first.headers["cache-control"]
        assert api.get(path, If_None_Match='"other"').status_code == 200


def test_the_tag_changes_with_the_answer(api: Api) -> None:
    with_law(api)
    tags = {path: api.get(path).headers["etag"] for path in READS}
    api.append(legislated("2009-03-01", "passage"))
    changed = {path for path in READS if api.get(path).headers["etag"] != tags[path]}
    assert changed == set(READS) - {"/v1/schemas/statement", "/v1/log/leaf/4", "/openapi.json"}


def test_head_answers_as_get_does_without_the_body(api: Api) -> None:
    with_law(api)
    for path in (*READS, "/", "/healthz", "/readyz", "/metrics"):
        got, head = api.get(path), api.client.head(path)
        assert (head.status_code, head.content) == (200, b"")
        for name in ("etag", "content-type", "cache-control", "link", "content-disposition"):
            assert head.headers.get(name) == got.headers.get(name)
        # Figures of the service itself are others a moment later.
        if path not in {"/readyz", "/metrics"}:
            assert head.headers.get("content-length") == got.headers.get("content-length")
    missing = api.client.head("/v1/commitments/kz-nothing")
    assert (missing.status_code, missing.content) == (404, b"")
    assert missing.headers["content-type"] == "application/problem+json"


def test_of_a_day_to_come_nothing_lasts_since_the_answer_says_that_it_has_not_come(api: Api) -> None:
    with_law(api)
    for path in ("/v1/commitments", f"/v1/commitments/{PLEDGE}", "/v1/measures", "/v1/figures"):
        pinned = f"{path}?as_of=2021-03-05&known_at=4&rules=default/1"
        before = api.get(pinned)
        assert (before.json()["view"]["future"], before.headers["cache-control"]) == (True, "no-cache")
    api.clock.at += timedelta(days=1)
    for path in ("/v1/commitments", f"/v1/commitments/{PLEDGE}", "/v1/measures", "/v1/figures"):
        after = api.get(f"{path}?as_of=2021-03-05&known_at=4&rules=default/1")
        assert (after.json()["view"]["future"], after.headers["cache-control"]) == (False, IMMUTABLE)


def test_only_what_can_never_change_and_holds_nothing_to_withhold_is_immutable(api: Api) -> None:
    with_law(api)
    api.clock.at += timedelta(days=1)
    lasting = (
        "/v1/commitments", f"/v1/commitments/{PLEDGE}", f"/v1/commitments/{PLEDGE}/history",
        f"/v1/commitments/{PLEDGE}/terms", "/v1/measures", f"/v1/measures/{LAW}", "/v1/jurisdictions", "/v1/figures",
    )  # fmt: skip
    for path in lasting:
        assert (path, api.get(f"{path}?{PINNED}").headers["cache-control"]) == (path, IMMUTABLE)
        for less in ("as_of=2009-06-01&known_at=4", "known_at=4&rules=default/1", "as_of=2009-06-01&rules=default/1",
                     "as_of=2009-06-01&known_at=2021-03-04T13:00:00Z&rules=default/1"):  # fmt: skip
            assert (path, less, api.get(f"{path}?{less}").headers["cache-control"]) == (path, less, "no-cache")
    compared = "/v1/compare?from=2009-01-01&to=2009-06-01&known_at=4&rules=default/1"
    assert api.get(compared).headers["cache-control"] == IMMUTABLE


def test_events_are_never_immutable_since_a_name_may_be_withheld(api: Api) -> None:
    with_law(api)
    for path in ("/v1/events", "/v1/events/4", f"/v1/commitments/{PLEDGE}/events", "/v1/export/events.ndjson"):
        assert api.get(f"{path}?{PINNED}").headers["cache-control"] == "no-cache"


def test_pages_of_any_origin_may_read(api: Api) -> None:
    with_law(api)
    for path in ("/v1/commitments", "/v1/nothing", "/v1/export/events.csv"):
        headers = api.get(path, Origin="https://example.org").headers
        assert headers["access-control-allow-origin"] == "*"
        assert {"ETag", "Link", "Location"} <= set(headers["access-control-expose-headers"].split(", "))
    asked = {"Origin": "https://example.org", "Access-Control-Request-Method": "GET"}
    response = api.client.options("/v1/commitments", headers=asked)
    assert response.status_code == 204
    assert response.headers["access-control-allow-origin"] == "*"
    assert response.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
    assert response.headers["allow"] == "GET, HEAD, OPTIONS"
    assert api.client.options("/v1/nothing").status_code == 404


def test_no_page_of_another_origin_may_write(api: Api) -> None:
    response = api.client.options("/v1/appends/1/retract", headers={"Origin": "https://example.org"})
    assert (response.status_code, response.headers["allow"]) == (204, "OPTIONS, POST")
    assert "access-control-allow-methods" not in response.headers
    assert "access-control-allow-origin" not in api.send("/v1/events", stated("2009-01-01")).headers


def test_no_cache_keeps_a_write_or_a_refusal(api: Api) -> None:
    api.with_pledge()
    assert api.send("/v1/events", ruled("2009-01-01", "annulled", of=None)).headers["cache-control"] == "no-store"
    assert api.get("/v1/nothing").headers["cache-control"] == "no-store"


def test_every_answer_carries_the_id_of_its_request(api: Api) -> None:
    assert api.get("/healthz", X_Request_Id="mine-7").headers["x-request-id"] == "mine-7"
    made_up = {api.get(path).headers["x-request-id"] for path in ("/healthz", "/v1/nothing", "/v1/commitments")}
    assert len(made_up) == 3
    assert api.get("/healthz", X_Request_Id="not an id").headers["x-request-id"] != "not an id"


def test_links_go_by_the_path_that_the_service_is_reached_at(sqlite_engine: Engine, tmp_path: Path) -> None:
    api = serve(sqlite_engine, tmp_path, public_url="https://example.org/monitor")
    api.with_pledge()
    assert api.get("/v1/events?limit=1").headers["link"].startswith("</monitor/v1/events?limit=1&after=")
    assert api.send("/v1/events", stated("2009-01-01")).headers["location"].startswith("/monitor/v1/events/")


def test_a_fault_of_the_program_is_500_and_tells_nothing_of_the_inside(sqlite_api: Api) -> None:
    def broken() -> str:
        raise RuntimeError("the secret of the house")

    sqlite_api.client.app.add_api_route("/broken", broken)  # type: ignore[attr-defined]
    with capture_logs() as lines:
        response = sqlite_api.get("/broken")
    problem(response, 500, "internal")
    assert [line["event"] for line in lines] == ["request_failed", "request_served"]
    assert "secret" not in response.text
    assert response.headers["x-request-id"]
