from typing import Annotated, Any

import pytest
from fastapi import Body, FastAPI, Query
from fastapi.testclient import TestClient
from httpx2 import Response
from pydantic import BaseModel, ConfigDict
from sqlalchemy.exc import IntegrityError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from starlette.exceptions import HTTPException

from events import log, strict_json
from events.codec import decode_draft
from events.log import EventIdTaken, HeadMoved
from monitor.answers.reader import NotOnRecord, Retracted
from monitor.answers.views import BadView
from monitor.api.field_errors import FieldError
from monitor.api.problem_kinds import KINDS, kind_of_status
from monitor.api.problems import PROBLEMS, Problem, ProblemDocument, documented, install, problem_schemas
from monitor.intake import refusals
from monitor.intake.intake import TooBusy

SECRET = "postgresql://reform:hunter2@db"


class Filter(BaseModel):
    model_config = ConfigDict(extra="forbid")

    limit: int = 10


class Note(BaseModel):
    text: str


class Taken(EventIdTaken):
    """A refusal more special than those listed."""


RAISED: dict[str, Exception] = {
    "ours": Problem("append-condition", "event 7 came first", more={"conflict": {"position": 7}, "status": 200}),
    "fields": Problem("invalid", "no", errors=[FieldError(pointer="/data", line=2, code="x", detail="y")]),
    "no-key": Problem("unauthorized", "no key came with the request"),
    "busy": Problem("rate-limited", "60 a minute", headers={"Retry-After": "9"}),
    "json": strict_json.MalformedJson("the same key twice", 2, 5),
    "taken": EventIdTaken("01890a5d-ac96-774b-bcce-b302099a8057"),
    "special": Taken("01890a5d-ac96-774b-bcce-b302099a8057"),
    "moved": HeadMoved(log.EMPTY),
    "lost": OperationalError(SECRET, {}, Exception(SECRET)),
    "cut": InterfaceError(SECRET, {}, Exception(SECRET), connection_invalidated=True),
    "full": NoConnectionFree("QueuePool limit reached"),
    "broken": IntegrityError(SECRET, {}, Exception(SECRET)),
    "bug": ZeroDivisionError(SECRET),
    "teapot": HTTPException(418),
    "unchanged": HTTPException(304, headers={"ETag": '"1"'}),
    "gone": HTTPException(404, "no commitment kz-media-law"),
}


@pytest.fixture
def client() -> TestClient:
    app = FastAPI()
    install(app)

    @app.get("/raise/{name}")
    def raise_it(name: str) -> None:
        raise RAISED[name]

    @app.get("/v1/notes")
    def read_notes(chosen: Annotated[Filter, Query()]) -> int:
        return chosen.limit

    @app.post("/v1/notes")
    def add_note(note: Note) -> str:
        return note.text

    @app.post("/v1/events")
    def add_event(event: Annotated[dict[str, Any], Body()]) -> str:
        return str(decode_draft(event).id)

    return TestClient(app, raise_server_exceptions=False)


def problem_in(response: Response) -> dict[str, Any]:
    assert response.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert body["status"] == response.status_code
    ProblemDocument.model_validate(body)
    return body


def test_a_problem_says_what_kind_it_is_and_what_is_wrong_this_time(client: TestClient) -> None:
    response = client.get("/raise/ours?as_of=2009-02-11")
    assert problem_in(response) == {
        "type": "/problems/append-condition",
        "title": "The condition of the append does not hold",
        "status": 409,
        "detail": "event 7 came first",
        "instance": "/raise/ours",
        "errors": [],
        "conflict": {"position": 7},
    }


def test_the_fields_that_are_wrong_are_named(client: TestClient) -> None:
    body = problem_in(client.get("/raise/fields"))
    assert body["errors"] == [{"pointer": "/data", "line": 2, "code": "x", "detail": "y"}]


def test_who_has_no_key_is_told_how_to_show_one(client: TestClient) -> None:
    response = client.get("/raise/no-key")
    assert problem_in(response)["type"] == "/problems/unauthorized"
    assert response.headers["www-authenticate"] == "Bearer"


def test_a_problem_keeps_the_headers_it_was_raised_with(client: TestClient) -> None:
    assert client.get("/raise/busy").headers["retry-after"] == "9"


@pytest.mark.parametrize(
    ("name", "status", "slug", "detail"),
    [
        ("json", 400, "malformed-json", "the same key twice (line 2, column 5)"),
        ("taken", 409, "event-id-taken", "event id 01890a5d-ac96-774b-bcce-b302099a8057 is taken"),
        ("special", 409, "event-id-taken", "event id 01890a5d-ac96-774b-bcce-b302099a8057 is taken"),
        ("gone", 404, "not-found", "no commitment kz-media-law"),
        ("teapot", 418, "http-error", "I'm a Teapot"),
    ],
)
def test_an_error_of_another_layer_becomes_the_problem_listed_for_it(
    client: TestClient, name: str, status: int, slug: str, detail: str
) -> None:
    body = problem_in(client.get(f"/raise/{name}"))
    assert (body["status"], body["type"], body["detail"]) == (status, f"/problems/{slug}", detail)


