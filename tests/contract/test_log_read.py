"""What every log promises of reading."""

from datetime import timedelta

import pytest

from events.log import AppendRecord, Log
from tests.contract.new_appends import an_event, instant_of, put


def positions(log: Log, after: int = 0, through: int | None = None, limit: int = 1000) -> list[int]:
    return [recorded.position for recorded in log.read(after=after, through=through, limit=limit)]


def test_reading_starts_past_after_and_ends_with_through(log: Log) -> None:
    put(log, *(an_event() for _ in range(5)))
    assert positions(log) == [1, 2, 3, 4, 5]
    assert positions(log, after=2) == [3, 4, 5]
    assert positions(log, after=2, through=4) == [3, 4]
    assert positions(log, after=4, through=4) == []
    assert positions(log, after=9) == []
    assert positions(log, through=9) == [1, 2, 3, 4, 5]


def test_a_page_holds_at_most_its_limit(log: Log) -> None:
    put(log, *(an_event() for _ in range(5)))
    assert positions(log, limit=2) == [1, 2]
    assert positions(log, after=4, limit=2) == [5]


def test_single_positions_come_back_ascending_and_once(log: Log) -> None:
    put(log, *(an_event() for _ in range(5)))
    assert [recorded.position for recorded in log.at([4, 2, 4, 0, -1, 77])] == [2, 4]
    assert log.at([]) == []


def test_events_are_found_by_their_ids(log: Log) -> None:
    put(log, an_event(event_id="a", external_id="theirs/a"), an_event(event_id="b"))
    assert log.positions_of(["b", "a", "c"]) == {"a": 1, "b": 2}
    assert log.positions_of_external(["theirs/a", "a"]) == {"theirs/a": 1}
    assert log.positions_of([]) == log.positions_of_external([]) == {}


def test_collections_may_hold_thousands(log: Log) -> None:
    many = [f"commitment:c-{number}" for number in range(2_500)]
    put(log, *(an_event(tag, "jurisdiction:KZ", event_id=tag) for tag in many))
    assert log.positions_of(many) == {tag: number for number, tag in enumerate(many, 1)}
    assert log.last_tagged(many) == {tag: number for number, tag in enumerate(many, 1)}
    assert log.tagged(many) == list(range(1, 2_501))
    assert len(log.at(range(1, 2_501))) == len(log.tags_of(range(1, 2_501))) == 2_500


def test_any_of_the_tags_is_enough(log: Log) -> None:
    put(log, an_event("a"), an_event("b"), an_event("a", "b"), an_event("c"))
    assert log.tagged(["a", "b", "absent"]) == [1, 2, 3]
    assert log.tagged(["a"], after=1) == [3]
    assert log.tagged(["a"], through=2) == [1]
    assert log.tagged([]) == []


def test_the_positions_of_each_tag(log: Log) -> None:
    put(log, an_event("a"), an_event("b"), an_event("a", "b"), an_event("c"))
    assert log.tagged_each(["b", "a", "absent"]) == {"a": [1, 3], "b": [2, 3]}
    assert log.tagged_each(["a", "c"], through=3) == {"a": [1, 3]}
    assert log.tagged_each([]) == {}


def test_the_newest_position_of_each_tag(log: Log) -> None:
    put(log, an_event("a"), an_event("b"), an_event("a", "b"), an_event("c"))
    assert log.last_tagged(["a", "b", "c", "absent"]) == {"a": 3, "b": 3, "c": 4}
    assert log.last_tagged(["a", "b", "c"], through=2) == {"a": 1, "b": 2}
    assert log.last_tagged([]) == {}


def test_the_first_position_past_another_with_any_of_the_tags(log: Log) -> None:
    put(log, an_event("a"), an_event("b"), an_event("c"), an_event("a"))
    assert log.first_tagged(["a", "c"], after=1) == 3
    assert log.first_tagged(["b", "absent"], after=2) is None
    assert log.first_tagged([], after=0) is None


def test_tags_are_found_by_how_they_begin(log: Log) -> None:
    put(log, an_event("body:a", "body:b"), an_event("body:b", "bodyguard:c"), an_event("body:", "commitment:a_b"))
    assert log.tags_like(["body:", "commitment:", "absent:"]) == {
        "body:": {"body:": 3, "body:a": 1, "body:b": 1},
        "commitment:": {"commitment:a_b": 3},
    }
    assert log.tags_like(["body"], through=1) == {"body": {"body:a": 1, "body:b": 1}}
    assert log.tags_like([""], through=2) == {"": {"body:a": 1, "body:b": 1, "bodyguard:c": 2}}
    assert log.tags_like([]) == {}


@pytest.mark.parametrize("prefix", ["commitment:a%", "commitment:%", "commitment:a_c", "COMMITMENT:"])
def test_no_letter_of_a_prefix_stands_for_others(log: Log, prefix: str) -> None:
    put(log, an_event("commitment:abc"))
    assert log.tags_like([prefix]) == {}


def test_tags_keep_the_order_they_were_given_in(log: Log) -> None:
    put(log, an_event("b", "a", "ä:\\x, {y}"), an_event())
    assert log.tags_of([1, 2, 3]) == {1: ("b", "a", "ä:\\x, {y}"), 2: ()}


def test_an_append_is_found_by_number_and_by_any_of_its_positions(log: Log) -> None:
    put(log)
    put(log, an_event(), an_event(), an_event(), notify=False)
    second = AppendRecord(
        number=2, first_position=2, last_position=4, recorded_at=instant_of(2), recorded_by="rm-1", notify=False
    )
    assert log.append_record(2) == second
    assert [log.append_holding(position) for position in (2, 3, 4)] == [second] * 3
    assert log.append_record(1) == log.append_holding(1)
    assert log.append_records([2, 9, 1]) == [log.append_record(1), second]
    assert log.append_records([]) == []
    assert log.append_record(0) is log.append_record(3) is log.append_holding(0) is log.append_holding(5) is None


def test_an_instant_means_the_last_append_recorded_by_then(log: Log) -> None:
    put(log)
    put(log)
    moment = timedelta(microseconds=1)
    assert log.last_append_at(instant_of(1) - moment) is None
    assert log.last_append_at(instant_of(1)) == log.append_record(1)
    assert log.last_append_at(instant_of(2) - moment) == log.append_record(1)
    assert log.last_append_at(instant_of(2)) == log.append_record(2)
    assert log.last_append_at(instant_of(900)) == log.append_record(2)


def test_the_envelope_is_what_the_leaf_holds(log: Log) -> None:
    put(log, an_event(event_id="a"))
    assert log.read()[0].envelope == {"id": "a", "position": 1, "type": "court-ruling.v1"}
