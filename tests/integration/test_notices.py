"""Notices: what an append tells, what time alone tells, and that nothing is told twice."""

import contextlib
from datetime import date

import pytest
from sqlalchemy import Engine

from alerts.notices import Cause
from alerts.sql import notice_store
from events.sql.engines import reading, writing
from monitor.announcing.announcer import Announcer
from monitor.gather import Gather
from monitor.readmodel.projector import checkpoint
from monitor.readmodel.rebuilding import rebuild
from tests import builders as new
from tests.builders import Event
from tests.integration.announced import Telling, told, whats

PLEDGE, LAW = "pledge-one", "law-one"
BODIES = [new.described("state", "government"), new.described("reviewer"), new.described("council", "court")]


def made(day: str = "2008-01-01", **more: str) -> Event:
    return new.made(day, PLEDGE, duty_bearers=["state"], **more)


def law(day: str, step: str, effect: str = "advances") -> Event:
    return new.legislated(day, step, LAW, bears_on=[new.bears(effect, PLEDGE, "reviewer")])


@pytest.fixture
def telling(engine: Engine) -> Telling:
    """A record with bodies and one pledge, made and recorded on the first of January 2008."""
    found = Telling(engine)
    found.append(*BODIES, made(due="2008-12-31"))
    return found


def test_a_new_commitment_is_told_once_with_the_event_that_made_it(engine: Engine) -> None:
    found = Telling(engine).append(*BODIES, made())
    assert [one.item for one in found if one.what == "commitment"] == [f"commitment:{PLEDGE}"]
    assert whats(found).count("event") == len(BODIES) + 1


def test_an_act_is_told_as_status_and_stage_of_the_pledge_as_stage_of_the_measure_and_as_event(
    telling: Telling,
) -> None:
    telling.go_to("2008-02-01")
    found = telling.append({**law("2008-02-01", "introduction"), "topics": ["elections"]})
    pledge, act = f"commitment:{PLEDGE}", found[-1].events[0]
    assert told(found) == [
        (
            "status", pledge, {"status": "no-action-on-record", "certain": True},
            {"status": "in-progress", "certain": True},
        ),
        ("stage", pledge, "none", "introduced"),
        ("stage", f"measure:{LAW}", "none", "introduced"),
        ("event", f"event:{act}", None, {"event": act}),
    ]  # fmt: skip
    assert {one.cause for one in found} == {Cause("append", append=2)}
    assert {f"commitment:{PLEDGE}", f"measure:{LAW}", "jurisdiction:KZ", "topic:elections"} <= set(found[0].tags)


def test_rulings_and_assessments_are_told_by_name(telling: Telling) -> None:
    telling.append(law("2008-02-01", "introduction"))
    graded = new.assessed("2008-03-01", new.grade("partially-implemented", "reviewer", PLEDGE), by="reviewer")
    assert "ruling" in whats(telling.append(new.ruled("2008-02-20", "constitutional", LAW, data={"court": "council"})))
    assert "assessment" in whats(telling.append(graded))


def test_what_was_otherwise_only_in_the_past_is_history_revised(telling: Telling) -> None:
    telling.go_to("2008-06-01")
    telling.append(law("2008-06-01", "executive-signature"))
    telling.go_to("2008-07-01")
    found = telling.append(law("2008-05-01", "introduction"))
    assert [(one.what, one.since, one.until) for one in found if one.item == f"commitment:{PLEDGE}"] == [
        ("history", date(2008, 5, 1), date(2008, 5, 30)),
        ("history", date(2008, 5, 30), date(2008, 6, 1)),
    ]


def test_concerns_are_told_when_they_begin_and_when_they_end(engine: Engine) -> None:
    telling = Telling(engine)
    telling.append(*BODIES, made(kind="uphold"))
    telling.go_to("2008-03-02")
    begun = telling.append(law("2008-03-01", "introduction", "hinders"))
    ended = telling.append(law("2008-03-02", "withdrawal", "hinders"))
    assert [one.after["ended"] for one in [*begun, *ended] if one.what == "concern"] == [None, "averted"]


def test_corrections_and_retractions_are_told_and_editorial_ones_are_not(telling: Telling) -> None:
    said = telling.append(new.stated("2008-02-01", by="reviewer"))[0].events[0]
    better = new.stated("2008-02-02", by="reviewer")
    assert whats(telling.append(new.corrected(said, better))) == ["correction"]
    assert telling.append(new.corrected(said, {**better, "title": "Better put"}, "editorial")) == []
    assert whats(telling.append(new.retracted(said))) == ["retraction"]


