"""The small buttons that add an entry and take one out."""

from typing import Any

import pytest

from monitor.pages.desk.forms.form import form_of
from monitor.pages.desk.forms.rows import changed
from monitor.pages.desk.forms.typed import gathered

RULING = form_of("court-ruling.v1")


@pytest.fixture
def typed() -> dict[str, Any]:
    return gathered(RULING.root, [("sources-0-title", "A"), ("sources-1-title", "B"), ("title", "kept")])


def titles(typed: dict[str, Any]) -> list[str]:
    return [one["title"] for one in typed["sources"]]


def test_an_entry_is_added_at_the_end_and_everything_typed_is_kept(typed: dict[str, Any]) -> None:
    changed(RULING.root, typed, "add:sources")
    assert titles(typed) == ["A", "B", ""]
    assert typed["title"] == "kept"


def test_the_entry_that_is_named_is_taken_out(typed: dict[str, Any]) -> None:
    changed(RULING.root, typed, "remove:sources-0")
    assert titles(typed) == ["B"]


def test_the_last_of_a_list_that_needs_one_is_emptied(typed: dict[str, Any]) -> None:
    changed(RULING.root, typed, "remove:sources-0")
    changed(RULING.root, typed, "remove:sources-0")
    assert titles(typed) == [""]


def test_a_list_within_an_entry_grows_there(typed: dict[str, Any]) -> None:
    changed(RULING.root, typed, "add:sources-1-says")
    assert typed["sources"][1]["says"] == [{"key": "", "value": ""}]
    assert typed["sources"][0]["says"] == []


@pytest.mark.parametrize("act", ["add:", "add:title", "add:nothing", "remove:sources", "remove:sources-9", "x:sources"])
def test_what_names_nothing_changes_nothing(typed: dict[str, Any], act: str) -> None:
    changed(RULING.root, typed, act)
    assert titles(typed) == ["A", "B"]
