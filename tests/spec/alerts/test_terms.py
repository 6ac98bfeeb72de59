"""Under which terms a filter is stored, and which a notice looks up."""

from alerts.filters import Filter
from alerts.terms import terms_of, terms_of_filter
from tests.spec.alerts.announcing import announced

EVERYTHING = Filter(
    jurisdiction=("KZ",),
    topic=("media",),
    commitment=("kz-election-law", "kz-media-law"),
    measure=("kz-law-media-2009",),
    body=("kz-parliament",),
    event_type=("court-ruling",),
    account=("court",),
    status_to=("reversed",),
    text="libel",
)


def without(*fields: str) -> Filter:
    return Filter.model_validate(EVERYTHING.model_dump(exclude=set(fields)))


def test_a_filter_is_stored_under_each_value_of_its_most_selective_field() -> None:
    assert terms_of_filter(EVERYTHING) == {"commitment:kz-election-law", "commitment:kz-media-law"}
    left = ["commitment"]
    for field, term in [
        ("measure", "measure:kz-law-media-2009"),
        ("body", "body:kz-parliament"),
        ("topic", "topic:media"),
        ("jurisdiction", "jurisdiction:KZ"),
        ("account", "account:court"),
        ("event_type", "event_type:court-ruling"),
    ]:
        assert terms_of_filter(without(*left)) == {term}
        left.append(field)
    assert terms_of_filter(without(*left)) == {"*"}


def test_a_filter_by_kind_status_or_words_alone_is_stored_where_every_notice_looks() -> None:
    for wanted in (Filter(), Filter(change=("event",)), Filter(status_from=("enacted",)), Filter(text="libel")):
        assert terms_of_filter(wanted) == {"*"}
    assert terms_of_filter(Filter(match="any")) == {"*"}


def test_a_filter_of_alternatives_is_stored_under_each_of_them() -> None:
    assert terms_of_filter(Filter(topic=("media", "religion"), body=("osce-rfom",), match="any")) == {
        "topic:media",
        "topic:religion",
        "body:osce-rfom",
    }


def test_words_that_may_match_alone_are_looked_for_in_every_notice() -> None:
    assert terms_of_filter(Filter(topic=("media",), text="libel", match="any")) == {"topic:media", "*"}


def test_a_notice_looks_up_all_it_is_about_and_what_every_notice_looks_up() -> None:
    notice = announced(commitments=["kz-media-law.libel"], bodies=[])
    assert terms_of(notice) == {
        "*",
        "commitment:kz-media-law.libel",
        "commitment:kz-media-law",
        "measure:kz-law-media-2009",
        "topic:media",
        "jurisdiction:KZ",
        "account:parliament",
        "event_type:legislative-action.v1",
        "event_type:legislative-action",
    }
