"""U+0000, which PostgreSQL takes in no text, wherever somebody can put it at the desk."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.integration.api.served import Api, serve
from tests.integration.desk.test_guards import of_the_desk
from tests.integration.desk.visited import Desk, signed_in
from tests.integration.desk.written import draft, press

NUL = "x\0"


@pytest.fixture
def api(postgres_engine: Engine, tmp_path: Path) -> Api:
    """A service on the engine that refuses it."""
    return serve(postgres_engine, tmp_path)


def test_an_address_that_holds_it_leads_nowhere(api: Api) -> None:
    desk = signed_in(api, "Aigul", "admin")
    for method in ("GET", "POST"):
        for path in {*of_the_desk(method, "x%00")} - {"/desk/sign-out"}:
            found = desk.get(path) if method == "GET" else desk.post(path)
            assert found.status_code < 500, path
            assert "%00" not in path or found.status_code == 404, path
    for path in of_the_desk("GET"):
        assert desk.get(f"{path}?event=x%00&to=x%00&before=x%00").status_code == 422, path


def test_a_form_that_holds_it_is_refused_or_kept_without_it(api: Api) -> None:
    desk = signed_in(api, "Aigul", "admin")
    typed = {"title": NUL, "data-target": NUL, "data-reason": NUL, "note": NUL}
    assert press(desk, "/desk/events/new/event-retracted", "preview", typed).status_code == 422
    path = draft(desk, "/desk/events/new/event-retracted", typed)
    assert desk.get(path).status_code == 200
    assert desk.get(f"{path}/edit").status_code == 200
    account = {"name": NUL, "password": NUL * 12, "scope": "ingest"}
    assert desk.post("/desk/people", account).status_code == 422
    assert desk.post("/desk/keys", {"label": NUL, "scope": "ingest"}).status_code == 422


def test_whoever_signs_in_with_it_is_refused(api: Api) -> None:
    desk = Desk(api)
    assert desk.sign_in(NUL, NUL).status_code == 403
    assert desk.sign_in_by_key(NUL).status_code == 403
    assert desk.get("/desk/sign-in?next=x%00").status_code == 422
