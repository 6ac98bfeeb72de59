"""The pages on which an event is written: which type, then the form made for it."""

from fastapi import Request, Response

from events.codec import ACT_TYPES, DRAFTS, base_type
from monitor.answers.reader import NotOnRecord
from monitor.api.serviced import Served
from monitor.bootstrap import Service
from monitor.languages.phrases import gettext
from monitor.pages.desk.answering import desk_page
from monitor.pages.desk.forms.form import form_of
from monitor.pages.desk.forms.wording import PURPOSES
from monitor.pages.desk.guarding import SignedIn, desk_router
from monitor.pages.desk.sheet import Sheet
from monitor.pages.forms import EventForm
from monitor.pages.reading.record_words import type_of
from monitor.pages.shown import opening
from monitor.staff.account import Staff

router = desk_router()


@router.get("/events/new")
def read_types(request: Request, staff: SignedIn) -> Response:
    """Every type of event with one line of what it is for."""
    types = [(base_type(name), PURPOSES[name]) for name in DRAFTS if name not in ACT_TYPES]
    return desk_page(request, staff, "event-types.html", types=types)


@router.get("/events/new/{type_name}")
def read_new(request: Request, service: Served, staff: SignedIn, type_name: str) -> Response:
    """The form of a type, empty."""
    return _sheet(request, service, staff, type_name).opened({})


@router.post("/events/new/{type_name}")
def write_new(request: Request, service: Served, staff: SignedIn, type_name: str, form: EventForm) -> Response:
    """Preview an event, keep it as a draft, or append it; which of these, the button says."""
    return _sheet(request, service, staff, type_name).posted(form)


def _sheet(request: Request, service: Service, staff: Staff, type_name: str) -> Sheet:
    wire_name = next((name for name in DRAFTS if type_name in {name, base_type(name)}), None)
    # What corrects is filled in with what it corrects.
    if wire_name is None or wire_name == "event-corrected.v1":
        raise NotOnRecord("type of event to begin with", type_name)
    path = f"/desk/events/new/{base_type(wire_name)}"
    heading = gettext("New: %(type)s", type=type_of(wire_name))
    return Sheet(request, service, staff, form_of(wire_name), path, heading, opening(PURPOSES[wire_name]))
