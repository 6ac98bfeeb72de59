"""Boards of a view that the read model does not keep, and that are folded on request."""

import pytest
from sqlalchemy import Engine

from monitor.answers.commitments import BoardFilter, board
from monitor.gather import Gather
from monitor.status.assessors import Bodies
from tests.spec.monitor.answers.small_record import append, bodies, commitment, service_on, view_of


def test_the_bodies_are_read_as_often_for_many_commitments_as_for_one(
    sqlite_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    service, asked = service_on(sqlite_engine), list[int]()
    append(service, *bodies(), *(commitment(number, f"kz-promise-{number}") for number in range(30, 40)))
    read = Gather.bodies

    def counted(gather: Gather, through: int) -> Bodies:
        asked.append(through)
        return read(gather, through)

    monkeypatch.setattr(Gather, "bodies", counted)
    times = []
    for limit in (1, 10):
        items, _ = board(service.reader, view_of(service, lens="media"), BoardFilter(), limit=limit)
        assert len(items) == limit
        times.append(len(asked))
        asked.clear()
    assert times[0] == times[1]
