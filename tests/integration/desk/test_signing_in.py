"""Signing in and out."""

from dataclasses import replace
from datetime import timedelta

import pytest
import structlog
from argon2 import PasswordHasher
from argon2.profiles import CHEAPEST

from events.sql.engines import reading, writing
from monitor.pages.desk.cookie import NAME
from monitor.staff import accounts, hashing, signing_in
from monitor.staff.password import LONGEST
from tests.integration.api.served import Api
from tests.integration.desk.visited import PASSWORD, Desk, signed_in
from tests.integration.private_pages.mailed import Page


def test_whoever_is_not_signed_in_is_sent_to_sign_in_and_back(desk: Desk) -> None:
    desk.account()
    response = desk.get("/desk?after=3")
    assert (response.status_code, response.headers["location"]) == (303, "/desk/sign-in?next=%2Fdesk%3Fafter%3D3")
    form = desk.page(response.headers["location"])
    assert form.values("value", "input")[0] == "/desk?after=3"
    fields = {"by": "password", "name": "aigul", "password": PASSWORD, "next": "/desk?after=3"}
    done = desk.post("/desk/sign-in", fields)
    assert done.headers["location"] == "/desk/sign-in/done?next=%2Fdesk%3Fafter%3D3"
    assert desk.get(done.headers["location"]).headers["location"] == "/desk?after=3"
    assert "Signed in as Aigul" in desk.page("/desk?after=3").words


def test_a_key_that_may_append_signs_in(desk: Desk) -> None:
    for scopes in (("ingest",), ("admin",)):
        assert desk.sign_in_by_key(desk.api.new_key(*scopes)).status_code == 303
        assert desk.is_signed_in()


def test_a_key_that_may_only_read_or_does_not_work_signs_nobody_in(desk: Desk) -> None:
    for key in (desk.api.new_key("read"), "rfm_wrong", ""):
        response = desk.sign_in_by_key(key)
        assert response.status_code == 403
        assert "This key does not open the desk" in Page(response).words
    assert desk.token is None


def test_the_cookie_is_kept_for_this_host_over_https_and_out_of_reach_of_scripts(desk: Desk) -> None:
    desk.account()
    name, _, attributes = desk.sign_in().headers["set-cookie"].partition("=")
    assert name == NAME == "__Host-reform-monitor"
    assert attributes.partition("; ")[2].lower().split("; ") == ["httponly", "path=/", "samesite=lax", "secure"]


def test_each_sign_in_has_a_token_of_its_own_and_ends_the_session_before(api: Api) -> None:
    desk = signed_in(api)
    first = desk.token
    desk.sign_in()
    assert desk.token != first
    assert first is not None
    assert api.service.signing_in.staff_of(first) is None


def test_a_token_that_somebody_else_chose_is_not_taken_over(desk: Desk) -> None:
    desk.account()
    desk.client.cookies.set(NAME, "chosen", domain="monitor.example")
    desk.sign_in()
    assert desk.api.service.signing_in.staff_of("chosen") is None


def test_signing_out_ends_the_session_and_takes_the_cookie_back(api: Api) -> None:
    desk = signed_in(api)
    token = desk.token
    response = desk.post("/desk/sign-out")
    assert (response.status_code, response.headers["location"]) == (303, "/desk/sign-in")
    assert desk.token is None
    assert token is not None
    assert api.service.signing_in.staff_of(token) is None


def test_a_name_that_is_unknown_and_a_wrong_password_are_answered_alike(desk: Desk) -> None:
    desk.account()
    answers = [desk.sign_in(name, "wrong password") for name in ("Aigul", "Nobody")]
    assert [one.status_code for one in answers] == [403, 403]
    assert answers[0].text.replace("Aigul", "") == answers[1].text.replace("Nobody", "")
    assert "There is no account with this name and password" in Page(answers[0]).words


