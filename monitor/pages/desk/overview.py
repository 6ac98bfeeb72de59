"""The first page of the desk: what waits for somebody, and what was appended last."""

from typing import Final

from fastapi import Request, Response

from alerts.sql.looked_over import disabled
from alerts.sql.waiting import unfinished
from events.sql.engines import reading
from monitor.api.serviced import Served
from monitor.drafting.draft import Author
from monitor.pages.desk.answering import desk_page
from monitor.pages.desk.brought import brought
from monitor.pages.desk.guarding import SignedIn, desk_router
from monitor.pages.desk.state_words import COUNTED
from monitor.pages.reading.service_told import warnings_told
from monitor.staff.naming import names_of_recorders

LAST_APPENDS: Final = 10

router = desk_router()


@router.get("")
def read_overview(request: Request, service: Served, staff: SignedIn) -> Response:
    """What waits for somebody, and what was appended last."""
    with reading(service.engine) as connection:
        states, off = unfinished(connection), disabled(connection)
        names = names_of_recorders(connection)
    head = service.log.head().append
    signs = service.wellbeing.shape()
    who, drafts = Author(staff.id, staff.name), service.drafting.live()
    return desk_page(
        request,
        staff,
        "overview.html",
        to_review=sum(one.state == "open" and one.may_be_reviewed_by(who) for one in drafts),
        sent_back=sum(one.state == "sent-back" and one.may_be_changed_by(who) for one in drafts),
        warnings=warnings_told({**signs, "delivery": signs["undelivered"]}),
        states=[(state, COUNTED[state], many) for state, many in states.items() if many],
        disabled=off,
        refused=signs["refused"]["messages"] if signs["refused"] else 0,
        appends=brought(service, range(head, max(head - LAST_APPENDS, 0), -1), names, 1),
    )
