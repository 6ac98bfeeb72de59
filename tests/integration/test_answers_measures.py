"""Measures as answers, on both engines."""

import pytest
from sqlalchemy import Engine

from monitor.answers.measures import MeasureFilter, measures, one_measure
from monitor.answers.reader import NotOnRecord
from monitor.bootstrap import Service
from tests.spec.monitor.answers.small_record import (
    act,
    append,
    bodies,
    commitment,
    event_id,
    fact,
    law,
    service_on,
    source,
    view_of,
)

LAW = "kz-law-media-2009"
PLAN = {"measure": {"id": "kz-plan-media", "title": "Media plan", "kind": "plan"}, "classification": "signed"}


@pytest.fixture
def service(engine: Engine) -> Service:
    """A media law introduced, passed some time in January, signed, and scheduled to enter into force; and a plan."""
    made = service_on(engine)
    append(made, *bodies(), commitment())
    append(
        made,
        law("introduction", "2008-12-10", 11),
        law("passage", "2009-01", 12, effect=None),
        law("executive-signature", "2009-02-06", 13, effect="advances"),
        law("entry-into-force", "2010-01-01", 14, effect=None, scheduled=True),
        fact("executive-action", "2009-05-15", PLAN, 15, jurisdiction="OSCE"),
    )
    return made


def stages(service: Service, day: str, **asked: str) -> list[tuple[str, str | None, bool]]:
    shown = one_measure(service.reader, view_of(service, day, **asked), LAW)
    return [(one["stage"], one["from"], one["certain"]) for one in shown["stages"]]


def test_a_measure_shows_its_stages_up_to_the_day_and_those_that_are_scheduled(service: Service) -> None:
    scheduled = ("in-force", "2010-01-01", True)
    assert stages(service, "2008-12-31") == [("introduced", "2008-12-10", True), scheduled]
    assert stages(service, "2009-03-01") == [
        ("introduced", "2008-12-10", True),
        ("passed", "2009-01-31", True),
        ("signed", "2009-02-06", True),
        scheduled,
    ]
    assert stages(service, "2010-02-01") == stages(service, "2009-03-01")


def test_a_measure_stands_at_its_stage_of_the_day(service: Service) -> None:
    shown = one_measure(service.reader, view_of(service, "2009-03-01"), LAW)
    assert (shown["id"], shown["title"], shown["kind"], shown["stage"]) == (LAW, "Media law", "law", "signed")
    assert (shown["since"], shown["event"], shown["parts"]) == ("2009-02-06", event_id(13), [])
    assert [one["event"] for one in shown["stages"]] == [event_id(number) for number in (11, 12, 13, 14)]


def test_the_events_of_a_measure_are_those_that_may_have_happened_by_the_day_and_what_is_scheduled(
    service: Service,
) -> None:
    def told(day: str) -> list[str]:
        return [one["id"] for one in one_measure(service.reader, view_of(service, day), LAW)["events"]]

    assert told("2008-12-31") == [event_id(11), event_id(14)]
    assert told("2009-01-10") == [event_id(11), event_id(12), event_id(14)]
    first = one_measure(service.reader, view_of(service, "2009-01-10"), LAW)["events"][0]
    assert first == {
        "id": event_id(11),
        "position": 4,
        "type": "legislative-action.v1",
        "title": "legislative-action 11",
        "occurred": "2008-12-10",
        "counts_from": "2008-12-10",
    }


def test_what_a_measure_does_is_told_once_for_each_body_that_says_so(service: Service) -> None:
    shown = one_measure(service.reader, view_of(service, "2009-03-01"), LAW)
    assert shown["effect_on"] == [
        {
            "commitment": "kz-media-law",
            "of": "kz-media-law",
            "effect": "advances",
            "according_to": "kz-watch",
            "event": event_id(11),
        }
    ]


def test_what_a_measure_is_said_to_do_later_is_not_told_on_an_earlier_day(service: Service) -> None:
    append(service, law("entry-into-force-partial", "2009-05-01", 21, effect="hinders"))

    def told(day: str) -> list[str]:
        return [one["effect"] for one in one_measure(service.reader, view_of(service, day), LAW)["effect_on"]]

    assert told("2009-04-30") == ["advances"]
    assert told("2009-05-01") == ["advances", "hinders"]