def test_a_browser_that_keeps_no_cookie_is_told_what_helps(desk: Desk) -> None:
    page = desk.page("/desk/sign-in/done", 400)
    assert "https://" in page.words


def test_after_five_wrong_passwords_nobody_is_let_in_for_a_quarter_of_an_hour(desk: Desk) -> None:
    desk.account()
    for _ in range(5):
        assert desk.sign_in(password="wrong password").status_code == 403
    desk.api.clock.at += timedelta(minutes=5)
    refused = desk.sign_in()
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "600")
    assert "Try again in 10 min." in Page(refused).words
    desk.api.clock.at += timedelta(minutes=10)
    assert desk.sign_in().status_code == 303


def test_a_hash_of_other_days_is_made_anew_or_left_and_keeps_nobody_out(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    password = PASSWORD.ljust(LONGEST + 1, "!")
    with writing(desk.api.service.engine) as connection:
        of_others = PasswordHasher.from_parameters(replace(CHEAPEST, hash_len=24)).hash(password[:LONGEST])
        accounts.create(connection, "Aigul", password=of_others, scopes=["ingest"], now=desk.api.clock())
    with monkeypatch.context() as busy:
        busy.setattr(signing_in, "hashed", refused_by_others)
        assert desk.sign_in(password=password).status_code == 303
    for _ in range(2):
        assert desk.sign_in(password=password).status_code == 303
    with reading(desk.api.service.engine) as connection:
        found = accounts.by_name(connection, "Aigul")
    assert found is not None
    assert not hashing.is_outdated(found[1])


def refused_by_others(password: str) -> str:
    raise hashing.TooManySignIns(f"{len(password)} characters wait")


@pytest.mark.parametrize("path", ["/desk", "/desk/sign-in"])
def test_pages_of_the_desk_are_kept_and_listed_by_nobody_and_not_shown_to_other_origins(api: Api, path: str) -> None:
    desk = signed_in(api)
    if path != "/desk":
        desk.post("/desk/sign-out")
    headers = desk.get(path).headers
    assert headers["cache-control"] == "no-store"
    assert headers["x-robots-tag"] == "noindex"
    assert headers["referrer-policy"] == "same-origin"
    assert "access-control-allow-origin" not in headers


def test_a_sign_in_leads_nowhere_but_to_the_desk(desk: Desk) -> None:
    desk.account()
    fields = {"by": "password", "name": "Aigul", "password": PASSWORD, "next": "//evil.example"}
    done = desk.post("/desk/sign-in", fields).headers["location"]
    assert done == "/desk/sign-in/done?next=%2Fdesk"
    assert desk.get("/desk/sign-in/done?next=https://evil.example").headers["location"] == "/desk"
    assert desk.get("/desk/sign-in?next=//evil.example").headers["location"] == "/desk"


def test_who_signs_in_is_logged_and_nothing_that_was_typed(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    account = desk.account()
    with structlog.testing.capture_logs() as lines:
        desk.sign_in("hunter2hunter2", "not the password")
        desk.sign_in("Aigul", "not the password")
        desk.sign_in()
        desk.post("/desk/sign-out")
    told = [(line["event"], line.get("staff"), line.get("reason")) for line in lines if "sign" in line["event"]]
    assert told == [
        ("sign_in_refused", None, "no such account"),
        ("sign_in_refused", account.id, "wrong password"),
        ("signed_in", account.id, None),
        ("signed_out", account.id, None),
    ]
    said = f"{lines}{caplog.text}"
    assert [secret for secret in ("hunter2", "not the password", PASSWORD) if secret in said] == []


def test_a_hostile_name_is_shown_and_does_nothing(desk: Desk) -> None:
    hostile = "<script>alert(1)</script>"
    desk.account(hostile)
    assert hostile not in desk.sign_in(hostile, "wrong password").text
    desk.sign_in(hostile)
    response = desk.get("/desk")
    assert hostile not in response.text
    assert f"Signed in as {hostile}" in Page(response).words
