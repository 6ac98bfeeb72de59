"""What can be done about an event as it stands."""

import pytest

from monitor.pages.desk.event_acts import possible_acts, withholdable

PLAIN = {"type": "milestone.v1", "state": "current", "sources": [], "data": {}}


@pytest.mark.parametrize(
    ("more", "names"),
    [
        ({}, ["correct", "retract", "annotate"]),
        ({"state": "corrected"}, ["correct", "retract", "annotate"]),
        ({"state": "retracted"}, ["reinstate", "annotate"]),
        ({"type": "event-corrected.v1"}, ["correct", "retract", "annotate"]),
        ({"type": "event-retracted.v1"}, ["retract", "annotate"]),
        ({"type": "content-withheld.v1"}, ["annotate"]),
        ({"data": {"persons": ["A. B."]}}, ["correct", "retract", "annotate", "withhold"]),
        ({"data": {"persons": [None]}}, ["correct", "retract", "annotate"]),
    ],
)
def test_only_what_makes_sense_is_offered(more: dict[str, object], names: list[str]) -> None:
    assert [one.name for one in possible_acts({**PLAIN, **more})] == names


def test_what_can_be_withheld_is_named_with_its_text() -> None:
    event = {**PLAIN, "sources": [{"quote": "Said so"}], "data": {"persons": [{"name": "A. B."}, {"name": None}]}}
    assert withholdable(event) == (("/sources/0/quote", "Said so"), ("/data/persons/0/name", "A. B."))
