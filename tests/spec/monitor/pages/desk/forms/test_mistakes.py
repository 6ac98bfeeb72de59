"""A refusal by JSON pointer is told beside the field that was typed into."""

from typing import Any

import pytest

from monitor.intake.reading import read_draft
from monitor.intake.refusals import InvalidEvents, Refusal
from monitor.pages.desk.forms.event_json import from_event, to_event
from monitor.pages.desk.forms.form import CORRECTION, form_of
from monitor.pages.desk.forms.laid_out import ShownControl, ShownSeveral, laid_out, names_shown
from monitor.pages.desk.forms.mistakes import mistakes
from monitor.pages.desk.forms.typed import gathered, tidied

RULING = form_of("court-ruling.v1")


def told(form: Any, pairs: dict[str, str]) -> dict[str, str]:
    """Name -> what to do, of everything that the intake refuses."""
    typed = tidied(form.root, gathered(form.root, pairs.items()))
    with pytest.raises(InvalidEvents) as refused:
        read_draft(to_event(form, typed))
    return {one.name: one.words for one in mistakes(form, typed, refused.value.refusals)}


def test_every_refusal_of_an_empty_form_is_at_a_field_that_is_shown() -> None:
    found = told(RULING, {})
    shown = {name for section in laid_out(RULING, gathered(RULING.root, [])) for name in names_shown(section.fields)}
    assert {"title", "sources-0-title", "data-court"} <= found.keys()
    assert found.keys() - {"sources-0-title"} <= shown | {
        f"sources-0-{one}" for one in ("publisher", "account", "language")
    }
    assert found["title"] == "This is needed."
    assert found["data-outcome"] == "Choose one."


def test_a_row_that_was_dropped_does_not_shift_what_is_told_of_the_others() -> None:
    found = told(RULING, {"sources-0-title": " ", "sources-3-title": "A", "sources-3-url": "ftp://x"})
    assert found["sources-0-url"] == "An address that begins with https:// or http://."


@pytest.mark.parametrize(
    ("pointer", "name", "label"),
    [
        ("/occurred", "occurred", "When it happened"),
        ("/sources/1/title", "sources-1-title", "Source 2 · Title"),
        ("/assessments/0/value", "assessments-0-grade", "Assessment 1 · Grade"),
        ("/assessments/0", "assessments-0", "Assessment 1"),
        ("/translations/kk/title", "translations-0-title", "Translation 1 · Title"),
        ("/topics/3", "topics", "Topics"),
        ("/data/measure/title", "data-measure-title", "The measure · Title"),
        ("/bears_on", "bears_on", "What it bears on"),
        ("", "", ""),
        ("/id", "", ""),
    ],
)
def test_a_pointer_leads_to_the_deepest_field_that_it_names(pointer: str, name: str, label: str) -> None:
    names = ["sources-0-title", "sources-1-title", "translations-0-key", "assessments-0-of", "topics"]
    typed = gathered(RULING.root, [(one, "kk") for one in names])
    (found,) = mistakes(RULING, typed, [Refusal(pointer, "unknown_body", "no body x is described")])
    assert (found.name, found.label, found.words) == (name, label, "No body x is described.")


def test_within_a_correction_it_leads_into_the_replacement() -> None:
    form = form_of(CORRECTION, "milestone.v1", "x")
    (found,) = mistakes(
        form, from_event(form, {}), [Refusal("/data/replacement/data/name", "missing", "Field required")]
    )
    assert (found.name, found.label) == ("data-replacement-data-name", "The whole event as it should be · Name")


def test_a_mistake_opens_what_is_folded_away_and_marks_its_control() -> None:
    typed = gathered(RULING.root, [("data-measure-id", "x")])
    found = mistakes(RULING, typed, [Refusal("/data/measure/title", "unknown_measure", "give its title")])
    section = next(one for one in laid_out(RULING, typed, found) if one.title == "More about the court ruling")
    assert section.open
    group = next(one for one in section.fields if one.name == "data-measure")
    assert not isinstance(group, ShownControl | ShownSeveral)
    (title,) = [one for one in group.members if one.name == "data-measure-title"]
    assert [one.words for one in title.wrong] == ["Give its title."]
