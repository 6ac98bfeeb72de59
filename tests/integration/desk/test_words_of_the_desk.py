"""The desk in the languages of the pages: whoever chose one keeps it, and reads nothing of ours in English."""

import re
from datetime import timedelta

import pytest
from httpx2 import Response

from monitor.languages.language import KAZAKH, RUSSIAN, Language
from monitor.pages.reading.service_told import warnings_told
from tests.integration.api.served import Api
from tests.integration.desk.test_messages_and_endpoints import endpoint, message
from tests.integration.desk.visited import PASSWORD, Desk, signed_in
from tests.integration.pages.test_words_of_the_board import told
from tests.languages.extracting import kept

PATHS = (
    "/desk",
    "/desk/appends",
    "/desk/import",
    "/desk/messages?state=stuck",
    "/desk/messages/msg_01",
    "/desk/messages/msg_02",
    "/desk/endpoints",
    "/desk/endpoints/end_mail",
    "/desk/endpoints/end_hook?done=resumed",
    "/desk/keys?done=revoked",
    "/desk/people?done=created",
)
WRONG: tuple[tuple[str, dict[str, str]], ...] = (
    ("/desk/import", {}),
    ("/desk/keys", {"expires": "soon", "label": "x" * 300}),
    ("/desk/people", {"name": "", "password": "short"}),
    ("/desk/people", {"name": "aigul", "password": PASSWORD, "scope": "ingest"}),
    ("/desk/people/nobody/disable", {}),
    ("/desk/endpoints/end_hook/test", {}),
    ("/desk/messages/msg_02/replay", {}),
)
_VALUE = re.compile(r"%\(\w+\)s")


@pytest.fixture
def admin(api: Api) -> Desk:
    """An admin, before endpoints and messages of several kinds."""
    endpoint(api, "end_mail", "email", "anna@post.example.org", "active")
    gone = "the endpoint said that it is gone (410)"
    endpoint(api, "end_hook", "webhook", "https://hooks.example.org/secret-path", "disabled", reason=gone)
    message(api, 1, "exhausted")
    message(api, 2, "held", "end_hook")
    message(api, 3, "retrying", waits=timedelta(minutes=30))
    api.new_key("ingest")
    return signed_in(api, "Aigul", "admin")


def english_in(language: Language, shown: Response) -> list[str]:
    """Messages of the desk that a page says in English; single words in small letters may be words of the record."""
    ids = [one.id if isinstance(one.id, str) else one.id[0] for one in kept(language.code, "desk") if one.id]
    pieces = {piece.strip(" .,;:()“”") for one in ids for piece in _VALUE.split(one)}
    words = told(shown.text)
    known = (piece for piece in pieces if " " in piece or (len(piece) > 3 and piece[0].isupper()))
    return [one for one in known if re.search(rf"\b{re.escape(one)}\b", words)]


@pytest.mark.parametrize("language", [KAZAKH, RUSSIAN], ids=lambda one: one.code)
def test_a_page_of_the_desk_holds_no_english_of_ours(admin: Desk, language: Language) -> None:
    pages = {path: admin.get(f"{language.prefix}{path}") for path in PATHS}
    pages |= {f"{path} {fields}": admin.post(f"{language.prefix}{path}", fields) for path, fields in WRONG}
    assert {
        path: shown.status_code for path, shown in pages.items() if shown.status_code not in {200, 404, 409, 415, 422}
    } == {}
    assert {path: found for path, shown in pages.items() if (found := english_in(language, shown))} == {}


@pytest.mark.parametrize("language", [KAZAKH, RUSSIAN], ids=lambda one: one.code)
def test_whoever_is_not_signed_in_reads_no_english_of_ours(desk: Desk, language: Language) -> None:
    root = language.prefix
    pages = (
        desk.get(f"{root}/desk/sign-in"),
        desk.get(f"{root}/desk/sign-in/done"),
        desk.post(f"{root}/desk/sign-in", {"by": "key", "key": "rfm_wrong"}),
        desk.post(f"{root}/desk/sign-in", {"by": "password", "name": "nobody", "password": "wrong"}),
        desk.post(f"{root}/desk/keys", {"label": "for tests"}),
        desk.post(f"{root}/desk/people", headers={}),
    )
    assert [shown.status_code for shown in pages] == [200, 400, 403, 403, 403, 403]
    assert [english_in(language, shown) for shown in pages] == [[]] * len(pages)


def test_whoever_signs_in_and_out_under_a_language_stays_in_it(desk: Desk) -> None:
    desk.account()
    to_sign_in = desk.get("/kk/desk/appends?before=3").headers["location"]
    assert to_sign_in == "/kk/desk/sign-in?next=%2Fdesk%2Fappends%3Fbefore%3D3"
    form = desk.page(to_sign_in)
    assert set(form.values("action", "form")) == {"/kk/desk/sign-in"}
    fields = {"by": "password", "name": "aigul", "password": PASSWORD, "next": form.values("value", "input")[0]}
    done = desk.post("/kk/desk/sign-in", fields).headers["location"]
    assert done.startswith("/kk/desk/sign-in/done?")
    assert desk.get(done).headers["location"] == "/kk/desk/appends?before=3"
    assert desk.post("/kk/desk/sign-out").headers["location"] == "/kk/desk/sign-in"


def test_in_english_the_desk_warns_as_the_service_itself_does(api: Api) -> None:
    endpoint(api, "end_mail", "email", "anna@post.example.org", "active")
    message(api, 1, "queued", waits=timedelta(minutes=30))
    signs = api.service.wellbeing.shape()
    assert warnings_told({**signs, "delivery": signs["undelivered"]}) == signs["warnings"] != []
