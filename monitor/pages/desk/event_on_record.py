"""The page of an event at the desk, and the forms of what is done about it: correct, retract, reinstate and so on."""

from typing import Annotated, Final

from fastapi import Query, Request, Response

from events.codec import FACT_TYPES
from events.strict_json import LARGEST_EXACT_INTEGER
from monitor.answers.events import event_shape
from monitor.answers.reader import NotOnRecord
from monitor.api.problems import Problem
from monitor.api.serviced import Served
from monitor.bootstrap import Service
from monitor.languages.phrases import gettext
from monitor.pages.desk.answering import desk_page, gone_to
from monitor.pages.desk.content_on_record import content_now, event_now
from monitor.pages.desk.event_acts import act_named, possible_acts, withholdable
from monitor.pages.desk.forms.form import CORRECTION, form_for, form_of
from monitor.pages.desk.forms.read_out import read_out
from monitor.pages.desk.guarding import SignedIn, desk_router
from monitor.pages.desk.sheet import Sheet
from monitor.pages.forms import EventForm
from monitor.staff.account import Staff

router = desk_router()

PAGE: Final = 50

Before = Annotated[int | None, Query(ge=2, le=LARGEST_EXACT_INTEGER)]
Which = Annotated[str, Query(max_length=64)]


@router.get("/events")
def find_event(
    request: Request, service: Served, staff: SignedIn, event: Which = "", before: Before = None
) -> Response:
    """On to the page of an event, by its id or position; where none is named, the newest events to choose from."""
    if event.strip():
        return gone_to(request, f"/desk/events/{event_now(service.reader, event.strip())['id']}")
    head = service.log.head().position
    newest = min(before - 1, head) if before is not None else head
    oldest = max(newest - PAGE, 0)
    records = service.log.read(after=oldest, through=newest)
    return desk_page(
        request,
        staff,
        "events.html",
        events=event_shape(service.reader, records, head)[::-1] if records else [],
        following=f"?before={oldest + 1}" if oldest else None,
        first=before is None,
    )


@router.get("/events/{event}")
def read_event(request: Request, service: Served, staff: SignedIn, event: str) -> Response:
    """An event as it stands now, with what can be done about it."""
    found = event_now(service.reader, event)
    content = content_now(service.reader, found)
    facts = read_out(form_for(content), content)
    return desk_page(request, staff, "event.html", event=found, facts=facts, acts=possible_acts(found))


@router.get("/events/{event}/{act}")
def read_act(request: Request, service: Served, staff: SignedIn, event: str, act: str) -> Response:
    """The form of an act; that of a correction is filled in with the whole event as it reads now."""
    sheet = sheet_upon(request, service, staff, event, act)
    return sheet.opened({"data": {"replacement": sheet.original}} if sheet.original is not None else {})


@router.post("/events/{event}/{act}")
def write_act(request: Request, service: Served, staff: SignedIn, event: str, act: str, form: EventForm) -> Response:
    """Preview an act, keep it as a draft, or append it; which of these, the button says."""
    return sheet_upon(request, service, staff, event, act).posted(form)


def sheet_upon(request: Request, service: Service, staff: Staff, event: str, act: str) -> Sheet:
    """The form of an act upon an event.

    Raises:
        NotOnRecord: there is no such event, or no such act.
        Problem: it is an act upon another event, which is not corrected.
    """
    asked, found = act_named(act), event_now(service.reader, event)
    if asked is None:
        raise NotOnRecord("act", act)
    original = content_now(service.reader, found) if asked.type == CORRECTION else None
    if original is not None and original["type"] not in FACT_TYPES:
        raise Problem("invalid", f"an {original['type']} is not corrected; retract it instead")
    return Sheet(
        request,
        service,
        staff,
        form_of(asked.type, original["type"] if original is not None else None, found["id"]),
        f"/desk/events/{found['id']}/{act}",
        gettext(asked.heading),
        gettext(asked.lede),
        target=found,
        original=original,
        withholdable=withholdable(found) if asked.name == "withhold" else (),
    )
