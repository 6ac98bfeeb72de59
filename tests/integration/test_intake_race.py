"""Two writers at once: a refusal that rests on a head that has moved is no refusal yet."""

from collections.abc import Callable, Collection
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import cast

import pytest

from events.log import Log
from events.memory import MemoryLog
from monitor.gather import Gather
from monitor.intake.deciding import Makers
from monitor.intake.intake import PATIENCE, Intake, TooBusy
from monitor.intake.reading import read_drafts
from monitor.intake.refusals import ConditionFailed, ExternalIdOnRecord, InvalidEvents, KeyReused
from monitor.intake.request import Condition, Key, Request
from tests.builders import GOVERNMENT, PLEDGE, REVIEWER, Event, described, made, stated
from tests.scraped import scraped

START = datetime(2031, 1, 4, 12, 0, tzinfo=UTC)
THEIRS = {"scheme": "kz-upr-2014", "value": "125.1"}
BODIES = (described(GOVERNMENT, "government"), described(REVIEWER, "osce"))


class Meanwhile:
    """A log; each time it is asked for external ids, which is while deciding, somebody else acts before it answers."""

    def __init__(self, log: Log, act: Callable[[], object]) -> None:
        self._log, self._act = log, act
        self.asked = 0

    def positions_of_external(self, external_ids: Collection[str]) -> dict[str, int]:
        self.asked += 1
        self._act()
        return self._log.positions_of_external(external_ids)

    def __getattr__(self, name: str) -> object:
        return getattr(self._log, name)


def intake(log: Log) -> Intake:
    ids, instants = count(1), count(1)
    return Intake(
        log,
        Gather(log),
        Makers(
            now=lambda: START + timedelta(minutes=next(instants)),
            new_id=lambda: f"01920000-0000-7000-8000-{log.head().position:06}{next(ids):06}",
            new_salt=lambda: b"sixteen bytes of",
        ),
    )


def raced(log: Log, act: Callable[[], object]) -> tuple[Intake, Meanwhile]:
    """The intake of a writer while somebody else acts."""
    seen = Meanwhile(log, act)
    return intake(cast("Log", seen)), seen


def once(act: Callable[[], object]) -> Callable[[], object]:
    """The act the first time, and nothing from then on."""
    left = [act]
    return lambda: left.pop()() if left else None


def request(*events: Event, key: str | None = None, condition: Condition | None = None) -> Request:
    drafts = tuple(read_drafts(enumerate(events, start=1)))
    kept = None if key is None else Key("rm-1", "POST /v1/events", key, repr(events).encode())
    return Request(drafts, "rm-1", key=kept, condition=condition)


PLEDGED = {**made(), "external_id": THEIRS}


@pytest.fixture
def begun(log: Log) -> Log:
    """Each log in turn, with two bodies on record."""
    intake(log).append(request(*BODIES))
    return log


def test_the_same_request_twice_at_once_is_one_append_and_both_are_told_of_it(begun: Log) -> None:
    other = intake(begun)
    mine, seen = raced(begun, once(lambda: other.append(request(PLEDGED, key="k"))))
    appended = mine.append(request(PLEDGED, key="k"))
    assert appended.replayed
    assert (appended.record.number, begun.head().append) == (2, 2)
    assert seen.asked == 1, "the key answers before anything is decided again"


def test_the_same_fact_from_two_senders_at_once_is_on_record_once_and_the_second_is_told_where(begun: Log) -> None:
    other = intake(begun)
    mine, seen = raced(begun, once(lambda: other.append(request(PLEDGED, key="theirs"))))
    with pytest.raises(ExternalIdOnRecord) as refused:
        mine.append(request(PLEDGED, key="mine"))
    assert refused.value.event_id == begun.at([3])[0].id
    assert (seen.asked, begun.head().append) == (2, 2), "decided again against the head that has it"


def test_what_was_refused_for_want_of_something_is_taken_in_once_somebody_brought_it(begun: Log) -> None:
    other = intake(begun)
    brought = Meanwhile(begun, once(lambda: other.append(request(PLEDGED))))
    about = stated("2009-02-11", external_id={"scheme": "kz-upr-2014", "value": "125.2"})
    about["bears_on"] = [{"of": PLEDGE, "effect": "neutral", "according_to": REVIEWER}]
    appended = intake(cast("Log", brought)).append(request(about))
    assert (appended.replayed, appended.record.number) == (False, 3)


def test_a_refusal_that_rests_on_the_head_as_it_still_is_stands_at_once(begun: Log) -> None:
    mine, seen = raced(begun, lambda: None)
    about = stated("2009-02-11", external_id=THEIRS)
    about["bears_on"] = [{"of": "kz-nothing", "effect": "neutral", "according_to": REVIEWER}]
    with pytest.raises(InvalidEvents):
        mine.append(request(about))
    assert (seen.asked, begun.head().append) == (1, 1)


def test_a_condition_that_somebody_broke_meanwhile_is_refused_with_what_broke_it(begun: Log) -> None:
    other = intake(begun)
    mine, _ = raced(begun, once(lambda: other.append(request(made(commitment="kz-election-law")))))
    unless = Condition(2, ("type:commitment-made.v1",))
    with pytest.raises(ConditionFailed) as refused:
        mine.append(request(PLEDGED, condition=unless))
    assert refused.value.position == 3


def test_a_key_that_came_to_stand_for_another_request_meanwhile_is_refused(begun: Log) -> None:
    other = intake(begun)
    mine, _ = raced(begun, once(lambda: other.append(request(made(commitment="kz-election-law"), key="k"))))
    with pytest.raises(KeyReused):
        mine.append(request(PLEDGED, key="k"))
    assert begun.head().append == 2


def test_whoever_comes_second_every_time_gives_up_and_has_stored_nothing() -> None:
    log = MemoryLog()
    other = intake(log)
    mine, seen = raced(log, lambda: other.append(request(described(f"body-{log.head().position}"))))
    overtaken = scraped("append_contentions_total")
    with pytest.raises(TooBusy):
        mine.append(request(*BODIES, PLEDGED))
    assert seen.asked == scraped("append_contentions_total") - overtaken == PATIENCE
    assert log.head().append == PATIENCE, "theirs, and none of mine"
