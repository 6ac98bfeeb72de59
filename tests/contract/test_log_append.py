"""What every log promises of an append."""

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from events.log import (
    EMPTY,
    ErasableText,
    EventIdTaken,
    ExternalIdTaken,
    Head,
    HeadMoved,
    Idempotency,
    IdempotencyKeyTaken,
    Log,
    MalformedAppend,
    NewAppend,
    NothingToErase,
)
from tests.contract.new_appends import FIRST_APPEND, a_key, a_text, an_event, following, instant_of, put


def test_a_new_log_is_empty(log: Log) -> None:
    assert log.head() == EMPTY == Head(position=0, append=0, recorded_at=None)
    assert log.read() == []


def test_an_append_moves_the_head_to_its_last_event(log: Log) -> None:
    put(log, an_event(), an_event())
    put(log)
    assert log.head() == Head(position=3, append=2, recorded_at=instant_of(2))


def test_what_was_appended_is_read_back_to_the_byte(log: Log) -> None:
    new = put(log, an_event("commitment:kz-media-law"), an_event())
    assert log.read() == new.recorded()


def test_an_instant_keeps_its_microseconds(log: Log) -> None:
    exact = datetime(2031, 1, 4, 23, 59, 59, 999_999, tzinfo=UTC)
    log.append(replace(following(EMPTY), recorded_at=exact))
    assert log.head().recorded_at == exact
    assert log.read()[0].recorded_at == exact


def test_a_writer_that_decided_on_an_old_head_is_refused_and_leaves_nothing(log: Log) -> None:
    decided = following(log.head(), an_event("late", event_id="late"), key="late")
    put(log)
    with pytest.raises(HeadMoved) as refused:
        log.append(decided)
    assert refused.value.expected == EMPTY
    assert log.head().position == 1
    assert log.positions_of(["late"]) == {}
    assert log.tagged(["late"]) == []
    assert log.idempotency("rm-1", "POST /v1/events", "late") is None


def test_a_writer_that_lost_decides_again_and_is_taken(log: Log) -> None:
    put(log)
    log.append(following(log.head(), an_event(event_id="second")))
    assert log.positions_of(["second"]) == {"second": 2}


def test_an_event_id_is_taken_once(log: Log) -> None:
    put(log, an_event(event_id="once"))
    with pytest.raises(EventIdTaken) as refused:
        put(log, an_event(), an_event(event_id="once"))
    assert refused.value.event_id == "once"
    assert log.head().position == 1


def test_an_event_id_stands_once_in_an_append(log: Log) -> None:
    with pytest.raises(EventIdTaken) as refused:
        put(log, an_event(event_id="twice"), an_event(event_id="twice"))
    assert refused.value.event_id == "twice"
    assert log.head() == EMPTY


def test_an_external_id_is_taken_once(log: Log) -> None:
    put(log, an_event(external_id="theirs/1"))
    with pytest.raises(ExternalIdTaken) as refused:
        put(log, an_event(external_id="theirs/2"), an_event(external_id="theirs/1"))
    assert refused.value.external_id == "theirs/1"
    assert log.positions_of_external(["theirs/1", "theirs/2"]) == {"theirs/1": 1}


def test_an_external_id_stands_once_in_an_append(log: Log) -> None:
    with pytest.raises(ExternalIdTaken):
        put(log, an_event(external_id="theirs/1"), an_event(external_id="theirs/1"))
    assert log.head() == EMPTY


def test_a_key_of_a_credential_on_a_route_stands_for_one_append(log: Log) -> None:
    put(log, key="k")
    with pytest.raises(IdempotencyKeyTaken) as refused:
        put(log, key="k")
    assert refused.value.idempotency == a_key("k", append=1)
    assert log.head().append == 1


def test_another_credential_or_route_may_use_the_same_key(log: Log) -> None:
    put(log, key="k")
    for number, (credential, route) in enumerate([("rm-2", "POST /v1/events"), ("rm-1", "POST /v1/bodies")], 2):
        key = a_key("k", append=number, credential=credential, route=route)
        log.append(replace(following(log.head()), idempotency=key))
        assert log.idempotency(credential, route, "k") == key


def test_a_moved_head_is_told_before_anything_that_is_taken(log: Log) -> None:
    stale = following(EMPTY, an_event(event_id="once"), key="k")
    put(log, an_event(event_id="once"), key="k")
    with pytest.raises(HeadMoved):
        log.append(stale)


def test_a_taken_key_is_told_before_a_taken_id(log: Log) -> None:
    put(log, an_event(event_id="once", external_id="theirs/1"), key="k")
    with pytest.raises(IdempotencyKeyTaken):
        put(log, an_event(event_id="once", external_id="theirs/1"), key="k")
    with pytest.raises(EventIdTaken):
        put(log, an_event(event_id="once", external_id="theirs/1"))


