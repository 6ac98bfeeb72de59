"""A change in words: never a bare status, always who says so."""

from datetime import date
from typing import Any

import pytest

from alerts.notices import What
from monitor.feeds.sayings import saying
from tests.builders import PLEDGE, REVIEWER, grade
from tests.spec.monitor.feeds.told import BODIES, core, notice


def test_a_status_says_by_whose_grade_it_is_or_that_it_rests_on_facts() -> None:
    moved = notice("status", {"status": "in-progress", "certain": False}, {"status": "enacted", "certain": True})
    facts = saying(moved, BODIES)
    assert facts == "possibly in progress → enacted, not assessed, by the facts on record"
    assert saying(moved, BODIES, "The Reviewers, 2009-11-19").endswith(", according to The Reviewers, 2009-11-19")


@pytest.mark.parametrize(
    ("what", "before", "after", "words"),
    [
        ("commitment", None, core("implemented", "late"), "new on record: implemented, late"),
        ("commitment", core("implemented"), None, "no longer on record; was implemented"),
        ("commitment", None, core(None), "new on record: no status"),
        ("stage", "none", "under-review", "stage: none → under review"),
        ("overdue", {"flag": "overdue", "set": False}, {"flag": "overdue", "set": True}, "overdue"),
        ("due-soon", {"flag": "due-soon", "set": True}, {"flag": "due-soon", "set": False}, "no longer due soon"),
        ("event", None, {"event": "x"}, "new on record"),
        ("ruling", None, {"event": "x", "outcome": "partly-unconstitutional"}, "ruling: partly unconstitutional"),
        ("correction", None, {"reason": "Misread"}, "correction: Misread"),
        ("retraction", None, {"reason": "Misread"}, "retraction: Misread"),
    ],
)
def test_each_kind_of_change_has_its_words(what: What, before: Any, after: Any, words: str) -> None:
    assert saying(notice(what, before, after), BODIES) == words


def test_an_assessment_names_who_grades_what() -> None:
    grades = [grade("partially-implemented"), grade("negative", "somebody")]
    found = saying(notice("assessment", None, {"event": "x", "assessments": grades}), BODIES)
    assert found == f"The Reviewers on {PLEDGE}: partially implemented; somebody on {PLEDGE}: negative, ungraded"
    assert REVIEWER not in found


def test_a_concern_says_from_when_it_is_on_record_and_how_it_ended() -> None:
    begun = {"kind": "threat", "from": "2009-01-05", "to": None, "ended": None}
    assert saying(notice("concern", None, begun), BODIES) == "threat on record since 2009-01-05"
    ended = {**begun, "to": "2009-02-11", "ended": "better-grade"}
    assert saying(notice("concern", begun, ended), BODIES) == "threat ended on 2009-02-11: better grade"


def test_revised_history_says_of_which_days_and_shows_the_stage_where_that_differs() -> None:
    since = date(2008, 5, 1)
    flags = notice("history", core("in-progress"), core("in-progress", "late"), since=since, until=date(2008, 5, 30))
    assert saying(flags, BODIES) == "history revised, from 2008-05-01 to 2008-05-29: in progress → in progress, late"
    stages = notice("history", core("in-progress"), core("in-progress", stage="introduced"), since=since)
    assert saying(stages, BODIES) == (
        "history revised, from 2008-05-01: in progress, stage: none → in progress, stage: introduced"
    )
    one_day = notice("history", core("in-progress"), None, since=since, until=date(2008, 5, 2))
    assert saying(one_day, BODIES) == "history revised, on 2008-05-01: in progress → nothing on record"
