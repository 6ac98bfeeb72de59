"""What every log promises of a search."""

from datetime import timedelta

import pytest

from events.log import EventQuery, Log
from tests.contract.new_appends import an_event, instant_of, put


def found(log: Log, query: EventQuery, *, after: int = 0, limit: int = 100, newest_first: bool = False) -> list[int]:
    matches = log.find(query, after=after, limit=limit, newest_first=newest_first)
    return [recorded.position for recorded in matches]


def test_an_empty_query_finds_everything(log: Log) -> None:
    put(log, an_event(), an_event("a"))
    assert found(log, EventQuery()) == [1, 2]


def test_each_group_of_tags_must_be_met_by_one_of_its_tags(log: Log) -> None:
    put(log, an_event("kz", "court"), an_event("kz", "law"), an_event("osce", "court"), an_event("kz"))
    assert found(log, EventQuery(every=(("kz",),))) == [1, 2, 4]
    assert found(log, EventQuery(every=(("kz",), ("court", "law")))) == [1, 2]
    assert found(log, EventQuery(every=(("kz", "osce"), ("court",)))) == [1, 3]
    assert found(log, EventQuery(every=(("kz",), ("absent",)))) == []
    assert found(log, EventQuery(every=(("kz",), ()))) == []


@pytest.mark.parametrize(
    ("occurred_from", "occurred_to", "positions"),
    [
        ("2009-02-11", "2009-02-11", [1, 2, 3, 4, 5]),
        ("2009-02-12", None, [2, 4, 5]),
        (None, "2009-02-10", [2, 3, 5]),
        ("2009-03-01", None, [4, 5]),
        ("2009-02-28", "2009-03-31", [2, 4, 5]),
        (None, "2009-01-31", [3, 5]),
    ],
)
def test_an_event_matches_days_that_its_own_overlap(
    log: Log, occurred_from: str | None, occurred_to: str | None, positions: list[int]
) -> None:
    put(
        log,
        an_event(occurred=("2009-02-11", "2009-02-11")),
        an_event(occurred=("2009-02-01", "2009-02-28")),
        an_event(occurred=(None, "2009-02-11")),
        an_event(occurred=("2009-02-11", None)),
        an_event(occurred=(None, None)),
    )
    assert found(log, EventQuery(occurred_from=occurred_from, occurred_to=occurred_to)) == positions


def test_instants_of_recording_are_inclusive(log: Log) -> None:
    for _ in range(3):
        put(log)
    moment = timedelta(microseconds=1)
    assert found(log, EventQuery(recorded_from=instant_of(2))) == [2, 3]
    assert found(log, EventQuery(recorded_from=instant_of(2) + moment)) == [3]
    assert found(log, EventQuery(recorded_to=instant_of(2))) == [1, 2]
    assert found(log, EventQuery(recorded_to=instant_of(2) - moment)) == [1]
    assert found(log, EventQuery(recorded_from=instant_of(2), recorded_to=instant_of(2))) == [2]
    assert found(log, EventQuery(recorded_to=instant_of(1) - moment)) == []
    assert found(log, EventQuery(recorded_from=instant_of(3) + moment)) == []


def test_every_word_occurs_letter_by_letter_whatever_its_case(log: Log) -> None:
    put(log, an_event(words="the law on media"), an_event(words="закон о сми, 100%"), an_event(words="a_b"))
    assert found(log, EventQuery(words=("MEDIA",))) == [1]
    assert found(log, EventQuery(words=("law", "edi"))) == [1]
    assert found(log, EventQuery(words=("law", "закон"))) == []
    assert found(log, EventQuery(words=("ЗАКОН",))) == [2]
    assert found(log, EventQuery(words=("%",))) == [2]
    assert found(log, EventQuery(words=("_",))) == [3]


def test_a_page_goes_on_where_the_last_one_ended_in_either_direction(log: Log) -> None:
    put(log, *(an_event("kz") if number % 2 else an_event() for number in range(10)))
    query = EventQuery(every=(("kz",),))
    assert found(log, query, limit=2) == [2, 4]
    assert found(log, query, after=4, limit=2) == [6, 8]
    assert found(log, query, limit=2, newest_first=True) == [10, 8]
    assert [one.position for one in log.find(query, through=7, limit=2, newest_first=True)] == [6, 4]


def test_tags_that_are_everywhere_narrow_a_search_as_rare_ones_do(log: Log) -> None:
    put(log, *(an_event("kz", "even" if number % 2 == 0 else "odd") for number in range(1, 5_101)))
    put(log, an_event("kz", "even", "rare"))
    everywhere = EventQuery(every=(("kz",), ("even", "odd")))
    assert found(log, everywhere, limit=3) == [1, 2, 3]
    assert found(log, everywhere, limit=3, newest_first=True) == [5_101, 5_100, 5_099]
    assert found(log, EventQuery(every=(("kz",), ("rare",)))) == [5_101]
    assert found(log, EventQuery(every=(("even", "odd"), ("kz",)), words=("absent",))) == []