def test_a_measure_not_heard_of_by_then_is_not_on_record(service: Service) -> None:
    for view in (view_of(service, "2008-12-09"), view_of(service, known_at="3"), view_of(service, known_at="0")):
        with pytest.raises(NotOnRecord) as refused:
            one_measure(service.reader, view, LAW)
        assert refused.value.identity == LAW
        assert measures(service.reader, view) == ([], False)
    with pytest.raises(NotOnRecord):
        one_measure(service.reader, view_of(service), "kz-no-such-law")


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (MeasureFilter(), [LAW, "kz-plan-media"]),
        (MeasureFilter(kind=("plan",)), ["kz-plan-media"]),
        (MeasureFilter(stage=("signed", "announced")), ["kz-plan-media"]),
        (MeasureFilter(stage=("in-force",)), [LAW]),
        (MeasureFilter(jurisdiction=("KZ",)), [LAW]),
        (MeasureFilter(jurisdiction=("OSCE", "DE")), ["kz-plan-media"]),
        (MeasureFilter(commitment=("kz-media-law",)), [LAW]),
        (MeasureFilter(commitment=("kz-election-law",)), []),
        (MeasureFilter(q="media LAW"), [LAW]),
        (MeasureFilter(kind=("law",), stage=("signed",)), []),
    ],
)
def test_measures_are_listed_by_what_they_are(service: Service, wanted: MeasureFilter, found: list[str]) -> None:
    shown, more = measures(service.reader, view_of(service), wanted)
    assert ([one["id"] for one in shown], more) == (found, False)


def test_a_page_of_measures_ends_at_its_limit_and_goes_on_after_the_last(service: Service) -> None:
    (first,), more = measures(service.reader, view_of(service), limit=1)
    assert (first["id"], more) == (LAW, True)
    (second,), more = measures(service.reader, view_of(service), after=LAW, limit=1)
    assert (second["id"], more) == ("kz-plan-media", False)


def test_a_correction_moves_a_stage_and_the_moment_before_it_keeps_the_old_one(service: Service) -> None:
    replacement = law("executive-signature", "2009-02-26", 13, sources=[source(title="Official gazette")])
    del replacement["id"]
    corrected = {"target": event_id(13), "reason": "Misread.", "kind": "substantive", "replacement": replacement}
    append(service, act("event-corrected", corrected, 21))
    assert ("signed", "2009-02-26", True) in stages(service, "2010-02-01")
    assert ("signed", "2009-02-06", True) in stages(service, "2010-02-01", known_at="8")
    events = one_measure(service.reader, view_of(service), LAW)["events"]
    assert [(one["id"], one["occurred"]) for one in events][2] == (event_id(13), "2009-02-26")


def test_a_retracted_event_is_no_stage_of_its_measure(service: Service) -> None:
    append(service, act("event-retracted", {"target": event_id(13), "reason": "Not yet.", "kind": "error"}, 21))
    assert [stage for stage, _, _ in stages(service, "2009-03-01")] == ["introduced", "passed", "in-force"]


def test_a_suspension_that_is_ended_gives_the_stage_before_it_back(service: Service) -> None:
    append(service, law("suspension", "2009-03-10", 21, effect=None))
    lifted = {"name": "End of the state of emergency", "kind": "decision"}
    append(service, fact("milestone", "2009-03-20", lifted, 22, resolves=[event_id(21)]))
    assert stages(service, "2009-04-01")[2:5] == [
        ("signed", "2009-02-06", True),
        ("suspended", "2009-03-10", True),
        ("signed", "2009-03-20", True),
    ]
    assert one_measure(service.reader, view_of(service, "2009-04-01"), LAW)["events"][-2]["id"] == event_id(22)


def test_through_a_lens_a_measure_has_the_stages_that_account_tells(service: Service) -> None:
    told = [source("kz-watch", "civil-society", published="2009-03-05")]
    append(service, law("suspension", "2009-03-05", 21, effect=None, sources=told))
    assert stages(service, "2009-04-01", lens="civil-society") == [("suspended", "2009-03-05", True)]
    shown, _ = measures(service.reader, view_of(service, lens="civil-society"))
    assert [(one["id"], one["stage"]) for one in shown] == [(LAW, "suspended")]


def test_what_was_public_by_a_day_tells_no_later_stage(service: Service) -> None:
    append(service, law("suspension", "2009-03-05", 21, effect=None, public="2009-03-07"))
    with pytest.raises(NotOnRecord):
        one_measure(service.reader, view_of(service, public_at="2009-03-06"), LAW)
    assert stages(service, "2009-04-01", public_at="2009-03-07") == [("suspended", "2009-03-05", True)]
