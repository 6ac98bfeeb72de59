"""Two views compared, on both engines."""

from typing import Any

import pytest
from sqlalchemy import Engine

from monitor.answers.board_filter import BoardFilter
from monitor.answers.compare import compare_views
from monitor.bootstrap import Service
from tests.spec.monitor.answers.small_record import act, append, bodies, commitment, event_id, grade, law, service_on
from tests.spec.monitor.answers.small_record import view_of as seen

ELECTIONS = {"name": "kz-election-law", "title": "Reform the election law"}
NOTHING = {"status": "no-action-on-record", "certain": True, "stage": "none", "flags": []}


@pytest.fixture
def service(engine: Engine) -> Service:
    """Two commitments, at 3 and 4, of which one gets a law (5 and 6) and a grade (7)."""
    made = service_on(engine)
    append(made, *bodies(), commitment(), commitment(30, made="2008-06-01", **ELECTIONS))
    append(made, law("introduction", "2009-01-12", 11), law("executive-signature", "2009-02-06", 12))
    append(made, grade("partially-implemented", "2009-03-01", 13))
    return made


def items(shown: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {item["id"]: item for item in shown["items"]}


def test_between_two_days_what_counts_after_the_first_and_by_the_second_is_named(service: Service) -> None:
    shown = compare_views(service.reader, seen(service, "2008-07-01"), seen(service, "2009-02-06"))
    assert items(shown)["kz-media-law"] == {
        "id": "kz-media-law",
        "title": "Reform the media law",
        "before": {**NOTHING, "flags": ["no-recent-record"]},
        "after": {"status": "enacted", "certain": True, "stage": "signed", "flags": []},
        "events": [event_id(11), event_id(12)],
    }
    assert (shown["from_view"]["as_of"], shown["to_view"]["as_of"]) == ("2008-07-01", "2009-02-06")


def test_the_day_of_the_first_view_is_behind_and_the_day_of_the_second_belongs(service: Service) -> None:
    shown = compare_views(service.reader, seen(service, "2009-01-12"), seen(service, "2009-03-01"))
    assert items(shown)["kz-media-law"]["events"] == [event_id(12), event_id(13)]


def test_what_stands_the_same_is_counted_and_not_listed(service: Service) -> None:
    shown = compare_views(service.reader, seen(service, "2009-02-06"), seen(service, "2009-03-01"))
    assert (list(items(shown)), shown["unchanged"]) == (["kz-media-law"], 1)
    same = compare_views(service.reader, seen(service, "2009-02-06"), seen(service, "2009-02-06"))
    assert (same["items"], same["unchanged"]) == ([], 2)


def test_a_commitment_not_yet_made_has_nothing_before_and_is_not_counted_before_both_days(service: Service) -> None:
    shown = compare_views(service.reader, seen(service, "2008-01-01"), seen(service, "2008-06-01"))
    assert items(shown)["kz-election-law"] == {
        "id": "kz-election-law",
        "title": "Reform the election law",
        "before": None,
        "after": NOTHING,
        "events": [event_id(30)],
    }
    none = compare_views(service.reader, seen(service, "2007-01-01"), seen(service, "2007-02-01"))
    assert (none["items"], none["unchanged"]) == ([], 0)


def test_backwards_the_same_events_are_named(service: Service) -> None:
    there = compare_views(service.reader, seen(service, "2008-07-01"), seen(service, "2009-02-06"))
    back = compare_views(service.reader, seen(service, "2009-02-06"), seen(service, "2008-07-01"))
    assert items(back)["kz-media-law"]["before"] == items(there)["kz-media-law"]["after"]
    assert items(back)["kz-media-law"]["events"] == items(there)["kz-media-law"]["events"]


def test_an_act_that_becomes_possible_is_named_since_it_may_be_the_reason(service: Service) -> None:
    append(service, law("filing", "2008-10", 14))
    shown = compare_views(service.reader, seen(service, "2008-09-30"), seen(service, "2008-10-15"))
    item = items(shown)["kz-media-law"]
    assert (item["after"]["status"], item["after"]["certain"]) == ("in-progress", False)
    assert item["events"] == [event_id(14)]


def test_between_two_moments_what_came_on_record_is_named_corrections_and_retractions_too(service: Service) -> None:
    append(service, act("event-retracted", {"target": event_id(13), "reason": "Forged.", "kind": "error"}, 21))
    earlier, later = (seen(service, "2009-03-01", known_at=position) for position in ("7", "8"))
    shown = compare_views(service.reader, earlier, later)
    item = items(shown)["kz-media-law"]
    assert (item["before"]["status"], item["after"]["status"]) == ("partially-implemented", "enacted")
    assert item["events"] == [event_id(21)]
    assert (shown["from_view"]["through_position"], shown["to_view"]["through_position"]) == (7, 8)


def test_what_only_the_earlier_moment_held_is_named_beside_the_act_that_took_it_back(service: Service) -> None:
    append(service, act("event-retracted", {"target": event_id(12), "reason": "Not signed.", "kind": "error"}, 21))
    one, other = seen(service, "2009-01-20", known_at="7"), seen(service, "2009-03-01", known_at="8")
    item = items(compare_views(service.reader, one, other))["kz-media-law"]
    assert item["events"] == [event_id(number) for number in (12, 13, 21)]


def test_what_was_unknown_has_nothing_before(service: Service) -> None:
    shown = compare_views(service.reader, seen(service, known_at="0"), seen(service))
    assert [(name, item["before"]) for name, item in items(shown).items()] == [
        ("kz-election-law", None),
        ("kz-media-law", None),
    ]
    assert items(shown)["kz-media-law"]["events"] == [event_id(number) for number in (10, 11, 12, 13)]


@pytest.mark.parametrize(
    ("wanted", "listed", "unchanged"),
    [
        (BoardFilter(jurisdiction=("DE",)), [], 0),
        (BoardFilter(status=("enacted",)), ["kz-media-law"], 0),
        (BoardFilter(status=("no-action-on-record",)), ["kz-media-law"], 1),
        (BoardFilter(topic=("media",), q="ELECTION"), [], 1),
        (BoardFilter(kind=("uphold",)), [], 0),
    ],
)
def test_a_filter_takes_what_matches_in_either_view(
    service: Service, wanted: BoardFilter, listed: list[str], unchanged: int
) -> None:
    shown = compare_views(service.reader, seen(service, "2008-12-01"), seen(service, "2009-02-06"), wanted)
    assert (list(items(shown)), shown["unchanged"]) == (listed, unchanged)


def test_through_a_lens_only_what_that_account_put_on_record_is_compared(service: Service) -> None:
    one, other = (seen(service, day, lens="civil-society") for day in ("2009-01-01", "2009-03-01"))
    item = items(compare_views(service.reader, one, other))["kz-media-law"]
    assert (item["after"]["status"], item["after"]["stage"]) == ("partially-implemented", "none")
    assert item["events"] == [event_id(13)]
