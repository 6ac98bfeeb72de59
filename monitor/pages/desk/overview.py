"""The first page of the desk: what waits for somebody, and what was appended last."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from fastapi import Request, Response

from alerts.sql.looked_over import disabled
from alerts.sql.waiting import unfinished
from events.sql.engines import reading
from monitor.answers.events import event_shape
from monitor.api.serviced import Served
from monitor.bootstrap import Service
from monitor.pages.desk.answering import desk_page
from monitor.pages.desk.guarding import SignedIn, desk_router
from monitor.staff.naming import names_of_recorders

LAST_APPENDS: Final = 10

router = desk_router()


@dataclass(frozen=True, slots=True)
class Appended:
    """One append in a line: the title of its first event, and how many more it brought. ``by`` is in words."""

    number: int
    recorded_at: datetime
    by: str
    event: str
    title: str
    language: str
    more: int


@router.get("")
def read_overview(request: Request, service: Served, staff: SignedIn) -> Response:
    """What waits for somebody, and what was appended last."""
    with reading(service.engine) as connection:
        states, off = unfinished(connection), disabled(connection)
        names = names_of_recorders(connection)
    return desk_page(
        request,
        staff,
        "overview.html",
        warnings=service.wellbeing.shape()["warnings"],
        states=[(state, many) for state, many in states.items() if many],
        disabled=off,
        appends=_last_appends(service, names),
    )


def _last_appends(service: Service, names: Mapping[str, str]) -> list[Appended]:
    head = service.log.head()
    numbers = range(head.append, max(head.append - LAST_APPENDS, 0), -1)
    records = [record for number in numbers if (record := service.log.append_record(number)) is not None]
    first = service.log.at([record.first_position for record in records])
    events = {shape["position"]: shape for shape in event_shape(service.reader, first, head.position)}
    return [
        Appended(
            number=record.number,
            recorded_at=record.recorded_at,
            by=names.get(record.recorded_by, record.recorded_by),
            event=events[record.first_position]["id"],
            title=events[record.first_position]["title"],
            language=events[record.first_position]["language"],
            more=record.last_position - record.first_position,
        )
        for record in records
    ]
