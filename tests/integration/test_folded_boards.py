"""Boards of a view that the read model does not keep: folded once, and again only what an append reaches."""

from pathlib import Path
from threading import Event, Semaphore, Thread

import pytest
from httpx2 import Response
from sqlalchemy import Engine

from monitor.answers import folds as module
from monitor.answers import turns
from monitor.answers.board_filter import BoardFilter
from monitor.answers.commitments import board
from monitor.answers.folded import fold_commitment
from monitor.answers.reader import NotOnRecord
from monitor.answers.views import View
from monitor.bootstrap import Service
from monitor.gather import Gather
from monitor.pages.reading.account_rows import definition_of
from monitor.settings import Settings
from monitor.status.assessors import Bodies
from tests.integration.api.served import START, Api, Clock
from tests.spec.monitor.answers.small_record import (
    append,
    bodies,
    body,
    commitment,
    fact,
    grade,
    law,
    service_on,
    source,
    view_of,
)


@pytest.fixture
def folded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The commitments that were folded, in the order in which they were."""
    done: list[str] = []

    def noted(name: str, *given: object) -> object:
        done.append(name)
        return fold_commitment(name, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "fold_commitment", noted)
    return done


@pytest.fixture
def service(sqlite_engine: Engine, folded: list[str]) -> Service:
    """Two promises of December 2007; one has a law of 2009 to it and was graded by a watch that nobody pays."""
    assert not folded
    service = service_on(sqlite_engine)
    watch = body("kz-watch", "civil-society", 2)
    first, other = (
        {**commitment(number, name), "sources": [source(published="2007-12-01")]}
        for number, name in ((10, "kz-media-law"), (11, "kz-courts"))
    )
    enacted = law("executive-signature", "2009-02-06", 12, sources=[source(published="2009-02-07")])
    append(service, bodies()[0], watch, first, other, enacted, grade("implemented", "2009-06-01", 13))
    return service


def shown(service: Service, view: View) -> dict[str, str]:
    items, _ = board(service.reader, view, BoardFilter())
    return {one["id"]: one["status"] for one in items}


def test_another_day_of_a_view_folds_nothing(service: Service, folded: list[str]) -> None:
    assert shown(service, view_of(service, lens="media"))["kz-media-law"] == "no-action-on-record"
    assert sorted(folded) == ["kz-courts", "kz-media-law"]
    folded.clear()
    assert set(shown(service, view_of(service, "2008-01-01", lens="media"))) == {"kz-courts", "kz-media-law"}
    assert shown(service, view_of(service, "2007-11-30", lens="media")) == {}
    assert folded == []


def test_an_append_folds_again_only_what_it_reaches(service: Service, folded: list[str]) -> None:
    shown(service, view_of(service, lens="civil-society"))
    folded.clear()
    append(service, grade("partially-implemented", "2009-07-01", 14))
    assert shown(service, view_of(service, lens="civil-society"))["kz-media-law"] == "partially-implemented"
    assert folded == ["kz-media-law"]


def test_a_new_description_of_a_body_folds_all_again(service: Service) -> None:
    view = view_of(service, public_at="2009-12-01")
    assert shown(service, view)["kz-media-law"] == "implemented"
    append(service, bodies()[1] | {"id": body("kz-watch", "civil-society", 15)["id"]})
    assert shown(service, view_of(service, public_at="2009-12-01"))["kz-media-law"] == "enacted"
    assert shown(service, view)["kz-media-law"] == "implemented"


def test_days_between_which_nothing_became_public_are_one(service: Service, folded: list[str]) -> None:
    assert shown(service, view_of(service, public_at="2009-02-07"))["kz-media-law"] == "enacted"
    folded.clear()
    assert shown(service, view_of(service, public_at="2009-05-31"))["kz-media-law"] == "enacted"
    assert folded == []
    assert shown(service, view_of(service, public_at="2009-06-01"))["kz-media-law"] == "implemented"
    assert folded == ["kz-media-law"]


def test_all_lenses_through_which_nothing_is_seen_are_folded_once(service: Service, folded: list[str]) -> None:
    shown(service, view_of(service, lens="nobody"))
    folded.clear()
    shown(service, view_of(service, lens="nobody-else"))
    assert folded == []


def test_a_commitment_is_in_a_view_what_that_shows_of_it(service: Service) -> None:
    changed = {"commitment": "kz-media-law", "reason": "A decree", "duty_bearers": ["kz-government", "kz-watch"]}
    append(service, fact("commitment-amended", "2009-08-01", changed, 16, sources=[source(published="2009-08-05")]))

    def bearers(**view: str) -> list[str]:
        content = definition_of(service.reader, view_of(service, **view), "kz-media-law")["content"]
        found: list[str] = content["duty_bearers"]
        return found

    assert bearers() == bearers(public_at="2009-08-05") == bearers(lens="kz-watch") == ["kz-government", "kz-watch"]
    assert bearers(public_at="2009-08-04") == ["kz-government"]
    with pytest.raises(NotOnRecord):
        bearers(public_at="2007-11-30")


def test_the_bodies_are_read_as_often_for_many_commitments_as_for_one(
    sqlite_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    service, asked = service_on(sqlite_engine), list[int]()
    append(service, *bodies(), *(commitment(number, f"kz-promise-{number}") for number in range(30, 40)))
    read = Gather.bodies_at

    def counted(gather: Gather, through: int) -> tuple[int, Bodies]:
        asked.append(through)
        return read(gather, through)

    monkeypatch.setattr(Gather, "bodies_at", counted)
    times = []
    for limit, lens in ((1, "media"), (10, "government")):
        items, _ = board(service.reader, view_of(service, lens=lens), BoardFilter(), limit=limit)
        assert len(items) == limit
        times.append(len(asked))
        asked.clear()
    assert times[0] == times[1]


def test_two_who_ask_for_one_view_at_once_have_it_folded_once(
    sqlite_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    done, answers, waits = list[str](), list[dict[str, str]](), Semaphore(0)

    class Watched(Event):
        def wait(self, timeout: float | None = None) -> bool:
            waits.release()
            return super().wait(timeout)

    def meddled(name: str, *given: object) -> object:
        done.append(name)
        if len(done) == 1:
            other.start()
            assert waits.acquire(timeout=10)
        return fold_commitment(name, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(turns, "Event", Watched)
    monkeypatch.setattr(module, "fold_commitment", meddled)
    monkeypatch.setattr(module, "FEW_ENTRIES", 1)
    monkeypatch.setattr(module, "FEW_UNKNOWN", 1)
    service = service_on(sqlite_engine)
    append(service, *bodies(), commitment(10), commitment(11, "kz-courts"))
    view = view_of(service, lens="media")
    other = Thread(target=lambda: answers.append(shown(service, view)), daemon=True)
    answers.append(shown(service, view))
    other.join(timeout=10)
    assert sorted(done) == ["kz-courts", "kz-media-law"]
    assert answers == [dict.fromkeys(("kz-courts", "kz-media-law"), "no-action-on-record")] * 2


@pytest.mark.parametrize(
    ("asked", "meanwhile", "status"),
    [
        ("/board?lens=media", "/board?lens=government", 503),
        ("/v1/commitments?lens=media", "/v1/commitments?public_at=2009-01-01", 503),
        ("/v1/commitments?lens=media", "/v1/export/statuses.csv?lens=government", 503),
        ("/board?lens=media", "/commitments/kz-media-law?lens=government", 200),
    ],
)
def test_whoever_asks_for_one_board_more_than_may_be_folded_at_once_is_told_when_to_come_again(
    asked: str, meanwhile: str, status: int, sqlite_engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    others, answers = [meanwhile], list[Response]()

    def meddled(name: str, *given: object) -> object:
        if others:
            answers.append(api.get(others.pop()))
        return fold_commitment(name, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "fold_commitment", meddled)
    for few in ("FEW_ENTRIES", "FEW_UNKNOWN"):
        monkeypatch.setattr(module, few, 1)
    clock, settings = Clock(START), Settings(data_dir=tmp_path, folds_at_once=1)
    api = Api(Service(settings, sqlite_engine, clock), clock)
    append(api.service, *bodies(), commitment(10), commitment(11, "kz-courts"))
    assert api.get(asked).status_code == 200
    assert [answer.status_code for answer in answers] == [status]
    if status == 503:
        assert answers[0].headers["retry-after"] == "5"
        assert "s many views are being worked out as may be at once" in answers[0].text
        assert api.get(meanwhile).status_code == 200
