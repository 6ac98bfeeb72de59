"""What is typed becomes the JSON of an event, and nothing that was typed is bent."""

from typing import Any

import pytest

from monitor.pages.desk.forms.event_json import from_event, to_event
from monitor.pages.desk.forms.form import form_of
from monitor.pages.desk.forms.typed import gathered, tidied
from tests.builders import assessed, grade

RULING = form_of("court-ruling.v1")
AMENDED = form_of("commitment-amended.v1")


def typed_as(form: Any = RULING, **names: str) -> dict[str, Any]:
    pairs = [(name.replace("__", "-"), value) for name, value in names.items()]
    return to_event(form, tidied(form.root, gathered(form.root, pairs)))


def test_names_lead_to_their_place_and_the_type_is_not_asked_for() -> None:
    event = typed_as(title="A ruling", data__court="kz-supreme-court", sources__0__title="A gazette")
    assert event == {
        "title": "A ruling",
        "sources": [{"title": "A gazette"}],
        "data": {"court": "kz-supreme-court"},
        "type": "court-ruling.v1",
    }


def test_entries_left_empty_are_dropped_unless_one_is_needed() -> None:
    assert typed_as(sources__0__title="", sources__2__title="A", sources__5__title="B")["sources"] == [
        {"title": "A"},
        {"title": "B"},
    ]
    assert typed_as(sources__0__title="")["sources"] == [{}]


def test_a_line_break_becomes_a_blank_since_the_record_keeps_texts_on_one_line() -> None:
    assert typed_as(summary=" First.\r\n\r\nSecond.\t")["summary"] == "First. Second."


def test_a_list_of_words_has_one_on_each_line() -> None:
    assert typed_as(data__norms="Article 39(3)\r\n\r\n Article 14 ")["data"]["norms"] == ["Article 39(3)", "Article 14"]


def test_what_is_no_number_stays_as_it_was_typed_to_be_refused_by_name() -> None:
    assert typed_as(order="2")["order"] == 2
    assert typed_as(order="two")["order"] == "two"
    assert typed_as(order="٢")["order"] == "٢"


def test_a_box_is_true_when_ticked_and_left_out_when_not() -> None:
    assert typed_as(scheduled="yes")["scheduled"] is True
    assert "scheduled" not in typed_as()


@pytest.mark.parametrize("value", [7, True, "7", "true", 'say "so"', '"', "seven"])
def test_what_a_source_says_otherwise_keeps_its_kind(value: object) -> None:
    event = {"sources": [{"title": "A", "says": {"count": value}}]}
    assert to_event(RULING, from_event(RULING, event))["sources"] == event["sources"]


def test_a_list_that_is_emptied_is_told_from_one_that_is_left_as_it_was() -> None:
    assert typed_as(AMENDED, data__duty_bearers_none="yes")["data"] == {"duty_bearers": []}
    assert typed_as(AMENDED)["data"] == {}


def test_a_grade_becomes_scheme_and_value() -> None:
    form = form_of("statement.v1")
    event = assessed("2009-01-01", grade("implemented"))
    typed: Any = from_event(form, event)
    assert typed["assessments"][0]["grade"] == "plain/1 implemented"
    assert to_event(form, typed)["assessments"] == event["assessments"]


def test_names_that_no_form_has_and_rows_without_end_are_passed_over() -> None:
    names = {"colour": "red", "sources__x__title": "A", "sources__9999__title": "B", "data__measure__colour": "red"}
    assert typed_as(**names) == {"data": {}, "sources": [{}], "type": "court-ruling.v1"}
