"""What a written date means, and from which day a fact of that date counts."""

from datetime import date

import pytest

from events.dates import EDTF_EXAMPLES, Dating, DatingError, counting_day, parse_dating


def days(written: str) -> tuple[str | None, str | None]:
    dating = parse_dating(written)
    return (
        None if dating.earliest is None else dating.earliest.isoformat(),
        None if dating.latest is None else dating.latest.isoformat(),
    )


def reason(written: str) -> str:
    with pytest.raises(DatingError) as refused:
        parse_dating(written)
    assert refused.value.written == written
    return refused.value.reason


def counts_from(occurred: str, *published: str, scheduled: bool = False) -> str:
    reports = [parse_dating(report) for report in published]
    return counting_day(parse_dating(occurred), reported_by=reports, scheduled=scheduled).isoformat()


@pytest.mark.parametrize(
    ("written", "earliest", "latest"),
    [
        ("2009-02-11", "2009-02-11", "2009-02-11"),
        ("2009-05", "2009-05-01", "2009-05-31"),
        ("2008-02", "2008-02-01", "2008-02-29"),
        ("2009", "2009-01-01", "2009-12-31"),
        ("1000", "1000-01-01", "1000-12-31"),
        ("2999", "2999-01-01", "2999-12-31"),
    ],
)
def test_a_day_a_month_and_a_year_mean_the_days_in_them(written: str, earliest: str, latest: str) -> None:
    assert days(written) == (earliest, latest)


@pytest.mark.parametrize(
    ("written", "earliest", "latest"),
    [
        ("2008-21", "2008-03-01", "2008-05-31"),
        ("2008-22", "2008-06-01", "2008-08-31"),
        ("2008-23", "2008-09-01", "2008-11-30"),
        ("2008-24", "2008-12-01", "2009-02-28"),
        ("2007-24", "2007-12-01", "2008-02-29"),
    ],
)
def test_a_season_means_its_three_months_and_winter_ends_in_the_next_year(
    written: str, earliest: str, latest: str
) -> None:
    assert days(written) == (earliest, latest)


@pytest.mark.parametrize(
    ("written", "earliest", "latest"),
    [
        ("2009-02-XX", "2009-02-01", "2009-02-28"),
        ("2009-XX", "2009-01-01", "2009-12-31"),
        ("2009-XX-XX", "2009-01-01", "2009-12-31"),
        ("200X", "2000-01-01", "2009-12-31"),
        ("20XX", "2000-01-01", "2099-12-31"),
        ("1XXX", "1000-01-01", "1999-12-31"),
    ],
)
def test_unspecified_digits_mean_every_day_they_can_stand_for(written: str, earliest: str, latest: str) -> None:
    assert days(written) == (earliest, latest)


@pytest.mark.parametrize("sign", ["?", "~", "%"])
@pytest.mark.parametrize("written", ["2009-05-01", "2009-05", "2009", "2008-21", "200X"])
def test_an_uncertain_or_approximate_date_keeps_its_days_and_is_not_certain(written: str, sign: str) -> None:
    assert days(written + sign) == days(written)
    assert parse_dating(written).certain
    assert not parse_dating(written + sign).certain


@pytest.mark.parametrize(
    ("written", "earliest", "latest"),
    [
        ("[2007-11,2007-12]", "2007-11-01", "2007-12-31"),
        ("[2007-11, 2007-12]", "2007-11-01", "2007-12-31"),
        ("[2008-05,2007]", "2007-01-01", "2008-05-31"),
        ("[2008-03-01..2009-02-10]", "2008-03-01", "2009-02-10"),
        ("[2007-11..2008-02-05]", "2007-11-01", "2008-02-05"),
        ("[2007-11..2008-02, 2008-05]", "2007-11-01", "2008-05-31"),
        ("[2008-21,2008-23]", "2008-03-01", "2008-11-30"),
        ("[2009-02-11..2009-02-11]", "2009-02-11", "2009-02-11"),
    ],
)
def test_a_one_of_set_reaches_from_its_first_day_to_its_last_whatever_the_precision_of_its_members(
    written: str, earliest: str, latest: str
) -> None:
    assert days(written) == (earliest, latest)
    assert not parse_dating(written).lasted


def test_some_day_not_later_than_another_has_an_open_start() -> None:
    assert days("[..2009-02-10]") == (None, "2009-02-10")
    assert days("[..2008,2009-03]") == (None, "2009-03-31")
    assert not parse_dating("[..2009-02-10]").open_ended


