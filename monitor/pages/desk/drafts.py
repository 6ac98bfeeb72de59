"""The pages of drafts: what waits for a second person, one draft, and its form."""

from collections.abc import Mapping
from typing import Any

from fastapi import Request, Response

from monitor.answers.reader import NotOnRecord
from monitor.api.serviced import Served
from monitor.bootstrap import Service
from monitor.drafting.draft import Author, Draft
from monitor.languages.phrases import gettext
from monitor.pages.desk.answering import desk_page
from monitor.pages.desk.content_on_record import content_now, target_of
from monitor.pages.desk.event_acts import withholdable
from monitor.pages.desk.forms.form import CORRECTION, fixed_in, form_for
from monitor.pages.desk.guarding import SignedIn, desk_router
from monitor.pages.desk.held_draft import Held
from monitor.pages.desk.sheet import Sheet
from monitor.pages.forms import EventForm
from monitor.staff.account import Staff

router = desk_router()


@router.get("/drafts")
def read_drafts(request: Request, service: Served, staff: SignedIn) -> Response:
    """What waits for somebody, and what became of the last of those that do not."""
    live, who = service.drafting.live(), Author(staff.id, staff.name)
    return desk_page(
        request,
        staff,
        "drafts.html",
        to_review=[one for one in live if one.state == "open" and one.may_be_reviewed_by(who)],
        own=[one for one in live if one.may_be_changed_by(who)],
        sent_back=[one for one in live if one.state == "sent-back" and not one.may_be_changed_by(who)],
        ended=service.drafting.ended(),
    )


@router.get("/drafts/{draft}")
def read_draft(request: Request, service: Served, staff: SignedIn, draft: str, done: str = "") -> Response:
    """A draft, what it would change, and what can be done about it."""
    return Held(request, service, staff, service.drafting.one(draft)).page(done=bool(done))


@router.post("/drafts/{draft}")
def act_on_draft(request: Request, service: Served, staff: SignedIn, draft: str, form: EventForm) -> Response:
    """Append a draft, send it back, or withdraw it; which of these, the button says."""
    return Held(request, service, staff, service.drafting.one(draft)).do(dict(form))


@router.get("/drafts/{draft}/edit")
def read_draft_form(request: Request, service: Served, staff: SignedIn, draft: str) -> Response:
    """The form of a draft, filled in, for its author."""
    found = service.drafting.one(draft)
    event = found.content.event if found.content is not None else None
    return _sheet(request, service, staff, found, event).opened(event or {})


@router.post("/drafts/{draft}/edit")
def write_draft_form(request: Request, service: Served, staff: SignedIn, draft: str, form: EventForm) -> Response:
    """Preview a draft, save it, or append it; which of these, the button says."""
    found = service.drafting.one(draft)
    # What it held is erased where it has ended meanwhile; what was typed is not lost with it.
    event = found.content.event if found.content is not None else fixed_in(dict(form))
    return _sheet(request, service, staff, found, event).posted(form)


def _sheet(request: Request, service: Service, staff: Staff, draft: Draft, event: Mapping[str, Any] | None) -> Sheet:
    if event is None or not draft.author.is_same_person_as(Author(staff.id, staff.name)):
        # Somebody else's is looked at on its page.
        raise NotOnRecord("draft of yours that could be edited", draft.id)
    found = target_of(service.reader, event)
    original = content_now(service.reader, found) if found is not None and event["type"] == CORRECTION else None
    return Sheet(
        request,
        service,
        staff,
        form_for(dict(event), found["id"] if found is not None else None),
        f"/desk/drafts/{draft.id}/edit",
        gettext("Edit the draft"),
        gettext("It is open for review again once it is saved."),
        target=found,
        original=original,
        withholdable=withholdable(found) if found is not None and event["type"] == "content-withheld.v1" else (),
        draft=draft,
    )
