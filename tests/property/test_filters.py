"""What holds for every filter and every notice."""

from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from alerts.announced import Announced
from alerts.filters import EVENT_TYPES, Filter, matches
from alerts.notices import What
from alerts.terms import terms_of, terms_of_filter
from events.codec import DRAFTS
from events.words import AccountClass

# So few values that a filter and a notice often have one in common.
TOPICS = ["media", "religion"]
COMMITMENTS = ["kz-media-law", "kz-media-law.libel", "kz-election-law"]
MEASURES = ["kz-law-media-2009", "kz-plan"]
BODIES = ["kz-parliament", "osce-rfom"]
WORDS = ["law", "Media", "signed", "STRASSE", "straße"]
KINDS: tuple[What, ...] = get_args(What)
ACCOUNTS: tuple[AccountClass, ...] = get_args(AccountClass)


def asked(values: list[str] | tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    """Mostly nothing, since a filter that gives every field hardly matches anything."""
    return st.one_of(st.just(()), st.just(()), st.lists(st.sampled_from(values), min_size=1, max_size=3).map(tuple))


def carried(values: list[str] | tuple[str, ...]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(values), max_size=3)


words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
filters = st.fixed_dictionaries(
    {
        "jurisdiction": asked(["KZ", "OSCE"]),
        "topic": asked(TOPICS),
        "commitment": asked(COMMITMENTS),
        "measure": asked(MEASURES),
        "body": asked(BODIES),
        "event_type": asked(EVENT_TYPES[:6]),
        "change": st.lists(st.sampled_from(KINDS[:2]), min_size=1, max_size=2),
        "status_from": asked(["in-progress"]),
        "status_to": asked(["enacted"]),
        "account": asked(ACCOUNTS[:3]),
        "text": st.none() | st.none() | words,
        "match": st.sampled_from(["all", "any"]),
    }
).map(Filter.model_validate)
notices = st.builds(
    Announced,
    what=st.sampled_from(KINDS[:2]),
    jurisdictions=carried(["KZ", "OSCE"]),
    topics=carried(TOPICS),
    commitments=carried(COMMITMENTS),
    measures=carried(MEASURES),
    bodies=carried(BODIES),
    event_types=carried(sorted(DRAFTS)[:3]),
    accounts=carried(ACCOUNTS[:3]),
    status_before=st.sampled_from([None, "in-progress"]),
    status_after=st.sampled_from(["in-progress", "enacted"]),
    text=words,
)


@settings(max_examples=1_000)
@given(filters, notices)
def test_a_notice_finds_every_filter_that_matches_it_under_a_term_they_share(wanted: Filter, notice: Announced) -> None:
    shared = terms_of_filter(wanted) & terms_of(notice)
    assert shared or not matches(wanted, notice)


@given(filters)
def test_every_filter_is_stored_under_some_term(wanted: Filter) -> None:
    assert terms_of_filter(wanted)


@given(filters, notices)
def test_what_all_fields_match_one_of_them_matches(wanted: Filter, notice: Announced) -> None:
    strict, loose = (wanted.model_copy(update={"match": match}) for match in ("all", "any"))
    assert matches(loose, notice) or not matches(strict, notice)


@given(filters, notices, st.sampled_from(["topic", "commitment", "measure", "body"]), st.data())
def test_one_value_more_in_a_field_that_is_given_never_loses_a_notice(
    wanted: Filter, notice: Announced, field: str, data: st.DataObject
) -> None:
    values: tuple[str, ...] = getattr(wanted, field)
    universe = {"topic": TOPICS, "commitment": COMMITMENTS, "measure": MEASURES, "body": BODIES}
    more = data.draw(st.sampled_from(universe[field]))
    wider = Filter.model_validate({**wanted.model_dump(), field: (*values, more)}) if values else wanted
    assert matches(wider, notice) or not matches(wanted, notice)


@given(filters)
def test_a_filter_read_back_asks_the_same(wanted: Filter) -> None:
    assert Filter.model_validate_json(wanted.model_dump_json()) == wanted
    assert Filter.model_validate(wanted.model_dump(mode="json")) == wanted
