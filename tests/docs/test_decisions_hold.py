"""What the pages on decisions say of the fold, each shown on the smallest record; the number is that of the page."""

from tests.builders import (
    GOVERNMENT,
    PLEDGE,
    Event,
    amended,
    assessed,
    bears,
    covered,
    described,
    executed,
    grade,
    legislated,
    made,
    milestone,
    recorded,
    ruled,
)
from tests.spec.monitor.status.asking import flags, seen, stage, status

FIRST, SECOND = "first-reviewer", "second-reviewer"
ARTICLE = {"scope": "Article 5"}
MARK = f"{PLEDGE}.libel"


def test_0007_an_act_on_a_part_leaves_the_main_stage() -> None:
    signed = legislated("2009-02-01", "entry-into-force")
    partly = legislated("2009-03-01", "repeal", data=ARTICLE)
    assert stage(recorded(made(), signed, partly), "2009-03-02")[0] == "in-force"
    assert stage(recorded(made(), signed, ruled("2009-03-01", "annulled", data=ARTICLE)), "2009-03-02")[0] == "in-force"


def test_0007_without_a_scope_partial_entry_into_force_is_a_stage_that_never_goes_down() -> None:
    partly = legislated("2009-02-01", "entry-into-force-partial")
    assert stage(recorded(made(), partly), "2009-02-02")[0] == "partly-in-force"
    whole = legislated("2009-01-01", "entry-into-force")
    assert stage(recorded(made(), whole, partly), "2009-02-02")[0] == "in-force"


def test_0008_a_signed_bill_enacts_and_a_signed_plan_is_a_start() -> None:
    signed = legislated("2009-02-01", "executive-signature", kind="bill")
    assert status(recorded(made(), signed), "2009-02-02") == "enacted"
    assert status(recorded(made(), executed("2009-02-01", "signed")), "2009-02-02") == "in-progress"


def test_0009_a_lowest_grade_stays_a_concern_when_another_reviewer_gives_the_highest() -> None:
    lowest = assessed("2009-01-01", grade("not-implemented", FIRST))
    highest = assessed("2009-02-01", grade("implemented", SECOND))
    better = assessed("2009-03-01", grade("implemented", FIRST))
    records = recorded(described(FIRST), described(SECOND), made(kind="uphold"), lowest, highest, better)
    assert status(records, "2009-01-02") == "not-in-line"
    assert status(records, "2009-02-02") == "concern-on-record"
    assert "reviewers-differ" in flags(records, "2009-02-02")
    assert status(records, "2009-03-02") == "in-line"


def test_0010_no_deadline_opens_after_the_coverage_until_a_later_event_moves_the_clock() -> None:
    events = (made("2008-11-01", due="2008-12-31"), covered("2008-11-30"))
    assert flags(recorded(*events), "2009-06-01") == ("due-soon",)
    later = milestone("2009-03-01", bears_on=[bears("neutral")])
    assert flags(recorded(*events, later), "2009-06-01") == ("overdue",)


def test_0014_a_benchmark_that_an_amendment_leaves_out_is_no_longer_in_the_list() -> None:
    mark = {"id": MARK, "title": "No libel in criminal law", "set_by": FIRST}
    other = {"id": f"{PLEDGE}.secrecy", "title": "No offence of secrecy", "set_by": FIRST}
    records = recorded(described(FIRST), made(benchmarks=[mark]), amended("2009-01-01", benchmarks=[other]))
    listed = [one["id"] for one in seen(records, "2009-01-02").definition.content["benchmarks"]]
    assert listed == [other["id"]]


def test_0015_of_a_tied_body_partly_or_lower_counts_through_any_number_of_ties() -> None:
    office = described("its-fund", belongs_to=GOVERNMENT)
    tied = described(FIRST, paid_by="its-fund")
    for value, seen_as in (
        ("implemented", "no-action-on-record"),
        ("mostly-implemented", "no-action-on-record"),
        ("partially-implemented", "partially-implemented"),
        ("not-implemented", "not-implemented"),
    ):
        records = recorded(office, tied, made(), assessed("2009-01-01", grade(value, FIRST)))
        assert status(records, "2009-01-02") == seen_as


def test_0015_through_the_lens_of_a_tied_body_its_own_grades_count() -> None:
    praise = assessed("2009-01-01", grade("implemented", FIRST), sources=[_source_of(FIRST)])
    records = recorded(described(FIRST, paid_by=GOVERNMENT), made(), praise)
    assert status(records, "2009-01-02", lens=FIRST) == "implemented"


def _source_of(publisher: str) -> Event:
    return {"title": "A report", "publisher": publisher, "account": "civil-society", "language": "en"}
