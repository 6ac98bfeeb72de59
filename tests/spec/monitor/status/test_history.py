"""``history``: every period of valid time, future ones included, and what differs between two of them."""

from monitor.status.changes import Change, Core, changes
from monitor.status.history import history
from tests.builders import (
    Event,
    amended,
    assessed,
    bears,
    grade,
    legislated,
    made,
    noted,
    practised,
    recorded,
)
from tests.spec.monitor.status.asking import case, day, periods, seen, status


def told(*events: Event) -> list[tuple[str | None, str | None, int]]:
    """Status and first day of each period, and its length."""
    return [(one.standing.status, one.standing.stage, one.since) for one in periods(recorded(*events))]


def test_history_begins_on_the_day_the_commitment_counts_and_never_ends() -> None:
    found = periods(recorded(made("[2008-01-01..2008-01-31]")))
    assert (found[0].since, found[-1].until) == (day("2008-01-31"), None)


def test_periods_are_half_open_and_follow_each_other_without_a_gap() -> None:
    found = periods(
        recorded(made("2008-01-01", due="2008-12-31"), legislated("2008-03-01", "passage"), noted("2008-06-01"))
    )
    assert [one.until for one in found[:-1]] == [one.since for one in found[1:]]
    assert len({one.since for one in found}) == len(found)


def test_a_deadline_that_will_pass_is_a_future_period() -> None:
    found = periods(recorded(made("2008-01-01", due="2100-12-31"), noted("2100-12-01")))
    assert found[-1].since > day("2100-12-31")
    assert "overdue" in found[-1].standing.flags.names


def test_an_entry_into_force_already_scheduled_is_a_future_period() -> None:
    records = recorded(
        made("2008-01-01"), legislated("2100-01-01", "entry-into-force", scheduled=True, published="2008-02-01")
    )
    assert (status(records, "2099-12-31"), status(records, "2100-01-01")) == ("no-action-on-record", "enacted")


def test_facts_are_read_by_day_then_order_then_position() -> None:
    same_day = [assessed("2008-05-01", grade(value), order=order) for value, order in
                (("implemented", 1), ("not-implemented", 0), ("mostly-implemented", 1))]  # fmt: skip
    assert status(recorded(made(), *same_day), "2008-05-01") == "mostly-implemented"


def test_the_answer_of_a_day_is_that_at_its_end() -> None:
    records = recorded(
        made(), legislated("2008-05-01", "executive-signature", order=1), legislated("2008-05-01", "repeal", order=2)
    )
    assert told(made(), *(legislated("2008-05-01", "executive-signature", order=1),))[-1][0] == "enacted"
    assert [one.standing.status for one in periods(records)] == ["no-action-on-record", "reversed", "reversed"]


def test_a_late_report_changes_what_is_known_not_what_was_known() -> None:
    records = recorded(made("2008-01-01"), noted("2008-12-01"), legislated("2008-02-10", "executive-signature"))
    assert status(records, "2008-02-20", known_at=2) == "no-action-on-record"
    assert status(records, "2008-02-20", known_at=3) == "enacted"


def test_the_same_records_and_view_give_the_same_answer() -> None:
    records = recorded(made(due="2008"), legislated("2008", "passage"), assessed("2009-01-01", grade("mixed")))
    assert history(case(records)) == history(case(records))


def test_an_amendment_changes_the_definition_from_its_day_on() -> None:
    records = recorded(made("2008-01-01", due="2008"), amended("2008-06-01", due="2009", title="Anew"))
    before, after = seen(records, "2008-05-31").definition, seen(records, "2008-06-01").definition
    assert ((before.due, before.content["title"]), (after.due, after.content["title"])) == (
        ("2008", "A media law in line with the standards"), ("2009", "Anew")
    )  # fmt: skip


def test_an_amendment_changes_only_what_it_names() -> None:
    definition = seen(
        recorded(made("2008-01-01", due="2008"), amended("2008-06-01", title="Anew")), "2008-06-01"
    ).definition
    assert (definition.due, definition.duty_bearers) == ("2008", ("kz-government",))


def test_amendments_follow_each_other_by_their_days_whatever_the_order_of_recording() -> None:
    records = recorded(made("2008-01-01"), amended("2009-01-01", due="2010"), amended("2008-06-01", due="2009"))
    assert [seen(records, one).definition.due for one in ("2008-05-31", "2008-06-01", "2009-01-01")] == [
        None, "2009", "2010"
    ]  # fmt: skip


def test_a_new_duty_bearer_makes_claims_from_the_amendment_on() -> None:
    records = recorded(
        made("2008-01-01"),
        amended("2008-06-01", duty_bearers=["parliament"]),
        assessed("2008-07-01", grade("implemented", by="parliament")),
        assessed("2008-08-01", grade("mostly-implemented", by="kz-government")),
    )
    assert (status(records, "2008-07-01"), status(records, "2008-08-01")) == (
        "no-action-on-record",
        "mostly-implemented",
    )


# Changes.

OLD: Core = ("no-action-on-record", True, "none", ())
NEW: Core = ("in-progress", True, "introduced", ())
TODAY = 30


def test_what_does_not_differ_is_no_change() -> None:
    assert changes([(10, OLD)], [(10, OLD)], TODAY) == ()


def test_a_change_is_one_longest_run_of_days_with_the_same_before_and_after() -> None:
    assert changes([(10, OLD)], [(10, OLD), (20, NEW), (40, OLD)], TODAY) == (Change(20, 40, OLD, NEW, current=True),)


def test_a_day_that_both_histories_name_does_not_cut_a_run_in_two() -> None:
    late: Core = ("no-action-on-record", True, "none", ("overdue",))
    before, after = [(10, OLD), (20, late), (30, OLD)], [(10, NEW), (20, NEW), (30, NEW)]
    assert changes(before, after, TODAY) == (
        Change(10, 20, OLD, NEW, current=False),
        Change(20, 30, late, NEW, current=False),
        Change(30, None, OLD, NEW, current=True),
    )


def test_only_a_change_that_covers_the_day_of_recording_is_current() -> None:
    found = changes([(10, OLD)], [(10, NEW), (20, OLD), (30, NEW), (31, OLD), (40, NEW)], TODAY)
    assert [(one.since, one.current) for one in found] == [(10, False), (30, True), (40, False)]


def test_what_comes_on_record_changes_from_nothing_and_what_is_retracted_to_nothing() -> None:
    assert changes([], [(10, OLD)], TODAY) == (Change(10, None, None, OLD, current=True),)
    assert changes([(10, OLD)], [], TODAY) == (Change(10, None, OLD, None, current=True),)


def test_a_making_that_moves_changes_only_the_days_between() -> None:
    assert changes([(10, OLD)], [(15, OLD)], TODAY) == (Change(10, 15, OLD, None, current=False),)


def test_a_new_reason_for_the_same_status_is_no_change() -> None:
    one = recorded(made(), practised("2008-05-01", bears_on=[bears("advances")]))
    two = recorded(made(), practised("2008-05-01", bears_on=[bears("advances")], title="Otherwise told"))
    runs = [[(period.since, period.standing.core) for period in periods(records)] for records in (one, two)]
    assert changes(runs[0], runs[1], TODAY) == ()
