"""Every flag with the days on which it begins and ends (design section 4, *flags*)."""

import pytest

from monitor.status.flags import Late
from tests.builders import Event, amended, assessed, bears, grade, legislated, made, noted, recorded, stated
from tests.spec.monitor.status.asking import day, flags, seen

DUE = made("2008-01-01", due="2008-12-31")
RECENT = noted("2008-12-01")
SIGNED = "executive-signature"


def test_an_open_commitment_is_due_soon_from_ninety_days_before_to_the_due_day_itself() -> None:
    records = recorded(DUE, noted("2008-09-01"), RECENT)
    assert [flags(records, one) for one in ("2008-10-01", "2008-10-02", "2008-12-31", "2009-01-01")] == [
        (), ("due-soon",), ("due-soon",), ("overdue",)
    ]  # fmt: skip


def test_on_the_due_day_itself_it_is_due_soon_whatever_happens_then() -> None:
    assert flags(recorded(DUE, RECENT, noted("2008-12-31")), "2008-12-31") == ("due-soon",)


def test_the_due_day_of_an_imprecise_date_is_its_last() -> None:
    assert [flags(recorded(made(due="2008"), RECENT), one) for one in ("2008-12-31", "2009-01-01")] == [
        ("due-soon",), ("overdue",)
    ]  # fmt: skip


def test_overdue_says_since_which_day() -> None:
    assert seen(recorded(DUE, RECENT), "2009-01-01").flags.overdue == day("2008-12-31")
    assert seen(recorded(DUE, RECENT), "2008-12-31").flags.overdue is None


@pytest.mark.parametrize("value", ["not-implemented", "partially-implemented"])
def test_a_low_grade_leaves_a_commitment_open(value: str) -> None:
    assert "overdue" in flags(recorded(DUE, assessed("2008-12-01", grade(value))), "2009-01-01")


@pytest.mark.parametrize(
    "closing",
    [
        assessed("2008-12-01", grade("mostly-implemented")),
        assessed("2008-12-01", grade("implemented")),
        legislated("2008-12-01", SIGNED),
    ],
)
def test_a_commitment_graded_mostly_or_better_or_enacted_is_not_open(closing: Event) -> None:
    records = recorded(DUE, closing)
    assert (flags(records, "2008-12-01"), flags(records, "2009-01-01")) == ((), ())


def test_a_reversed_commitment_is_open_again() -> None:
    records = recorded(DUE, legislated("2008-06-01", SIGNED), legislated("2009-02-01", "repeal"))
    assert (flags(records, "2009-01-31"), flags(records, "2009-02-01")) == (("no-recent-record",), ("overdue",))


def test_without_a_due_day_nothing_is_due() -> None:
    assert flags(recorded(made(), RECENT), "2009-01-01") == ()


def test_where_the_commitment_has_no_due_day_the_earliest_of_its_terms_decides() -> None:
    terms = [
        {"source": "a-journal", "text": "by the end of 2009", "due": "2009"},
        {"source": "another", "text": "by the end of 2008", "due": "2008"},
        {"source": "a-third", "text": "soon"},
    ]
    assert flags(recorded(made(terms=terms), RECENT), "2009-01-01") == ("overdue",)
    assert flags(recorded(made(terms=terms, due="2009"), RECENT), "2009-01-01") == ()


def test_an_amendment_moves_the_due_day_from_its_own_day_on() -> None:
    records = recorded(DUE, RECENT, amended("2009-02-01", due="2009-12-31"))
    assert (flags(records, "2009-01-31"), flags(records, "2009-02-01")) == (("overdue",), ())


# Late.


def late(*events: Event, due: str = "2008-12-31") -> Late | None:
    return seen(recorded(made(due=due), *events), "2010-01-01").flags.late


@pytest.mark.parametrize(
    ("signed", "expected"),
    [
        ("2008-12-31", None),
        ("2009-01-01", Late(1, 1)),
        ("2009-02-11", Late(42, 42)),
        ("2009-02", Late(32, 59)),
        ("2009", Late(1, 365)),
        ("[2008-12-31..2009-02-11]", None),
        ("[..2009-02-11]", None),
    ],
)
def test_late_is_enacted_after_the_due_day_with_days_at_least_and_at_most(signed: str, expected: Late | None) -> None:
    assert late(legislated(signed, SIGNED)) == expected
    assert ("late" in flags(recorded(DUE, legislated(signed, SIGNED)), "2010-01-01")) is (expected is not None)


