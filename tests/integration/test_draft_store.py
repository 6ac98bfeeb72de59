"""Drafts in the database, on both engines."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from sqlalchemy import Engine

from monitor.drafting.draft import Author, Content, Undoing
from monitor.drafting.drafting import ChangedMeanwhile, Drafting, NoSuchDraft, NotYours
from tests.builders import milestone

AIGUL, BORIS = Author("staff_a", "Aigul"), Author("staff_b", "Boris")
AT = datetime(2021, 3, 4, 12, 0, tzinfo=UTC)
CONTENT = Content((milestone("2009"),), notify=False)


@pytest.fixture
def drafting(engine: Engine) -> Drafting:
    numbers, minutes = count(1), count(0)
    return Drafting(engine, lambda: AT + timedelta(minutes=next(minutes)), lambda: f"draft-{next(numbers)}")


def test_a_draft_is_kept_as_it_was_written(drafting: Drafting) -> None:
    for content in (
        CONTENT,
        Content(undoing=Undoing(3, "Wrong file", "error")),
        Content(({}, {}), None, "x.ndjson", "d"),
    ):
        kept = drafting.keep("A title", content, AIGUL, "Look at the date")
        assert drafting.one(kept.id) == kept
        assert kept.content == content


def test_the_one_changed_last_comes_first_and_what_is_done_with_is_apart(drafting: Drafting) -> None:
    first, second, third = (drafting.keep(title, CONTENT, AIGUL) for title in ("first", "second", "third"))
    drafting.change(first, "first", CONTENT, AIGUL)
    drafting.withdraw(second, AIGUL)
    assert [(one.id, one.events, one.content) for one in drafting.live()] == [(first.id, 1, None), (third.id, 1, None)]
    assert [one.id for one in drafting.ended()] == [second.id]


def test_what_was_changed_since_it_was_seen_is_neither_changed_nor_sent_back_nor_withdrawn(drafting: Drafting) -> None:
    seen = drafting.keep("A title", CONTENT, AIGUL)
    drafting.change(seen, "Another title", CONTENT, AIGUL)
    with pytest.raises(ChangedMeanwhile):
        drafting.change(seen, "A third", CONTENT, AIGUL)
    with pytest.raises(ChangedMeanwhile):
        drafting.send_back(seen, BORIS, "No")
    with pytest.raises(ChangedMeanwhile):
        drafting.withdraw(seen, AIGUL)
    assert drafting.one(seen.id).title == "Another title"


def test_a_draft_goes_back_to_its_author_and_is_open_again_once_it_is_saved(drafting: Drafting) -> None:
    seen = drafting.keep("A title", CONTENT, AIGUL)
    drafting.send_back(seen, BORIS, "Which month?")
    back = drafting.one(seen.id)
    assert (back.state, back.reviewer, back.words) == ("sent-back", BORIS, "Which month?")
    drafting.change(back, "A title", CONTENT, AIGUL)
    assert drafting.one(seen.id).state == "open"


def test_each_may_do_only_what_is_theirs(drafting: Drafting) -> None:
    seen = drafting.keep("A title", CONTENT, AIGUL)
    with pytest.raises(NotYours):
        drafting.change(seen, "Mine", CONTENT, BORIS)
    with pytest.raises(NotYours):
        drafting.withdraw(seen, BORIS)
    with pytest.raises(NotYours):
        drafting.send_back(seen, AIGUL, "To myself")
    assert drafting.one(seen.id) == seen


@pytest.mark.parametrize("by", [AIGUL, BORIS])
def test_what_is_on_record_keeps_its_text_there_alone_and_who_was_the_second_person(
    drafting: Drafting, by: Author
) -> None:
    seen = drafting.keep("A title", CONTENT, AIGUL, "Is it she?")
    drafting.appended(seen, by, 7)
    drafting.appended(seen, by, 7)
    done = drafting.one(seen.id)
    assert (done.state, done.append, done.content, done.title, done.note) == ("appended", 7, None, "", "")
    assert done.reviewer == (BORIS if by == BORIS else None)
    with pytest.raises(ChangedMeanwhile):
        drafting.change(replace(seen, version=done.version), "A title", CONTENT, AIGUL)


def test_what_is_withdrawn_is_erased(drafting: Drafting) -> None:
    seen = drafting.keep("A title", CONTENT, AIGUL, "Is it she?")
    drafting.send_back(seen, BORIS, "It is")
    drafting.withdraw(drafting.one(seen.id), AIGUL)
    done = drafting.one(seen.id)
    assert (done.state, done.content, done.title, done.note, done.words) == ("withdrawn", None, "", "", "")


def test_an_unknown_id_is_told(drafting: Drafting) -> None:
    with pytest.raises(NoSuchDraft):
        drafting.one("nothing")


def test_a_text_that_one_engine_could_not_keep_is_kept_without_what_it_could_not(drafting: Drafting) -> None:
    kept = drafting.keep("A\0 title", Content(({"title": "A\0 title"},)), AIGUL, "A\0 note")
    found = drafting.one(kept.id)
    assert (found.title, found.note, found.content) == ("A title", "A note", kept.content)
