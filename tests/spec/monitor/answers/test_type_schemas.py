"""The JSON Schemas of events: checked in, valid, and true of what may be sent."""

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from events.codec import DRAFTS
from events.json_schemas import checked_in
from events.type_schemas import schema_text, type_schema
from tests.spec.monitor.answers.small_record import bodies, commitment, grade, law

RULING: dict[str, Any] = {
    "type": "court-ruling.v1",
    "title": "Constitutional Council finds the religion amendments inconsistent with the Constitution",
    "language": "en",
    "occurred": "2009-02-11",
    "jurisdiction": "KZ",
    "account": "court",
    "sources": [{"title": "Account", "publisher": "kz-government", "account": "government", "language": "en"}],
    "data": {
        "court": "kz-constitutional-council",
        "body_kind": "constitutional-council",
        "outcome": "unconstitutional",
        "review": "before-signature",
        "measure": {"id": "kz-law-religion-2008"},
        "norms": ["Constitution, Article 39(3)"],
    },
}


def valid(event: dict[str, Any]) -> bool:
    return bool(Draft202012Validator(type_schema(event["type"])).is_valid(event))


def test_the_checked_in_schemas_are_those_of_the_vocabulary_as_it_is() -> None:
    stale = {name for name in DRAFTS if checked_in().get(name) != schema_text(name)} | (
        checked_in().keys() - DRAFTS.keys()
    )
    assert not stale, f"run `python -m events.json_schemas` and review what changes: {', '.join(sorted(stale))}"


@pytest.mark.parametrize("wire_name", sorted(DRAFTS))
def test_each_schema_is_one_of_2020_12_and_names_its_type(wire_name: str) -> None:
    schema = type_schema(wire_name)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["properties"]["type"] == {"const": wire_name, "type": "string"}


@pytest.mark.parametrize(
    "event",
    [RULING, *bodies(), commitment(), law("introduction", "2009-01-12", 11), grade("implemented", "2009-03-01", 12)],
)
def test_what_may_be_sent_fits_its_schema(event: dict[str, Any]) -> None:
    assert valid(event)


@pytest.mark.parametrize(
    "missing", ["type", "title", "language", "occurred", "jurisdiction", "account", "data", "sources"]
)
def test_what_lacks_a_required_field_does_not(missing: str) -> None:
    schema = Draft202012Validator(type_schema("court-ruling.v1"))
    assert not schema.is_valid({key: value for key, value in RULING.items() if key != missing})


def test_an_unknown_field_does_not_fit_either() -> None:
    assert not valid({**RULING, "colour": "red"})
    assert not valid({**RULING, "data": {**RULING["data"], "colour": "red"}})


def test_what_only_the_record_does_needs_type_and_data_alone() -> None:
    target = "01a1fb67-1800-7000-8000-000000000001"
    assert valid({"type": "event-reinstated.v1", "data": {"target": target, "reason": "It did happen."}})
    assert valid({"type": "event-reinstated.v1", "data": {"target": 3, "reason": "It did happen."}})
    assert not valid({"type": "event-reinstated.v1"})


def test_a_correction_may_put_any_fact_in_the_place_of_another() -> None:
    data = {"target": 3, "reason": "Wrong court.", "kind": "substantive", "replacement": RULING}
    assert valid({"type": "event-corrected.v1", "data": data})
    assert not valid({"type": "event-corrected.v1", "data": {**data, "replacement": {"type": "court-ruling.v1"}}})