def test_some_day_not_before_another_has_an_open_end() -> None:
    assert days("[2009-02-11..]") == ("2009-02-11", None)
    assert days("[2008,2009-02-11..]") == ("2008-01-01", None)
    assert parse_dating("[2009-02-11..]").open_ended


def test_an_interval_lasted_from_its_first_date_to_its_last() -> None:
    dating = parse_dating("2008-12-01/2009-02")
    assert dating == Dating("2008-12-01/2009-02", date(2008, 12, 1), date(2009, 2, 28), certain=True, lasted=True)


def test_an_interval_may_end_within_the_month_or_year_it_began_in() -> None:
    assert days("2009-05-10/2009-05") == ("2009-05-10", "2009-05-31")
    assert days("2009-05/2009") == ("2009-05-01", "2009-12-31")


def test_one_qualified_member_makes_the_whole_date_uncertain() -> None:
    assert not parse_dating("2008?/2009").certain
    assert not parse_dating("2008/2009~").certain
    assert not parse_dating("[2007-11,2007-12%]").certain
    assert not parse_dating("[..2009?]").certain


def test_only_a_date_that_means_one_day_is_known_to_the_day() -> None:
    assert parse_dating("2009-02-11").to_the_day
    assert parse_dating("2009-02-11?").to_the_day
    assert not parse_dating("2009-02").to_the_day
    assert not parse_dating("[..2009-02-10]").to_the_day
    assert not parse_dating("[2009-02-11..]").to_the_day


def test_the_examples_are_read_and_come_back_as_written() -> None:
    assert [parse_dating(example).written for example in EDTF_EXAMPLES] == list(EDTF_EXAMPLES)


@pytest.mark.parametrize("written", ["2009-02-11T10:00:00Z", "2009-02-11T10", "2009-02-11 10:00"])
def test_a_time_of_day_is_refused(written: str) -> None:
    assert "time of day" in reason(written)


@pytest.mark.parametrize(
    "written",
    ["2009/", "/2009", "2009-02-11/", "2009/..", "../2009", "2009-02-11/..", "2009/open", "unknown/2009", "../..", "/"],
)
def test_an_interval_without_a_known_end_is_refused(written: str) -> None:
    assert "unknown or open end" in reason(written)


def test_an_impossible_date_is_refused_with_what_to_write_instead() -> None:
    assert reason("2009-02-30") == "is no date: 2009-02 has 28 days; write 2009-02 where the day is not known"


@pytest.mark.parametrize(
    "written", ["2009-02-29", "2009-04-31", "2009-13", "2009-00", "2009-05-00", "2009-00-10", "2009-20", "2009-42"]
)
def test_days_and_months_that_do_not_exist_are_refused(written: str) -> None:
    assert "is no date" in reason(written)


@pytest.mark.parametrize("written", ["2009/2008", "2009-05/2009-04", "[2009..2008]", "[2008,2009-02-12..2009-02-11]"])
def test_what_ends_before_it_begins_is_refused(written: str) -> None:
    assert "runs backwards" in reason(written)


@pytest.mark.parametrize(
    "written", ["0999", "0000", "3000", "9999", "-2009", "12009", "Y12009", "Y-12009", "300X", "0XXX", "3000-XX"]
)
def test_years_outside_1000_to_2999_are_refused(written: str) -> None:
    assert reason(written) == "lies outside the years 1000 to 2999"


@pytest.mark.parametrize(
    ("written", "part"),
    [
        ("{2008,2009}", "means all of its dates"),
        ("2009-25", "level 2"),
        ("2009-41", "level 2"),
        ("2009?-05", "level 2"),
        ("?2009-05", "level 2"),
        ("200X/2010", "level 2"),
        ("2009-02-XX/2010", "level 2"),
        ("2009?~", "qualified twice"),
        ("XXXX", "X stands from the right"),
        ("200X-05", "X stands from the right"),
        ("2009-XX-05", "X stands from the right"),
        ("2009-0X", "X stands from the right"),
        ("2009-1X", "X stands from the right"),
        ("2009-13-XX", "X stands from the right"),
        ("2009S2", "is not a date"),
    ],
)
def test_other_forms_of_level_2_are_refused(written: str, part: str) -> None:
    assert part in reason(written)


