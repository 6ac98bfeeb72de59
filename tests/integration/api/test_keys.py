"""Who may call what."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from events.sql.engines import reading, writing
from monitor.keys.store import find, revoke
from tests.builders import stated
from tests.integration.api.served import Api, places, problem, serve

EVENT = stated("2009-01-01")
WRITES = ("/v1/events", "/v1/events/batch", "/v1/appends/1/retract", "/v1/events?dry_run=true")


@pytest.mark.parametrize("path", WRITES)
def test_no_append_without_a_key_that_works(api: Api, path: str) -> None:
    expired, revoked = api.new_key("ingest", expires=date(2021, 3, 3)), api.new_key("ingest")
    with writing(api.service.engine) as connection:
        key = find(connection, revoked, api.clock())
        assert key is not None
        revoke(connection, key.id, api.clock())
    for bearer in (None, "rfm_", f"{api.key[:-1]}{'0' if api.key[-1] != '0' else '1'}", expired, revoked):
        response = api.send(path, EVENT, bearer=bearer)
        problem(response, 401, "unauthorized")
        assert response.headers["www-authenticate"] == "Bearer"
    response = api.client.post(path, headers={"Authorization": f"Basic {api.key}"})
    problem(response, 401, "unauthorized")
    assert api.service.log.head().position == 0


@pytest.mark.parametrize("path", WRITES)
def test_a_key_without_the_scope_is_403_and_the_scope_is_named(api: Api, path: str) -> None:
    found = problem(api.send(path, EVENT, bearer=api.new_key("read")), 403, "scope-missing")
    assert found["scope"] == "ingest"
    assert "ingest" in found["detail"]


def test_the_key_is_asked_before_the_body_is_looked_at(api: Api) -> None:
    problem(api.send("/v1/events?mood=1", b"no", key=None, media_type=None, bearer=None), 401, "unauthorized")


def test_who_appended_stands_in_the_log_by_the_id_of_the_key(api: Api) -> None:
    with reading(api.service.engine) as connection:
        key = find(connection, api.key, api.clock())
    assert key is not None
    api.with_bodies()
    assert api.read("/v1/events/1")["recorded_by"] == key.id
    assert api.key not in api.get("/v1/export/events.ndjson").text


def test_admin_keys_have_every_scope(api: Api) -> None:
    api.with_bodies()
    assert api.send("/v1/events", EVENT, bearer=api.new_key("admin")).status_code == 201


def test_a_use_is_noted_once_a_minute(api: Api) -> None:
    def last_used() -> object:
        with reading(api.service.engine) as connection:
            key = find(connection, api.key, api.clock())
        assert key is not None
        return key.last_used_at

    start = api.clock()
    api.with_bodies()
    assert last_used() == start
    api.clock.at = start + timedelta(seconds=59)
    api.append(stated("2009-01-01"))
    assert last_used() == start
    api.clock.at = start + timedelta(seconds=60)
    api.append(stated("2009-01-02"))
    assert last_used() == api.clock()


def test_reads_need_no_key_by_default(api: Api) -> None:
    assert api.get("/v1/commitments").status_code == 200
    assert api.get("/v1/commitments", Authorization="Bearer rfm_wrong").status_code == 200


def test_reads_by_setting_need_a_key_with_the_scope_read(engine: Engine, tmp_path: Path) -> None:
    api = serve(engine, tmp_path, reads_public=False)
    api.with_bodies()
    for path in ("/v1/commitments", "/v1/events/1", "/v1/export/events.ndjson", "/v1/rules", "/v1/log/leaf/1"):
        problem(api.get(path), 401, "unauthorized")
        problem(api.get(path, Authorization=f"Bearer {api.key}"), 403, "scope-missing")
        response = api.get(path, Authorization=f"Bearer {api.new_key('read')}")
        assert response.status_code == 200
        assert response.headers["cache-control"] == "private, no-cache"
        assert "Authorization" in response.headers["vary"].split(", ")
        assert "access-control-allow-origin" not in response.headers
    for path in ("/", "/healthz", "/readyz", "/metrics", "/openapi.json"):
        assert api.get(path).status_code == 200
    document = api.read("/openapi.json")
    assert document["paths"]["/v1/commitments"]["get"]["security"] == [{"ApiKey": []}]
    assert {"401", "403"} <= document["paths"]["/v1/commitments"]["get"]["responses"].keys()


def test_a_wrong_parameter_is_told_only_to_who_may_call(api: Api) -> None:
    found = problem(api.send("/v1/events?mood=1", EVENT), 422, "invalid")
    assert places(found) == [("mood", "unknown_parameter")]
