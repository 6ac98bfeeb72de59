"""Where the fold and the design's sections 3 and 4 disagree: each test is the text, in its smallest example."""

import pytest

from events.memory import MemoryLog
from monitor.gather import Gather
from monitor.status.cases import build
from monitor.status.history import ledger_on
from monitor.status.measure_history import measure_history
from monitor.status.record import effective, read_entry
from tests.builders import (
    GOVERNMENT,
    LAW,
    PLEDGE,
    REVIEWER,
    Event,
    amended,
    assessed,
    at,
    bears,
    corrected,
    covered,
    described,
    executed,
    grade,
    legislated,
    made,
    noted,
    practised,
    recorded,
    ruled,
)
from tests.property.recording import record
from tests.spec.monitor.status.asking import case, day, flags, periods, seen, set_aside, stage, status

LIBEL = f"{PLEDGE}.libel"
MARKS = [{"id": LIBEL, "title": "Libel is no crime", "set_by": "osce-rfom"}]
WHOLE = {"title": "As it should read", "occurred": "2009-03-01", "jurisdiction": "KZ"}
SIGNED_IN_TIME = legislated("2008-12-01", "executive-signature")


def test_a_benchmark_has_no_recent_record_only_after_a_hundred_and_fifty_days() -> None:
    records = recorded(made("2008-01-01", benchmarks=MARKS))
    assert (flags(records, "2008-05-29", LIBEL), flags(records, "2008-05-30", LIBEL)) == ((), ("no-recent-record",))


def test_a_concern_about_a_benchmark_ends_on_the_day_of_what_resolves_it() -> None:
    records = recorded(
        made("2008-01-01", kind="uphold", benchmarks=MARKS),
        practised("2008-02-01", bears_on=[bears("concern", LIBEL)]),
        practised("2008-03-01", resolves=[at(2)]),
    )
    assert day("2008-03-01") in [period.since for period in periods(records, LIBEL)]
    assert status(records, "2008-03-01", LIBEL) == "no-breach-on-record"


def test_nothing_happens_after_the_report_of_it_so_late_is_at_most_until_then() -> None:
    records = recorded(
        made("2008-01-01", due="2008-12-31"), legislated("2009", "executive-signature", published="2009-03-01")
    )
    late = seen(records, "2010-01-01").flags.late
    assert late is not None
    assert (late.days_min, late.days_max) == (1, 60)


@pytest.mark.parametrize(
    "between",
    [
        (legislated("2009-01-10", "constitutional-referral"), ruled("2009-02-11", "constitutional")),
        (legislated("2009-01-10", "suspension"), practised("2009-02-11", resolves=[at(3)])),
    ],
)
def test_a_law_signed_in_time_is_not_late_because_it_was_reviewed_or_suspended_since(
    between: tuple[Event, ...],
) -> None:
    records = recorded(made("2008-01-01", due="2008-12-31"), SIGNED_IN_TIME, *between)
    assert (status(records, "2009-03-01"), "late" in flags(records, "2009-03-01")) == ("enacted", False)


def test_a_corrected_coverage_keeps_its_place_before_a_later_one() -> None:
    records = recorded(
        made(),
        covered("2009-02-28"),
        covered("2009-11-19"),
        corrected(2, {**WHOLE, **covered("2009-02-27")}, "editorial"),
    )
    assert case(records).covers_to == day("2009-11-19")


def test_a_corrected_description_of_a_body_keeps_its_place_before_a_later_one() -> None:
    records = recorded(
        described("reviewer"),
        described("reviewer", belongs_to=GOVERNMENT),
        made(),
        assessed("2008-05-01", grade("implemented", by="reviewer")),
        corrected(1, {**WHOLE, **described("reviewer", "academic")}, "editorial"),
    )
    assert status(records, "2008-05-01") == "no-action-on-record"


def test_a_fact_about_one_measure_can_end_the_suspension_of_another() -> None:
    records = recorded(
        made("2008-01-01"),
        legislated("2008-03-01", "entry-into-force"),
        legislated("2008-04-01", "suspension"),
        ruled("2008-05-01", "order", of="law-two", resolves=[at(3)]),
    )
    assert stage(records, "2008-05-01") == ("in-force", True)


def test_a_suspension_ended_before_the_making_is_not_remembered() -> None:
    records = recorded(
        made("2008-01-01"),
        legislated("2007-03-01", "entry-into-force"),
        legislated("2007-04-01", "suspension"),
        practised("2007-05-01", resolves=[at(3)]),
        legislated("2008-05-01", "constitutional-referral"),
        ruled("2008-06-01", "constitutional"),
    )
    assert stage(records, "2008-06-01") == ("in-force", True)