def test_texts_stand_beside_their_event_by_path(log: Log) -> None:
    quote, person = a_text("/sources/0/quote"), a_text("/data/persons/0", "A. B.")
    put(log, an_event(), an_event(erasable=(quote, person)))
    assert log.texts([1, 2, 3]) == {2: (person, quote)}


def test_an_erased_text_is_gone_with_its_salt_and_its_place_stays(log: Log) -> None:
    put(log, an_event(erasable=(a_text("/sources/0/quote"), a_text("/sources/1/quote"))))
    put(log, erase=((1, "/sources/0/quote"),))
    assert log.texts([1]) == {
        1: (ErasableText("/sources/0/quote", text=None, salt=None), a_text("/sources/1/quote")),
    }


def test_erasing_takes_the_fingerprints_of_the_append_that_held_the_text(log: Log) -> None:
    put(log, an_event(), an_event(erasable=(a_text(),)), key="held")
    put(log, key="other")
    put(log, erase=((2, "/sources/0/quote"),), key="act")
    assert log.idempotency("rm-1", "POST /v1/events", "held") == Idempotency(
        "rm-1", "POST /v1/events", "held", fingerprint=None, salt=None, append=1
    )
    assert log.idempotency("rm-1", "POST /v1/events", "other") == a_key("other", append=2)
    assert log.idempotency("rm-1", "POST /v1/events", "act") == a_key("act", append=3)


def test_a_text_may_be_erased_twice(log: Log) -> None:
    put(log, an_event(erasable=(a_text(),)))
    put(log, erase=((1, "/sources/0/quote"),))
    put(log, erase=((1, "/sources/0/quote"), (1, "/sources/0/quote")))
    assert log.head().append == 3


def test_a_text_that_never_was_cannot_be_erased(log: Log) -> None:
    put(log, an_event(erasable=(a_text(),)))
    with pytest.raises(NothingToErase) as refused:
        put(log, erase=((1, "/sources/0/quote"), (1, "/sources/7/quote")))
    assert (refused.value.position, refused.value.path) == (1, "/sources/7/quote")
    assert log.texts([1]) == {1: (a_text(),)}


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(replace(following(EMPTY), events=()), id="no events"),
        pytest.param(replace(following(EMPTY), number=2), id="a number left out"),
        pytest.param(replace(following(EMPTY), recorded_at=FIRST_APPEND.replace(tzinfo=None)), id="no offset"),
        pytest.param(
            replace(following(EMPTY), recorded_at=FIRST_APPEND.astimezone(timezone(timedelta(hours=5)))), id="not UTC"
        ),
        pytest.param(
            replace(following(EMPTY), expected=Head(0, 0, FIRST_APPEND)), id="an instant that does not move on"
        ),
        pytest.param(replace(following(EMPTY), events=following(Head(1, 1, None)).events), id="a position left out"),
        pytest.param(following(EMPTY, an_event("a", "a")), id="a tag twice"),
        pytest.param(following(EMPTY, an_event(erasable=(a_text(), a_text()))), id="a path twice"),
        pytest.param(following(EMPTY, an_event(erasable=(ErasableText("/a", "text", None),))), id="no salt"),
        pytest.param(replace(following(EMPTY), idempotency=a_key("k", append=2)), id="a key of another append"),
        pytest.param(following(EMPTY, erase=((1, "/sources/0/quote"),)), id="a text of its own to erase"),
    ],
)
def test_an_append_that_contradicts_itself_is_refused(log: Log, wrong: NewAppend) -> None:
    with pytest.raises(MalformedAppend):
        log.append(wrong)
    assert log.head() == EMPTY


def test_threads_that_append_at_once_leave_no_gap(log: Log) -> None:
    def write(writer: int) -> None:
        for number in range(10):
            while True:
                with log.turn():
                    new = following(log.head(), an_event(event_id=f"{writer}-{number}"))
                    try:
                        log.append(new)
                    except HeadMoved:
                        continue
                    break

    writers = [threading.Thread(target=write, args=(writer,)) for writer in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [recorded.position for recorded in log.read()] == list(range(1, 81))
    assert len(log.positions_of([f"{writer}-{number}" for writer in range(8) for number in range(10)])) == 80


def test_a_thread_may_ask_for_a_turn_within_its_turn(log: Log) -> None:
    with log.turn(), log.turn(exclusive=True), log.turn(exclusive=True), log.turn():
        put(log)
    put(log)
    assert log.head().position == 2
