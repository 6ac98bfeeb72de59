"""What holds for every date that can be written, and for every text that is none."""

from collections.abc import Callable
from datetime import date
from random import Random
from time import struct_time

import edtf
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from events.dates import EDTF_EXAMPLES, Dating, DatingError, counting_day, parse_dating

_read_whole_grammar: Callable[[str], edtf.EDTFObject] = edtf.parse_edtf

MONTHS = [f"{month:02}" for month in range(1, 13)]

days = st.dates(date(1000, 1, 1), date(2999, 12, 31)).map(date.isoformat)
years = st.integers(1000, 2999).map(str)
months = st.builds("{}-{}".format, years, st.sampled_from(MONTHS))
seasons = st.builds("{}-{}".format, years, st.sampled_from(["21", "22", "23", "24"]))
unspecified = st.one_of(
    st.from_regex(r"\A(1[0-9]|2[0-9])(XX|[0-9]X)\Z"),
    st.builds("{}-XX".format, st.one_of(years, months)),
    st.builds("{}-XX-XX".format, years),
)
plain = st.one_of(days, months, years)
components = st.one_of(plain, seasons, unspecified)
singles = st.builds("{}{}".format, components, st.sampled_from(["", "", "?", "~", "%"]))
ranges = st.builds("{}..{}".format, singles, singles)
sets = st.builds(
    "[{}{}]".format,
    st.one_of(st.just(""), singles.map("..{},".format)),
    st.lists(st.one_of(singles, ranges), min_size=2, max_size=5).map(",".join),
)
open_ends = st.one_of(singles.map("[..{}]".format), singles.map("[{}..]".format))
intervals = st.builds("{}/{}".format, st.one_of(plain, seasons), st.one_of(plain, seasons))
written_dates = st.one_of(singles, sets, open_ends, intervals)
almost_dates = st.text(alphabet="0129-XY?~%/.,[]{}T: \u0662\n", max_size=30)


# The first date of a form may take the library a while on a busy machine.
unhurried = settings(deadline=None)


def read_or_assume(written: str) -> Dating:
    try:
        return parse_dating(written)
    except DatingError as err:
        assume("runs backwards" not in err.reason)
        raise


def refusal_of(written: str) -> DatingError | None:
    try:
        parse_dating(written)
    except DatingError as err:
        return err
    return None


def first_day(dating: Dating) -> date:
    return dating.earliest or date.min


def last_day(dating: Dating) -> date:
    return dating.latest or date.max


@unhurried
@given(written_dates)
def test_every_date_of_the_grammar_is_read_as_written_and_its_days_are_in_order(written: str) -> None:
    dating = read_or_assume(written)
    assert dating.written == written
    assert first_day(dating) <= last_day(dating)
    assert dating.earliest is not None or dating.latest is not None
    assert dating.lasted == ("/" in written)
    assert dating.certain == (not any(sign in written for sign in "?~%"))


@unhurried
@given(st.one_of(almost_dates, st.text(max_size=20), written_dates))
@example("2009-1X")
@example("2009-02-11/")
@example("[" * 200)
def test_a_text_is_either_read_or_refused_by_our_own_error(written: str) -> None:
    refused = refusal_of(written)
    if refused is None:
        assert parse_dating(written).written == written
        assert written.isascii()
    else:
        assert refused.written == written
        assert refused.reason


@unhurried
@given(components)
def test_a_set_is_as_wide_as_its_members(written: str) -> None:
    alone, twice = parse_dating(written), parse_dating(f"[{written},{written}]")
    assert (alone.earliest, alone.latest) == (twice.earliest, twice.latest)
    ranged = parse_dating(f"[{written}..{written}]")
    assert (alone.earliest, alone.latest) == (ranged.earliest, ranged.latest)


@unhurried
@given(written=written_dates, published=st.lists(written_dates, max_size=4), scheduled=st.booleans())
def test_a_fact_counts_from_one_of_the_days_it_can_mean(written: str, published: list[str], *, scheduled: bool) -> None:
    dating = read_or_assume(written)
    reports = [read_or_assume(report) for report in published]
    counts = counting_day(dating, reported_by=reports, scheduled=scheduled)
    assert first_day(dating) <= counts <= last_day(dating)


@unhurried
@given(written_dates, st.lists(written_dates, max_size=4), written_dates)
def test_a_further_source_never_makes_a_fact_with_an_end_count_later(
    written: str, published: list[str], further: str
) -> None:
    dating = read_or_assume(written)
    assume(not dating.open_ended)
    reports = [read_or_assume(report) for report in published]
    before = counting_day(dating, reported_by=reports, scheduled=False)
    after = counting_day(dating, reported_by=[*reports, read_or_assume(further)], scheduled=False)
    assert after <= before
    assert counting_day(dating, reported_by=reports, scheduled=True) == dating.latest


@unhurried
@given(written_dates, st.lists(written_dates, max_size=4), st.randoms())
def test_the_order_of_the_sources_and_undated_ones_change_nothing(
    written: str, published: list[str], shuffler: Random
) -> None:
    dating = read_or_assume(written)
    reports = [read_or_assume(report) for report in published]
    counts = counting_day(dating, reported_by=reports, scheduled=False)
    mixed = [*reports, parse_dating("[2009-02-11..]")]
    shuffler.shuffle(mixed)
    assert counting_day(dating, reported_by=mixed, scheduled=False) == counts


@settings(max_examples=40, deadline=None)
@given(st.one_of(singles, intervals))
def test_the_days_are_those_of_the_whole_grammar_of_the_library_but_for_winter(written: str) -> None:
    assume("-24" not in written)
    assume(not ("-2" in written[4:6] and written[-1] in "?~%"))  # a qualified season, which it does not read
    dating = read_or_assume(written)
    whole = _read_whole_grammar(written)
    assert (dating.earliest, dating.latest) == (_day(whole.lower_strict()), _day(whole.upper_strict()))


def _day(read: struct_time) -> date:
    return date(read.tm_year, read.tm_mon, read.tm_mday)


def test_the_examples_cover_every_form() -> None:
    datings = [parse_dating(example) for example in EDTF_EXAMPLES]
    assert {dating.lasted for dating in datings} == {dating.certain for dating in datings} == {True, False}
    assert (
        {dating.earliest is None for dating in datings}
        == {dating.latest is None for dating in datings}
        == {True, False}
    )