def test_a_suspended_measure_remembers_the_stage_below_which_nothing_imprecise_takes_it() -> None:
    records = recorded(
        made("2008-01-01"),
        legislated("2008-03-01", "entry-into-force"),
        legislated("2008-06-01", "suspension"),
        legislated("2008", "introduction"),
    )
    assert stage(records, "2009-01-01") == ("suspended", True)


@pytest.mark.parametrize("restoring", [ruled("2008", "order", resolves=[at(3)]), practised("2008", resolves=[at(3)])])
def test_an_imprecise_fact_leaves_an_end_stage_alike_whether_or_not_it_names_the_measure(restoring: Event) -> None:
    records = recorded(
        made("2008-01-01"),
        legislated("2008-03-01", "entry-into-force"),
        ruled("2008-06-01", "unconstitutional"),
        restoring,
    )
    assert stage(records, "2009-01-01") == ("struck-down", True)


def test_a_measure_without_a_stage_has_not_ended_so_nothing_is_reversed() -> None:
    records = recorded(
        made("2008-01-01"), executed("2008-03-01", "consulted", of="plan"), legislated("2008-04-01", "failure")
    )
    assert status(records, "2008-04-01") == "in-progress"


def test_a_lowest_grade_stays_a_concern_as_decision_0009_says() -> None:
    records = recorded(
        made("2008-01-01", kind="uphold"),
        assessed("2008-03-01", grade("not-implemented", by="one")),
        assessed("2008-04-01", grade("implemented", by="two")),
    )
    assert status(records, "2008-04-01") == "concern-on-record"


def test_a_fact_corrected_to_be_about_another_commitment_is_no_record_of_this_one() -> None:
    log = MemoryLog()
    record(
        log,
        [
            [described(GOVERNMENT), described(REVIEWER), made("2008-01-01"), made("2008-01-01", "another-pledge")],
            [{**noted("2008-05-01"), "id": at(5)}],
            [corrected(at(5), noted("2008-05-01", "another-pledge"))],
        ],
    )
    found = build(PLEDGE, Gather(log).commitment(PLEDGE, 6), Gather(log).bodies(6))
    assert found is not None
    assert [fact.place for fact in found.commitment.facts] == [3]


@pytest.mark.parametrize("event", [described("another-body"), covered("2009-02-28")])
def test_what_needs_type_and_data_alone_can_be_corrected_by_type_and_data_alone(event: Event) -> None:
    log = MemoryLog()
    record(log, [[{**event, "id": at(1)}], [corrected(at(1), event)]])
    assert [read_entry(one).fact is not None for one in log.read()] == [True, True]


def test_a_measure_that_becomes_a_law_is_shown_as_one() -> None:
    events = (legislated("2008-03-01", "introduction", kind="bill"), legislated("2008-04-01", "reading-1", kind="law"))
    steps = measure_history(LAW, effective([read_entry(record) for record in recorded(*events)]))
    assert [(step.since, step.track.kind) for step in steps] == [
        (day("2008-03-01"), "bill"),
        (day("2008-04-01"), "law"),
    ]


def test_what_ends_something_else_says_nothing_about_a_measure() -> None:
    records = recorded(made(), legislated("2008-03-01", "passage", of="law-two", resolves=[at(1)]))
    assert measure_history(LAW, effective([read_entry(record) for record in records])) == ()


def test_what_was_decided_under_the_first_duty_bearer_is_explained_under_it() -> None:
    records = recorded(
        made("2008-01-01"),
        assessed("2008-02-01", grade("mixed", by="one"), grade("partially-implemented", by="one")),
        assessed("2008-03-01", grade("implemented", by="parliament")),
        amended("2008-06-01", duty_bearers=["parliament"]),
    )
    assert status(records, "2008-06-01") == "implemented"
    assert ledger_on(case(records), day("2008-06-01")).verdict == seen(records, "2008-06-01").verdict
    assert set_aside(records, "2008-06-01")[2] == "superseded"


def test_a_grade_that_does_not_count_yet_is_not_superseded() -> None:
    records = recorded(made("2008-01-01"), assessed("2008-02-01", grade("implemented", given="2008-06-01")))
    assert set_aside(records, "2008-03-01")[2] != "superseded"