def test_those_of_one_event_are_found_among_those_of_its_append(telling: Telling) -> None:
    found = telling.append(law("2008-02-01", "introduction"), law("2008-03-01", "passage"))
    (one, other) = (event for notice in found if notice.what == "event" for event in notice.events)
    with reading(telling.engine) as connection:
        for event in (one, other):
            of_it = notice_store.of_event(connection, "append:2", event)
            assert [numbered.notice for numbered in of_it] == [notice for notice in found if event in notice.events]
        assert notice_store.of_event(connection, "append:1", one) == []


def test_an_append_that_tells_nobody_writes_silent_notices(telling: Telling) -> None:
    found = telling.append(law("2008-02-01", "introduction"), notify=False)
    assert found
    assert all(one.silent for one in found)


def test_a_deadline_that_passes_is_told_on_its_day_although_nothing_happened(telling: Telling) -> None:
    assert whats(telling.sweep("2008-12-31")) == ["no-recent-record", "due-soon"]
    found = telling.sweep("2009-01-01")
    assert told(found) == [
        ("due-soon", f"commitment:{PLEDGE}", {"flag": "due-soon", "set": True}, {"flag": "due-soon", "set": False}),
        ("overdue", f"commitment:{PLEDGE}", {"flag": "overdue", "set": False}, {"flag": "overdue", "set": True}),
    ]
    assert {one.cause.key for one in found} == {"time:KZ:2009-01-01"}


def test_looking_again_and_by_another_process_tells_nothing_twice(telling: Telling) -> None:
    assert telling.sweep("2009-01-01")
    assert telling.sweep("2009-01-01") == []
    telling.restart()
    assert telling.sweep("2009-01-01") == []


def test_after_a_long_sleep_every_day_is_told_with_its_own_cause(telling: Telling) -> None:
    found = telling.sweep("2009-02-01")
    assert [(one.what, one.cause.key) for one in found] == [
        ("no-recent-record", "time:KZ:2008-05-30"),
        ("due-soon", "time:KZ:2008-10-02"),
        ("due-soon", "time:KZ:2009-01-01"),
        ("overdue", "time:KZ:2009-01-01"),
    ]


def test_what_the_days_brought_before_an_append_is_told_as_it_was_known_before_it(telling: Telling) -> None:
    telling.go_to("2009-01-10")
    found = telling.append(law("2009-01-09", "executive-signature"))
    assert whats(found)[:4] == ["no-recent-record", "due-soon", "due-soon", "overdue"]
    assert found[4].what == "status"
    assert telling.sweep("2009-01-10") == []


def test_a_jurisdiction_new_on_record_has_no_backlog(engine: Engine) -> None:
    telling = Telling(engine, "2012-01-01")
    telling.append(*BODIES, made("2008-01-01", due="2008-12-31"), notify=False)
    assert telling.sweep("2012-01-02") == []


def test_statement_5_rebuilding_from_the_first_event_tells_nothing(telling: Telling) -> None:
    telling.append(law("2008-02-01", "introduction"))
    before = telling.notices
    rebuild(telling.engine, telling.log, Gather(telling.log))
    telling.restart()
    assert list(telling.projector.catch_up()) == []
    assert telling.notices == before


def test_what_was_appended_while_a_rebuild_took_over_is_told_once_it_has(telling: Telling) -> None:
    telling.go_to("2008-02-01")
    before = len(telling.notices)
    telling.record(law("2008-02-01", "introduction"))
    rebuild(telling.engine, telling.log, Gather(telling.log))
    assert len(telling.notices) == before
    assert len(list(telling.projector.catch_up())) == 1
    assert whats(telling.notices[before:]) == ["status", "stage", "stage", "event"]


class PowerCutError(Exception):
    """Everything not committed is lost."""


def test_a_projector_that_dies_before_its_commit_tells_everything_once(telling: Telling) -> None:
    telling.go_to("2008-02-01")
    telling.record(law("2008-02-01", "introduction"))
    with contextlib.suppress(PowerCutError), writing(telling.engine) as connection:
        point = checkpoint(connection, lock=True)
        done = telling.projector.project(connection, point, telling.log.read(after=point.position, limit=100))
        Announcer(telling.log).announce(connection, done)
        raise PowerCutError
    before = len(telling.notices)
    telling.restart()
    list(telling.projector.catch_up())
    assert whats(telling.notices[before:]) == ["status", "stage", "stage", "event"]
