"""What differs between two versions of an event."""

from monitor.pages.desk.differences import Difference, differences


def test_only_what_differs_is_told_with_both_values() -> None:
    before = {"title": "A", "occurred": "2009", "data": {"count": 1, "last_chamber": False}}
    after = {"title": "A", "occurred": "2010", "data": {"count": 1, "last_chamber": True}}
    assert differences(before, after) == (
        Difference("occurred", "2009", "2010"),
        Difference("data, last chamber", "no", "yes"),
    )


def test_an_entry_put_first_is_one_difference_and_does_not_shift_the_others() -> None:
    one, other = {"title": "One"}, {"title": "Other", "url": "https://example.org"}
    assert differences({"sources": [other]}, {"sources": [one, other]}) == (
        Difference("sources 1", None, "title: One"),
    )


def test_an_entry_taken_out_is_told_in_words() -> None:
    one, other = {"title": "One", "says": {"due": 2008}}, {"title": "Other"}
    assert differences({"sources": [one, other]}, {"sources": [other]}) == (
        Difference("sources 1", "title: One; says: due: 2008", None),
    )


def test_an_entry_that_changed_is_told_field_by_field() -> None:
    assert differences({"sources": [{"title": "A", "url": "x"}]}, {"sources": [{"title": "B", "url": "x"}]}) == (
        Difference("sources 1, title", "A", "B"),
    )


def test_nothing_empty_null_and_absent_are_the_same() -> None:
    assert differences({"topics": [], "summary": None}, {"translations": {}}) == ()


def test_a_number_and_a_truth_value_are_not_the_same() -> None:
    assert differences({"count": 1}, {"count": True}) == (Difference("count", "1", "yes"),)
