"""Who may do what about a draft."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from monitor.drafting.draft import Author, Content, Draft, State

AIGUL, BORIS = Author("staff_a", "Aigul"), Author("staff_b", "Boris")
AT = datetime(2021, 3, 4, tzinfo=UTC)
DRAFT = Draft("d", "A draft", Content(({"type": "milestone.v1"},)), "open", 1, AIGUL, AT, AT)


def test_its_author_edits_it_and_appends_what_needs_nobody_else() -> None:
    assert DRAFT.may_be_changed_by(AIGUL)
    assert DRAFT.may_be_appended_by(AIGUL, needs_second=False)


def test_its_author_never_is_the_second_person() -> None:
    assert not DRAFT.may_be_reviewed_by(AIGUL)
    assert not DRAFT.may_be_appended_by(AIGUL, needs_second=True)
    assert not DRAFT.may_be_appended_by(Author("staff_a", "Another name"), needs_second=True)


def test_anybody_else_reviews_and_appends_it_and_does_not_edit_it() -> None:
    assert DRAFT.may_be_reviewed_by(BORIS)
    assert DRAFT.may_be_appended_by(BORIS, needs_second=True)
    assert not DRAFT.may_be_changed_by(BORIS)


@pytest.mark.parametrize("state", ["appended", "withdrawn"])
def test_what_is_done_with_is_in_nobodys_hands(state: State) -> None:
    done = replace(DRAFT, state=state, content=None)
    assert not any((done.may_be_changed_by(AIGUL), done.may_be_reviewed_by(BORIS)))
    assert not done.may_be_appended_by(BORIS, needs_second=False)


def test_what_was_sent_back_is_not_appended_before_its_author_saved_it_again() -> None:
    back = replace(DRAFT, state="sent-back")
    assert back.may_be_changed_by(AIGUL)
    assert not back.may_be_appended_by(BORIS, needs_second=True)


def test_the_events_of_a_file_are_not_edited_in_a_form() -> None:
    assert Content(({"a": 1},)).event == {"a": 1}
    assert Content(({"a": 1},), file="x.yaml").event is None
    assert Content(({"a": 1}, {"b": 1})).event is None
