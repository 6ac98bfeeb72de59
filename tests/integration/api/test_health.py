"""Whether the service is well, and its figures."""

from datetime import timedelta
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from fastapi.testclient import TestClient
from httpx2 import Response
from sqlalchemy import Engine

from events.sql import make_engine
from migrations.upgrade import alembic_config, downgrade
from monitor.api.app import make_app
from monitor.bootstrap import Service
from monitor.intake.reading import read_draft
from monitor.intake.request import Request
from monitor.settings import Settings
from tests.builders import stated
from tests.integration.api.served import Api, problem
from tests.scraped import scraped

NEWEST = ScriptDirectory.from_config(alembic_config()).get_current_head()


def asked(engine: Engine, folder: Path, path: str) -> Response:
    """The answer of a service on a database that is not as it should be."""
    return TestClient(make_app(Service(Settings(data_dir=folder), engine))).get(path)


def test_a_served_record_is_alive_and_ready(api: Api) -> None:
    assert api.read("/healthz") == {"status": "alive"}
    found = api.read("/readyz")
    assert (found["ready"], found["reasons"]) == (True, [])
    assert api.read("/")["openapi"] == "/openapi.json"


def test_a_database_of_another_revision_is_a_reason(api: Api) -> None:
    downgrade(api.service.engine, "0002")
    found = problem(api.get("/readyz"), 503, "unavailable")
    assert found["reasons"] == [f"migrations: the database is at revision 0002, the program at {NEWEST}"]
    assert api.read("/healthz") == {"status": "alive"}


def test_a_database_without_a_table_is_a_reason(bare_engine: Engine, tmp_path: Path) -> None:
    found = problem(asked(bare_engine, tmp_path, "/readyz"), 503, "unavailable")
    assert found["reasons"] == [f"migrations: the database is at revision none, the program at {NEWEST}"]


@pytest.mark.parametrize("path", ["/readyz", "/v1/commitments", "/v1/events/1", "/v1/export/events.csv"])
def test_a_database_that_cannot_be_reached_is_503_and_says_when_to_come_back(tmp_path: Path, path: str) -> None:
    for url in (f"sqlite:///{tmp_path}/no/such/folder.db", "postgresql://localhost:1/nothing"):
        response = asked(make_engine(url), tmp_path, path)
        problem(response, 503, "unavailable")
        assert response.headers["retry-after"] == "5"


def test_a_read_model_that_does_not_follow_the_log_is_a_reason(api: Api) -> None:
    api.with_bodies()
    # On record, and not projected by whoever put it there.
    api.service.appending.intake.append(Request((read_draft(stated("2009-01-01")),), "another"))
    assert api.read("/readyz")["ready"]
    api.clock.at += timedelta(seconds=90)
    found = problem(api.get("/readyz"), 503, "unavailable")
    assert found["reasons"] == ["read model: 1 positions behind, the first of them for 90 s"]


def test_figures_name_routes_by_their_template(api: Api) -> None:
    api.get("/v1/commitments/kz-nothing")
    api.get("/v1/nothing")
    api.client.head("/healthz")
    response = api.get("/metrics")
    assert response.headers["content-type"].startswith("text/plain; version=0.0.4")
    counted = "reform_monitor_request_seconds_count"
    assert f'{counted}{{method="GET",route="/v1/commitments/{{commitment}}",status="404"}}' in response.text
    assert f'{counted}{{method="GET",route="unmatched",status="404"}}' in response.text
    assert f'{counted}{{method="HEAD",route="/healthz",status="200"}}' in response.text
    assert "kz-nothing" not in response.text


def test_what_is_put_on_record_and_taken_into_the_read_model_is_counted(api: Api) -> None:
    figures = ("appends_total", "events_total", "projected_appends_total", "projected_events_total")
    before = [scraped(name) for name in figures]
    runs = scraped("projection_seconds_count")
    api.with_pledge()
    api.append(stated("2009-01-01"))
    assert [scraped(name) - then for name, then in zip(figures, before, strict=True)] == [2, 4, 2, 4]
    assert scraped("projection_seconds_count") - runs == 2
