"""What stands before every page of the desk: forms of our own, somebody signed in, the scope."""

from datetime import timedelta

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import select

from events.sql.engines import writing
from monitor.api.app import DESK
from monitor.database import metadata
from monitor.keys.store import by_id, revoke
from monitor.pages.desk.guarding import DeskRoute, desk_router
from monitor.pages.desk.whither import is_desk
from monitor.pages.forms import MOST_FIELDS_OF_EVENT
from monitor.staff import accounts
from tests.integration.api.served import Api
from tests.integration.desk.visited import HERE, Desk, signed_in
from tests.integration.private_pages.mailed import Page

OPEN = {"/desk/sign-in", "/desk/sign-in/done", "/desk/sign-out"}
FOR_ADMINS = ("/desk/messages", "/desk/endpoints", "/desk/keys", "/desk/people")


def of_the_desk(method: str, anything: str = "x") -> list[str]:
    """The path of every page of the desk that takes a method, with something in the place of each parameter."""
    pages = [route for router in DESK for route in router.routes]
    assert all(isinstance(route, DeskRoute) and is_desk(route.path) for route in pages)
    found = [route for route in pages if isinstance(route, DeskRoute) and method in (route.methods or ())]
    assert len(found) > 5
    return [route.path_format.format_map(dict.fromkeys(route.param_convertors, anything)) for route in found]


def everything(api: Api) -> list[object]:
    with api.service.engine.connect() as connection:
        return [connection.execute(select(table)).all() for table in metadata.sorted_tables]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "same-site", "Origin": HERE},
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    ],
)
def test_a_form_that_no_page_of_ours_sent_changes_nothing_anywhere(api: Api, headers: dict[str, str]) -> None:
    desk = signed_in(api, "Aigul", "admin")
    before = everything(api)
    for path in of_the_desk("POST"):
        response = desk.post(path, {"by": "key", "key": api.key}, headers=headers)
        assert response.status_code == 403, path
        assert "sent by a page of another site" in Page(response).words
    assert everything(api) == before


@pytest.mark.parametrize("origin", [HERE, "http://127.0.0.1:8000"])
def test_a_browser_that_says_only_whose_the_page_is_may_sign_in(desk: Desk, origin: str) -> None:
    response = desk.post("/desk/sign-in", {"by": "key", "key": desk.api.key}, headers={"Origin": origin})
    assert response.status_code == 303


def test_no_page_but_that_of_signing_in_answers_whoever_is_not_signed_in(desk: Desk) -> None:
    for path in {*of_the_desk("GET")} - OPEN:
        response = desk.get(path)
        assert response.status_code == 303, path
        assert response.headers["location"].startswith("/desk/sign-in")
    for path in {*of_the_desk("POST")} - OPEN:
        assert "You are not signed in any more" in Page(desk.post(path)).words


def test_what_was_filled_in_is_kept_where_the_session_has_ended(desk: Desk) -> None:
    typed = {"title": "<b>Закон</b>\n\nsecond line", "act": "save", "password": "correct horse"}
    response = desk.post("/desk/keys?x=1", typed)
    assert response.status_code == 403
    assert "\n&lt;b&gt;Закон&lt;/b&gt;\n\nsecond line</textarea>" in response.text
    assert Page(response).values("name", "textarea") == ["title", "act"]


def test_as_much_is_kept_as_the_longest_form_holds(desk: Desk) -> None:
    most = {f"sources-{row}-title": "x" for row in range(MOST_FIELDS_OF_EVENT)}
    page = Page(desk.post("/desk/events/new/milestone", most))
    assert len(page.values("name", "textarea")) == MOST_FIELDS_OF_EVENT


def test_whoever_lacks_the_scope_sees_neither_the_page_nor_the_way_there(api: Api) -> None:
    desk = signed_in(api)
    ways = desk.page("/desk").values("href", "a")
    for path in FOR_ADMINS:
        assert path not in ways
        assert "It takes the scope “admin”" in desk.page(path, 403).words
    before = everything(api)
    for path in {*of_the_desk("POST")} - OPEN:
        if path.startswith(FOR_ADMINS):
            assert desk.post(path, {"name": "Mallory", "scope": "admin", "password": "x" * 12}).status_code == 403
    assert everything(api) == before


def test_admins_find_the_way(api: Api) -> None:
    assert {*FOR_ADMINS} <= {*signed_in(api, "Aigul", "admin").page("/desk").values("href", "a")}


def test_a_session_that_is_not_used_ends_and_one_that_is_does_not(api: Api) -> None:
    desk = signed_in(api)
    for _ in range(3):
        api.clock.at += timedelta(minutes=59)
        assert desk.is_signed_in()
    api.clock.at += timedelta(minutes=60)
    assert not desk.is_signed_in()


def test_sessions_end_with_the_key_or_account_they_are_of(api: Api) -> None:
    by_key, by_name = Desk(api), signed_in(api)
    by_key.sign_in_by_key(api.key)
    assert by_key.is_signed_in()
    assert by_name.is_signed_in()
    with writing(api.service.engine) as connection:
        (account,) = accounts.every(connection)
        accounts.disable(connection, account.id, api.clock())
        staff = api.service.signing_in.staff_of(by_key.token or "")
        assert staff is not None
        assert by_id(connection, staff.id) is not None
        revoke(connection, staff.id, api.clock())
    assert not by_key.is_signed_in()
    assert not by_name.is_signed_in()
    assert by_name.sign_in().status_code == 403


def test_a_page_that_does_not_ask_who_is_signed_in_answers_nobody_else(api: Api) -> None:
    router = desk_router()
    router.add_api_route("/forgetful", lambda: "shown")
    app = FastAPI()
    app.include_router(router)
    app.state.service = api.service
    assert TestClient(app, follow_redirects=False).get("/desk/forgetful").status_code == 303
