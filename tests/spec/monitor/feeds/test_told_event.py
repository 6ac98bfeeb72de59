"""Events as feeds tell them: in the words that hold, with an instant that never goes back."""

from monitor.feeds.told_event import acts_upon, told_event
from monitor.status.record import read_entry, states
from tests.builders import Event, annotated, corrected, recorded, reinstated, retracted, stated
from tests.spec.monitor.feeds.told import RECORDED


def acts(*events: Event) -> dict[int, tuple[int, ...]]:
    records = recorded(*events)
    found = acts_upon([read_entry(record) for record in records])
    return {record.position: found[record.id] for record in records if record.id in found}


SAID = stated("2009-01-01")
BETTER = {**stated("2009-01-02"), "title": "Better put", "topics": ["media"]}


def test_corrections_retractions_and_reinstatements_are_acts_upon_an_event_and_remarks_are_not() -> None:
    found = acts(SAID, corrected(1, BETTER), annotated(1), retracted(1), reinstated(1))
    assert found == {1: (2, 4, 5)}


def test_an_act_that_is_taken_back_counts_together_with_what_took_it_back() -> None:
    found = acts(SAID, corrected(1, BETTER), retracted(2), reinstated(2), stated("2009-01-03"), retracted(5))
    assert found == {1: (2, 3, 4), 2: (3, 4), 5: (6,)}


def test_a_corrected_event_is_told_in_the_words_of_the_correction_under_its_own_id() -> None:
    first, correction = recorded(SAID, corrected(1, BETTER))
    settled = states([read_entry(first), read_entry(correction)])
    found = told_event(first, settled[first.id], correction, correction.recorded_at)
    assert (found.id, found.title, found.occurred, found.state) == (first.id, "Better put", "2009-01-02", "corrected")
    assert (found.topics, found.marked_title) == (("media",), "Better put")
    assert (found.recorded_at, found.updated) == (first.recorded_at, correction.recorded_at)


def test_a_correction_itself_shows_the_sources_of_what_it_puts_in_the_place() -> None:
    _, correction = recorded(SAID, corrected(1, BETTER))
    settled = states([read_entry(correction)])
    found = told_event(correction, settled[correction.id], None, RECORDED)
    assert found.type == "event-corrected.v1"
    assert [source.title for source in found.sources] == ["A report"]


def test_a_retracted_event_says_so_in_its_title() -> None:
    first, act = recorded(SAID, retracted(1))
    settled = states([read_entry(first), read_entry(act)])
    found = told_event(first, settled[first.id], None, act.recorded_at)
    assert found.marked_title == "Retracted: What happened: statement"
