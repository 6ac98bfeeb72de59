"""Events as answers, on both engines."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine

from monitor.answers.changes import change_shapes
from monitor.answers.event_shapes import preview_shapes
from monitor.answers.events import EventFilter, commitment_events, find_events, one_event
from monitor.answers.reader import NotOnRecord, Retracted
from monitor.bootstrap import Service
from tests.spec.monitor.answers.small_record import (
    act,
    append,
    bodies,
    commitment,
    event_id,
    fact,
    figure,
    grade,
    law,
    request_of,
    service_on,
    source,
    view_of,
)

QUOTE = source(quote="We keep our word.", published="2009-02-20")


@pytest.fixture
def service(engine: Engine) -> Service:
    """Bodies at 1 and 2, a commitment at 3, its law introduced at 4 and signed at 5, a grade at 6."""
    made = service_on(engine)
    append(made, *bodies(), commitment())
    append(made, law("introduction", "2009-01-12", 11), law("executive-signature", "2009-02-06", 12, sources=[QUOTE]))
    append(made, grade("partially-implemented", "2009-03-01", 13))
    return made


def ids(shapes: list[dict[str, object]]) -> list[object]:
    return [shape["id"] for shape in shapes]


def test_an_event_is_found_by_its_id_and_by_its_position(service: Service) -> None:
    head = service.log.head().position
    shown = one_event(service.reader, event_id(12), head)
    assert shown == one_event(service.reader, "5", head) == one_event(service.reader, event_id(12).upper(), head)
    assert shown["sources"][0]["quote"] == "We keep our word."
    assert shown["leaf_hash"] == service.log.at([5])[0].leaf_hash.hex()
    assert (shown["state"], shown["touches"], shown["previous"]) == ("current", ["kz-media-law"], {"kz-media-law": 4})


@pytest.mark.parametrize("identity", ["7", "0", event_id(99), "no-id", "9" * 30])
def test_what_is_not_on_record_is_said_to_be_so(service: Service, identity: str) -> None:
    with pytest.raises(NotOnRecord) as refused:
        one_event(service.reader, identity, service.log.head().position)
    assert refused.value.identity == identity


def test_an_event_is_not_on_record_before_it_was_recorded(service: Service) -> None:
    with pytest.raises(NotOnRecord):
        one_event(service.reader, event_id(13), 5)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (EventFilter(), [1, 2, 3, 4, 5, 6]),
        (EventFilter(type=("legislative-action",)), [4, 5]),
        (EventFilter(type=("legislative-action.v1", "statement")), [4, 5, 6]),
        (EventFilter(type=("legislation",)), []),
        (EventFilter(commitment=("kz-media-law",), account=("government",)), [3]),
        (EventFilter(measure=("kz-law-media-2009",)), [4, 5]),
        (EventFilter(topic=("media",)), [3]),
        (EventFilter(body=("kz-watch",), type=("statement",)), [6]),
        (EventFilter(jurisdiction=("DE",)), []),
        (EventFilter(occurred_from="2009-01-12", occurred_to="2009-02-05"), [4]),
        (EventFilter(recorded_to=datetime(2010, 2, 1, tzinfo=UTC)), []),
        (EventFilter(recorded_from=datetime(2010, 2, 1, tzinfo=UTC)), [1, 2, 3, 4, 5, 6]),
        (EventFilter(q="STATEMENT 13"), [6]),
    ],
)
def test_events_are_found_by_what_they_carry(service: Service, wanted: EventFilter, found: list[int]) -> None:
    shapes, more = find_events(service.reader, 6, wanted, limit=10)
    assert [shape["position"] for shape in shapes] == found
    assert not more


def test_a_page_ends_at_its_limit_and_says_whether_there_is_more(service: Service) -> None:
    pages, after, more = [], 0, True
    while more:
        shapes, more = find_events(service.reader, 5, EventFilter(), after=after, limit=2)
        pages.append([shape["position"] for shape in shapes])
        after = pages[-1][-1]
    assert pages == [[1, 2], [3, 4], [5]]


def test_every_step_on_the_record_stays_visible_and_the_state_is_that_of_the_moment_asked_about(
    service: Service,
) -> None:
    signed = law("executive-signature", "2009-02-07", 12, sources=[QUOTE])
    replacement = {key: value for key, value in signed.items() if key != "id"}
    corrected = {"target": event_id(12), "reason": "A day late.", "kind": "substantive", "replacement": replacement}
    append(service, act("event-corrected", corrected, 21))
    append(service, act("event-retracted", {"target": event_id(12), "reason": "Not signed.", "kind": "error"}, 22))
    append(service, act("event-reinstated", {"target": event_id(12), "reason": "It was."}, 23))
    append(service, act("event-annotated", {"target": event_id(12), "note": "Misprinted."}, 24))
    states = [one_event(service.reader, event_id(12), through)["state"] for through in range(6, 11)]
    assert states == ["current", "corrected", "retracted", "corrected", "corrected"]
    shown = one_event(service.reader, event_id(12), 10)
    assert shown["occurred"] == "2009-02-06"
    assert shown["corrected_by"] == [event_id(21)]
    assert (shown["retracted_by"], shown["reinstated_by"]) == (event_id(22), event_id(23))
    assert shown["annotated_by"] == [event_id(24)]
    assert one_event(service.reader, event_id(21), 10)["touches"] == ["kz-media-law"]


def test_withheld_words_are_gone_for_every_moment_and_the_event_says_why(service: Service) -> None:
    withheld = {"target": event_id(12), "fields": ["quote"], "reason": "Asked for.", "authority": "Data office"}
    append(service, act("content-withheld", withheld, 21))
    before, after = (one_event(service.reader, event_id(12), through) for through in (6, 7))
    assert before["sources"][0]["quote"] is after["sources"][0]["quote"] is None
    assert (before["state"], after["state"]) == ("current", "withheld-in-part")
    assert (
        before["withheld"]
        == after["withheld"]
        == [{"pointer": "/sources/0/quote", "reason": "Asked for.", "authority": "Data office", "event": event_id(21)}]
    )
    assert after["leaf_hash"] == service.log.at([5])[0].leaf_hash.hex()


def test_what_is_withheld_of_an_event_is_gone_from_its_corrections_and_they_say_why(service: Service) -> None:
    replacement = law("executive-signature", "2009-02-07", 12, sources=[QUOTE])
    del replacement["id"]
    corrected = {"target": event_id(12), "reason": "A day late.", "kind": "substantive", "replacement": replacement}
    append(service, act("event-corrected", corrected, 21))
    withheld = {"target": event_id(12), "fields": ["quote"], "reason": "Asked for.", "authority": "Data office"}
    append(service, act("content-withheld", withheld, 22))
    correction = one_event(service.reader, event_id(21), 8)
    assert correction["data"]["replacement"]["sources"][0]["quote"] is None
    assert (correction["state"], correction["withheld"][0]["event"]) == ("withheld-in-part", event_id(22))
    assert one_event(service.reader, event_id(21), 7)["state"] == "current"


def test_amounts_in_figures_are_json_numbers(service: Service) -> None:
    data = {"speakers": [{"body": "kz-watch"}], "act": "position", "attested": "direct"}
    append(service, fact("statement", "2009-03-02", data, 21, figures=[figure("papers", "7.5", "2008")]))
    assert one_event(service.reader, event_id(21), 7)["figures"][0]["value"] == 7.5


def test_a_commitment_lists_everything_that_touches_it_as_known_at_a_position(service: Service) -> None:
    shapes, more = commitment_events(service.reader, view_of(service), "kz-media-law")
    assert (ids(shapes), more) == ([event_id(number) for number in (10, 11, 12, 13)], False)
    shapes, more = commitment_events(service.reader, view_of(service, known_at="5"), "kz-media-law", after=3, limit=1)
    assert (ids(shapes), more) == ([event_id(11)], True)


def test_a_view_of_what_was_public_or_of_one_account_leaves_out_the_rest_and_the_acts_upon_it(service: Service) -> None:
    append(service, act("event-annotated", {"target": event_id(13), "note": "Second edition."}, 21))
    by_press, _ = commitment_events(service.reader, view_of(service, lens="media"), "kz-media-law")
    by_watch, _ = commitment_events(service.reader, view_of(service, lens="civil-society"), "kz-media-law")
    assert ids(by_press) == [event_id(10), event_id(11), event_id(12)]
    assert ids(by_watch) == [event_id(10), event_id(13), event_id(21)]


def test_what_was_not_public_by_a_day_is_no_part_of_what_was_public_then(engine: Engine) -> None:
    service = service_on(engine)
    early = {**commitment(), "public": "2007-12-02"}
    append(service, *bodies(), early, grade("partially-implemented", "2009-03-01", 13))
    public_at = view_of(service, public_at="2009-02-28")
    assert ids(commitment_events(service.reader, public_at, "kz-media-law")[0]) == [event_id(10)]
    with pytest.raises(NotOnRecord):
        commitment_events(service.reader, view_of(service, public_at="2007-12-01"), "kz-media-law")


def test_a_commitment_not_on_record_has_no_events_and_one_whose_making_was_retracted_is_gone(service: Service) -> None:
    with pytest.raises(NotOnRecord):
        commitment_events(service.reader, view_of(service), "kz-election-law")
    with pytest.raises(NotOnRecord):
        commitment_events(service.reader, view_of(service, known_at="0"), "kz-media-law")
    append(service, act("event-retracted", {"target": event_id(10), "reason": "Never made.", "kind": "error"}, 21))
    with pytest.raises(Retracted) as gone:
        commitment_events(service.reader, view_of(service), "kz-media-law")
    assert gone.value.by == event_id(21)


def test_what_an_append_changes_is_told_by_the_longest_runs_of_days_with_its_cause(service: Service) -> None:
    shown = change_shapes(append(service, law("entry-into-force", "2009-04-01", 21)).news)
    assert shown[0] == {
        "commitment": "kz-media-law",
        "from": "2009-04-01",
        "to": "2009-07-29",
        "before": {"status": "partially-implemented", "certain": True, "stage": "signed", "flags": []},
        "after": {"status": "partially-implemented", "certain": True, "stage": "in-force", "flags": []},
        "cause": {"kind": "event", "event": event_id(21), "position": 7},
        "current": False,
    }
    assert [(change["from"], change["to"], change["current"]) for change in shown[1:]] == [
        ("2009-07-29", "2009-08-29", False),
        ("2009-08-29", None, True),
    ]
    assert [change["before"]["flags"] for change in shown] == [[], ["no-recent-record"], ["no-recent-record"]]


def test_before_the_making_there_is_nothing_to_change_from(engine: Engine) -> None:
    service = service_on(engine)
    first, *_ = change_shapes(append(service, *bodies(), commitment()).news)
    assert (first["from"], first["before"], first["cause"]["position"]) == ("2007-12-01", None, 3)


def test_a_dry_run_shows_the_same_without_ids_and_positions(service: Service) -> None:
    draft = law("entry-into-force", "2009-04-01", 21)
    new, foreseen = service.appending.preview(request_of(draft))
    (event,) = preview_shapes(new)
    assert (event["id"], event["position"], event["title"]) == (None, None, "legislative-action 21")
    dry = change_shapes(foreseen, recorded=False)
    assert all(shape["cause"] == {"kind": "event", "event": None, "position": None} for shape in dry)
    done = change_shapes(append(service, draft).news)
    assert [{**shape, "cause": None} for shape in dry] == [{**shape, "cause": None} for shape in done]


def test_withholding_forgets_the_event_and_its_corrections_and_nothing_that_merely_resolves_it(
    service: Service,
) -> None:
    append(service, law("suspension", "2009-03-10", 21, sources=[source(quote="A")]))
    ends_it = fact("milestone", "2009-03-20", {"name": "x", "kind": "y"}, 22, resolves=[event_id(21)])
    append(service, {**ends_it, "sources": [source(quote="B")]})
    replacement = {key: value for key, value in ends_it.items() if key != "id"} | {"sources": [source(quote="C")]}
    correction = {"target": event_id(22), "reason": "r", "kind": "substantive", "replacement": replacement}
    append(service, act("event-corrected", correction, 23))
    append(
        service,
        act("content-withheld", {"target": event_id(21), "fields": ["quote"], "reason": "r", "authority": "a"}, 24),
    )
    through = service.log.head().position
    assert one_event(service.reader, event_id(21), through)["sources"][0]["quote"] is None
    assert one_event(service.reader, event_id(22), through)["sources"][0]["quote"] == "B"
    kept = one_event(service.reader, event_id(23), through)["data"]["replacement"]["sources"][0]["quote"]
    assert kept == "C"