@pytest.mark.parametrize(
    ("written", "part"),
    [
        ("[2009]", "fewer than two"),
        ("[]", "fewer than two"),
        ("[2008,]", "empty member"),
        ("[,2008]", "empty member"),
        ("[2008,..2009]", "open in the middle"),
        ("[2008..,2009]", "open in the middle"),
        ("[..]", "open at both ends"),
        ("[..2008,2009..]", "open at both ends"),
        ("[2008,2009", "no one-of set"),
        ("[2008/2009,2010]", "no one-of set"),
        ("[2007..2008..2009]", "more than two dates"),
        ("[2008...2009]", "is not a date"),
        ("[2008 ,2009]", "is not a date"),
        ("[[2008,2009]]", "is not a date"),
        ("2008/2009/2010", "no interval"),
        ("2007-11..2008-02", "in brackets"),
        ("2009..", "in brackets"),
    ],
)
def test_a_set_or_range_that_is_not_well_formed_is_refused(written: str, part: str) -> None:
    assert part in reason(written)


@pytest.mark.parametrize(
    ("written", "part"),
    [
        ("", "is empty"),
        (" \t", "is empty"),
        (" 2009", "white space"),
        ("2009\n", "white space"),
        ("20090211", "write 2009-02-11"),
        ("11.02.2009", "is not a date"),
        ("May 2009", "is not a date"),
        ("2009-2-1", "is not a date"),
        ("2009-W07-3", "is not a date"),
        ("2009 -02", "is not a date"),
        ("２００９", "is not a date"),
        ("٢٠٠٩-٠٢", "is not a date"),
        ("2009\x00", "is not a date"),
        ("\ud800", "is not a date"),
        ("[" + "2009," * 50 + "2010]", "longer than 200"),
    ],
)
def test_what_is_no_date_at_all_is_refused(written: str, part: str) -> None:
    assert part in reason(written)


def test_the_message_of_a_refusal_shows_the_text_without_its_control_characters() -> None:
    with pytest.raises(DatingError, match=r"^'2009\\u202e' is not a date"):
        parse_dating("2009\u202e")


def test_a_fact_counts_from_its_latest_day() -> None:
    assert counts_from("2009-02-11") == "2009-02-11"
    assert counts_from("2009-05") == "2009-05-31"
    assert counts_from("[..2009-02-10]") == "2009-02-10"
    assert counts_from("2009-05", "2009-11-19") == "2009-05-31"


def test_nothing_happens_after_a_source_reports_it_as_past() -> None:
    assert counts_from("2009", "2009-11-19") == "2009-11-19"
    assert counts_from("2009", "2009-11-19", "2009-03-02") == "2009-03-02"
    assert counts_from("[..2009-02-10]", "2008-06-01") == "2008-06-01"


def test_a_report_counts_by_the_last_day_it_can_have_been_published_on() -> None:
    assert counts_from("2009", "2009-06") == "2009-06-30"
    assert counts_from("2009", "2008-11/2009-03") == "2009-03-31"
    assert counts_from("2009", "[..2009-03]") == "2009-03-31"


def test_a_source_published_before_a_fact_can_have_happened_does_not_report_it_as_past() -> None:
    assert counts_from("2009-05", "2009-04-30") == "2009-05-31"
    assert counts_from("2009-05", "2009-05-01") == "2009-05-01"


def test_what_is_scheduled_is_not_over_when_it_is_announced() -> None:
    assert counts_from("2009", "2009-01-15", scheduled=True) == "2009-12-31"


def test_an_undated_source_bounds_no_other_fact() -> None:
    assert counts_from("2009", "[2009-02-11..]") == "2009-12-31"


def test_what_an_undated_document_says_counts_from_the_first_day_it_can_exist() -> None:
    assert counts_from("[2009-02-11..]", "[2009-02-11..]") == "2009-02-11"
    assert counts_from("[2009-02-11..]") == "2009-02-11"
    assert counts_from("[2009-02-11..]", "2009-01-05") == "2009-02-11"
    assert counts_from("[2009-02-11..]", "2009-11-19", scheduled=True) == "2009-02-11"


def test_a_dated_source_closes_an_open_end() -> None:
    assert counts_from("[2009-02-11..]", "[2009-02-11..]", "2009-11-19") == "2009-11-19"


def test_what_lasted_counts_when_it_has_ended() -> None:
    assert counts_from("2008-12-01/2009-02-11") == "2009-02-11"
    assert counts_from("2008-12-01/2009-02-11", "2009-01-15") == "2009-02-11"
    assert counts_from("2008-12-01/2009", "2009-11-19") == "2009-11-19"
    assert counts_from("2008-12-01/2009", "2008-12-20") == "2009-12-31"


def test_a_dating_open_at_both_ends_counts_from_no_day() -> None:
    with pytest.raises(DatingError, match="open at both ends"):
        counting_day(Dating("[..]", None, None, certain=True, lasted=False), reported_by=[], scheduled=False)
