"""Pages of the board: what is not made by the day takes nobody's place on them, on both engines."""

import pytest
from sqlalchemy import Engine

from monitor.answers.board_filter import EVERYTHING, BoardFilter
from monitor.answers.commitments import board
from monitor.answers.compare import compare_views
from monitor.bootstrap import Service
from monitor.pages.reading.standings import standings
from tests.spec.monitor.answers.small_record import act, append, bodies, commitment, service_on, view_of

MADE = {"kz-a": "2009-01-01", "kz-b": "2009-01-01", "kz-c": "2007-12-01", "kz-d": "2009-01-01", "kz-e": "2007-12-01"}


@pytest.fixture
def service(engine: Engine) -> Service:
    """Five promises, of which two are made by the end of 2008."""
    service = service_on(engine)
    append(
        service, *bodies(), *(commitment(number, name, made) for number, (name, made) in enumerate(MADE.items(), 10))
    )
    return service


def page(service: Service, day: str, wanted: BoardFilter = EVERYTHING, **asked: int | str) -> tuple[list[str], bool]:
    items, more = board(service.reader, view_of(service, day), wanted, **asked)  # type: ignore[arg-type]
    return [one["id"] for one in items], more


@pytest.mark.parametrize(
    "wanted", [EVERYTHING, BoardFilter(topic=("media",)), BoardFilter(status=("no-action-on-record",))]
)
def test_a_page_goes_on_until_it_is_full_and_says_whether_more_are_made(service: Service, wanted: BoardFilter) -> None:
    assert page(service, "2008-12-31", wanted, limit=1) == (["kz-c"], True)
    assert page(service, "2008-12-31", wanted, limit=2) == (["kz-c", "kz-e"], False)
    assert page(service, "2008-12-31", wanted, limit=1, after="kz-c") == (["kz-e"], False)
    assert page(service, "2009-01-01", wanted, limit=4) == (["kz-a", "kz-b", "kz-c", "kz-d"], True)
    assert page(service, "2009-01-01", wanted, limit=5) == (sorted(MADE), False)
    assert page(service, "2007-11-30", wanted, limit=1) == ([], False)


def test_what_fits_in_nothing_that_is_asked_for_is_left_out(service: Service) -> None:
    for wanted in (BoardFilter(topic=("courts",)), BoardFilter(kind=("uphold",)), BoardFilter(flag=("disputed",))):
        assert page(service, "2009-12-31", wanted) == ([], False)
    assert page(service, "2009-12-31", BoardFilter(q="MEDIA reform", status=("no-action-on-record",)), limit=5) == (
        sorted(MADE),
        False,
    )


def test_a_board_of_a_jurisdiction_shows_what_was_of_it_as_known_then(service: Service) -> None:
    head = service.log.head().position
    again = {**commitment(10, "kz-a", MADE["kz-a"]), "jurisdiction": "OSCE"}
    moved = {"target": again.pop("id"), "reason": "It is the organisation's.", "kind": "substantive"}
    append(service, act("event-corrected", {**moved, "replacement": again}, 30))
    known_then: dict[str, str] = {"known_at": str(head)}
    known_now: dict[str, str] = {}
    for known, kz, osce in ((known_then, sorted(MADE), []), (known_now, sorted(MADE)[1:], ["kz-a"])):
        view = view_of(service, "2009-12-31", **known)
        for code, expected in (("KZ", kz), ("OSCE", osce), ("DE", [])):
            wanted = BoardFilter(jurisdiction=(code,))
            items, more = board(service.reader, view, wanted)
            assert ([one["id"] for one in items], more) == (expected, False)
            assert list(standings(service.reader, view, wanted).headline) == expected
    before, after = (view_of(service, "2009-12-31", **known) for known in (known_then, known_now))
    compared = compare_views(service.reader, before, after, BoardFilter(jurisdiction=("KZ",)))
    assert compared["unchanged"] == len(MADE)
