"""The stretches of a commitment are its history, on both engines."""

from datetime import date

import pytest
from sqlalchemy import Engine

from monitor.answers.commitments import periods
from monitor.answers.reader import NotOnRecord, Retracted
from monitor.bootstrap import Service
from monitor.charts.reading import stretches
from monitor.charts.stretches import Stretch
from tests.spec.monitor.answers.small_record import (
    act,
    append,
    bodies,
    commitment,
    event_id,
    grade,
    law,
    service_on,
    view_of,
)

PLEDGE = "kz-media-law"
COVERED = {"jurisdiction": "KZ", "covers_from": "2007-05-01", "covers_to": "2009-11-19", "cadence": "weekly"}
PLEDGED = Stretch(date(2007, 12, 1), date(2008, 6, 5), "no-action-on-record", "no action on record")


@pytest.fixture
def service(engine: Engine) -> Service:
    """A pledge (1 to 3), a bill (4), its signature (5), a grade (6); followed to November 2009 (7)."""
    made = service_on(engine)
    append(made, *bodies(), commitment())
    append(made, law("introduction", "2008-06-05", 11), law("executive-signature", "2009-02-06", 12))
    append(made, grade("partially-implemented", "2009-11-19", 13))
    return made


def test_each_run_of_days_with_one_status_is_a_stretch_whatever_else_changed(service: Service) -> None:
    view = view_of(service, "2009-11-19")
    assert stretches(service.reader, view, PLEDGE) == (
        PLEDGED,
        Stretch(date(2008, 6, 5), date(2009, 2, 6), "in-progress", "in progress"),
        Stretch(date(2009, 2, 6), date(2009, 11, 19), "enacted", "enacted, not assessed"),
        Stretch(date(2009, 11, 19), None, "partially-implemented", "partially implemented"),
    )
    assert len(periods(service.reader, view, PLEDGE)) > 4, "flags come and go within a status"


def test_what_was_not_known_at_a_moment_is_no_stretch(service: Service) -> None:
    known = stretches(service.reader, view_of(service, known_at="5"), PLEDGE)
    assert [one.status for one in known] == ["no-action-on-record", "in-progress", "enacted"]
    assert stretches(service.reader, view_of(service, known_at="3"), PLEDGE) == (
        Stretch(date(2007, 12, 1), None, "no-action-on-record", "no action on record"),
    )


def test_where_the_coverage_ended_the_stretch_of_the_day_asked_about_says_when_it_was_last_known(
    service: Service,
) -> None:
    append(service, act("coverage-stated", COVERED, 14))
    last = stretches(service.reader, view_of(service, "2010-03-01"), PLEDGE)[-1]
    assert last == Stretch(
        date(2009, 11, 19), None, "partially-implemented", "partially implemented", date(2009, 11, 19)
    )
    assert [one.last_known for one in stretches(service.reader, view_of(service, "2009-11-19"), PLEDGE)] == [None] * 4


def test_a_later_event_moves_the_day_on_which_it_was_last_known(service: Service) -> None:
    append(service, act("coverage-stated", COVERED, 14), grade("not-implemented", "2010-01-15", 15))
    *_, before, last = stretches(service.reader, view_of(service, "2010-03-01"), PLEDGE)
    assert (before.last_known, last.status, last.last_known) == (None, "not-implemented", date(2010, 1, 15))


def test_a_status_that_is_merely_possible_is_a_stretch_of_its_own(engine: Engine) -> None:
    service = service_on(engine)
    append(service, *bodies(), commitment())
    append(service, law("introduction", "2008", 11), law("passage", "2009-02-06", 12))
    assert stretches(service.reader, view_of(service), PLEDGE) == (
        Stretch(date(2007, 12, 1), date(2008, 1, 1), "no-action-on-record", "no action on record"),
        Stretch(date(2008, 1, 1), date(2008, 12, 31), "in-progress", "possibly in progress"),
        Stretch(date(2008, 12, 31), None, "in-progress", "in progress"),
    )


def test_what_is_followed_without_a_promise_has_no_status(service: Service) -> None:
    append(service, commitment(20, "kz-papers", kind="watch"))
    (only,) = stretches(service.reader, view_of(service), "kz-papers")
    assert (only.status, only.label) == (None, "followed, no status")


def test_through_a_lens_only_what_that_account_put_on_record_counts(service: Service) -> None:
    seen = stretches(service.reader, view_of(service, lens="kz-watch"), PLEDGE)
    assert [one.status for one in seen] != [one.status for one in stretches(service.reader, view_of(service), PLEDGE)]


def test_before_it_was_made_there_is_what_is_to_come_and_nothing_was_last_known(service: Service) -> None:
    append(service, act("coverage-stated", COVERED, 14))
    found = stretches(service.reader, view_of(service, "2007-01-01"), PLEDGE)
    assert found[0] == PLEDGED
    assert {one.last_known for one in found} == {None}


def test_what_is_not_on_record_or_was_retracted_is_refused(service: Service) -> None:
    with pytest.raises(NotOnRecord):
        stretches(service.reader, view_of(service), "kz-nothing")
    with pytest.raises(NotOnRecord):
        stretches(service.reader, view_of(service, known_at="0"), PLEDGE)
    append(service, act("event-retracted", {"target": event_id(10), "reason": "A slip", "kind": "error"}, 30))
    with pytest.raises(Retracted):
        stretches(service.reader, view_of(service), PLEDGE)