@pytest.mark.parametrize("name", ["lost", "cut", "full", "moved"])
def test_what_passes_by_itself_is_503_and_says_when_to_come_again(client: TestClient, name: str) -> None:
    response = client.get(f"/raise/{name}")
    assert problem_in(response)["type"] == "/problems/unavailable"
    assert response.status_code == 503
    assert response.headers["retry-after"] == "5"
    assert "hunter2" not in response.text


@pytest.mark.parametrize("name", ["bug", "broken"])
def test_a_fault_of_ours_is_500_and_shows_nothing_of_the_inside(client: TestClient, name: str) -> None:
    response = client.get(f"/raise/{name}")
    assert response.status_code == 500
    assert problem_in(response)["type"] == "/problems/internal"
    assert "hunter2" not in response.text
    assert "ZeroDivision" not in response.text


def test_an_answer_without_a_body_stays_without(client: TestClient) -> None:
    response = client.get("/raise/unchanged")
    assert (response.status_code, response.content, response.headers["etag"]) == (304, b"", '"1"')


def test_an_address_with_nothing_at_it_is_404(client: TestClient) -> None:
    body = problem_in(client.get("/v1/not%20here"))
    assert (body["type"], body["instance"]) == ("/problems/not-found", "/v1/not%20here")


def test_a_wrong_method_is_405_with_every_method_of_the_address(client: TestClient) -> None:
    response = client.put("/v1/notes")
    assert problem_in(response)["type"] == "/problems/method-not-allowed"
    assert response.headers["allow"] == "GET, HEAD, OPTIONS, POST"


def test_an_unknown_parameter_and_a_wrong_one_are_both_named(client: TestClient) -> None:
    body = problem_in(client.get("/v1/notes?limit=many&limti=3"))
    assert body["status"] == 422
    assert [(error["parameter"], error["code"]) for error in body["errors"]] == [
        ("limit", "int_parsing"),
        ("limti", "extra_forbidden"),
    ]


def test_a_wrong_body_is_422_with_pointers(client: TestClient) -> None:
    assert problem_in(client.post("/v1/notes", json={"text": 1}))["errors"][0]["pointer"] == "/text"
    assert problem_in(client.post("/v1/events", json={"type": "statement.v1"}))["errors"][0]["pointer"] == "/title"


def test_a_body_that_is_no_json_is_400(client: TestClient) -> None:
    headers = {"content-type": "application/json"}
    body = problem_in(client.post("/v1/notes", content=b"{,}", headers=headers))
    assert (body["status"], body["type"]) == (400, "/problems/malformed-json")


@pytest.mark.parametrize("slug", KINDS)
def test_the_type_of_every_problem_leads_to_its_description(client: TestClient, slug: str) -> None:
    response = client.get(KINDS[slug].type)
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/plain")
    assert KINDS[slug].title in response.text
    assert KINDS[slug].advice in response.text


def test_a_problem_that_there_is_not_has_no_description(client: TestClient) -> None:
    assert problem_in(client.get("/problems/no-such"))["status"] == 404


def test_a_kind_that_there_is_not_cannot_be_raised() -> None:
    with pytest.raises(KeyError):
        Problem("no-such", "")


def test_every_refusal_of_the_log_is_listed() -> None:
    public = {getattr(log, name) for name in log.__all__}
    refusals = {each for each in public if isinstance(each, type) and issubclass(each, log.LogRefusal)}
    assert refusals - {log.LogRefusal} - set(PROBLEMS) == set()


def test_every_refusal_of_intake_and_of_answers_is_listed() -> None:
    of_intake = set(refusals.IntakeRefusal.__subclasses__())
    assert {*of_intake, TooBusy, NotOnRecord, Retracted, BadView} - set(PROBLEMS) == set()


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 413, 415, 422, 429, 500, 503])
def test_every_status_of_the_contract_has_a_general_kind(status: int) -> None:
    assert kind_of_status(status).status == status


def test_openapi_shows_the_problems_a_call_can_meet() -> None:
    responses = documented("append-condition", "event-id-taken", "not-found")
    assert {status: each["description"] for status, each in responses.items()} == {
        409: "The condition of the append does not hold; Event id taken",
        404: "Not found",
    }
    assert responses[404]["content"]["application/problem+json"]["schema"]["$ref"].endswith("/ProblemDocument")
    assert set(problem_schemas()) == {"ProblemDocument", "FieldError"}
