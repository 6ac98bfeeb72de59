"""What was ended before it counts, being known to the month only or planned for a later day, stands on no day."""

import pytest

from monitor.status.history import fold, ledger_on
from monitor.status.measure_history import measure_history
from monitor.status.record import effective, read_entry
from monitor.status.refolding import refold
from tests.builders import (
    LAW,
    PLEDGE,
    Event,
    assessed,
    at,
    bears,
    corrected,
    grade,
    legislated,
    made,
    noted,
    practised,
    recorded,
    ruled,
    stated,
)
from tests.spec.monitor.status.asking import case, day, seen, set_aside, stage, status

UPHELD = made("2008-01-01", kind="uphold")
SOME_DAY, THE_END = "2008-05", "2008-05-31"
ENDING = practised("2008-05-20", resolves=[at(2)])


def concerns(event: Event, ending: Event = ENDING) -> list[tuple[str, str | None, str | None]]:
    """Of each concern its kind, how it ended and by which event, long after both count."""
    found = seen(recorded(UPHELD, event, ending), "2009-01-01").concerns
    return [(one.kind, one.ended, one.by_event) for one in found]


@pytest.mark.parametrize(
    ("event", "kind", "how"),
    [
        (stated(SOME_DAY, "threat", bears_on=[bears("concern")]), "threat", "averted"),
        (stated(SOME_DAY, "concern", bears_on=[bears("concern")]), "concern", "resolved"),
        (practised(SOME_DAY, bears_on=[bears("hinders")]), "hinders", "resolved"),
        (legislated(SOME_DAY, "introduction", bears_on=[bears("hinders")]), "hinders", "resolved"),
        (assessed(SOME_DAY, grade("mostly-implemented")), "concern", "resolved"),
    ],
)
def test_a_concern_that_was_ended_before_it_counts_is_history_from_its_first_day(
    event: Event, kind: str, how: str
) -> None:
    assert concerns(event) == [(kind, how, at(3))]
    records = recorded(UPHELD, event, ENDING)
    assert [status(records, one) for one in ("2008-05-30", THE_END, "2009-01-01")] == ["no-breach-on-record"] * 3
    (found,) = seen(records, THE_END).concerns
    assert (found.since, found.until) == (day(THE_END), day(THE_END))


def test_it_is_set_aside_as_superseded_like_any_that_ended() -> None:
    records = recorded(UPHELD, stated(SOME_DAY, "threat", bears_on=[bears("concern")]), ENDING)
    assert set_aside(records, "2009-01-01")[2] == "superseded"


def test_a_concern_that_is_only_planned_for_a_later_day_can_be_ended_before_it() -> None:
    planned = practised("2008-09-01", published="2008-03-01", scheduled=True, bears_on=[bears("hinders")])
    assert concerns(planned) == [("hinders", "resolved", at(3))]


def test_a_low_grade_that_counts_only_once_it_is_given_can_be_ended_before_it() -> None:
    assert concerns(assessed("2008-02-01", grade("mostly-implemented", given=SOME_DAY))) == [
        ("concern", "resolved", at(3))
    ]


def test_of_two_facts_of_one_day_the_order_within_it_says_which_came_first() -> None:
    threat = stated("2008-05-20", "threat", order=2, bears_on=[bears("concern")])
    assert concerns(threat, {**ENDING, "order": 1}) == [("threat", "averted", at(3))]


def test_what_ended_it_before_the_making_has_ended_it() -> None:
    late = made("2008-05-25", kind="uphold")
    records = recorded(late, stated(SOME_DAY, "threat", bears_on=[bears("concern")]), ENDING)
    assert status(records, THE_END) == "no-breach-on-record"


def test_a_concern_of_a_benchmark_that_was_ended_before_it_counts_does_not_stand() -> None:
    libel = f"{PLEDGE}.libel"
    upheld = made("2008-01-01", kind="uphold", benchmarks=[{"id": libel, "title": "No crime", "set_by": "osce-rfom"}])
    records = recorded(upheld, practised(SOME_DAY, bears_on=[bears("concern", libel)]), ENDING)
    assert status(records, THE_END, libel) == "no-breach-on-record"


def test_what_ends_a_concern_by_a_correction_ends_it_however_late_it_is_known() -> None:
    threat = stated(SOME_DAY, "threat", bears_on=[bears("concern")])
    silent = practised("2008-05-20", bears_on=[bears("neutral")])
    records = recorded(UPHELD, threat, silent, corrected(3, {**silent, "resolves": [at(2)]}))
    assert [status(records, THE_END, known_at=one) for one in (3, 4)] == ["concern-on-record", "no-breach-on-record"]


def test_who_goes_on_from_a_fold_walks_until_what_was_ended_counts() -> None:
    told = (stated(SOME_DAY, "threat", bears_on=[bears("concern")]), noted("2008-05-25"))
    before = case(recorded(UPHELD, *told))
    every = case(recorded(UPHELD, *told, ENDING)).facts
    fresh = [fact for fact in every if fact not in before.facts]
    after = before.with_facts(fresh, every)
    folded, _ = refold(fold(before), after, fresh)
    assert [one.status for one in folded.standings] == ["no-breach-on-record"] * len(folded.days)


# Suspensions, rulings and parts.

IN_FORCE = legislated("2008-03-01", "entry-into-force")


def steps(*events: Event) -> list[str]:
    """Every stage of the law, whoever it is linked to."""
    facts = effective([read_entry(record) for record in recorded(made("2008-01-01"), *events)])
    return [step.track.stage for step in measure_history(LAW, facts)]


@pytest.mark.parametrize(
    "setting_aside",
    [
        legislated(SOME_DAY, "suspension"),
        ruled(SOME_DAY, "suspended"),
        ruled(SOME_DAY, "unconstitutional"),
        legislated(SOME_DAY, "constitutional-referral"),
    ],
)
@pytest.mark.parametrize(
    "ending", [ruled("2008-05-20", "revoked", resolves=[at(3)]), practised("2008-05-20", resolves=[at(3)])]
)
def test_a_stage_is_not_set_aside_by_what_was_ended_before_it_counts(setting_aside: Event, ending: Event) -> None:
    events = (IN_FORCE, setting_aside, ending)
    records = recorded(made("2008-01-01"), *events)
    assert (stage(records, THE_END), status(records, THE_END)) == (("in-force", True), "enacted")
    assert seen(records, THE_END).legal_change == seen(records, "2008-03-01").legal_change
    assert steps(*events) == ["in-force"]
    assert set_aside(records, THE_END)[3] == "superseded"


def test_a_suspension_known_to_the_month_and_not_ended_by_then_suspends() -> None:
    records = recorded(
        made("2008-01-01"), IN_FORCE, legislated(SOME_DAY, "suspension"), practised("2008-06-20", resolves=[at(3)])
    )
    assert [stage(records, one)[0] for one in (THE_END, "2008-06-20")] == ["suspended", "in-force"]


def test_a_part_that_was_restored_before_it_counts_as_struck_down_does_not_stand_apart() -> None:
    struck = ruled(SOME_DAY, "partly-unconstitutional", data={"scope": "article 5"})
    records = recorded(made("2008-01-01"), IN_FORCE, struck, practised("2008-05-20", resolves=[at(3)]))
    assert ledger_on(case(records), day("2009-01-01")).tracks[LAW].parts == ()


def test_what_moves_a_measure_on_moves_it_whatever_ended_the_concern_it_raised() -> None:
    records = recorded(made("2008-01-01"), legislated(SOME_DAY, "passage"), ENDING)
    assert stage(records, THE_END) == ("passed", True)
