"""Keys and accounts, as admins make and end them."""

import re
from datetime import timedelta

import pytest

from events.sql.engines import reading
from monitor.keys.store import find
from tests.integration.api.served import Api
from tests.integration.desk.visited import PASSWORD, Desk, signed_in
from tests.integration.private_pages.mailed import Page

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def admin(api: Api) -> Desk:
    return signed_in(api, "Aigul", "admin")


def path_of(desk: Desk, act: str) -> list[str]:
    return [way for way in desk.page("/desk/people").values("action", "form") if way.endswith(act)]


def test_a_key_is_shown_once_works_and_is_revoked(admin: Desk) -> None:
    fields = {"scope": "ingest", "label": HOSTILE, "expires": "2021-12-31", "trusted_feed": "yes"}
    response = admin.post("/desk/keys", fields)
    assert HOSTILE not in response.text
    written = re.search(r"rfm_\w+", Page(response).words)
    assert written is not None
    with reading(admin.api.service.engine) as connection:
        key = find(connection, written[0], admin.api.clock())
    assert key is not None
    assert (key.label, str(key.expires_on), key.trusted_feed) == (HOSTILE, "2021-12-31", True)
    assert written[0] not in admin.get("/desk/keys").text
    assert HOSTILE in admin.page("/desk/keys").words
    assert admin.post(f"/desk/keys/{key.id}/revoke").headers["location"] == "/desk/keys?done=revoked"
    with reading(admin.api.service.engine) as connection:
        assert find(connection, written[0], admin.api.clock()) is None
    assert admin.post("/desk/keys/none/revoke").status_code == 404


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"label": "Feed"}, "Choose what it allows."),
        ({"scope": "all", "label": "Feed"}, "Choose what it allows."),
        ({"scope": "read", "label": "Feed", "expires": "soon"}, "Write a day, such as 2027-06-30."),
        ({"scope": "read", "label": "Feed", "expires": "2021-03-03"}, "That day has passed."),
        ({"scope": "read", "label": "Feed\nFeed"}, "Write one line"),
    ],
)
def test_a_key_that_cannot_be_made_is_refused_at_its_field(admin: Desk, fields: dict[str, str], words: str) -> None:
    response = admin.post("/desk/keys", fields)
    assert response.status_code == 422
    page = Page(response)
    assert words in page.words
    assert fields["label"].replace("\n", " ") in " ".join(page.values("value", "input")).replace("\n", " ")


def test_an_account_is_made_used_and_disabled(admin: Desk) -> None:
    admin.api.clock.at += timedelta(seconds=1)
    made = admin.post("/desk/people", {"name": " Бота ", "password": PASSWORD, "scope": "ingest"})
    assert made.headers["location"] == "/desk/people?done=created"
    theirs = Desk(admin.api)
    assert theirs.sign_in("бота").status_code == 303
    _, disable = path_of(admin, "/disable")
    assert "Nobody can sign in by it" in admin.page(admin.post(disable).headers["location"]).words
    assert not theirs.is_signed_in()
    assert theirs.sign_in("Бота").status_code == 403
    (enable,) = path_of(admin, "/enable")
    admin.post(enable)
    assert theirs.sign_in("Бота").status_code == 303


def test_another_password_ends_the_sessions_of_the_one_before(admin: Desk) -> None:
    admin.api.clock.at += timedelta(seconds=1)
    theirs = signed_in(admin.api, "Bota")
    _, change = path_of(admin, "/password")
    short = admin.post(change, {"password": "too short"})
    assert short.status_code == 422
    assert "a password has 12 characters or more" in Page(short).words
    assert theirs.is_signed_in()
    admin.post(change, {"password": "another long password"})
    assert not theirs.is_signed_in()
    assert theirs.sign_in("Bota").status_code == 403
    assert theirs.sign_in("Bota", "another long password").status_code == 303


def test_an_account_that_cannot_be_made_is_refused_at_its_field_and_no_password_comes_back(admin: Desk) -> None:
    for fields, words in (
        ({"name": "AIGUL", "password": PASSWORD, "scope": "ingest"}, "there is an account AIGUL already"),
        ({"name": "a\u202eb", "password": PASSWORD, "scope": "ingest"}, "characters that can be seen"),
        ({"name": "Bota", "password": "short", "scope": "ingest"}, "12 characters or more"),
        ({"name": "Bota", "password": PASSWORD}, "Choose what it allows."),
    ):
        response = admin.post("/desk/people", fields)
        assert response.status_code == 422
        assert words in Page(response).words
        assert fields["password"] not in response.text
        assert fields["name"] in Page(response).values("value", "input")
