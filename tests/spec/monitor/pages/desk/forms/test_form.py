"""The form of each type: what it asks for, what first, and in which words."""

from collections.abc import Iterator

import pytest

from events.codec import ACT_TYPES, DRAFTS
from monitor.pages.desk.forms.field import Control, Field, Form, Group, Several
from monitor.pages.desk.forms.form import CORRECTION, fixed_in, form_for, form_of
from monitor.pages.desk.forms.picking import PICKED
from monitor.pages.desk.forms.wording import PURPOSES

TYPES = sorted(DRAFTS.keys() - {CORRECTION})


def all_of(form: Form) -> Iterator[Field]:
    for section in form.sections:
        for placed in section.parts:
            yield from within(placed.field)


def within(field: Field) -> Iterator[Field]:
    yield field
    for one in field.members if isinstance(field, Group) else (field.item,) if isinstance(field, Several) else ():
        yield from within(one)


def test_every_type_has_a_line_of_what_it_is_for() -> None:
    assert PURPOSES.keys() == DRAFTS.keys()


@pytest.mark.parametrize("wire_name", TYPES)
def test_every_field_has_a_name_for_people(wire_name: str) -> None:
    assert [one for one in all_of(form_of(wire_name)) if not one.label] == []


@pytest.mark.parametrize("wire_name", TYPES)
def test_what_is_needed_comes_first_and_is_never_folded_away(wire_name: str) -> None:
    form = form_of(wire_name)
    needed = [any(placed.field.required for placed in section.parts) for section in form.sections]
    folded = [section.seldom for section in form.sections]
    assert not any(need and fold for need, fold in zip(needed, folded, strict=True))
    assert folded == sorted(folded)


@pytest.mark.parametrize("wire_name", [*sorted(ACT_TYPES - {CORRECTION}), "body-described.v1", "coverage-stated.v1"])
def test_what_only_the_record_does_asks_for_its_data_alone(wire_name: str) -> None:
    shown = [placed for section in form_of(wire_name).sections if not section.seldom for placed in section.parts]
    assert {placed.inside[0] for placed in shown} == {"data"}


def test_the_event_that_is_acted_upon_is_not_asked_for_where_it_is_known() -> None:
    names = [one.name for one in all_of(form_of("event-retracted.v1", target="x"))]
    assert "target" not in names
    assert "target" in [one.name for one in all_of(form_of("event-retracted.v1"))]


def test_a_correction_asks_for_a_whole_event_of_the_type_it_replaces() -> None:
    form = form_of(CORRECTION, "court-ruling.v1", "x")
    assert form.fixed["data", "replacement", "type"] == "court-ruling.v1"
    assert {"reason", "kind", "court", "sources"} <= {one.name for one in all_of(form)}
    with pytest.raises(KeyError):
        form_of(CORRECTION)


def test_a_draft_of_no_type_has_no_form() -> None:
    with pytest.raises(KeyError):
        form_for({"type": "nothing.v1"})


def test_what_is_picked_from_the_record_exists_in_the_vocabulary() -> None:
    found = {(one.name, one.pick) for name in TYPES for one in all_of(form_of(name)) if isinstance(one, Control)}
    picks = {pick for _, pick in found}
    assert {*PICKED.values(), "jurisdiction", "language"} == picks - {None}


def test_a_grade_is_one_choice_of_scheme_and_value() -> None:
    (grade,) = {one for one in all_of(form_of("statement.v1")) if one.name == "grade"}
    assert isinstance(grade, Control)
    assert "plain implemented" in {one.value for one in grade.options}


@pytest.mark.parametrize(
    "form",
    [form_of("milestone.v1"), form_of("event-retracted.v1", target="x"), form_of(CORRECTION, "milestone.v1", "x")],
)
def test_a_form_is_made_again_from_what_it_posts_beside_what_is_typed(form: Form) -> None:
    event = fixed_in({"-".join(steps): value for steps, value in form.fixed.items()})
    assert event is not None
    assert form_for(dict(event), "x" if ("data", "target") in form.fixed else None) == form


@pytest.mark.parametrize(
    "fields", [{}, {"type": "x"}, {"type": CORRECTION}, {"type": CORRECTION, "data-replacement": ""}]
)
def test_of_anything_else_there_is_no_form(fields: dict[str, str]) -> None:
    assert fixed_in(fields) is None


def test_what_is_asked_for_is_kept_by_type_and_not_by_event() -> None:
    assert form_of("event-retracted.v1", target="x").root is form_of("event-retracted.v1", target="y").root
