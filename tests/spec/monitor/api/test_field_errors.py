from typing import Any

import pytest
from pydantic import ValidationError

from events.codec import decode_draft
from monitor.api.field_errors import body_errors, pointer, request_errors

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
    },
}
CORRECTION: dict[str, Any] = {
    "type": "event-corrected.v1",
    "data": {"target": 3, "reason": "wrong day", "kind": "substantive", "replacement": RULING},
}


def refusal(event: dict[str, Any]) -> ValidationError:
    with pytest.raises(ValidationError) as caught:
        decode_draft(event)
    return caught.value


def places(event: dict[str, Any]) -> list[str | None]:
    return [error.pointer for error in body_errors(refusal(event).errors(), event)]


def data(**changes: Any) -> dict[str, Any]:
    return {**RULING, "data": {**RULING["data"], **changes}}


def test_the_place_of_a_wrong_field_is_where_the_client_wrote_it() -> None:
    assert places(data(court="Not A Slug")) == ["/data/court"]


def test_a_place_goes_into_lists_by_number_from_0() -> None:
    assert places({**RULING, "sources": [RULING["sources"][0], {"title": ""}]})[0] == "/sources/1/title"


def test_a_missing_field_is_placed_where_it_belongs() -> None:
    wrong = {**RULING, "data": {key: value for key, value in RULING["data"].items() if key != "court"}}
    assert places(wrong) == ["/data/court"]


def test_an_unknown_field_is_named_whatever_it_is_called() -> None:
    assert places(data(Court="x")) == ["/data/Court"]
    assert places(data(**{"court-ruling.v1": "x"})) == ["/data/court-ruling.v1"]


def test_an_unknown_type_is_placed_at_the_type() -> None:
    assert places({**RULING, "type": "court-rulings.v1"}) == ["/type"]
    assert places({key: value for key, value in RULING.items() if key != "type"}) == ["/type"]


def test_a_fault_within_a_replacement_is_placed_within_it() -> None:
    wrong = {**CORRECTION, "data": {**CORRECTION["data"], "replacement": data(court=7)}}
    assert places(wrong) == ["/data/replacement/data/court"]


def test_the_choices_of_a_union_are_no_part_of_a_place() -> None:
    assert set(places(data(persons=[{"nom": "A"}]))) == {
        "/data/persons/0",
        "/data/persons/0/name",
        "/data/persons/0/nom",
    }


def test_without_the_document_the_names_of_event_types_are_left_out_still() -> None:
    errors = body_errors(refusal({**CORRECTION, "data": {**CORRECTION["data"], "replacement": data(court=7)}}).errors())
    assert [error.pointer for error in errors] == ["/data/replacement/data/court"]


def test_an_error_says_its_code_and_its_detail_and_never_the_value() -> None:
    (error,) = body_errors(refusal(data(court="Hunter2 Is Secret")).errors(), data(), line=3)
    assert (error.line, error.code) == (3, "string_pattern_mismatch")
    assert error.detail.startswith("String should match pattern")
    assert "Hunter2" not in error.model_dump_json()


@pytest.mark.parametrize(
    ("path", "written"),
    [((), ""), (("data", "court"), "/data/court"), (("a/b", 0, "m~n"), "/a~1b/0/m~0n"), (("",), "/")],
)
def test_a_pointer_is_written_as_rfc_6901_has_it(path: tuple[str | int, ...], written: str) -> None:
    assert pointer(path) == written


def test_what_is_wrong_with_a_parameter_goes_by_its_name() -> None:
    (error,) = request_errors([{"type": "int_parsing", "loc": ("query", "limit"), "msg": "no number", "input": "x"}])
    assert (error.parameter, error.pointer, error.detail) == ("limit", None, "no number")


def test_what_is_wrong_with_a_body_goes_by_its_place() -> None:
    (error,) = request_errors([{"type": "missing", "loc": ("body", "data"), "msg": "required", "input": {}}], {})
    assert (error.parameter, error.pointer) == (None, "/data")
