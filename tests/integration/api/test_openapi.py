"""The OpenAPI document: checked in, sound, and complete."""

import re
from typing import Any

import jsonschema
import orjson
import pytest

from events.codec import DRAFTS
from monitor.api.printed import openapi_text
from tests.architecture.source_tree import ROOT
from tests.integration.api.served import Api

CONTRACT = {
    "POST /v1/events",
    "POST /v1/events/batch",
    "POST /v1/appends/{append}/retract",
    "GET /v1/events",
    "GET /v1/events/{event}",
    "GET /v1/commitments",
    "GET /v1/commitments/{commitment}",
    "GET /v1/commitments/{commitment}/history",
    "GET /v1/commitments/{commitment}/events",
    "GET /v1/commitments/{commitment}/terms",
    "GET /v1/measures",
    "GET /v1/measures/{measure}",
    "GET /v1/search",
    "GET /v1/bodies",
    "GET /v1/bodies/{body}",
    "GET /v1/compare",
    "GET /v1/figures",
    "GET /v1/rules",
    "GET /v1/rules/{name}/{version}",
    "GET /v1/schemes",
    "GET /v1/jurisdictions",
    "GET /v1/schemas/{type}",
    "GET /v1/log/leaf/{position}",
    "GET /v1/export/events.ndjson",
    "GET /v1/export/events.csv",
    "GET /v1/export/statuses.ndjson",
    "GET /v1/export/statuses.csv",
    "POST /v1/bounces",
    "GET /v1/events/stream",
    "GET /v1/status",
    "GET /v1/sources",
    "PUT /v1/sources/{name}",
    "DELETE /v1/sources/{name}",
    "POST /v1/sources/{name}/checked",
    "POST /v1/canary",
    "POST /v1/subscriptions",
    "POST /v1/subscriptions/preview",
    "GET /v1/subscriptions/{id}",
    "PATCH /v1/subscriptions/{id}",
    "DELETE /v1/subscriptions/{id}",
    "POST /v1/subscriptions/{id}/pause",
    "POST /v1/subscriptions/{id}/resume",
    "POST /v1/subscriptions/{id}/test",
    "POST /v1/subscriptions/{id}/rotate-secret",
    "POST /v1/subscriptions/{id}/replay",
    "GET /v1/subscriptions/{id}/messages",
    "GET /v1/messages",
    "GET /v1/messages/{id}",
    "GET /feeds/events.atom",
    "GET /feeds/events.json",
    "GET /feeds/changes.atom",
    "GET /feeds/changes.json",
    "GET /calendar.ics",
    "GET /healthz",
    "GET /readyz",
    "GET /metrics",
    "GET /",
}


@pytest.fixture(scope="module")
def document() -> Any:
    return orjson.loads(openapi_text())


def operations(document: Any) -> dict[str, Any]:
    return {
        f"{method.upper()} {path}": operation
        for path, found in document["paths"].items()
        for method, operation in found.items()
    }


def test_the_document_that_is_checked_in_is_up_to_date() -> None:
    assert (ROOT / "docs/openapi.json").read_text("utf-8") == openapi_text(), "make docs"


def test_the_service_gives_it_out(sqlite_api: Api, document: Any) -> None:
    assert sqlite_api.read("/openapi.json") == document


def test_it_holds_every_call_of_the_contract_and_no_other(document: Any) -> None:
    assert document["openapi"].startswith("3.1.")
    assert set(operations(document)) == CONTRACT


def test_every_reference_in_it_leads_somewhere(document: Any) -> None:
    named = set(re.findall(r'"#/components/schemas/([^"]+)"', orjson.dumps(document).decode()))
    assert named <= document["components"]["schemas"].keys()


def test_every_schema_in_it_is_one(document: Any) -> None:
    for schema in document["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)


def test_every_call_says_what_it_does_and_every_refusal_is_a_problem(document: Any) -> None:
    for name, operation in operations(document).items():
        assert operation["summary"], name
        assert operation["description"], name
        for parameter in operation.get("parameters", ()):
            assert parameter.get("description") or parameter["in"] == "path", (name, parameter["name"])
        for status, response in operation["responses"].items():
            if status >= "400":
                assert list(response["content"]) == ["application/problem+json"], (name, status)


def test_every_call_that_appends_says_which_key_it_needs_and_shows_a_body(document: Any) -> None:
    appending = ("POST /v1/events", "POST /v1/appends")
    writes = {name: operation for name, operation in operations(document).items() if name.startswith(appending)}
    for operation in writes.values():
        assert operation["security"] == [{"ApiKey": []}]
        assert all(body["examples"] for body in operation["requestBody"]["content"].values())
        assert {"400", "401", "403", "409", "413", "415", "422", "503"} <= operation["responses"].keys()


def test_an_event_is_one_of_every_type(document: Any) -> None:
    sent = document["components"]["schemas"]["EventSent"]
    assert sent["discriminator"]["mapping"].keys() == DRAFTS.keys()
    assert len(sent["oneOf"]) == len(DRAFTS)


def test_a_read_is_said_to_answer_in_the_one_media_type_it_has(sqlite_api: Api, document: Any) -> None:
    for path in ("/feeds/events.atom", "/feeds/changes.json", "/calendar.ics", "/metrics",
                 "/v1/export/events.csv", "/v1/export/statuses.ndjson", "/v1/schemas/{type}"):  # fmt: skip
        (said,) = operations(document)[f"GET {path}"]["responses"]["200"]["content"]
        sent = sqlite_api.get(path.format(type="court-ruling")).headers["content-type"]
        assert sent.partition(";")[0] == said.partition(";")[0]