def test_a_law_signed_in_time_and_in_force_later_is_not_late() -> None:
    assert late(legislated("2008-12-01", SIGNED), legislated("2009-02-01", "entry-into-force")) is None


def test_the_first_of_several_laws_decides_whether_it_is_late() -> None:
    laws = (legislated("2009-02-11", SIGNED, of="law-one"), legislated("2009-01-10", SIGNED, of="law-two"))
    assert late(*laws) == Late(10, 10)


def test_a_plan_signed_after_the_due_day_enacts_nothing_and_is_not_late() -> None:
    assert late(legislated("2009-02-11", SIGNED, kind="plan")) is None


def test_late_stays_beside_a_grade() -> None:
    records = recorded(DUE, legislated("2009-02-11", SIGNED), assessed("2009-03-01", grade("implemented")))
    assert flags(records, "2009-03-01") == ("late",)


# No recent record.


def test_it_has_no_recent_record_from_the_hundred_and_fiftieth_day_after_the_last() -> None:
    records = recorded(made("2008-01-01"), noted("2008-02-01"), noted("2009-01-01"))
    assert [flags(records, one) for one in ("2008-06-29", "2008-06-30", "2008-12-31", "2009-01-01")] == [
        (), ("no-recent-record",), ("no-recent-record",), ()
    ]  # fmt: skip


def test_the_making_is_a_record_itself() -> None:
    records = recorded(made("2008-01-01"))
    assert (flags(records, "2008-05-29"), flags(records, "2008-05-30")) == ((), ("no-recent-record",))


def test_words_that_touch_it_are_a_record_too() -> None:
    records = recorded(made("2008-01-01"), stated("2008-05-01", bears_on=[bears("neutral")]))
    assert flags(records, "2008-05-30") == ()


def test_an_assessment_given_later_is_a_record_of_that_day() -> None:
    records = recorded(made("2008-01-01"), assessed("2008-02-01", grade("mixed", given="2008-06-01")))
    assert flags(records, "2008-10-28") == ()
    assert flags(records, "2008-10-29") == ("no-recent-record",)


# Threatened.


@pytest.mark.parametrize("step", ["introduction", "passage", "entry-into-force", "suspension"])
def test_it_is_threatened_while_a_hindering_measure_is_alive_or_in_force(step: str) -> None:
    records = recorded(made(), legislated("2008-03-01", step, bears_on=[bears("hinders")]))
    assert (flags(records, "2008-02-29"), flags(records, "2008-03-01")) == ((), ("threatened",))


def test_it_is_no_longer_threatened_once_that_measure_has_ended() -> None:
    hindering = legislated("2008-03-01", "introduction", bears_on=[bears("hinders")])
    records = recorded(made(), hindering, legislated("2008-04-01", "failure", bears_on=[]))
    assert flags(records, "2008-04-01") == ()


def test_a_concern_that_is_no_measure_threatens_nothing() -> None:
    assert flags(recorded(made(), stated("2008-03-01", "threat", bears_on=[bears("concern")])), "2008-03-01") == ()


def test_what_is_to_be_upheld_has_a_concern_on_record_and_is_not_threatened() -> None:
    records = recorded(made(kind="uphold"), legislated("2008-03-01", "passage", bears_on=[bears("hinders")]))
    assert flags(records, "2008-03-01") == ()


def test_flags_are_sorted() -> None:
    records = recorded(
        DUE,
        legislated("2008-02-01", "passage", of="law-two", bears_on=[bears("hinders")]),
        assessed("2008-02-01", grade("implemented", by="kz-government"), grade("mixed"), grade("negative", by="other")),
    )
    assert flags(records, "2009-06-01") == (
        "disputed-by-duty-bearer", "no-recent-record", "overdue", "reviewers-differ", "threatened"
    )  # fmt: skip
