"""Coverage: after its end the status reads *last known on*, and only events move anything (design section 4)."""

import pytest

from tests.builders import (
    PLEDGE,
    Event,
    assessed,
    bears,
    covered,
    grade,
    legislated,
    made,
    noted,
    practised,
    recorded,
    retracted,
)
from tests.spec.monitor.status.asking import case, day, flags, periods, seen, status

MADE = made("2008-01-01", due="2009-06-30")
ACT = practised("2009-01-10", bears_on=[bears("advances")])


def last_day_covered(*events: Event, known_at: int | None = None) -> int | None:
    return case(recorded(*events), known_at=known_at).covers_to


def test_without_coverage_stated_the_dossier_is_followed_to_today() -> None:
    assert flags(recorded(MADE, ACT), "2009-07-01") == ("no-recent-record", "overdue")


def test_a_dossier_covered_without_an_end_is_followed_to_today() -> None:
    assert flags(recorded(MADE, ACT, covered(None)), "2009-07-01") == ("no-recent-record", "overdue")


def test_after_the_end_of_coverage_no_deadline_and_no_dormancy_period_opens() -> None:
    records = recorded(MADE, ACT, covered("2009-02-28"))
    assert [flags(records, one) for one in ("2009-02-28", "2009-04-01", "2009-06-30", "2009-07-01", "2020-01-01")] == (
        [(), (), (), (), ()]
    )


def test_what_is_merely_possible_after_the_end_of_coverage_does_not_set_the_clock_going() -> None:
    records = recorded(MADE, ACT, covered("2009-02-28"), legislated("[2009-08-01..2009-12-31]", "passage"))
    assert (flags(records, "2009-08-01"), seen(records, "2009-08-01").moved_to) == ((), None)


def test_time_alone_opens_no_period_after_the_end_of_coverage() -> None:
    found = periods(recorded(MADE, ACT, covered("2009-02-28")))
    assert max(period.since for period in found) <= day("2009-02-28")


@pytest.mark.parametrize(
    ("to", "expected"),
    [("2009-03-31", ()), ("2009-04-01", ("due-soon",)), ("2009-06-30", ("due-soon", "no-recent-record"))],
)
def test_what_had_begun_by_the_last_day_covered_stays_as_it_was(to: str, expected: tuple[str, ...]) -> None:
    assert flags(recorded(MADE, ACT, covered(to)), "2015-01-01") == expected


def test_a_later_event_counts_on_its_day_and_moves_the_day_last_known() -> None:
    records = recorded(MADE, ACT, covered("2009-02-28"), assessed("2009-05-20", grade("mostly-implemented")))
    assert (status(records, "2009-05-19"), status(records, "2009-05-20")) == ("in-progress", "mostly-implemented")
    assert (seen(records, "2009-05-19").moved_to, seen(records, "2009-05-20").moved_to) == (None, day("2009-05-20"))


def test_the_clock_stands_on_the_day_of_a_later_event() -> None:
    records = recorded(MADE, ACT, covered("2009-02-28"), noted("2009-05-20"))
    assert (flags(records, "2009-05-19"), flags(records, "2009-05-20")) == ((), ("due-soon",))
    assert flags(records, "2011-01-01") == ("due-soon",)


def test_an_event_within_the_coverage_moves_no_day_last_known() -> None:
    assert seen(recorded(MADE, ACT, covered("2009-02-28")), "2011-01-01").moved_to is None


def test_the_last_coverage_on_record_holds_for_every_day() -> None:
    events = (MADE, ACT, covered("2009-02-28"), covered("2009-08-31"))
    assert last_day_covered(*events, known_at=2) is None
    assert last_day_covered(*events, known_at=3) == day("2009-02-28")
    assert last_day_covered(*events) == day("2009-08-31")
    assert "overdue" in flags(recorded(*events), "2009-07-01")
    assert "overdue" not in flags(recorded(*events), "2009-07-01", known_at=3)


def test_an_earlier_end_stated_later_holds() -> None:
    assert last_day_covered(MADE, covered("2009-08-31"), covered("2009-02-28")) == day("2009-02-28")
    assert last_day_covered(MADE, covered("2009-08-31"), covered(None)) is None


def test_a_retracted_coverage_gives_way_to_the_one_before() -> None:
    assert last_day_covered(MADE, covered("2009-02-28"), covered("2009-08-31"), retracted(3)) == day("2009-02-28")


def test_coverage_is_that_of_the_commitment_or_of_its_jurisdiction() -> None:
    assert last_day_covered(MADE, covered("2009-02-28", commitments=[PLEDGE])) == day("2009-02-28")
    assert last_day_covered(MADE, covered("2009-02-28", "OSCE")) is None
    assert last_day_covered(made(jurisdiction="OSCE"), covered("2009-02-28", "OSCE")) == day("2009-02-28")


def test_coverage_can_be_stated_before_the_commitment_is_on_record() -> None:
    assert last_day_covered(covered("2009-02-28"), MADE) == day("2009-02-28")


def test_a_commitment_made_after_the_end_of_coverage_stands_on_its_own_events() -> None:
    records = recorded(made("2009-05-01", due="2009-06-30"), covered("2009-02-28"))
    assert flags(records, "2010-01-01") == ("due-soon",)
    assert seen(records, "2010-01-01").moved_to == day("2009-05-01")


def test_a_scheduled_entry_into_force_after_the_end_of_coverage_still_comes() -> None:
    records = recorded(
        MADE,
        covered("2009-02-28"),
        legislated("2009-12-31", "entry-into-force", scheduled=True, published="2009-02-01"),
    )
    assert (status(records, "2009-12-30"), status(records, "2009-12-31")) == ("no-action-on-record", "enacted")
